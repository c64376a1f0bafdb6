#!/usr/bin/env bash
#
# tests/bench/log.sh BUILDDIR: what it costs to log every query to a file.
#
# Two servers of the same zone, one with --log queries --log-file and one
# without, stand side by side and are loaded in turns, so that whatever else
# the machine does falls on both.  For each number of workers the medians of
# the rounds: replies a second as dnsperf counts them, and the time on the CPU
# for each, of all processes of the server (schedstat), which other load on the
# machine disturbs less.
#
#   1 worker   all of the server on one CPU, dnsperf on the other: the worker
#              and the process that writes the log share
#   2 workers  the server and dnsperf wherever the kernel puts them
#
# Environment: ROUNDS=7 SECS=2 FORMAT=text DIR=/tmp (where the log goes)
set -u
export LC_ALL=C

readonly BUILD=${1:?usage: log.sh BUILDDIR}
readonly ROUNDS=${ROUNDS:-7} SECS=${SECS:-2} FORMAT=${FORMAT:-text}
TMP=$(mktemp -d "${DIR:-/tmp}/twig-log-XXXXXX") && chmod 755 "$TMP" || exit 1
SERVERS=()

leave()
{
    kill "${SERVERS[@]}" 2>/dev/null
    wait
    rm -rf "$TMP"
}
trap leave EXIT

die()
{
    printf 'log.sh: %s\n' "$*" >&2
    exit 1
}

# start PORT OPTION...: a server at that port, on the CPUs of $CPUS.
start()
{
    local port=$1 try
    shift
    taskset -c "$CPUS" "$BUILD/twigd" -a 127.0.0.1 -p "$port" "$@" \
        2>"$TMP/stderr.$port" &
    SERVERS+=($!)
    for try in $(seq 100); do
        grep -q ' serving ' "$TMP/stderr.$port" && return
        sleep 0.05
    done
    die "no server after $try tries: $(cat "$TMP/stderr.$port")"
}

# Time on the CPU so far, in ns, of server $1 and its processes.
cpu()
{
    local pid
    for pid in "$1" $(pgrep -P "$1"); do
        cat "/proc/$pid/schedstat"
    done | awk '{ sum += $1 } END { printf "%.0f\n", sum }'
}

# load SERVER PORT: replies a second, and microseconds on the CPU for each.
load()
{
    local before after
    before=$(cpu "$1")
    taskset -c "$LOAD_CPUS" dnsperf -s 127.0.0.1 -p "$2" -d "$TMP/queries" \
        -l "$SECS" -t 1 -c 64 -T 8 -q 200 >"$TMP/report" 2>&1
    after=$(cpu "$1")
    awk -v ns=$((after - before)) '
        /Queries completed:/ { n = $3 }
        /Queries per second:/ { printf "%.0f %.3f\n", $4, ns / n / 1000 }
        ' "$TMP/report"
}

# median FILE COLUMN
median()
{
    sort -n -k "$2,$2" "$1" |
        awk -v c="$2" '{ at[NR] = $c } END { print at[int((NR + 1) / 2)] }'
}

# compare WORKERS
compare()
{
    local port=$((10000 + RANDOM % 20000)) log="$TMP/queries.log" i
    SERVERS=()
    : >"$TMP/off"
    : >"$TMP/on"
    start "$port" -w "$1"
    start $((port + 1)) -w "$1" --log queries --log-format "$FORMAT" \
        --log-file "$log"
    for ((i = 0; i < ROUNDS; i++)); do
        load "${SERVERS[0]}" "$port" >>"$TMP/off"
        load "${SERVERS[1]}" $((port + 1)) >>"$TMP/on"
        : >"$log"
    done
    dig @127.0.0.1 -p $((port + 1)) +short CH TXT stats.twigd | tr ' ' '\n' |
        tr -d '"' >"$TMP/stats"
    awk -v workers="$1" -v off="$(median "$TMP/off" 1)" \
        -v on="$(median "$TMP/on" 1)" -v cpu_off="$(median "$TMP/off" 2)" \
        -v cpu_on="$(median "$TMP/on" 2)" -F = '
        { n[$1] = $2 }
        END {
            printf "%d worker%s: %.0f q/s without, %.0f with: %.3f; ",
                workers, (workers > 1 ? "s" : ""), off, on, on / off
            printf "CPU us/q %.2f, %.2f: %.3f; ",
                cpu_off, cpu_on, cpu_on / cpu_off
            printf "%d lines, %d lost\n", n["log_lines"], n["log_lost"]
        }' "$TMP/stats"
    kill "${SERVERS[@]}"
    wait "${SERVERS[@]}"
}

# The lesson zone, asked as a resolver asks.
for name in news sport www nope; do
    printf '%s.cctv.com A\n%s.cctv.com AAAA\n' $name $name
done >"$TMP/queries"
CPUS=0 LOAD_CPUS=1 compare 1
CPUS=0,1 LOAD_CPUS=0,1 compare 2
