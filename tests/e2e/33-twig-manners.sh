#!/bin/bash
# Goal: how twig behaves as a program: help, mistakes, exit codes, colours,
# streams, files; and what of it dig has not.
golden=$(cd "$(dirname "$0")/../golden" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/serve.sh"
twig=$B/twig
export HOME=$here TZ=UTC
unset TWIGRC XDG_CONFIG_HOME NO_COLOR CLICOLOR_FORCE LC_ALL LC_CTYPE LANG

start "$root/tests/conformance.zone"
T=$port

# run ARGUMENT...: sets $out, $err and $code.
run()
{
    timeout 20 "$twig" "$@" >out 2>err </dev/null
    code=$?
    { out=$(<out) err=$(<err); } 2>/dev/null
}
at="@127.0.0.1 -p $T"

# ---- help, version
for option in --help -h; do
    run $option
    check "$option: exit code" 0 "$code"
    check "$option: nothing to stderr" '' "$err"
    check "$option: six examples first" 6 "$(head -n 6 out | grep -c '^twig ')"
    [ "$(wc -l <out)" -le 24 ]
    check "$option: one screen" 0 $?
    check "$option: of 80 columns" '' "$(grep -E '.{81}' out)"
done
run --help=all
contains '--help=all has every option' '+[no]unknownformat' "$out"
check '--help=all: of 80 columns' '' "$(grep -E '.{81}' out)"
for option in --version -v -V; do
    run $option
    check "$option" 'twig 0.1.0, exit 0' "$(head -n 1 out), exit $code"
done

# ---- mistakes: two lines, the bad word, the nearest; exit 1
bad()
{
    local want=$1
    shift
    run "$@"
    check "$*: exit code" 1 "$code"
    contains "$*: what is wrong" "$want" "$err"
    check "$*: two lines" 2 "$(wc -l <err)"
    check "$*: nothing to stdout" '' "$out"
}
bad 'Nearest is +short' $at +shrot
bad '+short +showbadcookie +showsearch' $at +sho
bad 'Nearest is +timeout' $at +timeot=3
bad "not a value that it may have: '+tim=abc'" $at +tim=abc
bad '+edns[=N] is a number from 0 to 255.' $at +edns=300
bad "no value: '--timeout'" --timeout
bad "not a port: '99999'" -p 99999
bad "no such option: '-w'" -w
bad '-t' -t
bad 'Nearest is --short.' $at --shrot
bad 'Nearest is --noshort.' $at --noshrt
bad 'Nearest is --port.' --prot=5
bad 'Nearest is --short.' $at -short
bad "no such option: '--nosuch'" --nosuch
bad 'twig --help shows how' $at +foo
bad 'twig --help shows how' -Z
bad '-x is there' -X
bad "no such option: '-Z'" -4Z
bad "it takes no such value: '--help=foo'" --help=foo
bad "it takes no such value: '--ascii=1'" --ascii=1
bad "it takes no value: '+words=zh'" $at +words=zh
bad "it takes no value: '--dnssec=1'" $at --dnssec=1
bad "no value: '--port='" --port= 53
run $at +dnssec=1 +noedns=3 www.t.test +short
check 'dig takes +dnssec=1' '10.0.0.2, exit 0' "$out, exit $code"
contains 'and twig says what it does with it' \
    ";; Warning, +dnssec takes no value: '1' is not read" "$err"
contains 'with no in front, too' '+noedns takes no value' "$err"
run $at +noall +question -- -f +short mail.t.test -r
check 'behind -- no word is an option' '-f. +short. mail.t.test. -r.' \
    "$(sed -n 's/^;\([^ \t]*\)\t.*IN.*/\1/p' out | paste -s -d ' ')"
echo '+short' >.twigrc
run $at www.t.test +short -- -r
contains 'nor is -r' '10.0.0.2' "$out"
run $at --name -r www.t.test
check 'nor is a value' '10.0.0.2' "$out"
rm .twigrc
bad 'no' $at a..b
bad 'empty label' $at -x ''
bad 'nosuch.invalid' @nosuch.invalid x
run $at -t FOOBAR www.t.test +short
check 'a type that is none: exit code' 0 "$code"
check 'a type that is none: warned of' \
    ';; Warning, ignoring invalid type FOOBAR' "$err"
run $at mx
contains 'a lone type is remarked on' "'-q mx' asks for the name" "$err"

# ---- streams
run $at +short www.t.test
check 'an answer' '10.0.0.2' "$out"
run @127.0.0.1 -p 1 +short +tries=1 www.t.test
check 'messages leave stdout alone with +short' '' "$out"
contains 'they are on stderr' 'connection refused' "$err"
check 'nobody there: exit code' 9 "$code"
"$twig" $at www.t.test >/dev/full 2>err
check 'a full disk: exit code' 10 $?
contains 'a full disk is told of' 'write error' "$(cat err)"
"$twig" $at big.t.test TXT +ignore 2>err | head -n 1 >/dev/null
check 'a closed pipe is no matter' '' "$(cat err)"

# ---- servers
for server in "127.0.0.1#$T" "127.0.0.1:$T" "[127.0.0.1]:$T"; do
    run "@$server" +short www.t.test
    check "@$server" '10.0.0.2, exit 0' "$out, exit $code"
done
run -f / +short
check '-f of a directory: exit code' 8 "$code"
contains '-f of a directory: why' 'twig: /: ' "$err"

if getent ahostsv4 localhost >/dev/null; then # a bare chroot has no /etc/hosts
    run "@localhost#$T" -4 +short www.t.test
    check '@localhost' '10.0.0.2' "$out"
fi
bad "couldn't get address" '@nosuch.invalid'
bad 'not a port from 1 to 65535' '@127.0.0.1:x'
bad 'not a port from 1 to 65535' '@127.0.0.1:99999'
bad 'no ] behind' '@[::1'
bad 'none of hmac-md5' $at -y foo:name:AAAA x
bad 'is not base 64' $at -y name:? x
bad "twig: $here/none: No such file" -p 9 +trace --hints="$here/none" x
bad "twig: $here/none: No such file" $at -k "$here/none" x
bad "not an address: 'nonsense'" -b nonsense

# ---- a key that others see
if ! command -v script >/dev/null; then
    ok '-y on a terminal # skip: there is no script(1)'
else
    out=$(script -qec "$twig $at +short -y tk:AAECAwQF www.t.test" /dev/null </dev/null)
    contains '-y on a terminal is warned of' \
        ';; Warning, others on this machine' "$out"
fi
run $at +short -y tk:AAECAwQF www.t.test
check 'and else not' '' "$(grep others err)"

# ---- only some data
run $at +short=A c1.t.test
check '+short=A leaves aliases out' '10.0.0.2' "$out"
run $at +short=CNAME c1.t.test
check '+short=CNAME' $'c2.t.test.\nwww.t.test.' "$out"
run $at +short=type c1.t.test
check '+short=type is the type that was asked for' '10.0.0.2' "$out"
run $at +short=type +short c1.t.test
check 'and +short behind it is all' $'c2.t.test.\nwww.t.test.\n10.0.0.2' "$out"

# ---- what was found, as a number
for row in '0 www.t.test' '0 c1.t.test' '0 t.test ANY' '2 nope.t.test' \
    '3 www.t.test MX' '3 c1.t.test MX' '4 other.zone'; do
    run $at +exitcode ${row#* }
    check "+exitcode ${row#* }" "${row%% *}" "$code"
done
run $at +exitcode nope.t.test +noexitcode
check '+noexitcode' 0 "$code"
run $at +exitcode nope.t.test www.t.test
check '+exitcode: the highest of all' 2 "$code"

# ---- all servers of a zone: ns1 is here, at ns2 is nobody
run $at +nssearch +tries=1 t.test
check '+nssearch: who answers' \
    'SOA ns1.t.test. root.t.test. 42 7200 3600 1209600 300 from server 127.0.0.1' \
    "${out% in *}"
contains '+nssearch: who does not' "127.0.0.2#$T: connection refused" "$err"
check '+nssearch: exit code' 9 "$code"

# ---- files
printf 'www.t.test +short\n# a comment\n\n; another\nmail.t.test +short\n' >batch
run $at -f batch
check 'comments and empty lines of a batch' $'10.0.0.2\n10.0.0.1' "$out"
out=$("$twig" $at -f - <batch)
check 'a batch on stdin' $'10.0.0.2\n10.0.0.1' "$out"
run $at -f none
check 'no such batch: exit code' 8 "$code"
contains 'no such batch: why' 'No such file' "$err"
printf 'www.t.test +short\n+nosuch\nmail.t.test +short\n' >batch
run $at -f batch
check 'a bad line spoils no other' $'10.0.0.2\n10.0.0.1' "$out"
check 'and the exit code says so' 1 "$code"
{
    echo 'www.t.test +short +timeot=1'
    printf 'x +time=1'
    printf ' +%5000s +short\n' nosuch
    echo '-t FOO mail.t.test +short'
    echo 'a..b +short'
    echo "www.t.test +short -f batch"
    echo "www.t.test +short --decode"
    seq -f 'n%g.t.test' 64 | paste -s -d ' '
} >bad
run $at -f bad
check 'a bad line is not asked' '10.0.0.1' "$out"
for line in 1 2 4 5 6 7; do
    contains "line $line is named" $'\n'"twig: bad:$line: " $'\n'"$err"
done
contains 'in a warning, too' ';; Warning, bad:3: ignoring' "$err"
contains 'a file in a file' "not on a line of -f: '-f'" "$err"
contains 'the 64th word' "one word too many: 'n64.t.test'" "$err"
"$twig" $at -f - <bad >out 2>err
contains 'standard input has lines, too' 'twig: stdin:1: ' "$(cat err)"
out=$("$twig" $at -f <(echo www.t.test +short))
check '-f of a pipe' '10.0.0.2' "$out"
mkfifo named
echo 'www.t.test +short' >named &
out=$(timeout 20 "$twig" $at -f named)
check '-f of a named pipe' '10.0.0.2' "$out"
printf '+short\n\n+nosuch\n' >own
TWIGRC=$here/own run $at www.t.test
check 'a mistake in TWIGRC: exit code' 1 "$code"
contains 'and where it is' "twig: $here/own:3: " "$err"
for path in "$here/none" "$here"; do
    TWIGRC=$path run $at www.t.test
    check "TWIGRC=$path: exit code" 1 "$code"
    contains "TWIGRC=$path: why" "twig: $path: " "$err"
    check "TWIGRC=$path: two lines" 2 "$(wc -l <err)"
done
TWIGRC= run $at www.t.test +short
check 'an empty TWIGRC is none' '10.0.0.2' "$out"
echo '+short' >.twigrc
run $at www.t.test
check '~/.twigrc' '10.0.0.2' "$out"
run -r $at www.t.test
contains '-r passes it over' ';; Got answer:' "$out"
mkdir -p config/twig && echo '+noall +question' >config/twig/twigrc
rm .twigrc
XDG_CONFIG_HOME=$here/config run $at www.t.test
check 'XDG_CONFIG_HOME' ';www.t.test.' "${out%%$'\t'*}"
echo '+noall +comments' >own
TWIGRC=$here/own run $at www.t.test
contains 'TWIGRC' ';; Got answer:' "$out"
touch .digrc && echo '+short' >.digrc
run $at www.t.test
contains 'never ~/.digrc' ';; Got answer:' "$out"

# ---- colours
coloured()
{
    case $out in
    *$'\033['*) echo yes ;;
    *) echo no ;;
    esac
}
run $at www.t.test
check 'no colour in a pipe' no "$(coloured)"
run $at www.t.test --color=always
check '--color=always' yes "$(coloured)"
NO_COLOR=1 run $at www.t.test --color=always
check '--color beats NO_COLOR' yes "$(coloured)"
CLICOLOR_FORCE=1 run $at www.t.test
check 'CLICOLOR_FORCE' yes "$(coloured)"
CLICOLOR_FORCE=0 run $at www.t.test
check 'CLICOLOR_FORCE=0' no "$(coloured)"
NO_COLOR=1 CLICOLOR_FORCE=1 run $at www.t.test
check 'NO_COLOR beats CLICOLOR_FORCE' no "$(coloured)"
NO_COLOR='' CLICOLOR_FORCE=1 run $at www.t.test
check 'an empty NO_COLOR is none' yes "$(coloured)"
CLICOLOR_FORCE=1 run $at +short www.t.test
check 'data have no colour' '10.0.0.2' "$out"
run $at www.t.test
cp out plain
run $at www.t.test --color=always --fixed-time +qid=1 +nocookie
sed $'s/\033\\[[0-9;]*m//g' out | sed 's/ --color=always//' >bare
run $at www.t.test --fixed-time +qid=1 +nocookie
check 'the text below the colours is the same' "$out" "$(cat bare)"

