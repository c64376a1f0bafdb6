#!/bin/bash
# Goal: it ends when it is told to, at once, and leaves nothing behind.
. "$(dirname "$0")/serve.sh"

# gone PID...
gone()
{
    local pid
    for pid in "$@"; do
        alive "$pid" && return 1
    done
    return 0
}

for signal in TERM INT; do
    start -w 3
    family=$(children)
    check "SIG$signal: there are workers" 4 "$(echo "$family" | wc -l)"
    # bash lets what runs behind it ignore SIGINT; twigd asks for it
    kill -$signal "$server"
    wait "$server"
    check "SIG$signal: exit code" 0 $?
    # shellcheck disable=SC2086 # each a word
    gone $family "$server"
    check "SIG$signal: no process is left" 0 $?
    check "SIG$signal: nothing is said" 1 "$(wc -l <log)"
done

# While it loads.
awk 'BEGIN { for (i = 0; i < 300000; i++) print "n" i ".example 10.0.0.1" }' >big
"$twigd" -a 127.0.0.1 -p "$port" big 2>log &
server=$!
started+=("$server")
sleep 0.05
family=$(children)
kill -TERM "$server"
wait "$server"
check 'SIGTERM while it loads: exit code' 0 $?
# shellcheck disable=SC2086
gone $family
check 'SIGTERM while it loads: no process is left' 0 $?

# A supervisor that cannot say good-bye.
start -w 3
family=$(children)
disown "$server" # or bash tells how it died
kill -9 "$server"
# shellcheck disable=SC2086
until_true 2 gone $family
check 'kill -9 of the supervisor: no worker is left' 0 $?

# SIGTERM to the workers alone is their end, and no other's.
start -w 2
family=$(children)
# shellcheck disable=SC2086
kill -TERM $family
# shellcheck disable=SC2086
until_true 5 gone $family
check 'SIGTERM to the workers: they end' 0 $?
gives 'SIGTERM to the workers: others answer' 203.0.113.11 news.cctv.com
alive "$server"
check 'and the supervisor goes on' 0 $?

# The port is free at once.
stop
: >log
"$twigd" -a 127.0.0.1 -p "$port" 2>>log &
server=$!
started+=("$server")
until_true 5 serves_or_ended
contains 'the port is free again' ' serving ' "$(cat log)"
stop
check 'it ends' 0 "$code"
