#!/bin/bash
# Goal: +trace walks down a hierarchy of servers on loopback, by itself, and
# names what is wrong with a delegation.
. "$(dirname "$0")/serve.sh"
twig=$B/twig
lame=$B/tests/e2e/lame
export HOME=$here LC_ALL=C.UTF-8
unset TWIG_LANG TWIGRC XDG_CONFIG_HOME NO_COLOR CLICOLOR_FORCE

# ---- the zones

cat >root.zone <<'END'
$ORIGIN .
$TTL 86400
@ SOA ns.root-servers.test. host.test. 1 3600 900 604800 300
@ NS ns.root-servers.test.
ns.root-servers.test. A 127.0.0.11
com NS ns.gtld.com.
ns.gtld.com. A 127.0.0.12
cn NS ns.cnnic.cn.
ns.cnnic.cn. A 127.0.0.12
lit NS 127.0.0.13.
far NS ns.far.
ns.far. A 192.0.2.1
; for dig, which asks the system where a server is
12.test NS 127.0.0.12.
127.0.0.12. A 127.0.0.12
END
cat >com.zone <<'END'
$ORIGIN com.
$TTL 86400
@ SOA ns.gtld host 1 3600 900 604800 300
@ NS ns.gtld
ns.gtld A 127.0.0.12
cctv NS ns1.cctv
cctv NS ns2.cctv
ns1.cctv A 127.0.0.13
ns2.cctv A 127.0.0.15
second NS ns.second
second NS ns1.cctv
ns.second A 127.0.0.16
baidu NS ns.baidu
ns.baidu A 127.0.0.16
refused NS ns.refused
ns.refused A 127.0.0.13
silent NS ns.silent
ns.silent A 127.0.0.17
memory NS ns.memory
ns.memory A 127.0.0.18
beside NS ns.beside
ns.beside A 127.0.0.19
broken NS ns.broken
ns.broken A 127.0.0.20
up NS ns.up
ns.up A 127.0.0.11
side NS ns.side
ns.side A 127.0.0.12
noglue NS ns.noglue
outside NS ns.dns.cn.
nowhere NS ns.nowhere.cn.
circle NS ns.circle.cn.
END
cat >cn.zone <<'END'
$ORIGIN cn.
$TTL 86400
@ SOA ns.cnnic host 1 3600 900 604800 300
@ NS ns.cnnic
ns.cnnic A 127.0.0.12
ns.dns A 127.0.0.13
circle NS ns.circle.com.
www A 10.0.0.9
loop CNAME loop.cctv.com.
END
cat >cctv.zone <<'END'
$ORIGIN cctv.com.
$TTL 600
@ SOA ns1 host 1 3600 900 604800 300
@ NS ns1
@ NS ns2
ns1 A 127.0.0.13
ns2 A 127.0.0.15
news A 10.0.0.80
news A 10.0.0.81
xn--efvy88h A 10.0.0.82
www CNAME www.cn.
loop CNAME loop.cn.
END
for zone in second outside; do
    printf '%s\n' "\$ORIGIN $zone.com." '$TTL 600' \
        '@ SOA ns host 1 3600 900 604800 300' '@ NS ns1.cctv.com.' \
        'www A 10.0.0.7' >$zone.zone
done
printf '%s\n' '$ORIGIN 12.test.' '$TTL 600' \
    '@ SOA 127.0.0.12. host 1 3600 900 604800 300' '@ NS 127.0.0.12.' \
    'www A 10.0.0.12' 'alias CNAME www.cn.' >12.zone

# ---- the servers, all of them at one port

# begin N WORD COMMAND...: at 127.0.0.N, until it says WORD.  False: it ended,
# the port is taken there.
begin()
{
    local at=127.0.0.$1 word=$2
    : >"log.$at"
    "${@:3}" >>"log.$at" 2>&1 &
    server=$!
    started+=("$server")
    until_true 10 at_work "log.$at" "$word"
    grep -q "$word" "log.$at"
}

at_work()
{
    grep -q "$2" "$1" || ! alive "$server"
}

# serve N ZONE...
serve()
{
    begin "$1" ' serving ' "$twigd" -a "127.0.0.$1" -p "$port" -w 1 "${@:2}"
}

# fail N FLAGS [RECORD]: a lame one.
fail()
{
    begin "$1" ready "$lame" "127.0.0.$1" "$port" "${@:2}"
}

all()
{
    serve 11 --nsid root root.zone &&
        serve 12 com.zone cn.zone 12.zone &&
        serve 13 cctv.zone second.zone outside.zone &&
        fail 17 - &&
        fail 18 8000 'www.memory.com. A 10.0.0.66' &&
        fail 19 8000 'org. NS ns.org.' &&
        fail 20 broken
}

