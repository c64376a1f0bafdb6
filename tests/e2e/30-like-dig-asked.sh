#!/bin/bash
# Goal: twig prints what dig prints and ends as it does: what is asked and what is shown.
. "$(dirname "$0")/../golden/beside.sh"
beside cases-asked
