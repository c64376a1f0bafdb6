#!/bin/bash
# Goal: twig-zone checks, walks, converts and compares zone files, and behaves
# as a program should.
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/serve.sh"
tool=$B/twig-zone
unset TWIG_LANG LC_ALL LC_MESSAGES LANG

# run ARGUMENT...: sets $out, $err and $code.
run()
{
    timeout 20 "$tool" "$@" >out 2>err </dev/null
    code=$?
    { out=$(<out) err=$(<err); } 2>/dev/null
}

# bad WANT ARGUMENT...: two lines on stderr, exit 2.
bad()
{
    local want=$1
    shift
    run "$@"
    check "$*: exit code" 2 "$code"
    check "$*: two lines, nothing else" '2 0' "$(wc -l <err) $(wc -l <out)"
    contains "$*" "$want" "$err"
}

# ---- help, version, mistakes
for option in --help -h; do
    run $option
    check "$option: exit code" 0 "$code"
    check "$option: nothing to stderr" '' "$err"
    check "$option: examples first" 5 "$(head -n 5 out | grep -c '^twig-zone ')"
    check "$option: one screen" '' "$(sed -n '25,$p' out)"
    check "$option: of 80 columns" '' "$(grep -E '.{81}' out)"
done
run --version
check '--version' 'twig-zone 0.1.0, 0' "$out, $code"
bad 'Nearest is check;' chekc
bad 'Nearest is --strict;' check --strcit z
bad 'twig-zone --help lists all.' frobnicate
bad 'is followed by en or zh' walk a --lang
bad "no such option: '--s'" check --s z
bad 'It is en or zh.' walk a --lang fr
bad 'another command' check --to flat z
bad 'needs more' diff a
bad 'takes no more' diff a b c
bad 'Say --to flat' convert z
bad 'It is flat, hosts or master.' convert --to bind z
bad 'what is to be done' -q

# ---- check
cp "$root/zonefile/lesson.zone" lesson
run check lesson
check 'a clean file: exit code' 0 "$code"
contains 'a clean file says what it holds' 'lesson: 20 names in 1 zone, 20 ' "$out"
run check -q lesson
check 'a clean file, --quiet' ', 0' "$out$err, $code"
printf 'a CNAME b\n' >warned
run check warned
check 'a warning: exit code' 0 "$code"
contains 'a warning is told' 'warned:1:1: ' "$err"
run check --strict lesson warned
check 'a warning, --strict: exit code' 1 "$code"
printf 'a 10.0.0.1\nb 10.0.0\nc MX\n' >broken
run check --strict broken warned lesson missing
check 'errors: exit code' 2 "$code"
contains 'errors are told' 'broken:2:3: ' "$err"
contains 'all of them' 'broken:3:' "$err"
contains 'of each file' 'warned:1:1: ' "$err"
contains 'of one that is not there' 'missing' "$err"
contains 'and what is good is told' 'lesson: 20 names' "$out"
mkdir dir && cp lesson dir
run check dir
contains 'a directory' 'dir: 20 names' "$out"
printf '@ SOA a b 7 2 3 4 5\n@ NS a\na A 10.0.0.1\n' >m
run check t.test=m
contains 'ORIGIN=FILE' 't.test=m: 2 names in 1 zone, 3 records, serial 7' "$out"
run check -f flat m
check '-f flat' 2 "$code"

# ---- walk
run walk news.cctv.com lesson
check 'walk: exit code' 0 "$code"
contains 'walk: each label' ' 3 cctv  there: A MX TXT' "$out"
contains 'walk: the line that decided' '=> found, A (decided by lesson:22)' "$out"
run walk nwes.cctv.com A lesson
check 'walk: nothing found: exit code' 1 "$code"
contains 'walk: did you mean' 'Did you mean news.cctv.com?' "$out"
run walk --line www.cctv.com A lesson
check 'walk --line' ". -> com -> cctv -> www : alias of news.cctv.com (decided by lesson:31)
. -> com -> cctv -> news : found, A (decided by lesson:22)" "$out"
run walk --line tsinghua.edu.cn MX lesson
contains 'walk: an empty name, and why it is' 'exists but empty: NODATA (decided by lesson:41)' "$out"
run walk --line q.wild.cctv.com A
contains 'walk: a wildcard, in the lesson' 'no such child -> * : found, A' "$out"
TWIG_LANG=zh run walk --line news.cctv.com MX lesson
contains 'walk in Chinese' '. → com → cctv → news : 找到名字, 但没有 MX 记录' "$out"
run walk --lang zh news.cctv.com lesson
contains 'walk --lang zh' '从根开始' "$out"
bad 'not a name' walk a..b lesson
bad 'not a name' walk "$(printf 'a\033[31m..')" lesson
check 'no escape reaches the terminal' 0 "$(grep -c $'\033' err)"