for try in 1 2 3 4 5 6; do
    port=$((10000 + (RANDOM * 32768 + RANDOM) % 22000))
    all && break
    for pid in "${started[@]}"; do
        kill -9 "$pid" 2>/dev/null
    done
    started=()
done
if [ "${#started[@]}" -eq 0 ]; then
    not_ok servers "$(cat log.*)"
    exit 1
fi

# begins WORD...: sets $out and $code; walk: from the server of the root.
begins()
{
    out=$(timeout 20 "$twig" --fixed-time -p "$port" +trace "$@" 2>&1)
    code=$?
}

walk()
{
    begins @127.0.0.11 "$@"
}

# ---- dig's layout

walk news.cctv.com +nocmd
check 'three servers: exit code' 0 "$code"
check 'three servers' \
    ".			86400	IN	NS	ns.root-servers.test.
;; Received 106 bytes from 127.0.0.11#$port(127.0.0.11) in 0 ms

com.			86400	IN	NS	ns.gtld.com.
;; Received 108 bytes from 127.0.0.11#$port(ns.root-servers.test) in 0 ms

cctv.com.		86400	IN	NS	ns1.cctv.com.
cctv.com.		86400	IN	NS	ns2.cctv.com.
;; Received 138 bytes from 127.0.0.12#$port(ns.gtld.com) in 0 ms

news.cctv.com.		600	IN	A	10.0.0.80
news.cctv.com.		600	IN	A	10.0.0.81
;; Received 102 bytes from 127.0.0.13#$port(ns1.cctv.com) in 0 ms" \
    "$out"

# In a zone whose servers are called like addresses, dig can follow.
like_dig()
{
    local name=$1 want got
    shift
    want=$(timeout 20 dig "$@" -p "$port" @127.0.0.11 2>&1)
    check "$name: exit code of dig" 0 "$?"
    got=$(timeout 20 "$twig" "$@" -p "$port" @127.0.0.11 2>&1)
    check "$name: exit code" 0 "$?"
    mask='s/ in [0-9]* ms/ in N ms/; s/<<>> DiG [^ ]* <<>>/<<>> twig 0.1.0 <<>>/'
    check "$name: as dig" "$(sed "$mask" <<<"$want")" "$(sed "$mask" <<<"$got")"
}
sed 's/^@ NS .*/@ NS 127.0.0.11./; $a 127.0.0.11. A 127.0.0.11' root.zone \
    >literal.zone
mv literal.zone root.zone
kill -HUP "${started[0]}"
root_is_literal()
{
    [ "$(ask @127.0.0.11 . NS)" = 127.0.0.11. ]
}
if command -v dig >/dev/null && until_true 5 root_is_literal; then
    like_dig 'an answer' +trace www.12.test
    like_dig 'no such name' +trace nope.12.test
    like_dig 'no such type' +trace www.12.test mx
    like_dig 'an alias' +trace alias.12.test
    like_dig 'short' +trace +short www.12.test
    like_dig 'options' +trace +nottl +multi +noauth www.12.test
    like_dig 'TCP' +trace +tcp www.12.test
fi

# ---- the story

walk +explain news.cctv.com
check 'the story: exit code' 0 "$code"
check 'the story' \
    '
 start: 127.0.0.11 (you said: ask here first)

 1  "."          asked 127.0.0.11  (root)             116 bytes  0.00 ms
 │    we ask     news.cctv.com. A ?   RD=0: only what you know yourself
 │    it says    not mine (AA=0): a REFERRAL to zone "com."
 │                 com.   86400  NS    ns.gtld.com.
 │    and helps    ns.gtld.com.   86400  A     127.0.0.12   <- glue
 │               why glue? ns.gtld.com. is itself inside com.: without the
 │               address we would have to ask com. where com. is.
 ▼  next: ns.gtld.com. = 127.0.0.12 (from the glue)
 2  "com."       asked 127.0.0.12  (ns.gtld.com.)     138 bytes  0.00 ms
 │    it says    not mine (AA=0): a REFERRAL to zone "cctv.com."
 │                 cctv.com.   86400  NS    ns1.cctv.com.
 │                 cctv.com.   86400  NS    ns2.cctv.com.
 │    and helps    ns1.cctv.com.   86400  A     127.0.0.13   <- glue
 │                 ns2.cctv.com.   86400  A     127.0.0.15   <- glue
 ▼  next: ns1.cctv.com. = 127.0.0.13 (from the glue)
 3  "cctv.com."  asked 127.0.0.13  (ns1.cctv.com.)    102 bytes  0.00 ms
      it says    ANSWER (AA=1: I own this data)
                   news.cctv.com.     600  A     10.0.0.80
                   news.cctv.com.     600  A     10.0.0.81

 . ──▶ com. ──▶ cctv.com. ──▶ news.cctv.com. = 10.0.0.80, 10.0.0.81
 3 zones, 3 questions, 0.00 ms.
 4 labels but 3 zones: "news" is a name inside cctv.com.' "$out"

