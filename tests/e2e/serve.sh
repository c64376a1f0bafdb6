# Read by the tests of this directory: a twigd of our own, in a directory of
# our own, which both are gone at the end.
set -u
B=$(cd "$1" && pwd) || exit 2
twigd=$B/twigd
here=$(mktemp -d /tmp/twig-e2e-XXXXXX) || exit 2
chmod 755 "$here" # nobody reads the zones in it
cd "$here" || exit 2
started=()

leave()
{
    local pid
    for pid in "${started[@]}"; do
        kill -9 "$pid" 2>/dev/null
    done
    wait 2>/dev/null
    cd / && rm -rf "$here"
}
trap leave EXIT

ok()
{
    echo "ok $1"
}

not_ok()
{
    echo "not ok $1: ${2//$'\n'/ | }"
}

# check NAME WANT GOT
check()
{
    if [ "$2" = "$3" ]; then
        ok "$1"
    else
        not_ok "$1" "'$3' instead of '$2'"
    fi
}

# contains NAME WANT GOT: is the one somewhere in the other?
contains()
{
    case $3 in
    *"$2"*) ok "$1" ;;
    *) not_ok "$1" "no '$2' in '$3'" ;;
    esac
}

# until_true SECONDS COMMAND...: try again and again, for so long at most.
until_true()
{
    local end=$((${EPOCHREALTIME/./} + $1 * 1000000))
    shift
    until "$@"; do
        [ "${EPOCHREALTIME/./}" -lt "$end" ] || return 1
        sleep 0.01
    done
}

log_says()
{
    grep -q -- "$1" log
}

alive()
{
    [ -d "/proc/$1" ] && ! grep -q '^State:.*Z' "/proc/$1/status" 2>/dev/null
}

serves_or_ended()
{
    log_says ' serving ' || ! alive "$server"
}

# Each worker has taken the name of its kind.
named()
{
    ! pgrep -P "$server" -x twigd >/dev/null
}

# A sanitizer keeps what is freed for a while; not where memory is measured.
no_quarantine()
{
    ASAN_OPTIONS=${ASAN_OPTIONS:-}:quarantine_size_mb=0
    export ASAN_OPTIONS=$ASAN_OPTIONS:thread_local_quarantine_size_kb=0
}

# Who stays himself: reads and writes what the test does.
self=(-u "$(id -un)")

# start ARGUMENT...: sets $server, its PID, and $port.  Its lines go to ./log.
start()
{
    local try
    for try in 1 2 3 4 5; do
        port=$((10000 + (RANDOM * 32768 + RANDOM) % 22000)) # below dig's own
        : >log
        "$twigd" -a 127.0.0.1 -p "$port" "$@" >/dev/null 2>>log &
        server=$!
        started+=("$server")
        until_true 10 serves_or_ended
        log_says ' serving ' && until_true 5 named && return 0
        log_says 'is taken by' || break
    done
    not_ok start "$(cat log)"
    exit 1
}

# stop: SIGTERM; sets $code.
stop()
{
    kill -TERM "$server"
    wait "$server"
    code=$?
}

# The processes of the server: all that it has begun; the workers of UDP; of TCP.
children()
{
    pgrep -P "$server" | sort -n
}

workers()
{
    pgrep -P "$server" -x twigd-udp | sort -n
}

tcp_worker()
{
    pgrep -P "$server" -x twigd-tcp
}

ask()
{
    dig @127.0.0.1 -p "$port" +tries=1 +time=2 +short "$@" 2>&1
}

answers()
{
    local want=$1
    shift
    [ "$(ask "$@")" = "$want" ]
}

# gives NAME WANT QUESTION...: the answer now, or soon.
gives()
{
    local name=$1 want=$2
    shift 2
    until_true 10 answers "$want" "$@"
    check "$name" "$want" "$(ask "$@")"
}
