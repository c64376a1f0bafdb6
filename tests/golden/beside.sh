# Read by the tests that run twig beside dig: their servers, and comparing.  The
# differences that are meant are in tests/golden/differences.
golden=$(cd "$(dirname "$0")/../golden" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/serve.sh"

# Without dig there is nothing to compare with; without NSD nobody transfers.
have_nsd= N=
command -v nsd >/dev/null && have_nsd=1
if ! command -v dig >/dev/null; then
    beside()
    {
        ok "like dig # skip: $(grep -c '^[^#]' "$golden/$1") rows need dig"
    }
    return
fi
export HOME=$here TZ=UTC LC_ALL=C
unset TWIGRC XDG_CONFIG_HOME

# ---- servers

start "$root/tests/conformance.zone" >/dev/null
T=$port

free_port()
{
    local try
    for try in 1 2 3 4 5 6 7 8 9; do
        port=$((10000 + (RANDOM * 32768 + RANDOM) % 22000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || return 0
    done
}

cp "$golden/awkward.zone" awk.zone
cp "$root/tests/conformance.zone" t.zone
{
    echo '$ORIGIN many.test.'
    echo '@ 3600 SOA ns root 7 3600 900 604800 300'
    echo '@ 3600 NS ns'
    seq -f 'name%g 3600 TXT "a record, one of many that fill several messages"' 3000
} >many.zone
start_nsd()
{
    free_port
    N=$port
    cat >nsd.conf <<END
server:
  ip-address: 127.0.0.1@$N
  server-count: 1
  database: ""
  zonesdir: "$here"
  pidfile: "$here/nsd.pid"
  xfrdfile: ""
  xfrdir: "$here"
  zonelistfile: "$here/nsd.list"
  username: ""
  logfile: "$here/nsd.log"
  nsid: "ascii_srv1"
remote-control:
  control-enable: no
key:
  name: "tk"
  algorithm: hmac-sha256
  secret: "AAECAwQFBgcICQoLDA0ODw=="
zone:
  name: "awk.test"
  zonefile: "awk.zone"
  provide-xfr: 127.0.0.1 NOKEY
  provide-xfr: 127.0.0.1 tk
zone:
  name: "t.test"
  zonefile: "t.zone"
  provide-xfr: 127.0.0.1 NOKEY
zone:
  name: "many.test"
  zonefile: "many.zone"
  provide-xfr: 127.0.0.1 NOKEY
  provide-xfr: 127.0.0.1 tk
END
    nsd -d -c nsd.conf >nsd.out 2>&1 &
    nsd=$!
    started+=("$nsd")
}
nsd_answers()
{
    [ -n "$(dig @127.0.0.1 -p "$N" +short +time=1 +tries=1 awk.test SOA)" ]
}
[ -z "$have_nsd" ] || start_nsd
[ -z "$have_nsd" ] || until_true 10 nsd_answers || not_ok 'start NSD' "$(cat nsd.log nsd.out)"

# One for each, for its log of queries: dig and twig run at the same time.
start_broken()
{
    free_port
    "$B/tests/golden/broken" "$port" >"asked.$1" 2>"broken.$1" &
    started+=($!)
    until_true 5 grep -qs serving "broken.$1" ||
        not_ok "start broken for $1" "$(cat "broken.$1")"
}
start_broken dig
broken=$port
exec 8<asked.dig
start_broken twig
broken_twig=$port
exec 9<asked.twig
free_port
nobody=$port

cat >key.conf <<'END'
key "tk" {
    algorithm hmac-sha256;
    secret "AAECAwQFBgcICQoLDA0ODw==";
};
END
cat >batch <<'END'
# a comment
www.t.test
t.test MX +noall +answer
mail.t.test +short
-x 10.0.0.2
+norec www.t.test A mail.t.test AAAA
END

# ---- comparing

# What two runs cannot have in common.
cat >mask.sed <<END
s/^; <<>> (DiG|twig) [^ ]+ <<>>/; <<>> X <<>>/
s/(opcode: .*, id: )[0-9]+/\\1X/
s/^; COOKIE: [0-9a-f]+/; COOKIE: X/
s/^(      id: )[0-9]+\$/\\1X/
s/^(    (query|response)_time: )!!timestamp 20.*\$/\\1X/
s/^(          COOKIE: )[0-9a-f]+/\\1X/
s/^(;; Query time: )[0-9]+/\\1X/
s/^(;; WHEN: ).*/\\1X/
s/ in [0-9]+ (ms|us)(\\.?)$/ in X \\1\\2/
s/( TSIG hmac-[a-z0-9]+\. )[0-9]+ 300 ([0-9]+) .* (NOERROR|BAD[A-Z]+) /\\1X 300 \\2 X \\3 /
s/(TSIG\thmac-[a-z0-9]+\\. )[0-9]+ (.*)$/\\1X \\2/
/\tTSIG\t/s/ 300 ([0-9]+) .* (NOERROR|BAD[A-Z]+) / 300 \\1 X \\2 /
/^[0-9a-f]{2} [0-9a-f]{2} 8[0-9a-f] /s/^.{5}(.*)  ../X\\1  X/
s/#$broken_twig/#$broken/g
s/port: $broken_twig\$/port: $broken/
s/-p $broken_twig/-p $broken/g
s|$here|HERE|g
END

# What twig is to print when dig prints this.
expect()
{
    case $1 in
    '') ;;
    transfer | unusable | signature | six) want_code=9 ;;
    usage) want='' want_code=1 ;;
    stderr) want=$(sed '/^;/d; /^$/d' <<<"$want") ;;
    question) want=${want//;; ;; /;; } ;;
    noquestion) want=$';; missing question section\n'$want ;;
    one) want=${want/ 1 extra bytes/ 1 extra byte} ;;
    rounds) want=${want//;; no servers could be reached$'\n'/} ;;
    cause) # a line below why
        got=$(sed -E '/^    127\.0\.0\.1#[0-9]+(: .*)?$/d' <<<"$got")
        ;;
    error) # an item that says why, when dig prints nothing
        want+=${want:+$'\n'}$'- type: DIG_ERROR\n  message: |\n'${got##*$'\n'}
        want=$(sed '/^;/d' <<<"$want")
        want_code=9
        ;;
    once) # dig: one for each try
        want=$(head -n 3 <<<"$want")
        ;;
    banner) want=$(sed 1,4d <<<"$want") ;;
    llq) want=$(sed -E "s/(LLQ:) (.*)/\\1 '\\2'/" <<<"$want") ;;
    escaped) want=$(sed -E '/EXTRA-TEXT/s/""\\#"/\\"\\"\\\\#"/' <<<"$want") ;;
    bufsize) dig_asked=("${dig_asked[@]/04d0/ffff}") ;;
    *) not_ok "$1" 'no such difference' ;;
    esac
}

