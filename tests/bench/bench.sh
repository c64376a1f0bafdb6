#!/usr/bin/env bash
#
# tests/bench/bench.sh BUILDDIR [N...]: twigd beside NSD, Knot and an echo.
#
# For each N (1000 and 1000000 unless told) the servers get the same zone of
# N names and the same questions, in turns, so that whatever else the machine
# does falls on all of them.  A turn is: start the server and wait for its
# first answer, warm it up, load it with dnsperf in three shapes, look at its
# memory, stop it.  All goes over 127.0.0.1; the server has one worker.
#
#   one client   one source port, 100 questions under way, as a forwarder or a
#                load balancer in front would ask.  dnsperf runs on the
#                server's own CPU: when the server's turn comes, its queue is
#                full, so the cost of waking up is not in the figure
#   64 clients   64 source ports, 200 questions under way, dnsperf on another
#                CPU: the server takes what has come and sleeps in between
#   TCP          16 connections that stay, 200 questions under way on them, so
#                some dozen pipelined on each; dnsperf on another CPU
#
# The result is a Markdown table of the medians of the rounds:
#
#   q/s        replies a second, dnsperf's count.  With one client, server and
#              dnsperf share the CPU; with 64 the server may be the faster one
#              (then it is not 100 % busy) and the figure is dnsperf's own
#   CPU us/q   time on the CPU of all threads of all the server's processes
#              (schedstat), kernel included, for each reply
#   x echo     the same, in times of what the echo takes
#   start ms   from fork to the first answer, the zone in the page cache
#   PSS MB     memory of all its processes after the load, what they share
#              counted once
#
# TCP has a table of its own, with the same in it.
#
# twigd reads the master file, as NSD and Knot do.  Two more rows tell what it
# takes to start from the flat format, with its N PTRs and without.
#
# Environment:
#   ROUNDS=3 SECS=5     how often, and how long each load is
#   ONLY="echo twigd"   these servers alone; what is said here also goes for an
#                       N above 5 million, where it is these two unless told,
#                       as NSD and Knot want many GB
#   PORT=5399           the first port to try
#
# Ends with 1 if a server answered wrongly; the table says which.
set -u
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"

readonly BUILD=${1:?usage: bench.sh BUILDDIR [N...]}
HERE=$(dirname "${BASH_SOURCE[0]}")
readonly HERE
readonly ROUNDS=${ROUNDS:-3} SECS=${SECS:-5} PORT=${PORT:-5399}
readonly ONLY=${ONLY:-}
readonly MANY=5000000 # names; above, NSD and Knot only if told
readonly PATIENCE=310 # s, a little more than first's own

# The shapes of the load.  Eight threads keep the echo busiest, on one CPU too:
# while one waits, another sends.  More than some 230 questions under way
# overflow the socket buffer of a server that asks for no other than the usual
# 208 KiB.
declare -rA SHAPE=([one]='-c 1 -T 1 -q 100' [many]='-c 64 -T 8 -q 200'
    [tcp]='-m tcp -c 16 -T 2 -q 200')

# shellcheck source=tests/bench/peers.sh
. "$HERE/peers.sh"

USED=''   # the servers that were measured
FAULTY='' # whether one of them answered wrongly
TMP=''    # the folder of everything we write
HOLDER='' # pid of `first`, which holds the server
LOADER='' # pid of dnsperf

die()
{
    printf 'bench: %s\n' "$*" >&2
    exit 1
}

# --- the machine --------------------------------------------------------

