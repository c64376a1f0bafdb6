#!/bin/bash
# Goal: a script that was written for dig does the same with twig.
. "$(dirname "$0")/../golden/beside.sh"

printf '%s\n' 'www.t.test +short' '# a comment' '-x 10.0.0.2 +short' \
    'mail.t.test A +noall +answer' >names

# Each line is run with dig as it is, and with a dig that is twig.
uses=(
    'ip=$(dig $at +short www.t.test); echo "<$ip>"'
    'for n in www mail nope; do echo "$n: $(dig $at +short $n.t.test)"; done'
    'dig $at -x 10.0.0.2 +short'
    'dig $at -f names'
    'dig $at -f - <names | sort'
    'if dig $at +short nope.t.test | grep -q .; then echo yes; else echo no; fi'
    'dig $at +noall +answer www.t.test | awk "{ print \$1, \$4, \$5 }"'
    'dig $at www.t.test | sed -n "/^;; ANSWER/,/^\$/p"'
    'dig $at nope.t.test | grep -o "status: [A-Z]*"'
    'dig $at t.test SOA +short | cut -d " " -f 3'
    'dig $at t.test MX +short | sort -n | head -n 1'
    'dig $at www.t.test +noall +stats | grep -c "^;; SERVER: 127.0.0.1#"'
    'dig @127.0.0.1 -p $nobody +short +tries=1 +time=1 x >/dev/null 2>&1'
    'dig $at +nosuch x >/dev/null 2>&1'
    'dig $at -f nosuch >/dev/null 2>&1'
    'dig $at +short www.t.test >/dev/null && echo there'
)
transfers=(
    'dig $nsd t.test AXFR >zone; grep -vc "^;" zone; grep "XFR size" zone'
    'dig $nsd t.test AXFR +onesoa +nocmd +nostats | sort'
    'dig $nsd t.test AXFR | awk "\$4 == \"A\" { print \$1, \$5 }"'
)
if ! command -v dig >/dev/null; then
    ok "like dig # skip: $((${#uses[@]} + ${#transfers[@]})) scripts need dig"
    exit 0
fi
same()
{
    local want got
    want=$(eval "$1"; echo "exit $?")
    got=$(
        dig() { "$B/twig" "$@"; }
        eval "$1"
        echo "exit $?"
    )
    check "$1" "$want" "$got"
}
at="@127.0.0.1 -p $T" nsd="@127.0.0.1 -p $N"
for use in "${uses[@]}"; do
    same "$use"
done
if [ -n "$have_nsd" ]; then
    for use in "${transfers[@]}"; do
        same "$use"
    done
else
    ok "like dig # skip: ${#transfers[@]} scripts need NSD"
fi
