#!/bin/bash
# Goal: no client finds anything to warn of, whatever options it sends.
. "$(dirname "$0")/serve.sh"

# quiet NAME WANT COMMAND...: it exits with 0, shows WANT, and no warning.
quiet()
{
    local name=$1 want=$2 out code
    shift 2
    out=$(timeout 10 "$@" 2>&1)
    code=$?
    check "$name: exit code" 0 "$code"
    contains "$name: is answered" "$want" "$out"
    check "$name: no warning" '' \
        "$(grep -iE 'warn|[^o]error|malformed|mismatch|extra bytes|fail' \
            <<<"$out")"
}

start --nsid lab1
address=203.0.113.11
d=(dig @127.0.0.1 -p "$port" +norec +tries=1 +time=3)
k=(kdig @127.0.0.1 -p "$port" +norec +retry=0 +time=3)
r=(drill -p "$port" -o rd)

quiet 'dig' $address "${d[@]}" news.cctv.com
quiet 'dig +tcp' $address "${d[@]}" +tcp news.cctv.com
quiet 'dig +keepopen' $address "${d[@]}" +tcp +keepopen com news.cctv.com
quiet 'dig +keepalive' 'KEEPALIVE: 10.0 secs' "${d[@]}" +tcp +keepalive com
quiet 'dig +nsid' lab1 "${d[@]}" +nsid news.cctv.com
quiet 'dig +cookie' '(good)' "${d[@]}" +cookie news.cctv.com
quiet 'dig +ednsopt' $address "${d[@]}" +ednsopt=65001:6162 news.cctv.com
quiet 'dig +edns=1' $address "${d[@]}" +edns=1 news.cctv.com
quiet 'dig +edns=1, not negotiated' BADVERS "${d[@]}" +edns=1 \
    +noednsnegotiation news.cctv.com
quiet 'dig +bufsize' $address "${d[@]}" +bufsize=512 news.cctv.com
quiet 'dig +dnssec' 'flags: do' "${d[@]}" +dnssec news.cctv.com
quiet 'dig +subnet' $address "${d[@]}" +subnet=10.0.0.0/8 news.cctv.com
quiet 'dig +padding' $address "${d[@]}" +tcp +padding=128 news.cctv.com
quiet 'dig +expire' 'EXPIRE: 604800' "${d[@]}" +expire . SOA
quiet 'dig ANY' NOERROR "${d[@]}" news.cctv.com ANY
quiet 'dig CH TXT' 'twigd ' "${d[@]}" version.bind CH TXT
quiet 'dig of nothing' 'EDE: 20' "${d[@]}" @127.0.0.1 news.cctv.com HS A

quiet 'kdig' $address "${k[@]}" news.cctv.com
quiet 'kdig +tcp' $address "${k[@]}" +tcp news.cctv.com
quiet 'kdig +keepopen' $address "${k[@]}" +tcp +keepopen com news.cctv.com
quiet 'kdig +nsid' lab1 "${k[@]}" +nsid news.cctv.com
quiet 'kdig +cookie' COOKIE "${k[@]}" +cookie news.cctv.com
quiet 'kdig +ednsopt' $address "${k[@]}" +ednsopt=65001:6162 news.cctv.com
quiet 'kdig +edns=1' BADVERS "${k[@]}" +edns=1 news.cctv.com
quiet 'kdig +bufsize' $address "${k[@]}" +edns +bufsize=512 news.cctv.com
quiet 'kdig +dnssec' 'do;' "${k[@]}" +dnssec news.cctv.com
quiet 'kdig ANY' NOERROR "${k[@]}" news.cctv.com ANY
quiet 'kdig CH TXT' 'twigd ' "${k[@]}" version.bind CH TXT

quiet 'drill' $address "${r[@]}" news.cctv.com @127.0.0.1
quiet 'drill by TCP' $address "${r[@]}" -t news.cctv.com @127.0.0.1
quiet 'drill with DO' $address "${r[@]}" -D news.cctv.com @127.0.0.1
quiet 'drill with a size' $address "${r[@]}" -b 512 news.cctv.com @127.0.0.1
quiet 'drill ANY' NOERROR "${r[@]}" news.cctv.com @127.0.0.1 ANY
quiet 'drill CH TXT' 'twigd ' "${r[@]}" version.bind @127.0.0.1 CH TXT
stop
