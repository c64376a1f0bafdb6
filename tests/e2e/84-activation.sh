#!/bin/bash
# Goal: sockets that the service manager has bound are served like our own.
. "$(dirname "$0")/serve.sh"
plain=$twigd

# passing KIND...: twigd is from now on begun with these sockets.
passing()
{
    cat >passed <<END
#!/bin/sh
port=\$4
shift 4 # the address and the port of start
exec "$B/tests/e2e/pass" "\$port" $* -- "$plain" "\$@"
END
    chmod 755 passed
    twigd=$here/passed
}

# refused NAME WANT KIND...: it does not begin, and tells what would help.
refused()
{
    local name=$1 want=$2
    shift 2
    passing "$@"
    "$twigd" -a 127.0.0.1 -p "$port" zone >out 2>&1
    check "$name: exit code" 1 $?
    contains "$name: what would help" "$want" "$(cat out)"
}

# Of the processes that were listed, how many sockets of UDP each has open.
udp_sockets()
{
    local pid fd
    awk 'FNR > 1 { print $10 }' /proc/net/udp /proc/net/udp6 >inodes
    for pid in "$@"; do
        for fd in "/proc/$pid/fd/"*; do
            readlink "$fd"
        done | sed -nE 's/socket:\[([0-9]+)\]/\1/p' | grep -cxFf inodes
    done | paste -s -d ' '
}

both_answer()
{
    gives "$1: UDP" 10.0.0.1 a.test
    gives "$1: TCP" 10.0.0.1 +tcp a.test
}

echo 'a.test 10.0.0.1' >zone
passing udp4 tcp4 udp4
start -w 2 zone
both_answer 'a socket for each worker'
contains 'it tells where' "at 127.0.0.1 port $port, 2 workers" "$(cat log)"
check 'each worker has its own, and no other' '1 1' \
    "$(udp_sockets $(workers))"
check 'and that of TCP has none of them' 0 "$(udp_sockets "$(tcp_worker)")"
# A socket that nobody reads would lose the clients that the kernel gives to it.
lost=0
for _ in $(seq 30); do
    answers 10.0.0.1 a.test || lost=$((lost + 1))
done
check 'every client is answered' 0 "$lost"
for pid in $(workers) $(tcp_worker); do
    check 'confinement is on' 2 \
        "$(sed -nE 's/^Seccomp:\s*//p' "/proc/$pid/status")"
done
kill -9 $(workers) $(tcp_worker)
both_answer 'after all workers were killed'
echo 'b.test 10.0.0.2' >>zone
gives 'a file that is saved' 10.0.0.2 b.test
kill -HUP "$server"
until_true 5 log_says 'nothing changed'
both_answer 'after SIGHUP'
stop
check 'it ends' 0 "$code"

passing udp4 tcp4
start -w 3 zone
check 'workers share a socket' '1 1 1' "$(udp_sockets $(workers))"
both_answer 'a shared socket'
kill -9 "$(workers | head -n 1)"
both_answer 'after one of them was killed'
stop

passing udp4 udp4 udp4 tcp4
start -w 2 zone
check 'more sockets than workers: all are read' '1 2' \
    "$(udp_sockets $(workers) | tr ' ' '\n' | sort | paste -s -d ' ')"
lost=0
for _ in $(seq 30); do
    answers 10.0.0.1 a.test || lost=$((lost + 1))
done
check 'and every client is answered' 0 "$lost"
stop

if [ -e /proc/net/if_inet6 ] && grep -q ' lo$' /proc/net/if_inet6; then
    passing udp4 tcp4 udp6 tcp6
    start -w 2 zone
    both_answer 'IPv4 and IPv6'
    check 'IPv6, UDP' 10.0.0.1 "$(dig @::1 -p "$port" +tries=1 +short a.test)"
    check 'IPv6, TCP' 10.0.0.1 \
        "$(dig @::1 -p "$port" +tcp +tries=1 +short a.test)"
    contains 'it tells where' "127.0.0.1 port $port, ::1 port $port, 2" \
        "$(cat log)"
    stop
    refused 'both families at once' 'BindIPv6Only=ipv6-only' both tcp4
else
    ok 'IPv6 # skip: not here'
fi

refused 'no TCP' 'ListenStream=' udp4
refused 'no UDP' 'ListenDatagram=' tcp4
# shellcheck disable=SC2046 # each a word
refused 'too many' 'at most' udp4 $(yes tcp4 | head -n 17)
refused 'another family' '127.0.0.1:53' udp4 tcp4 unix
refused 'what does not listen' 'Accept=no' udp4 deaf

twigd=$plain
for chosen in '-a 127.0.0.1' "-p $port" --classroom; do
    "$B/tests/e2e/pass" "$port" udp4 tcp4 -- "$twigd" $chosen zone >out 2>&1
    check "$chosen beside them: exit code" 2 $?
    check "$chosen beside them: two lines" 2 "$(wc -l <out)"
    contains "$chosen beside them: why" "'${chosen%% *}'" "$(cat out)"
done
# Those of another process are not ours, as those of a shell that was given some.
LISTEN_PID=1 LISTEN_FDS=2 start zone
gives "another's sockets are let be" 10.0.0.1 a.test
stop
