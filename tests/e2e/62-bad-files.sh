#!/bin/bash
# Goal: 200 bad files: each is told of clearly, or loads; nobody who asks notices.
. "$(dirname "$0")/serve.sh"
NAMES=50

awk -v n=$NAMES 'BEGIN {
    print "$ZONE load.test\n$PTR off"
    print "load.test SOA ns.load.test root.load.test 1 3600 600 86400 5"
    for (i = 0; i < n; i++) {
        print "m" i ".load.test MX 1 a" i ".load.test"
        print "a" i ".load.test 10.0.1." i
    }
}' >good
printf '$ZONE bad.test\n' >bad
start good bad
"$B/tests/e2e/load" "$port" 115000 $NAMES 2000 >load.out &
load=$!

outcomes()
{
    grep -cE 'not loaded: still|: loaded in|the mistake is gone' log
}
more_outcomes()
{
    [ "$(outcomes)" -gt "$before" ]
}

# attempt NAME: ./new takes the place of the zone file; counted is whether it
# was refused with a message that names it, or loaded.
refused=0 loaded=0 silent='' unclear=''
attempt()
{
    local last
    before=$(outcomes)
    : >said
    rm -rf bad.old
    mv -T bad bad.old
    mv -T new bad
    if ! until_true 10 more_outcomes; then
        silent="$silent $1"
        return
    fi
    last=$(grep -nE 'not loaded: still|: loaded in|the mistake is gone' log |
        tail -n 1)
    case $last in
    *'not loaded'*)
        refused=$((refused + 1))
        # since the outcome before: what, and where
        tail -n +"$((mark + 1))" log | grep -av '^twigd:' |
            grep -aqE '^[^ :]+:.*[a-z]' || unclear="$unclear $1"
        ;;
    *) loaded=$((loaded + 1)) ;;
    esac
    mark=$(wc -l <log)
}
mark=$(wc -l <log)

# refuses NAME LINE...: a flat file with these lines is refused.
refuses()
{
    local name=$1 was=$refused
    printf '%b\n' "${head:-$flat}" "${@:2}" >new
    attempt "$name"
    [ "$refused" -gt "$was" ] || not_ok "$name" 'it was not refused'
}

# refuses_master NAME LINE...: the same of a master file.
refuses_master()
{
    head=$master refuses "$@"
}

# It is not the lines before them that are bad.
flat='$ZONE bad.test'
master='$ORIGIN bad.test.\n$TTL 60\n@ SOA ns root 1 2 3 4 5\n@ NS ns'
for head in "$flat" "$master"; do
    printf '%b\n' "$head" 'www.bad.test. 60 A 10.0.0.1' >new
    attempt 'what is good'
done
unset head
check 'what is good is loaded' 2 "$loaded"

# ---- each kind of error ----

long=$(printf '%064d' 0)
name255=$(printf "${long:1}.%.0s" 1 2 3 4)
for how in refuses refuses_master; do
    $how 'address' "www.bad.test. 60 A 10.0.0"
    $how 'address of five' "www.bad.test. 60 A 10.0.0.1.2"
    $how 'address over 255' "www.bad.test. 60 A 10.0.0.256"
    $how 'IPv6 address' "www.bad.test. 60 AAAA 2001:db8:::1"
    $how 'no such type' "www.bad.test. 60 NOTYPE x"
    $how 'CNAME and other data' 'w.bad.test. 60 CNAME x.test.' 'w.bad.test. 60 A 10.0.0.1'
    $how 'two CNAMEs' 'w.bad.test. 60 CNAME x.test.' 'w.bad.test. 60 CNAME y.test.'
    $how 'two SOAs' 'bad.test. 60 SOA a. b. 7 2 3 4 5' 'bad.test. 60 SOA a. b. 8 2 3 4 5'
    $how 'a label of 64' "$long.bad.test. 60 A 10.0.0.1"
    $how 'a name over 255' "${name255}bad.test. 60 A 10.0.0.1"
    $how 'an empty label' 'a..bad.test. 60 A 10.0.0.1'
    $how 'a bad escape' 'a\\999.bad.test. 60 A 10.0.0.1'
    $how 'another bad escape' 'a\\25.bad.test. 60 A 10.0.0.1'
    $how 'out of zone' 'www.other.test. 60 A 10.0.0.1'
    $how 'a TTL of 2^31' 'www.bad.test. 2147483648 A 10.0.0.1'
    $how 'a directive' '$NONSENSE x'
    $how 'a quote without end' 'www.bad.test. 60 TXT "abc'
    $how 'a bracket without end' 'www.bad.test. 60 MX ( 5 mail.bad.test.'
    $how 'MX without name' 'www.bad.test. 60 MX 5'
    $how 'MX above 65535' 'www.bad.test. 60 MX 65536 a.bad.test.'
    $how 'too much data' 'www.bad.test. 60 MX 5 a.bad.test. b.bad.test.'
    $how 'unknown data' 'www.bad.test. 60 TYPE65280 \\# 4 0a00'
    $how 'odd data' 'www.bad.test. 60 TYPE65280 \\# 2 0a0'
    $how 'SRV' '_a._tcp.bad.test. 60 SRV 1 2 x y.bad.test.'
    $how 'CAA' 'www.bad.test. 60 CAA x issue "a"'
    $how 'DS' 'www.bad.test. 60 DS 1 2 3 xyz'
    $how 'HTTPS' 'www.bad.test. 60 HTTPS 1 . port=x'
    $how 'TXT above 255' "www.bad.test. 60 TXT \"$(printf '%0300d' 0)\""
