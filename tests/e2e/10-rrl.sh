#!/bin/bash
# Goal: response rate limiting: off unless asked for, then for floods only, and
# a client with a good cookie is never limited.
. "$(dirname "$0")/serve.sh"

# flood QUESTION...: 60 times, as fast as dig can; sets $whole and $cut.  Each
# that is dropped makes dig wait for a second: 3 seconds are enough to see some.
flood()
{
    local i
    for ((i = 0; i < 60; i++)); do
        echo "$*"
    done >questions
    timeout "${patience:-30}" dig @127.0.0.1 -p "$port" +tries=1 +time=1 \
        +ignore +noall +comments -f questions >replies 2>&1
    whole=$(grep -cE '^;; flags: qr aa rd;' replies)
    cut=$(grep -cE '^;; flags: qr( aa)? tc rd;' replies)
}

start -w 1
flood news.cctv.com +nocookie
check 'nothing is limited by itself' '60 0' "$whole $cut"
stop

start -w 1 --rrl 5
flood news.cctv.com +nocookie
check 'nor is the loopback' '60 0' "$whole $cut"
stop

start -w 1 --rrl 5 --rrl-slip 1 --rrl-loopback
flood news.cctv.com +nocookie
check 'every reply is there, and some are cut' 60 $((whole + cut))
check 'the first few are whole' yes "$([ "$whole" -ge 5 ] && echo yes)"
check 'and some are not' yes "$([ "$cut" -gt 0 ] && echo yes)"
cookie=$(dig @127.0.0.1 -p "$port" +tries=1 +ignore +qid=1 news.cctv.com |
    sed -nE 's/^; COOKIE: ([0-9a-f]+).*/\1/p')
flood news.cctv.com "+cookie=$cookie"
check 'a good cookie is not limited' '60 0' "$whole $cut"
stop

start -w 1 --rrl 5 --rrl-slip 0 --rrl-loopback
patience=3 flood news.cctv.com +nocookie
check 'without slip none is cut' 0 "$cut"
check 'and some are dropped' yes "$([ "$whole" -lt 60 ] && echo yes)"
stop
