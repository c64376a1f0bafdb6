#!/bin/bash
# Goal: twig prints what dig prints and ends as it does: records of all kinds, and transfers.
. "$(dirname "$0")/../golden/beside.sh"
beside cases-records
