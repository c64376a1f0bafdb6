#!/bin/bash
# Goal: twig explains what it sees: octet by octet, in words, in two languages,
# as hex and as a file for Wireshark.
. "$(dirname "$0")/serve.sh"
unset TWIG_LANG LC_ALL LC_MESSAGES LANG
export HOME=$here

# say ARGUMENT...: sets $out, $err and $code.
say()
{
    timeout 20 "$B/twig" @127.0.0.1 -p "$port" --fixed-time "$@" >out 2>err \
        </dev/null
    code=$?
    out=$(cat out) err=$(cat err)
}

start
say +explain +nocookie +qid=7 news.cctv.com
check 'explain: exit code' 0 "$code"
contains 'it begins with the query' ';; QUERY  42 bytes' "$out"
contains 'the ID' ' 0000 00 07                  ID' "$out"
contains 'a label' ' 000c 04 6e 65 77 73         QNAME    4 bytes: "news"' "$out"
contains 'a pointer' 'pointer: "continue at 000c"' "$out"
contains 'the words' 'has 1 IPv4' "$out"
check 'no line of dig' '' "$(grep -E '^(; <<>>|;; ->>|;; SERVER)' out)"
check 'nothing on stderr' '' "$err"
say +explain=query news.cctv.com
check 'only the query' '' "$(grep -E 'REPLY|WORDS' out)"
say +explain=nonsense news.cctv.com
check 'a part that there is not: exit code' 1 "$code"
say +words nope.cctv.com
contains 'no such name' 'There is no name nope.cctv.com' "$out"
say +words news.cctv.com MX
contains 'no such type' 'MX' "$out"
say +words --lang zh news.cctv.com
contains 'in Chinese' '个 IPv4 地址' "$out"
TWIG_LANG=zh say +words news.cctv.com
contains 'by the environment' '个 IPv4 地址' "$out"
say --lang tlh +words news.cctv.com
check 'a language that there is not: exit code' 1 "$code"

say +hexdump +nocookie +qid=7 news.cctv.com
contains 'hex' '0000  00 07 01 20 00 01 00 00 00 00 00 01 04 6e 65 77' "$out"
# failing ARGUMENT...: as say, of a port where nobody listens.
failing()
{
    timeout 20 "$B/twig" @127.0.0.1 -p 9 +time=1 +tries=1 "$@" >out 2>err
    code=$?
    out=$(cat out) err=$(cat err)
}
failing +hexdump news.cctv.com
check 'hex without a reply: exit code' 9 "$code"
contains 'says why' 'connection refused' "$err"
check 'beside the hex' '' "$(grep -v '^00[0-9a-f]0  ' out)"
failing +words +nowords news.cctv.com
contains '+nowords is as if nothing was said' 'connection refused' "$out"
# decode HEX ARGUMENT...: sets $out, $err and $code.
decode()
{
    printf '%s\n' "$1" | timeout 20 "$B/twig" --decode "${@:2}" >out 2>err
    code=$?
    out=$(cat out) err=$(cat err)
}
decode '0007 8180 0000 0000 0000 0000'
check 'pasted hex: exit code' 0 "$code"
contains 'is explained' 'RCODE=0 NOERROR' "$out"
decode "$("$B/twig" @127.0.0.1 -p "$port" +hexdump news.cctv.com)"
check 'its own hex is two messages' 'QUERY REPLY' \
    "$(sed -n 's/^;; \([QR][A-Z]*\)  .*/\1/p' out | paste -s -d ' ')"
check 'both good' 0 "$code"
decode '0007 0100 0001 0000 0000 0000 016b c0ff' +words
check 'a message that breaks a rule: exit code' 9 "$code"
contains 'and which' 'The message breaks the rules of the DNS at byte 000e' "$out"
decode '0007 0100 0001 0000 0000 0000 016b 0000 0100 01' +json
check 'pasted hex as JSON: exit code' 0 "$code"
check 'is an object' '{"msgLength":19,"ID":7' "${out%%,\"QR*}"
decode '0007 0100 0001 0000 0000 0000 016b 0000 0100 01' +json +noquestion
check 'without the question, if so wished' '' "$(grep QNAME out)"
decode '0007 0100 0001 0000 0000 0000 016b 0000 0100 01' +yaml
contains 'as YAML it is an item' 'type: RECURSIVE_QUERY' "$out"
decode '0007 0100 0001 0000 0000 0000 016b c0ff' +json
check 'broken, it is an error: exit code' 9 "$code"
contains 'that says why' '{"error":"bad packet: bad compression pointer"' "$out"
decode '0007' +json
check 'cut off, too' '{"error":"bad packet: short (< header size)",' \
    "${out%%\"messageOctetsHEX*}"
decode '00 07 1' +hexdump
check 'half an octet: exit code' 1 "$code"
decode '0007 8180' +hexdump
check 'hex in one form' '0000  00 07 81 80' "$out"
decode 'no hex'
check 'what is no hex: exit code' 1 "$code"
contains 'and where' 'twig: line 1: ' "$err"
decode $'0000  00 07 81\n0000  00 07 8x'
contains 'in the second message, too' 'twig: line 2: ' "$err"
decode ''
check 'nothing: exit code' 1 "$code"
contains 'and what there should be' 'hexadecimal digits on standard input' "$err"

say +pcap=file +short news.cctv.com
check 'the answer is there beside the file' 203.0.113.11 "$out"
check 'which is one' 'a1b2c3d4' "$(od -An -tx1 -N4 file | tr -d ' ')"
# a header of 24 octets, then 16 and IP and UDP before each message
say +pcap=file +short +nocookie +tcp news.cctv.com
check 'by TCP, too' 203.0.113.11 "$out"
say +pcap=a +short news.cctv.com +pcap=b
check 'two files: exit code' 1 "$code"
say +pcap=/nowhere/file +short news.cctv.com
check 'a file that cannot be: exit code' 10 "$code"
contains 'and why' '/nowhere/file: ' "$err"
stop

say +words +tries=1 +time=1 news.cctv.com
check 'nobody listens: exit code' 9 "$code"
contains 'and in words' 'Nothing listens on 127.0.0.1' "$out"

say -6 +words --lang=zh news.cctv.com
check 'no server: exit code' 9 "$code"
contains 'in words, in Chinese' '没有可问的服务器' "$out"

# ---- failures that are none of the server's being away

for try in 1 2 3 4 5; do
    port=$((10000 + RANDOM % 20000))
    "$B/tests/golden/broken" "$port" >asked 2>broken &
    started+=($!)
    until_true 2 grep -q serving broken && break
done
say +words +tries=1 +time=1 udponly.test
check 'cut, and TCP is closed: exit code' 9 "$code"
contains 'the cut reply is told' 'was cut (TC=1), so it was asked' "$out"
contains 'and what TCP did' 'closed the connection without a reply' "$out"
say +words +tries=1 +time=1 wrongid.test
check "another's reply: exit code" 9 "$code"
contains 'is not silence' 'sent a message that is no reply' "$out"
contains 'but named' 'not the ID of the query' "${out//$'\n'/}"
say +explain=reply +tries=1 +time=1 wrongid.test
contains 'and shown' '<<< error' "$out"
say +words nosoa.test AXFR
check 'no transfer: exit code' 9 "$code"
check 'told once' 1 "$(grep -c 'IN WORDS' out)"
contains 'and named' 'The transfer of the zone nosoa.test failed' "$out"
