#!/bin/bash
# Goal: twig prints what dig prints and ends as it does: queries octet by octet, and replies that are wrong.
. "$(dirname "$0")/../golden/beside.sh"
beside cases-wrong
