#!/bin/bash
# Goal: --walk tells in each reply how its name is found, and by which line of
# the zone file, to dig as it is.
. "$(dirname "$0")/serve.sh"
export LC_ALL=C.UTF-8

cat >world.zone <<'END'
$TTL 600
news.cctv.com      203.0.113.11 203.0.113.12
b.c.cctv.com       203.0.113.13
www.cctv.com       CNAME news.cctv.com
loop.com           CNAME loop.com
*.wild.com         203.0.113.14
x.y.wild.com       203.0.113.15
old.com            DNAME cctv.com
sub.com            NS ns.sub.com
ns.sub.com         203.0.113.16
many.com           TXT "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
many.com           TXT "1123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
many.com           TXT "2123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
many.com           TXT "3123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
END

# walks NAME WANT QUESTION...
walks()
{
    local name=$1 want=$2
    shift 2
    check "$name" "; EDE: 0 (Other): ($want)" \
        "$(dig @127.0.0.1 -p "$port" +tries=1 +time=2 "$@" | grep EDE)"
}

start "${self[@]}" --walk --log queries --log-file queries world.zone
walks found '. -> com -> cctv -> news : found, A x2 (decided by world.zone:2)' news.cctv.com
walks 'by TCP' '. -> com -> cctv -> news : found, A x2 (decided by world.zone:2)' +tcp news.cctv.com
walks 'no such child' '. -> com -> cctv -> nope? no such child: NXDOMAIN' \
    nope.cctv.com
walks 'a near miss' \
    '. -> com -> cctv -> nwes? no such child: NXDOMAIN. Did you mean news.cctv.com?' \
    nwes.cctv.com
walks 'an empty name' '. -> com -> cctv -> c : exists but empty: NODATA (decided by world.zone:3)' \
    c.cctv.com
walks 'no such type' \
    '. -> com -> cctv -> news : found the name, but no MX: NODATA (decided by world.zone:2)' \
    news.cctv.com MX
walks 'a wildcard' '. -> com -> wild -> q? no such child -> * : found, A (decided by world.zone:6)' \
    q.wild.com
walks 'a wildcard that is blocked' \
    '. -> com -> wild -> y -> q? no such child: NXDOMAIN' \
    q.y.wild.com
walks 'an alias' \
    '. -> com -> cctv -> www : alias of news.cctv.com (decided by world.zone:4); . -> com -> cctv -> news : found, A x2 (decided by world.zone:2)' \
    www.cctv.com
walks 'an alias of itself' '. -> com -> loop : alias of loop.com (decided by world.zone:5)' loop.com
walks 'a DNAME itself' \
    '. -> com -> old : found the name, but no A: NODATA (decided by world.zone:8)' old.com
walks 'below a DNAME' \
    '. -> com -> old : all below is elsewhere: news.cctv.com (decided by world.zone:8); . -> com -> cctv -> news : found, A x2 (decided by world.zone:2)' \
    news.old.com
walks 'a cut' '. -> com -> sub : zone cut: ask ns.sub.com (decided by world.zone:9)' a.sub.com

# by UDP in 512 octets there is room for the answer, and not for the walk
big=$(dig @127.0.0.1 -p "$port" +bufsize=512 +nocookie +ignore many.com TXT)
contains 'a full reply is not cut short' 'ANSWER: 4' "$big"
check 'nor marked so' '' "$(grep 'flags:.* tc' <<<"$big")"
check 'and has no walk' '' "$(grep EDE <<<"$big")"
walks 'with more room it has' '. -> com -> many : found, TXT x4 (decided by world.zone:11)' many.com TXT
check 'none without EDNS' '' \
    "$(dig @127.0.0.1 -p "$port" +noedns news.cctv.com | grep EDE)"

check 'CH TXT' '". -> com -> cctv -> www : alias of news.cctv.com (decided by world.zone:4)" ". -> com -> cctv -> news : found, A x2 (decided by world.zone:2)"' \
    "$(ask CH TXT www.cctv.com.walk.twigd)"

until_true 5 grep -q 'walk.twigd CH TXT' queries
contains 'in the log' \
    ' udp nwes.cctv.com IN A +EK NXDOMAIN 0 ' "$(grep nwes queries)"
contains 'with the walk at the end' \
    ' walk: . -> com -> cctv -> nwes? no such child: NXDOMAIN. Did you mean news.cctv.com?' \
    "$(grep nwes queries)"
contains 'without EDNS, too' ' walk: . -> com -> cctv -> news : found, A x2' \
    "$(grep 'news.cctv.com IN A + ' queries)"
sed -i '1i # a comment' world.zone
lower()
{
    dig @127.0.0.1 -p "$port" news.cctv.com | grep -q 'world.zone:3'
}
until_true 5 lower && ok 'a line that has moved, though no record has' ||
    not_ok 'a line that has moved, though no record has' "$(cat log)"
stop

echo 'news.test 203.0.113.1' >small.zone
sed -i '1i $ZONE test' small.zone
start --walk=zh small.zone
walks 'in Chinese' '. → test → nwes? 没有这个子节点: NXDOMAIN. 是不是 news.test?' nwes.test
contains 'outside every zone' '; EDE: 0 (Other): (. → com : 不在这里的任何区内: REFUSED)' \
    "$(dig @127.0.0.1 -p "$port" +tries=1 com)"
stop

start small.zone
check 'without --walk there is none' '' \
    "$(dig @127.0.0.1 -p "$port" news.test | grep EDE)"
contains 'nor in class CH' 'status: REFUSED' \
    "$(dig @127.0.0.1 -p "$port" CH TXT news.test.walk.twigd)"
stop
check 'a language that there is not' "twigd: not a language of the walk: 'fr'" \
    "$("$twigd" --walk=fr 2>&1 | head -n 1)"
