#!/bin/bash
# Goal: what it says to who starts it wrongly, and its exit codes.
. "$(dirname "$0")/serve.sh"

# run ARGUMENT...: sets $out, $err and $code.
run()
{
    timeout 5 "$twigd" "$@" >out 2>err
    code=$?
    out=$(cat out) err=$(cat err)
}

for option in --help -h; do
    run $option
    check "$option: exit code" 0 "$code"
    contains "$option: to stdout" 'Usage: twigd' "$out"
    check "$option: nothing to stderr" '' "$err"
done
for option in --version -V; do
    run $option
    check "$option: exit code" 0 "$code"
    contains "$option: to stdout" 'twigd ' "$out"
done

# bad WANT ARGUMENT...: two lines, exit 2.
bad()
{
    local want=$1
    shift
    run "$@"
    check "$*: exit code" 2 "$code"
    contains "$*: what is wrong" "$want" "$err"
    check "$*: two lines" 2 "$(wc -l <err)"
    check "$*: nothing to stdout" '' "$out"
}
bad 'Nearest is -p or --port' --prot 53
bad 'Nearest is -w or --workers' --wrokers=2
bad 'A port is 1 to 65535' -p 0
bad 'A port is 1 to 65535' -p http
bad 'It is 1 to 64' -w many
bad 'It is followed by an address' -a
bad 'It is flat or master' -f json
bad 'No such file or directory' @none
bad 'Nearest is -V or --version' -v
bad "not an address: 'localhost'" -a localhost
bad 'overlap: leave one out' -a 127.0.0.1 -a 127.0.0.1

# What only starting shows: exit 1.
start
fails()
{
    local name=$1 want=$2
    shift 2
    run "$@"
    check "$name: exit code" 1 "$code"
    contains "$name: why" "$want" "$err"
}
fails 'a port that is taken' "port $port at 127.0.0.1 is taken by twigd" \
    -a 127.0.0.1 -p "$port"
holder=$(sed -nE 's/.*\(PID ([0-9]+)\).*/\1/p' err)
{ echo "$server"; children; } | grep -qx "$holder"
check 'the PID is of that server' 0 $?
contains 'and what would help' 'twigd -p 5300' "$err"
fails 'a port that is taken on all addresses' 'is taken by' \
    -a 0.0.0.0 -p "$port"
gives 'who was there before still answers' 203.0.113.11 news.cctv.com
stop
fails 'an address of nobody' '192.0.2.1 is no address of this machine' \
    -a 192.0.2.1 -p "$port"
fails 'no such zone file' 'no.zone: No such file or directory' \
    -a 127.0.0.1 -p "$port" no.zone
printf 'a.test 10.0.0.1\nb.test 10.0.0\n' >bad.zone
fails 'a mistake in a zone file' 'bad.zone:2:8: ' \
    -a 127.0.0.1 -p "$port" bad.zone

# Without the right to port 53: RFC 1035's port is root's.
nobody=()
[ "$(id -u)" = 0 ] &&
    nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
why=
[ "$(cat /proc/sys/net/ipv4/ip_unprivileged_port_start)" -gt 53 ] ||
    why='port 53 is free for all here'
"${nobody[@]}" test -x "$twigd" 2>/dev/null || why='nobody may not run it here'
grep -q ':14B4 ' /proc/net/udp /proc/net/udp6 /proc/net/tcp /proc/net/tcp6 &&
    why='port 5300 is taken'
if [ -n "$why" ]; then
    ok "no right to port 53 # skip: $why"
    exit 0
fi
"${nobody[@]}" "$twigd" -a 127.0.0.1 -p 53 >out 2>err
check 'no right to port 53 asked for: exit code' 1 $?
contains 'no right to port 53 asked for: why' 'no right to bind port 53' \
    "$(cat err)"
chmod 755 "$here"
: >log
"${nobody[@]}" "$twigd" >/dev/null 2>log &
server=$!
port=5300
started+=("$server")
until_true 5 serves_or_ended
contains 'no right to port 53: it says so' \
    'no right to bind port 53: using port 5300' "$(cat log)"
gives 'no right to port 53: it answers at 5300' 203.0.113.11 news.cctv.com
stop
check 'no right to port 53: it ends' 0 "$code"
