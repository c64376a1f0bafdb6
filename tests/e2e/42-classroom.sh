#!/bin/bash
# Goal: --classroom serves one flat file as the real tree is: a server for each
# zone, found by the glue, broken on purpose and mended in its file.
. "$(dirname "$0")/serve.sh"
twig=$B/twig
export HOME=$here LC_ALL=C.UTF-8
unset TWIG_LANG TWIGRC XDG_CONFIG_HOME NO_COLOR CLICOLOR_FORCE

cat >world.zone <<'END'
$TTL 600
com             203.0.113.1
cctv.com        203.0.113.10
news.cctv.com   203.0.113.11
www.edu.cn      203.0.113.31
END

all_serve()
{
    [ "$(grep -c ' serving ' log)" = "$1" ] || ! alive "$server"
}

# open SERVERS ARGUMENT...: a classroom; sets $server, $port and $files.
open()
{
    local servers=$1 try
    shift
    for try in 1 2 3 4 5; do
        port=$((10000 + (RANDOM * 32768 + RANDOM) % 22000))
        : >log
        "$twigd" --classroom"$@" -p "$port" world.zone >/dev/null 2>>log &
        server=$!
        started+=("$server")
        until_true 20 all_serve "$servers"
        files=$(sed -n 's/.*their files in //p' log | tail -n 1)
        alive "$server" && return 0
        grep -q 'is taken by' log || break
    done
    not_ok open "$(cat log)"
    exit 1
}

trace()
{
    "$twig" -p "$port" @127.0.0.41 +trace +nocookie "$@" 2>&1
}

# ---- as it should be

open 5 '' --walk
check 'the map has a line for each server' \
    '127.0.0.41 .|127.0.0.42 com.|127.0.0.43 cn.|127.0.0.44 cctv.com.|127.0.0.45 edu.cn.|' \
    "$(sed -n 's/^  \(127[0-9.]*\) *\([^ ]*\) .*/\1 \2/p' log | tr '\n' '|')"
got=$(trace news.cctv.com)
check 'twig finds the name' 0 $?
for hop in 41 42 44; do
    contains "by way of 127.0.0.$hop" "from 127.0.0.$hop#" "$got"
done
contains 'and the answer is there' '203.0.113.11' "$got"
contains 'a name of the second level, where there is no line for it' \
    '203.0.113.31' "$(trace www.edu.cn)"
contains 'each server names its zone' '("cctv.com.")' \
    "$(dig -p "$port" @127.0.0.44 +nsid cctv.com SOA)"
contains 'each tells how far it knows the way, and by which line' \
    '(. -> com : zone cut: ask ns.com (decided by ' "$(dig -p "$port" @127.0.0.41 news.cctv.com)"
check 'a server has its own zone only' REFUSED \
    "$(dig -p "$port" @127.0.0.44 edu.cn | sed -n 's/.*status: \([A-Z]*\).*/\1/p')"

echo 'late.cctv.com 203.0.113.99' >>"$files/44-cctv.com.zone"
late()
{
    trace late.cctv.com | grep -q 203.0.113.99
}
until_true 5 late && ok 'a zone file that is saved is served' ||
    not_ok 'a zone file that is saved is served' "$(cat log)"

# finds NAME ADDRESS: soon
finds()
{
    trace "$1" | grep -q "$2"
}
echo 'weather.cn 203.0.113.98' >>world.zone
until_true 5 finds weather.cn 203.0.113.98
contains 'the one file is saved: its names are served' 203.0.113.98 \
    "$(trace weather.cn)"
contains 'and a zone file that was changed by hand stays so' 203.0.113.99 \
    "$(trace late.cctv.com)"
echo 'wrong.cn 203.0.113' >>world.zone
until_true 5 grep -q 'stays as it is' log
contains 'a mistake is told' "world.zone:7:10: '203.0.113' is not an address" \
    "$(cat log)"
contains 'and changes nothing' 203.0.113.98 "$(trace weather.cn)"
sed -i '$d' world.zone
: >log
echo 'www.example.org 203.0.113.97' >>world.zone
until_true 20 all_serve 7
contains 'a zone that is new has a server' '127.0.0.47 example.org.' \
    "$(tr -s ' ' <log)"
contains 'which is found' 203.0.113.97 "$(trace www.example.org)"
check 'files of zones whose address is another now are gone' \
    '41-root.zone 42-com.zone 43-cn.zone 44-org.zone 45-cctv.com.zone 46-edu.cn.zone 47-example.org.zone' \
    "$(ls "$files" | paste -sd ' ')"
echo 'late.cn 203.0.113.96' >>"$files/43-cn.zone"
until_true 5 finds late.cn 203.0.113.96
sed -i '$d' world.zone
: >log
kill -HUP "$server"
until_true 20 all_serve 5
check 'SIGHUP makes all anew from the one file' '' \
    "$(trace late.cn | grep 203.0.113.96)"
contains 'with the zones that are in it' 203.0.113.98 "$(trace weather.cn)"

files=$(sed -n 's/.*their files in //p' log | tail -n 1)
servers=$(children)
stop
check 'SIGTERM ends it' 0 "$code"
check 'its servers have gone' '' "$(for pid in $servers; do
    alive "$pid" && echo "$pid"
done)"
check 'and its files' no "$([ -e "$files" ] && echo yes || echo no)"

# ---- for dig, which looks for servers by the system's resolver

open 5 '=dig'
got=$(dig +trace -p "$port" @127.0.0.41 news.cctv.com 2>&1)
check 'stock dig +trace walks it' 0 $?
contains 'and finds the name' '203.0.113.11' "$got"
stop

# ---- broken on purpose

# breaks HOW=ZONE WANT
breaks()
{
    open 5 '' --break "$1"
    local got code
    got=$(trace +explain news.cctv.com)
    code=$?
    check "--break $1 ends with 9" 9 "$code"
    contains "--break $1 is named" "$2" "$got"
}

breaks noglue=cctv.com 'MISSING GLUE'
stop
breaks loop=cctv.com 'BAD REFERRAL'
stop
breaks lame=cctv.com 'LAME DELEGATION'
sed -i 's/^\(ns\.cctv\.com\. 127\.0\.0\.\)40/\144/' "$files/42-com.zone"
mended()
{
    trace news.cctv.com | grep -q 203.0.113.11
}
until_true 5 mended && ok 'it is mended in the file' ||
    not_ok 'it is mended in the file' "$(trace news.cctv.com)"
stop

# ---- mistakes

check 'a zone that is not there cannot be broken' \
    "twigd: nothing to break: 'x.org' is no zone that is delegated" \
    "$("$twigd" --classroom --break lame=x.org world.zone 2>&1 | head -n 1)"
echo 'a.b 1.2.3' >bad.zone
got=$("$twigd" --classroom bad.zone 2>&1)
check 'a mistake in the file ends it' 1 $?
contains 'and is told' "bad.zone:1:5: '1.2.3' is not an address" "$got"
