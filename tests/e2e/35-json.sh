#!/bin/bash
# Goal: +json and +yaml can be read by programs, whatever the reply and whatever
# fails; +json says what kdig's says.
. "$(dirname "$0")/../golden/beside.sh"

# ---- failures

# json WANT-CODE ARGUMENTS...: a line for each object
json()
{
    local want=$1 code
    shift
    timeout 20 "$B/twig" +json "$@" 2>twig.err </dev/null
    code=$?
    [ "$code" = "$want" ] || echo "exit $code"
}
# error WHY PORT [TRANSPORT NAME TYPE]: what is told of a failure, up to the
# type of the question
error()
{
    echo "{\"error\":\"$1\",\"server\":\"127.0.0.1#$2\",\"transport\":\"${3:-UDP}\",\"QNAME\":\"${4:-www.t.test}.\",\"QTYPE\":${5:-1}"
}
# failed WANT-CODE ARGUMENTS...: its last line, as far
failed()
{
    json "$@" | tail -n 1 | sed 's/,"QTYPEname".*//'
}
silent="@127.0.0.1 -p $broken_twig silence.test +time=1 +tries=1"
check 'nobody listens' "$(error 'connection refused' "$nobody")" \
    "$(failed 9 @127.0.0.1 -p "$nobody" www.t.test)"
check 'nobody listens over TCP' "$(error 'connection refused' "$nobody" TCP)" \
    "$(failed 9 @127.0.0.1 -p "$nobody" +tcp www.t.test)"
check 'nobody answers' "$(error timeout "$broken_twig" UDP silence.test)" \
    "$(failed 9 $silent)"
check "another's reply is told" 'ID mismatch' "$(json 9 ${silent/silence/wrongid} |
    sed -E 's/^\{"error":"timeout","warning":"([^:]*):.*"QTYPE":1,.*/\1/')"
check 'messages are on stderr' ';; no servers could be reached' \
    "$(tail -n 1 twig.err)"
check 'a name that is none' '{"error":"empty label"}' \
    "$(json 1 @127.0.0.1 -p "$T" a..b)"
contains 'a reply that cannot be read' \
    '{"error":"bad packet: bad compression pointer","server":"127.0.0.1#' \
    "$(json 9 @127.0.0.1 -p "$broken_twig" badpointer.test)"
contains '... is there in octets' ',"messageOctetsHEX":"' \
    "$(json 9 @127.0.0.1 -p "$broken_twig" badpointer.test)"
check 'an object a line' '{"dateString" {"error":"empty label"} {"dateString"' \
    "$(json 1 @127.0.0.1 -p "$T" www.t.test a..b t.test MX |
        sed 's/^\({"dateString"\).*/\1/' | paste -s -d ' ')"
if [ -n "${N:-}" ]; then
    check 'a transfer that fails' \
        "$(error 'Transfer failed.' "$N" TCP nope.example 252)" \
        "$(failed 9 @127.0.0.1 -p "$N" nope.example AXFR)"
else
    ok 'a transfer that fails # skip: it needs NSD'
fi
check '+short shows the answer alone' '10.0.0.2 none' \
    "$(json 0 @127.0.0.1 -p "$T" www.t.test +short | sed -E \
        's/.*"rdataA":"([^"]*)".*/\1/; /QNAME|authorityRRs/!s/$/ none/')"

if ! command -v python3 >/dev/null; then
    ok "read by Python # skip: python3 is needed"
    exit 0
fi

# ---- beside kdig

cat >same.py <<'END'
import json, sys
def read(path):
    m = json.load(open(path))
    for key in ("dateString", "dateSeconds", "ID", "twig"):
        m.pop(key, None)
    return m
kdig, twig = read("kdig.json"), read("twig.json")
for key in sorted(set(kdig) | set(twig)):
    if kdig.get(key) != twig.get(key):
        print(key, kdig.get(key), "is", twig.get(key))
END
kdig_too()
{
    local words=("@127.0.0.1" -p "$1" "${@:2}") said
    timeout 20 kdig "${words[@]}" +json >kdig.json 2>/dev/null
    timeout 20 "$B/twig" "${words[@]}" +json +nocookie \
        +bufsize=1232 >twig.json 2>&1
    said=$(python3 same.py 2>&1)
    check "as kdig: ${*:2}" '' "$said"
}
if command -v kdig >/dev/null; then
    for words in 't.test MX' 't.test NS' 't.test SOA' 't.test TXT' \
        'www.t.test AAAA' 'nope.t.test' 'c1.t.test' 'x.sub.t.test' \
        't.test ANY' 'unk.t.test TYPE65280' '_s._tcp.t.test SRV' \
        'www.t.test CH TXT' 'other.zone'; do
        kdig_too "$T" $words +noedns
        kdig_too "$T" $words +edns +nsid
    done
    for type in DNSKEY DS SSHFP TLSA NAPTR RRSIG NSEC HINFO PTR RP; do
        kdig_too "$N" "${type,,}.awk.test" "$type" +noedns
    done
fi

# ---- every case of the comparison with dig, in both forms

compare()
{
    local words=("${@:3}") form both=()
    [[ " $* " = *' -f '* ]] && return
    n=$((n + 1))
    for form in json yaml; do
        echo "$form: $1" >"said.$n.$form.words"
        timeout 20 "$B/twig" "+$form" "${words[@]//\{B\}/$broken_twig}" \
            >"said.$n.$form" 2>/dev/null </dev/null &
        both+=($!)
    done
    wait "${both[@]}"
}
n=0
for cases in cases-asked cases-records cases-wrong; do
    beside "$cases" >/dev/null
done
cat >read.py <<'END'
import glob, json
try:
    import yaml
except ImportError:
    yaml = None
n = 0
for path in glob.glob("said.*.*[nl]"):
    text = open(path, encoding="utf-8").read()
    try:
        if path.endswith("json"):
            for line in text.splitlines():
                assert type(json.loads(line)) is dict
        elif yaml:
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            for item in yaml.load(text, loader) or []:
                assert item["type"] in ("MESSAGE", "DIG_ERROR")
        n += text != ""
    except Exception as e:
        print(open(path + ".words").read().strip(), repr(e)[:200])
print(n > 600)
END
check 'every case can be read' True "$(python3 read.py 2>&1)"
