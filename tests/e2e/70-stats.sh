#!/bin/bash
# Goal: what was counted can be read, by a signal and by a question from this
# machine, and outlives the workers.
. "$(dirname "$0")/serve.sh"

# counter NAME: as stats.twigd has it.
counter()
{
    ask CH TXT stats.twigd | tr ' ' '\n' | sed -n "s/^\"$1=\(.*\)\"$/\1/p"
}

# at_last NAME WANT COUNTER
at_last()
{
    is_counted()
    {
        [ "$(counter "$2")" = "$1" ]
    }
    until_true 3 is_counted "$2" "$3"
    check "$1" "$2" "$(counter "$3")"
}

start -w 1
for name in news.cctv.com sport.cctv.com nope.cctv.com; do
    ask "$name" AAAA +tries=1 >/dev/null
done
ask +tcp news.cctv.com MX >/dev/null
ask elsewhere.test >/dev/null
at_last 'questions are counted by type' 3 AAAA
check 'and by rcode' 2 "$(counter nxdomain)"
check 'and by transport' '1 0' "$(counter tcp4) $(counter tcp6)"
at_last 'a connection is opened and closed' '1' tcp_closed
check 'and none is open' 0 "$(counter tcp_open)"
contains 'it can be asked by TCP, too' '"udp4=' \
    "$(ask +tcp CH TXT stats.twigd)"

kill -USR1 "$server"
until_true 3 log_says '^{"start":'
line=$(grep '^{"start":' log)
check 'the signal prints a line' 1 "$(grep -c '^{"start":' log)"
contains 'with what was counted' '"AAAA":3,' "$line"
contains 'and the time' \
    "{\"start\":\"$(date -u +%Y-)" "$line"
contains 'and what is served' "\"zones\":1,\"serial\":$(
    ask . SOA | cut -d ' ' -f 3)," "$line"

# The place of a worker goes on counting.
before=$(counter AAAA)
kill -9 "$(workers)" "$(tcp_worker)"
gives 'the workers are replaced' 203.0.113.11 news.cctv.com
ask news.cctv.com AAAA >/dev/null
at_last 'and what was counted is not forgotten' $((before + 1)) AAAA
exec 5<>"/dev/tcp/127.0.0.1/$port"
at_last 'a connection is open' 1 tcp_open
kill -9 "$(tcp_worker)"
at_last 'and not when its worker is gone' 0 tcp_open
exec 5>&-
alive "$server"
check 'the signal of the workers does not end the server' 0 $?
stop
check 'it ends' 0 "$code"

# An address of this machine that is not the loopback: who asks there asks from
# there.
outside=$(ip -4 -o addr show scope global 2>/dev/null |
    sed -nE 's/.* inet ([0-9.]+).*/\1/p' | head -n 1)
if [ -n "$outside" ]; then
    start -w 1 -a "$outside"
    contains 'from elsewhere they are refused' 'status: REFUSED' \
        "$(dig "@$outside" -p "$port" +tries=1 +time=2 CH TXT stats.twigd)"
    contains 'while other questions are answered' 'status: NOERROR' \
        "$(dig "@$outside" -p "$port" +tries=1 +time=2 CH TXT version.bind)"
    stop
else
    ok 'from elsewhere they are refused # skip: there is no such address'
fi