# ---- no clock, no chance
cp out first
run $at www.t.test --fixed-time +qid=1 +nocookie
check 'the same twice' "$(cat first)" "$out"
contains 'the time is 0' ';; WHEN: Thu Jan 01 00:00:00 UTC 1970' "$out"

# ---- other scripts
"$B/tests/golden/broken" $((T + 1)) >queries 2>broken.log &
started+=($!)
until_true 5 grep -q serving broken.log
at="@127.0.0.1 -p $((T + 1))"
run $at good.新闻.test +noall +question
check 'a name in another script, in a pipe' ';good.xn--efvy88h.test.' \
    "${out%%$'\t'*}"
LC_ALL=C.UTF-8 run $at good.新闻.test +noall +question +idnout
check 'and shown in it' ';good.新闻.test.' "${out%%$'\t'*}"
run $at good.xn--a-.test +noall +question +idnout
check 'an xn-- label that is none stays' ';good.xn--a-.test.' "${out%%$'\t'*}"
run $at good.$'\xff'.test
check 'octets that are no text: exit code' 1 "$code"
run $at opt.000f00090012e280ae6162.63.test
case $out in
*$'\342\200\256'*) not_ok 'text of a server turns no line around' "$out" ;;
*) ok 'text of a server turns no line around' ;;
esac
run $at data.03.1b5b4a.test TXT +short
check 'text of a server moves no cursor' '"\027[J"' "$out"

# ---- a transfer and a reply that are no good, a signature
run $at nosoa.test AXFR
check 'a transfer that failed: exit code' 9 "$code"
run $at loop.test
check 'a reply that cannot be read: exit code' 9 "$code"
run $at loop.test +short
check 'nothing of it is data' '' "$out"