walk +explain --lang=zh news.cctv.com
check 'the story in Chinese' \
    '
 起点: 127.0.0.11 (你说的: 先问这里)

 1  "."          询问 127.0.0.11  (root)              116 字节  0.00 毫秒
 │    我们问     news.cctv.com. A ?   RD=0: 只说你自己知道的
 │    它回答     不归我管 (AA=0): 转介 (REFERRAL) 到区 "com."
 │                 com.   86400  NS    ns.gtld.com.
 │    并附上       ns.gtld.com.   86400  A     127.0.0.12   <- 胶水记录 (glue)
 │               为什么要胶水? ns.gtld.com. 自己就在 com. 里面: 没有这个地址, 就
 │               得去问 com., com. 在哪里。
 ▼  下一站: ns.gtld.com. = 127.0.0.12 (来自胶水记录)
 2  "com."       询问 127.0.0.12  (ns.gtld.com.)      138 字节  0.00 毫秒
 │    它回答     不归我管 (AA=0): 转介 (REFERRAL) 到区 "cctv.com."
 │                 cctv.com.   86400  NS    ns1.cctv.com.
 │                 cctv.com.   86400  NS    ns2.cctv.com.
 │    并附上       ns1.cctv.com.   86400  A     127.0.0.13   <- 胶水记录 (glue)
 │                 ns2.cctv.com.   86400  A     127.0.0.15   <- 胶水记录 (glue)
 ▼  下一站: ns1.cctv.com. = 127.0.0.13 (来自胶水记录)
 3  "cctv.com."  询问 127.0.0.13  (ns1.cctv.com.)     102 字节  0.00 毫秒
      它回答     答案 (AA=1: 这是我自己的数据)
                   news.cctv.com.     600  A     10.0.0.80
                   news.cctv.com.     600  A     10.0.0.81

 . ──▶ com. ──▶ cctv.com. ──▶ news.cctv.com. = 10.0.0.80, 10.0.0.81
 3 个区, 3 次询问, 0.00 毫秒。
 4 个标签, 却只有 3 个区: "news" 是 cctv.com. 里面的一个名字。' "$out"

walk +explain +idnout 新闻.cctv.com
contains 'names in their own script' '
                   新闻.cctv.com.     600  A     10.0.0.82' "$out"
contains 'names in their own script, at the end' \
    '──▶ 新闻.cctv.com. = 10.0.0.82' "$out"

# tells NAME CODE TEXT WORD...: in both layouts; words of a line may be folded.
tells()
{
    local name=$1 want=$2 text=$3
    shift 3
    walk "$@"
    check "$name: exit code" "$want" "$code"
    contains "$name" "$text" "$out"
    walk +explain "$@"
    check "$name, the story: exit code" "$want" "$code"
    contains "$name, the story" "$text" "$(tr -s ' \n' ' ' <<<"$out")"
}

walk +explain www.cctv.com
check 'an alias: exit code' 0 "$code"
contains 'an alias begins at the root again' '
 4  "."          asked 127.0.0.11 ' "$out"
contains 'an alias is followed' ' ──▶ www.cctv.com. (an alias) ──▶ .' "$out"
contains 'an alias is found' 'www.cn. = 10.0.0.9' "$out"
walk +explain nope.cctv.com
check 'no such name: exit code' 0 "$code"
contains 'no such name' 'NXDOMAIN (AA=1): there is no nope.cctv.com.' "$out"
walk +explain www.outside.com
check 'an address that is looked up first: exit code' 0 "$code"
contains 'an address that is looked up first' '
      2.1 "."' "$out"
contains 'an address that is looked up first: found' \
    'found: ns.dns.cn. = 127.0.0.13' "$out"
walk +short www.outside.com
contains 'the look-up inside is not shown' \
    'A 10.0.0.7 from server 127.0.0.13 in 0 ms.' "$out"
check 'only the root and the answer are' 2 "$(wc -l <<<"$out")"
tells 'the second server' 0 'nothing listens there' www.second.com
contains 'the second server answers' 'www.second.com. = 10.0.0.7' "$out"

