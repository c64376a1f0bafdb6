#!/bin/bash
# Goal: TCP is served whatever clients do with it, and UDP does not notice.
. "$(dirname "$0")/serve.sh"

zone()
{
    {
        echo '$ZONE load.test'
        echo "load.test SOA ns.load.test root.load.test $1 3600 600 86400 5"
        for i in $(seq 0 99); do
            echo "m$i.load.test MX $1 a$i.load.test"
            echo "a$i.load.test 10.$1.0.$i"
        done
    } >zone.new
    mv zone.new zone
}

by_tcp()
{
    ask +tcp "$@"
}

# a7.load.test A, behind its length; its reply is 16 octets longer.
query='\0\36\0\7\1\0\0\1\0\0\0\0\0\0\2a7\4load\4test\0\0\1\0\1'

# hear: the address in the next reply on descriptor 3.
hear()
{
    timeout 5 head -c 48 <&3 | od -An -tu1 -w64 | awk 'NF == 48 {
        print $45 "." $46 "." $47 "." $48 }'
}

zone 1
start -w 2 zone
check 'dig +tcp' 10.1.0.7 "$(by_tcp a7.load.test)"
check 'dig +tcp, from the other side' 'a7.load.test.' \
    "$(by_tcp m7.load.test MX | cut -d ' ' -f 2)"
check 'dig +keepopen: several names on one connection' \
    '10.1.0.1 10.1.0.2 10.1.0.3 ' \
    "$(by_tcp +keepopen a1.load.test a2.load.test a3.load.test | tr '\n' ' ')"
if command -v kdig >/dev/null; then
    check 'kdig +tcp +keepopen' '10.1.0.1 10.1.0.2 ' \
        "$(kdig @127.0.0.1 -p "$port" +tcp +keepopen +short a1.load.test \
            a2.load.test | tr '\n' ' ')"
fi
if command -v drill >/dev/null; then
    contains 'drill -t' 10.1.0.7 "$(drill -t -p "$port" a7.load.test @127.0.0.1)"
fi

# One octet at a time, and twice in one piece.
exec 3<>"/dev/tcp/127.0.0.1/$port"
for octet in $(printf "$query" | od -An -v -to1); do
    printf "\\$octet" >&3
    sleep 0.002
done
check 'octet by octet' 10.1.0.7 "$(hear)"
printf "$query$query" >&3
check 'two at once: one' 10.1.0.7 "$(hear)"
check 'and the other' 10.1.0.7 "$(hear)"

# The connection outlives the image.
zone 2
kill -HUP "$server"
gives 'loaded again' 10.2.0.7 a7.load.test
says_new()
{
    printf "$query" >&3
    [ "$(hear)" = 10.2.0.7 ]
}
until_true 3 says_new
check 'the next answer on an old connection is new' 0 $?
check 'no worker was replaced' 0 "$(grep -c hiring log)"
exec 3>&-

# The process dies under load by UDP.
old=$(tcp_worker)
"$B/tests/e2e/load" "$port" 1500 100 1000 >load.out &
load=$!
sleep 0.2
kill -9 "$old"
sleep 0.2
check 'the TCP process is killed: another answers' 10.2.0.7 \
    "$(by_tcp a7.load.test)"
wait "$load"
contains 'and no query by UDP is lost' ' repeated 0 wrong 0 ' "$(cat load.out)"
[ "$old" != "$(tcp_worker)" ]
check 'it is another process' 0 $?
contains 'it is told' 'the TCP worker was ended by signal 9: hiring another' \
    "$(cat log)"

# A thousand slow ones.
"$B/tests/e2e/hold" "$port" 1000 60000 >hold.out &
hold=$!
started+=("$hold")
held()
{
    grep -q held hold.out
}
until_true 20 held
check 'a thousand slow connections are held' 0 $?
check 'one more is answered' 10.2.0.8 "$(by_tcp a8.load.test)"
for i in 1 2 3 4 5; do
    by_tcp "a$i.load.test"
done >more
check 'and five more' '10.2.0.1 10.2.0.2 10.2.0.3 10.2.0.4 10.2.0.5 ' \
    "$(tr '\n' ' ' <more)"
check 'by UDP too' 10.2.0.9 "$(ask a9.load.test)"
open=$(find "/proc/$(tcp_worker)/fd" -lname 'socket:*' 2>/dev/null | wc -l)
check "they are not simply closed ($open)" 1 $((open > 900))
kill "$hold"

stop
check 'it ends' 0 "$code"

# Few descriptors, few connections.
nobody=()
[ "$(id -u)" = 0 ] && nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
if "${nobody[@]}" test -x "$twigd" 2>/dev/null; then
    chmod 755 "$here"
    : >log
    "${nobody[@]}" bash -c 'ulimit -n 60; exec "$@"' - "$twigd" \
        -a 127.0.0.1 -p "$port" -w 1 >/dev/null 2>>log &
    server=$!
    started+=("$server")
    until_true 5 serves_or_ended
    contains 'few descriptors: it says so' '60 open files are allowed' "$(cat log)"
    "$B/tests/e2e/hold" "$port" 200 60000 >hold.out &
    hold=$!
    started+=("$hold")
    until_true 10 held
    check 'few descriptors: one more is answered' 203.0.113.11 \
        "$(by_tcp news.cctv.com)"
    kill "$hold"
    stop
else
    ok 'few descriptors # skip: nobody may not run it here'
fi

# Somebody else has the port, by TCP alone.
"$B/tests/e2e/hold" "$port" 0 60000 >hold.out &
hold=$!
started+=("$hold")
until_true 5 held
timeout 5 "$twigd" -a 127.0.0.1 -p "$port" >/dev/null 2>err
check 'a TCP port that is taken: exit code' 1 $?
contains 'a TCP port that is taken: why' \
    "TCP port $port at 127.0.0.1 is taken by hold (PID $hold)" "$(cat err)"
kill "$hold"
wait "$hold" 2>/dev/null || :
