#!/bin/bash
# Goal: +yaml prints what dig's does, octet for octet; where dig's is no YAML,
# or leaves out that something failed, the case says so.
. "$(dirname "$0")/../golden/beside.sh"
beside cases-yaml
