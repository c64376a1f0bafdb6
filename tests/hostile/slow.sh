#!/bin/bash
# tests/hostile/slow.sh BUILDDIR [PAIRS]: what 1,000 slow TCP connections cost
# the others.  One server, asked by dnsperf over UDP, in turns with and without
# them held (the order changes from pair to pair); then how long new TCP clients
# wait while they are held.  Queries a second want a machine that does nothing
# else; the time on the CPU that all processes of the server take for each is
# told beside them.
#
#   CLIENTS=1000 SECS=4   how many are held, and how long each load is
#   SPREAD=spread         from many addresses (empty: from one)
set -u
export LC_ALL=C
B=$(cd "$1" && pwd) || exit 2
pairs=${2:-7}
clients=${CLIENTS:-1000} secs=${SECS:-4} spread=${SPREAD-spread}
here=$(mktemp -d /tmp/twig-slow-XXXXXX) && chmod 755 "$here" || exit 2
cd "$here" || exit 2
server='' holder=''

leave()
{
    [ -z "$holder" ] || kill "$holder" 2>/dev/null
    [ -z "$server" ] || kill "$server" 2>/dev/null
    wait 2>/dev/null
    cd / && rm -rf "$here"
}
trap leave EXIT

median()
{
    sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# hold SECONDS WORD...: returns when they are all there.
hold()
{
    local for=$1
    shift
    "$B/tests/hostile/slow" 127.0.0.1 "$port" "$clients" "$for" "$@" >held &
    holder=$!
    until [ -s held ] || ! kill -0 "$holder" 2>/dev/null; do
        sleep 0.05
    done
}

# On the CPU so far, all of the server: microseconds.
cpu()
{
    local pid
    for pid in "$server" $(pgrep -P "$server"); do
        cat "/proc/$pid/schedstat"
    done | awk '{ sum += $1 } END { printf "%.0f\n", sum / 1000 }'
}

# load FILE: one more line in it, queries a second and microseconds for each.
load()
{
    local before
    before=$(cpu)
    dnsperf -s 127.0.0.1 -p "$port" -d queries -c 64 -T 2 -q 200 -l "$secs" \
        >perf 2>/dev/null
    awk -v cpu="$(($(cpu) - before))" '
        /Queries completed/ { n = $3 }
        /Queries per second/ { printf "%.0f %.3f\n", $4, cpu / n }' perf >>"$1"
}

with()
{
    hold $((secs + 1)) $spread
    load with
    wait "$holder"
    tail -n 1 held >>held.all
    holder=
}

{
    echo '$ZONE h.test'
    echo '*.wild.h.test 192.0.2.3'
    seq -f 'm%g.h.test 192.0.2.7' 1000
} >zone
seq -f 'm%g.h.test A' 1000 >queries

port=$((10000 + (RANDOM * 32768 + RANDOM) % 22000))
"$B/twigd" -a 127.0.0.1 -p "$port" -w 1 zone 2>log &
server=$!
until grep -q ' serving ' log; do
    kill -0 "$server" || exit 1
    sleep 0.05
done
uptime
for ((i = 0; i < pairs; i++)); do
    if ((i % 2)); then
        load without
        with
    else
        with
        load without
    fi
    echo "without $(tail -n 1 without) with $(tail -n 1 with)"
done
# ratio COLUMN WHAT
ratio()
{
    local a b
    a=$(awk -v c="$1" '{ print $c }' without | median)
    b=$(awk -v c="$1" '{ print $c }' with | median)
    awk -v a="$a" -v b="$b" -v what="$2" 'BEGIN {
        printf "%s: without %s with %s, ratio of medians %.4f\n", what, a, b, b / a
    }'
}
ratio 1 'queries a second'
ratio 2 'microseconds of CPU a query'
sort held.all | uniq -c
# shellcheck disable=SC2086 # a word or none
hold 5 $spread probe
wait "$holder"
holder=
echo "new clients meanwhile:"
tail -n 3 held
uptime