done
refuses 'in a flat file' '$INCLUDE x'
refuses 'a path' 'com -> -> x 10.0.0.1'
refuses_master 'an include that is missing' '$INCLUDE nothing'
refuses_master 'an include of itself' '$INCLUDE bad'
refuses_master 'a directory' '$INCLUDE .'
refuses_master 'in a master file' '$ZONE x'
echo '$INCLUDE loop.inc' >loop.inc
refuses_master 'a loop' '$INCLUDE loop.inc'
kinds=$refused
check "each kind of error is refused ($kinds)" 1 $((kinds >= 60))

# ---- no zone files at all ----

was=$refused
mkdir new
attempt 'an empty directory'
mkdir new && cp "$twigd" new/binary
attempt 'a directory of programs'
mkdir new && ln -s x new/broken
attempt 'a directory of broken links'
mkfifo new
attempt 'a FIFO'
cp "$twigd" new
attempt 'a program'
truncate -s 10G new
attempt '10 GB of zeros'
# no two in a row that may be told of in the same words: that is told once
for what in /dev/zero loop /dev/null nothing /dev/full loop /etc; do
    ln -s "$what" new
    [ "$what" = loop ] && ln -sfn loop loop
    attempt "a link to $what"
done
seq 200000 | tr '\n' ' ' >new
attempt 'a million characters in a line'
seq 100000 >new
attempt 'a hundred thousand mistakes'
printf '\xff\xfew\x00w\x00w\x00' >new
attempt 'UTF-16'
printf '%s\n' '<html><body>404 Not Found</body></html>' >new
attempt 'HTML'
printf '{"www.bad.test": "10.0.0.1"}\n' >new
attempt 'JSON'
head -c 3000 "$twigd" | tr -d '\000' >new
attempt 'noise'
printf '((((((((((((((((((((' >new
attempt 'brackets'
for i in $(seq 500); do
    echo "\$INCLUDE inc$((i + 1))" >"inc$i"
done
echo 'x' >inc501
printf '$ORIGIN bad.test.\n@ 60 SOA a b 1 2 3 4 5\n@ 60 NS a\n$INCLUDE inc1\n' >new
attempt 'a mistake, 500 files deep'
if [ "$(id -u)" != 0 ]; then
    echo '$ZONE bad.test' >new
    chmod 000 new
    attempt 'no right to read'
fi
check "what is no zone file is refused ($((refused - was)))" 1 \
    $((refused - was >= 20))

# ---- good files, cut at 100 places ----

cat >flat <<'Z'
$ZONE bad.test
$TTL 600
www.bad.test 203.0.113.7 2001:db8::7
test -> bad -> path 203.0.113.8
203.0.113.9 mail.bad.test m.bad.test
bad.test MX 10 mail.bad.test
text.bad.test TXT "one two" three
*.wild.bad.test 300 203.0.113.10
a.bad.test TYPE65280 \# 4 0a000001
Z
cat >master <<'Z'
$ORIGIN bad.test.
$TTL 1h
@ IN SOA ns root (
    1 ; serial
    2 3 4 5 )
  NS ns
ns A 203.0.113.1
www CNAME ns
_sip._udp SRV 1 2 5060 ns
text TXT "a \"quoted\" word" \065
Z
was=$((refused + loaded))
for file in flat master; do
    size=$(stat -c %s "$file")
    for i in $(seq 60); do
        head -c $((size * i / 61)) "$file" >new
        attempt "$file, cut at $i of 61"
    done
done
tried=$((refused + loaded - was))
check "files that were cut are refused or loaded ($tried)" 120 "$tried"

echo '$ZONE bad.test
www.bad.test 203.0.113.7' >new
attempt 'a good one'
gives 'and in the end a good one' 203.0.113.7 www.bad.test
check "all of them ($((refused + loaded))): the server never says nothing" '' "$silent"
check 'and names what it refuses' '' "$unclear"
check 'at least 200' 1 $((refused + loaded >= 200))
kill -TERM "$load"
wait "$load"
check "queries meanwhile ($(sed -nE 's/answered ([0-9]+).*/\1/p' load.out))" \
    'repeated 0 wrong 0 mixed 0' "$(grep -o 'repeated.* mixed [0-9]*' load.out)"
check 'by the same workers' 0 "$(grep -c hiring log)"
check 'no load crashed' 0 "$(grep -cE 'ended by signal|has taken' log)"
stop
check 'it ends' 0 "$code"