choose_cpus()
{
    local part parts cpus=()
    IFS=', ' read -ra parts < <(
        sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' /proc/self/status
    )
    for part in "${parts[@]}"; do
        mapfile -t -O ${#cpus[@]} cpus < <(seq "${part%-*}" "${part#*-}")
    done
    SERVE_CPU=${cpus[0]}
    LOAD_CPU=${cpus[1]:-${cpus[0]}}
    PINNING="server on CPU $SERVE_CPU, dnsperf on CPU $LOAD_CPU"
    [[ ${#cpus[@]} -gt 1 ]] || PINNING="server and dnsperf share one CPU"
}

# A port nobody listens on: an old server there would answer for the new.
free_port()
{
    local port=$PORT
    while grep -qi ":$(printf %04x "$port") " \
        /proc/net/udp /proc/net/tcp /proc/net/udp6 /proc/net/tcp6 2>/dev/null
    do
        port=$((port + 1))
    done
    printf '%d\n' "$port"
}

versions()
{
    local all='' server rev
    for server in $USED; do
        case $server in
        twigd)
            rev=$(git -C "$HERE" rev-parse --short HEAD 2>/dev/null)
            all+="twigd${rev:+ $rev}, "
            ;;
        nsd)
            all+="NSD $(nsd -v 2>&1 | sed -n '1s/.* //p')"
            nsd -v 2>&1 | grep -q -e --disable-recvmmsg &&
                all+=" (built with --disable-recvmmsg)"
            all+=", "
            ;;
        knot) all+="Knot $(knotd -V | sed -n '1s/.* //p'), " ;;
        esac
    done
    all+="dnsperf $(dnsperf -h 2>&1 | sed -n 's/^Version //p')"
    printf '%s\n' "$all"
}

print_machine()
{
    local model
    model=$(lscpu 2>/dev/null | sed -n 's/^Model name: *//p' | head -n 1)
    printf '%s, %s CPUs, Linux %s; %s; ' "${model:-$(uname -m)}" \
        "$(getconf _NPROCESSORS_ONLN)" "$(uname -r)" "$(versions)"
    printf 'medians over %s x %s s.\n\n' "$ROUNDS" "$SECS"
}

print_notes()
{
    cat <<NOTES
- One client: dnsperf ${SHAPE[one]}, on the CPU of the server. twigd sends replies of equal length to
  one client as one message (UDP_SEGMENT): so it can be below the echo, which sends each alone.
- 64 clients: dnsperf ${SHAPE[many]}, $PINNING. Where a server is
  not 100 % busy, q/s is as much as dnsperf could do: compare the CPU times.
- TCP: dnsperf ${SHAPE[tcp]}, on connections that stay. The same goes for its q/s.
NOTES
}

# --- the servers --------------------------------------------------------

write_zones()
{
    local kind
    for kind in master queries flat noptr; do
        [[ $kind == flat || $kind == noptr ]] &&
            [[ " ${SERVERS[*]} " != *' twigd '* ]] && continue
        "$TESTS/names" "$kind" "$1" >"$TMP/bench.$kind" ||
            die "cannot write the zone of $1 names"
    done
}

# Fill COMMAND with what starts server $1 on port $2.
choose_command()
{
    local twigd=("$BUILD/twigd" -w 1 -a 127.0.0.1 -p "$2")
    case $1 in
    echo) COMMAND=("$TESTS/echo" 127.0.0.1 "$2") ;;
    twigd) COMMAND=("${twigd[@]}" "$TMP/bench.master") ;;
    twigd-flat) COMMAND=("${twigd[@]}" "$TMP/bench.flat") ;;
    twigd-noptr) COMMAND=("${twigd[@]}" "$TMP/bench.noptr") ;;
    nsd)
        write_nsd_conf "$2"
        COMMAND=(nsd -d -c "$TMP/nsd.conf")
        ;;
    knot)
        write_knot_conf "$2"
        COMMAND=(knotd -c "$TMP/knot.conf")
        ;;
    esac
}

# What server $1 had to say.
print_log()
{
    sed "s/^/$1: /" "$TMP/$1.log" | tail -n 20 >&2
}

# Start server $1 on port $2; set START (ms), SERVER (pid) and REMARK.
start_server()
{
    local flags=(-c "$SERVE_CPU")
    [[ $1 == echo ]] && flags+=(-e)
    [[ $1 == twigd-flat ]] && flags+=(-p "$REVERSE")
    choose_command "$1" "$2"
    coproc HOLD {
        exec taskset -c "$LOAD_CPU" "$TESTS/first" "${flags[@]}" \
            "$2" "$LAST" "${COMMAND[@]}" 2>"$TMP/$1.log"
    }
    HOLDER=$!
    read -r -t "$PATIENCE" START SERVER REMARK <&"${HOLD[0]:-}" && return
    print_log "$1"
    die "$1 did not start"
}

# The end of its input tells `first` to end the server.
stop_server()
{
    [[ -z $HOLDER ]] && return
    [[ -n ${HOLD[1]:-} ]] && eval "exec ${HOLD[1]}>&-"
    wait "$HOLDER" 2>/dev/null
    HOLDER=''
}

clean_up()
{
    [[ -n $LOADER ]] && kill "$LOADER" 2>/dev/null
    stop_server
    allow_services
    [[ -n $TMP ]] && rm -rf "$TMP"
}

# --- measuring ----------------------------------------------------------

# The server's processes: SERVER and all that descend from it.
list_processes()
{
    local stat
    for stat in /proc/[0-9]*/stat; do
        cat "$stat" 2>/dev/null # gone meanwhile: no matter
    done | sed 's/(.*)/-/' | awk -v root="$SERVER" '
        { parent[$1] = $4 }
        END {
            for (pid in parent) {
                up = pid
                while (up != root && up in parent)
                    up = parent[up]
                if (up == root)
                    print pid
            }
        }'
}

