#!/bin/bash
# Goal: the built-in lesson zone, asked by the clients that people have.
. "$(dirname "$0")/serve.sh"
start

# What dig, kdig and drill say, one question a line:
#   NAME TYPE | the answer, lines joined by blanks
questions='
news.cctv.com A | 203.0.113.11
NEWS.CCTV.COM A | 203.0.113.11
sport.cctv.com A | 203.0.113.12
com A | 203.0.113.1
www.baidu.com A | 203.0.113.21 203.0.113.22
mail.cctv.com AAAA | 2001:db8::13
www.cctv.com A | news.cctv.com. 203.0.113.11
www.cctv.com CNAME | news.cctv.com.
cctv.com MX | 10 mail.cctv.com.
cctv.com TXT | "China Central Television, in a lesson"
anything.wild.cctv.com A | 203.0.113.14
a.b.wild.cctv.com A | 203.0.113.14
tsinghua.edu.cn A |
www.tsinghua.edu.cn A | 203.0.113.31
xn--efvy88h.cctv.com A | 203.0.113.15
11.113.0.203.in-addr.arpa PTR | news.cctv.com.
. NS | .
nobody.example A |
'

by_dig()
{
    dig @127.0.0.1 -p "$port" +tries=1 +time=2 +short "$1" "$2"
}

by_kdig()
{
    kdig @127.0.0.1 -p "$port" +retry=0 +time=2 +short "$1" "$2"
}

by_drill()
{
    drill -p "$port" "$1" @127.0.0.1 "$2" |
        sed '/^;; AUTHORITY/,$d; /^;/d; /^$/d' | cut -f 5-
}

for client in dig kdig drill; do
    if ! command -v $client >/dev/null; then
        ok "$client # skip: it is not installed"
        continue
    fi
    while IFS='|' read -r question want; do
        [ -n "$question" ] || continue
        read -r name type <<<"$question"
        got=$(by_$client "$name" "$type" 2>&1 | tr '\n' ' ')
        check "$client $name $type" "$(echo $want)" "$(echo $got)"
    done <<<"$questions"
done

# What only some of them do.
check 'dig -x' news.cctv.com. "$(ask -x 203.0.113.11)"
check 'dig -x, IPv6' mail.cctv.com. "$(ask -x 2001:db8::13)"
check 'a name in another script' 203.0.113.15 \
    "$(LC_ALL=C.UTF-8 dig +idnin @127.0.0.1 -p "$port" +short 新闻.cctv.com 2>&1)"

status()
{
    dig @127.0.0.1 -p "$port" +tries=1 +time=2 "$@" |
        sed -nE 's/.*status: ([A-Z]+),.*/\1/p; s/^;; flags: ([a-z ]+);.*/\1/p' |
        tr '\n' ' '
}
check 'a name that exists' 'NOERROR qr aa rd ' "$(status news.cctv.com)"
check 'a name that does not' 'NXDOMAIN qr aa rd ' "$(status nobody.example)"
check 'a name above a name' 'NOERROR qr aa rd ' "$(status tsinghua.edu.cn)"
check 'the server itself' 'NOERROR qr aa rd ' "$(status version.bind TXT CH)"
check 'another class' 'REFUSED qr rd ' "$(status news.cctv.com A HS)"
check 'with all that dig can ask for' 'NOERROR qr aa rd cd ' \
    "$(status +dnssec +nsid +cookie +expire +subnet=0/0 +cdflag +zflag news.cctv.com)"

stop
check 'it ends' 0 "$code"
