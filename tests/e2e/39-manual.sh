#!/bin/bash
# Goal: the examples of the manual pages and of --help run as they are written,
# at port 53, in a network of their own.
if [ -z "${TWIG_OWN_NETWORK:-}" ]; then
    unshare -rmn ip link set lo up 2>/dev/null &&
        TWIG_OWN_NETWORK=1 exec unshare -rmn "$0" "$@"
    echo 'ok examples # skip: they need a network of their own'
    exit
fi
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/serve.sh"
export HOME=$here LC_ALL=C.UTF-8 TZ=UTC PATH=$B:$PATH
unset TWIG_LANG TWIGRC XDG_CONFIG_HOME NO_COLOR CLICOLOR_FORCE
ip link set lo up
echo 'nameserver 127.0.0.1' >resolv.conf
mount --bind resolv.conf /etc/resolv.conf 2>/dev/null

# serve LOG ARGUMENT...
serve()
{
    : >"$1"
    twigd "${self[@]}" "${@:2}" >/dev/null 2>>"$1" &
    started+=($!)
    until_true 10 grep -qE ' serving |Ask: ' "$1" || not_ok "${*:2}" "$(cat "$1")"
}
cp "$root/zonefile/lesson.zone" my.zone
serve log --walk my.zone
serve map --classroom "$root/zonefile/lesson.zone"

# written PAGE SECTION: its lines, without roff's marks.
written()
{
    sed -n "/^\.SH $2\$/,/^\.SH [^$2]/p" "$root/$1" |
        sed "s/\\\\-/-/g; s/\\\\(aq/'/g; s/\\\\(dq/\"/g; s/\\\\\[u2026\]/…/g"
}

# ---- twig.1: what each shows

# expect EXAMPLE: sets $want, and the exit code in $want_code.
expect()
{
    want_code=0
    case $1 in
    'twig @127.0.0.1 news.cctv.com') want=$'\nnews.cctv.com.\t\t600\tIN\tA\t203.0.113.11' ;;
    *AAAA) want=2001:db8::13 ;;
    '+noall '* | *'+noall '*) want='10 mail.cctv.com.' ;;
    *' -x '*) want=$'\tPTR\tnews.cctv.com.' ;;
    *AXFR) want='; Transfer failed.' want_code=9 ;; # twigd gives none
    *' -f '* | *'if ip='* | *'| jq '*) want=203.0.113.11 ;;
    *' +trace '*) want='──▶ news.cctv.com. = 203.0.113.11' ;;
    *' +explain '*) want=$'RDATA    203.0.113.11\n' ;;
    *) want="nothing: this test does not know it" ;;
    esac
}
echo news.cctv.com >names.txt
while read -r example; do
    if [[ $example = *'| jq '* ]] && ! command -v jq >/dev/null; then
        ok "$example # skip: jq is needed"
        continue
    fi
    expect "$example"
    out=$(timeout 20 bash -c "$example" 2>&1 </dev/null)
    check "$example: exit code" "$want_code" "$?"
    contains "$example" "$want" "$out"
done < <(written tools/twig.1 EXAMPLES | sed -n 's/^\.B //p')

# ---- --help: each shows something, and complains of nothing

while read -r example; do
    out=$(timeout 20 bash -c "$example" 2>err </dev/null)
    check "$example, exit code" 0 "$?"
    check "$example, complaints" '' "$(cat err)"
    [ -n "$out" ] || not_ok "$example" 'it shows nothing'
done < <(twig --help | head -n 6 | sed 's/  .*//')

# ---- the other pages: commands behind $, and all that they print

# transcript: from the lines of a page.
transcript()
{
    local line command= shown=
    while IFS= read -r line; do
        case $line in
        '$ '* | .*)
            if [ -n "$command" ]; then
                check "$command" "${shown%$'\n'}" \
                    "$(timeout 20 bash -c "$command" 2>&1 </dev/null)"
            fi
            command=${line#'$ '} shown=
            [ "$command" != "$line" ] || command=
            ;;
        *) shown+=$line$'\n' ;;
        esac
    done
}
grep -v '^com -> cctv -> sport' "$root/zonefile/lesson.zone" >old.zone
{
    cat old.zone
    echo 'sport.cctv.com 3600 203.0.113.8'
} >new.zone
transcript < <(written tools/twig-zone.1 EXAMPLES)
if command -v dig >/dev/null; then
    transcript < <(written resolver/twigd.8 'THE WALK')
else
    ok 'dig shows the walk # skip: it is not there'
fi
contains "twigd's own line" '──▶ news.cctv.com. = 203.0.113.11' \
    "$(timeout 20 bash -c "$(written resolver/twigd.8 'THE CLASSROOM' |
        grep '^twig ')" 2>&1)"
kill -TERM "${started[@]}" # the classroom takes its files away
wait