# Time on the CPU so far, in ns, of all threads of the processes "$@".
sum_cpu()
{
    local pid
    for pid in "$@"; do
        cat /proc/"$pid"/task/*/schedstat 2>/dev/null
    done | awk '{ sum += $1 } END { printf "%.0f\n", sum }'
}

# Memory of the processes "$@" in MB; what is shared, in shares.
sum_pss()
{
    local pid
    for pid in "$@"; do
        cat "/proc/$pid/smaps_rollup"
    done | awk '$1 == "Pss:" { sum += $2 } END { printf "%.2f\n", sum / 1024 }'
}

# Load port $1 for $2 seconds in shape $3; dnsperf's report goes to
# $TMP/report.
load()
{
    local cpu=$LOAD_CPU
    [[ $3 == one ]] && cpu=$SERVE_CPU
    # shellcheck disable=SC2086 # a shape is a list of options
    taskset -c "$cpu" timeout "$(($2 + 60))" dnsperf -s 127.0.0.1 -p "$1" \
        -d "$TMP/bench.queries" -l "$2" -t 1 ${SHAPE[$3]} \
        >"$TMP/report" 2>&1 &
    LOADER=$!
    wait "$LOADER" || die "dnsperf failed: $(tail -n 3 "$TMP/report")"
    LOADER=''
}

# Put all threads of the processes "$@" on the server's CPU: Knot's workers
# choose CPUs for themselves.
pin()
{
    local pid
    for pid in "$@"; do
        taskset -apc "$SERVE_CPU" "$pid" >/dev/null 2>&1
    done
}

# Load server $1, whose processes are "${@:4}", at port $2 in shape $3, and
# print what came of it.
measure_load()
{
    local server=$1 port=$2 shape=$3 before after
    shift 3
    before=$(sum_cpu "$@")
    load "$port" "$SECS" "$shape"
    after=$(sum_cpu "$@")
    awk -v server="$server" -v shape="$shape" -v ns="$((after - before))" \
        -f "$HERE/report.awk" "$TMP/report" && return
    print_log "$server"
    grep -v Timeout "$TMP/report" >&2
    die "$server: this report makes no sense"
}

# One turn of server $1; its results go to $TMP/turn.
measure()
{
    local port pids shape
    port=$(free_port)
    start_server "$1" "$port"
    mapfile -t pids < <(list_processes)
    pin "${pids[@]}"
    load "$port" 1 many
    mapfile -t pids < <(list_processes) # some were only there to start
    {
        [[ -n $REMARK ]] && printf '%s remark %s\n' "$1" "$REMARK"
        printf '%s start %s\n' "$1" "$START"
        for shape in one many tcp; do
            [[ $1 == twigd-* || $1$shape == echotcp ]] ||
                measure_load "$1" "$port" "$shape" "${pids[@]}"
        done
        printf '%s pss %s\n' "$1" "$(sum_pss "${pids[@]}")"
    } >"$TMP/turn"
    stop_server
}

# The servers to measure with $1 names: SERVERS.
choose_servers()
{
    local server few='echo twigd'
    local all="$few nsd knot"
    [[ $1 -gt $MANY ]] && all=$few
    SERVERS=()
    for server in ${ONLY:-$all}; do
        SERVERS+=("$server")
        [[ " $USED " == *" $server "* ]] || USED+=" $server"
        case $server in
        echo) ;;
        twigd)
            [[ -x $BUILD/twigd ]] || die "$BUILD/twigd is not built"
            SERVERS+=(twigd-flat twigd-noptr)
            ;;
        nsd) need nsd nsd ;;
        knot) need knotd knot ;;
        *) die "no such server: $server (echo, twigd, nsd, knot)" ;;
        esac
    done
}

bench()
{
    local round server last=$(($1 - 1))
    choose_servers "$1"
    write_zones "$1"
    LAST=$(printf 'n%07d.bench.example' "$last")
    REVERSE=$((last & 255)).$((last >> 8 & 255)).$((last >> 16)).10.in-addr.arpa
    : >"$TMP/results"
    for ((round = 1; round <= ROUNDS; round++)); do
        echo "bench: $1 names, round $round of $ROUNDS" >&2
        for server in "${SERVERS[@]}"; do
            measure "$server"
            cat "$TMP/turn" >>"$TMP/results"
            awk 'NR == 1 { printf "%s:", $1 }
                { printf " %s %s", $2, $3 } END { print "" }' "$TMP/turn" >&2
        done
    done
    grep -q ' remark ' "$TMP/results" && FAULTY=yes
    printf '\n%d names:\n\n' "$1"
    awk -f "$HERE/table.awk" "$TMP/results"
}

main()
{
    local n
    [[ -x $TESTS/first ]] || die "$TESTS/first is not built"
    need dnsperf dnsperf
    TMP=$(mktemp -d "${TMPDIR:-/tmp}/twig-bench.XXXXXX") && chmod 755 "$TMP" || exit 1
    mkdir "$TMP/knot.db"
    choose_cpus
    [[ $# -eq 0 ]] && set -- 1000 1000000
    for n in "$@"; do
        [[ $n =~ ^[1-9][0-9]{0,7}$ ]] || die "not a number of names: $n"
        bench "$n"
    done
    printf '\n'
    print_machine
    print_notes
    [[ -z $FAULTY ]]
}

readonly TESTS=$BUILD/tests/bench
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
shift
main "$@"