# ---- what is wrong

tells 'nobody listens' 9 "LAME DELEGATION: com. says that ns.baidu.com. \
(127.0.0.16#$port) serves baidu.com., but nothing listens there." www.baidu.com
contains 'nobody listens: the mend' 'Fix: Start that server' "$out"
tells 'refused' 9 "LAME DELEGATION: com. says that ns.refused.com. \
(127.0.0.13#$port) serves refused.com., but it says REFUSED." www.refused.com
tells 'silence' 9 "LAME DELEGATION: com. says that ns.silent.com. \
(127.0.0.17#$port) serves silent.com., but nothing answered there in 1 s." \
    +time=1 +tries=1 www.silent.com
tells 'not authoritative' 9 "LAME DELEGATION: com. says that ns.memory.com. \
(127.0.0.18#$port) serves memory.com., but it is not authoritative (AA=0)." \
    www.memory.com
tells 'broken' 9 "LAME DELEGATION: com. says that ns.broken.com. \
(127.0.0.20#$port) serves broken.com., but its reply breaks the rules" \
    +time=1 +tries=1 www.broken.com
tells 'upwards' 9 "BAD REFERRAL: ns.up.com. (127.0.0.11#$port) is to serve \
up.com., but sends us back up to \"com.\". Going up again" www.up.com
tells 'sideways' 9 "BAD REFERRAL: ns.side.com. (127.0.0.12#$port) is to serve \
side.com., but sends us to the servers of side.com." www.side.com
tells 'beside' 9 "BAD REFERRAL: ns.beside.com. (127.0.0.19#$port) is to serve \
beside.com., but sends us to org." www.beside.com
tells 'no glue' 9 'MISSING GLUE: ns.noglue.com. is itself inside noglue.com.' \
    www.noglue.com
contains 'no glue: the mend' \
    'Fix: Add to the zone com. the line: ns.noglue.com. A ADDRESS' "$out"
tells 'no address' 9 'NO ADDRESS: com. says that ns.nowhere.cn. serves' \
    www.nowhere.com
tells 'a circle' 9 'LOOP: to find ns.circle.com. we need the address of ns' \
    www.circle.com
tells 'an address for a name' 9 'NO ADDRESS: "." names 127.0.0.13. as' www.lit
tells 'the Internet' 9 'NOT ASKED: ns.far. serves far.' www.far
walk +explain loop.cctv.com
check 'aliases in a circle: exit code' 9 "$code"
contains 'aliases in a circle' 'LOOP: the aliases of' "$out"

walk +explain --lang=zh www.baidu.com
contains 'lame, in Chinese' '无效委派 (lame delegation): com. 说' "$out"
walk +explain www.side.com --ascii
check 'with letters only' '' "$(LC_ALL=C tr -d '\n -~' <<<"$out")"

walk +json www.baidu.com
check 'JSON: exit code' 9 "$code"
contains 'JSON: what is wrong is an object, too' \
    "\"server\":\"127.0.0.16#$port\"" "$(tail -n 1 <<<"$out")"

# ---- where to begin

printf '%s\n' '; hints' '. 3600 IN NS ns.root-servers.test.' \
    'ns.root-servers.test. 3600 IN A 127.0.0.11' >hints
begins --hints=hints news.cctv.com
check 'hints: exit code' 0 "$code"
contains 'hints' '10.0.0.80' "$out"
begins --hints hints +explain news.cctv.com
contains 'hints, the story' 'start: 127.0.0.11 (from the hints in hints)' "$out"
begins --hints nosuch news.cctv.com
check 'no hints: exit code' 1 "$code"
echo >empty
begins --hints empty news.cctv.com
check 'empty hints: exit code' 1 "$code"
begins news.cctv.com
check 'nowhere to begin: exit code' 1 "$code"
contains 'nowhere to begin' 'does not know where to begin' "$out"
begins @127.0.0.16 news.cctv.com
check 'nobody at the start: exit code' 9 "$code"
contains 'nobody at the start' \
    "NO START: nothing listens at 127.0.0.16#$port." "$out"
begins @127.0.0.13 news.cctv.com
check 'a start without a root: exit code' 0 "$code"
contains 'a start without a root' '10.0.0.80' "$out"
begins @127.0.0.13 +explain www.cn
check 'a start that knows nothing: exit code' 9 "$code"
contains 'a start that knows nothing' 'says REFUSED: it serves no zone' "$out"
out=$(timeout 20 "$twig" "@127.0.0.11#$port" +trace +short news.cctv.com)
contains "the first server's port is for all" 'A 10.0.0.80' "$out"
