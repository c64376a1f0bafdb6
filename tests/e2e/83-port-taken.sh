#!/bin/bash
# Goal: when the port is taken, it is told by whom, and how that is mended.
. "$(dirname "$0")/serve.sh"

# taken_by NAME MEND: a program of that name has the port.
taken_by()
{
    cp "$twigd" "$1"
    twigd=$here/$1 start
    "$B/twigd" -a 127.0.0.1 -p "$port" >out 2>&1
    check "$1: exit code" 1 $?
    contains "$1: it is named" "is taken by $1 (PID $server)" "$(cat out)"
    contains "$1: the mend" "$2" "$(cat out)"
    contains "$1: another port" 'twigd -p 5300' "$(cat out)"
    check "$1: every line is ours" '' "$(grep -v '^twigd: ' out)"
    stop
}

taken_by systemd-resolve 'DNSStubListener=no'
taken_by dnsmasq 'systemctl disable --now dnsmasq'
taken_by named 'systemctl disable --now named'
taken_by another 'stop it, or take another'