# ---- convert
run convert --to master lesson
cp out lesson.master
run convert --to flat lesson.master
cp out lesson.again
run check -q lesson.master lesson.again
check 'what is converted is good' ', 0' "$out$err, $code"
run convert --to hosts lesson
check 'hosts cannot carry all: exit code' 1 "$code"
check 'and nothing is written' '' "$out"
contains 'what it cannot is counted' 'cannot carry 18 of the records' "$err"
contains 'and shown' 'com 600 A 203.0.113.1 (its TTL)' "$err"
run convert --to hosts --lossy lesson
check '--lossy: exit code' 0 "$code"
contains '--lossy' $'203.0.113.11\tnews.cctv.com' "$out"
contains '--lossy tells all the same' 'cannot carry 18' "$err"
echo old >target
run convert --to hosts -o target lesson
check '-o: not written when something is lost' old "$(cat target)"
run convert --to flat -o target lesson
check '-o: exit code' 0 "$code"
contains '-o: written' 'news.cctv.com 203.0.113.11' "$(cat target)"
check '-o: nothing is left behind' '' "$(ls | grep '^target\.')"
chmod 640 target && ln -s target link
run convert --to master -o link lesson
check '-o: a link stays one' 'target' "$(readlink link)"
contains '-o: its target is written' 'news.cctv.com. A 203.0.113.11' "$(cat target)"
check '-o: the mode of the file stays' 640 "$(stat -c %a target)"
if [ "$(id -u)" = 0 ]; then
    chown nobody target
    run convert --to flat -o target lesson
    check '-o: and its owner' 'nobody 640' "$(stat -c '%U %a' target)"
else
    ok '-o: and its owner # skip: root alone gives files away'
fi
ln -s later early
run convert --to flat -o early lesson
check '-o: a link to what is not there yet stays one' later "$(readlink early)"
contains '-o: and that is there then' 'news.cctv.com 203.0.113.11' "$(cat later)"
echo first >all
{
    "$tool" convert --to flat -o /dev/stdout lesson
    echo last
} >>all
contains '-o /dev/stdout: what is there stays' 'first 203.0.113.11 last' \
    "$(sed -n '1p;s/^news.cctv.com //p;$p' all | paste -s -d ' ')"
mkfifo pipe
timeout 20 cat pipe >through &
reader=$!
run convert --to flat -o pipe lesson
wait $reader
check '-o: a pipe stays one' fifo "$(stat -c %F pipe)"
contains '-o: and is written into' 'news.cctv.com 203.0.113.11' "$(cat through)"
bad 'cannot write' convert --to flat -o no/such/place lesson

# ---- diff
run diff lesson lesson
check 'the same' ', 0' "$out$err, $code"
cp -p lesson new
sed -i -e '/sport/d' -e 's/203\.0\.113\.11$/203.0.113.99/' -e '/^\*/d' new
printf 'fresh.cctv.com 203.0.113.8\n' >>new
run diff lesson new
check 'they differ: exit code' 1 "$code"
contains 'a name that came' '+ fresh.cctv.com 600 A 203.0.113.8' "$out"
contains 'a name that went' '- sport.cctv.com 600 A 203.0.113.12' "$out"
contains 'a name that changed' '+ news.cctv.com 600 A 203.0.113.99' "$out"
contains 'how many' '# names: 1 added, 2 gone, 1 changed' "$out"
contains 'an answer that is no more' 'sport.cctv.com A: NXDOMAIN' "$out"
contains 'nor by the wildcard' '*.wild.cctv.com A: NXDOMAIN' "$out"
run diff -q lesson new
check '--quiet' ', 1' "$out$err, $code"
sed '/news/s/203\..*/TXT x/' lesson >new
run diff lesson new
contains 'through an alias' 'www.cctv.com A: NODATA' "$out"
(cat lesson && echo 'q.wild.cctv.com TXT x') >new
run diff lesson new
contains 'behind a wildcard' 'q.wild.cctv.com A: NODATA' "$out"
contains 'and below' '*.q.wild.cctv.com A: NXDOMAIN' "$out"
(cat lesson && echo 'cctv.com NS ns.example.org') >new
run diff lesson new
contains 'behind a cut' 'news.cctv.com A: delegated' "$out"
(echo "\$PTR off" && cat lesson) >new
run diff lesson new
check 'PTRs that are no more: exit code' 1 "$code"
contains 'PTRs that are no more' '11.113.0.203.in-addr.arpa PTR: NXDOMAIN' "$out"
sed 's/ 7 / 8 /' m >m2
run diff t.test=m t.test=m2
check 'a serial alone is nothing' ', 0' "$out$err, $code"
run diff --serial t.test=m t.test=m2
check 'but with --serial' 1 "$code"
run diff lesson broken
check 'diff: trouble' 2 "$code"

# ---- streams
run_full()
{
    timeout 20 "$tool" "$@" >/dev/full 2>err
    code=$?
}
run_full check lesson
check 'a full disk: exit code' 2 "$code"
contains 'a full disk is told' 'write error' "$(cat err)"
{ timeout 20 "$tool" convert --to master lesson 2>err; } | true
check 'a closed pipe is quiet' '' "$(<err)"