compared=0 skipped=0
compare()
{
    local name=$1 difference=$2 words twig want got want_code got_code
    shift 2
    timeout 20 dig "${@//\{B\}/$broken}" >dig.out 2>dig.err </dev/null &
    local pid=$!
    timeout 20 "$B/twig" "${@//\{B\}/$broken_twig}" \
        >twig.out 2>twig.err </dev/null
    got_code=$?
    wait "$pid"
    want_code=$?
    sed -E -s -i -f mask.sed dig.out twig.out || exit 1
    { want=$(<dig.out) got=$(<twig.out); } 2>/dev/null # it drops NUL, and says so
    mapfile -u 8 dig_asked
    mapfile -u 9 twig_asked
    if [ -n "$difference" ] && [ "$want.$want_code.${dig_asked[*]}" = \
        "$got.$got_code.${twig_asked[*]}" ]; then
        not_ok "$name" "it does not differ, though [$difference] says so"
        return
    fi
    for difference in $difference; do
        expect "$difference"
    done
    compared=$((compared + 1))
    if [ "$want" != "$got" ]; then
        not_ok "$name" "$(diff <(echo "$want") <(echo "$got") | head -n 12
            head -n 2 twig.err)"
    elif [ "$want_code" != "$got_code" ]; then
        not_ok "$name" "exit $got_code instead of $want_code, $(head -n 2 twig.err)"
    elif [ "${dig_asked[*]}" != "${twig_asked[*]}" ]; then
        not_ok "$name" "asked ${twig_asked[*]} instead of ${dig_asked[*]}"
    else
        ok "$name"
    fi
}

# beside FILE: all cases of a file of tests/golden.
beside()
{
    local line difference words
    while read -r line; do
        case $line in
        '' | '#'*) continue ;;
        esac
        difference=
        case $line in
        '['*) difference=${line%%]*} difference=${difference#[} line=${line#*] } ;;
        esac
        case $have_nsd.$line in
        '.N '* | .*'{N}'*)
            skipped=$((skipped + 1))
            continue
            ;;
        esac
        set -f
        words=($line)
        case ${words[0]} in
        T) words=("@127.0.0.1" -p "$T" "${words[@]:1}") ;;
        N) words=("@127.0.0.1" -p "$N" "${words[@]:1}") ;;
        B) words=("@127.0.0.1" -p "{B}" "${words[@]:1}") ;;
        *) words=("${words[@]:1}") ;;
        esac
        set +f
        words=("${words[@]//\{T\}/$T}")
        words=("${words[@]//\{N\}/$N}")
        words=("${words[@]//\{0\}/$nobody}")
        words=("${words[@]//\{key\}/$here/key.conf}")
        words=("${words[@]//\{batch\}/$here/batch}")
        words=("${words[@]//\{nofile\}/$here/no/such/file}")
        compare "$line" "$difference" "${words[@]}"
    done <"$golden/$1"
    echo "# $compared comparisons"
    [ "$skipped" -eq 0 ] || ok "like dig # skip: $skipped rows need NSD"
}
