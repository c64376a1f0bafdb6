#!/bin/bash
# Goal: twig-zone tree shows the names of a zone as the tree that they are.
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/serve.sh"
tool=$B/twig-zone
unset TWIG_LANG LC_ALL LC_CTYPE LC_MESSAGES LANG NO_COLOR CLICOLOR_FORCE
escape=$'\033'

# run ARGUMENT...: sets $out, $err and $code.
run()
{
    timeout 20 "$tool" "$@" >out 2>err </dev/null
    code=$?
    { out=$(<out) err=$(<err); } 2>/dev/null
}

cp "$root/zonefile/lesson.zone" lesson

# ---- lines
LC_ALL=C.UTF-8 run tree lesson
check 'the tree: exit code' '0, ' "$code, $err"
contains 'a name without its parents' '│     ├─ news       A 203.0.113.11' "$out"
contains 'in its own script' '└─ 新闻' "$out"
contains 'an alias' '→ news.cctv.com.   (CNAME)' "$out"
contains 'the sum' '20 names, 4 levels below the root, 20 records' "$out"
cp out with
LC_ALL=C.UTF-8 run tree
check 'without a file: the lesson' "$(sed 1d with)" "$(sed 1d out)"
run tree lesson
check 'the C locale: ASCII alone' '' "$(LC_ALL=C grep -n '[^ -~]' out)"
contains 'the C locale: lines' "|       |   \`-- *" "$out"
LC_ALL=C.UTF-8 run tree --ascii lesson
check '--ascii: ASCII alone' '' "$(LC_ALL=C grep -n '[^ -~]' out)"
LANG=zh_CN.UTF-8 run tree lesson
contains 'in Chinese, by the locale' '20 个名字' "$out"
run tree --lang zh lesson
contains 'in Chinese, by --lang' '20 个名字' "$out"

# ---- how much of it
run tree --depth 1 lesson
check '--depth 1: so many lines' 9 "$(wc -l <out)"
contains '--depth 1: what is left out' "|   \`-- ... 2 more" "$out"
for ((i = 0; i < 500; i++)); do
    echo "h$i.com 10.0.$((i / 250)).$((i % 250 + 1))"
done >many
run tree many
contains 'a long list is folded' "... 480 more" "$out"
run tree --all many
check '--all: it is not' 0 "$(grep -c more out)"
check '--all: every name' 500 "$(grep -c ' h[0-9]' out)"

# ---- the way to a name
run tree www.cctv.com lesson
contains 'each step' 'cctv [3]' "$out"
contains 'and where the alias leads' 'news [4]' "$out"
contains 'the walk' '. -> com -> cctv -> www : alias of news.cctv.com' "$out"
check 'no colour into a file' 0 "$(grep -c "$escape" out)"
CLICOLOR_FORCE=1 run tree www.cctv.com lesson
check 'CLICOLOR_FORCE' 5 "$(grep -c "$escape" out)"
CLICOLOR_FORCE=1 NO_COLOR=1 run tree www.cctv.com lesson
check 'NO_COLOR beats it' 0 "$(grep -c "$escape" out)"
NO_COLOR=1 run tree --color=always www.cctv.com lesson
check '--color beats both' 5 "$(grep -c "$escape" out)"
run tree h499.com many
contains 'a name on the way is not folded' 'h499 [3]' "$out"
run tree nope.cctv.com lesson
contains 'a name that is not there' 'nope? no such child: NXDOMAIN' "$out"

# ---- mistakes
echo 'a 10.0.0' >broken
run tree broken
check 'a broken file: exit code' '2, ' "$code, $out"
contains 'a broken file: why' 'broken:1:3: ' "$err"
for wrong in '--depth x lesson' '--depth 128 lesson' '--color red lesson' \
    'a..b lesson' 'a b c' '--strict lesson' '--svg --html lesson' --watch; do
    read -ra words <<<"$wrong"
    run tree "${words[@]}"
    check "$wrong: exit code" '2, ' "$code, $out"
    check "$wrong: two lines" 2 "$(wc -l <err)"
done

# ---- into a file
run tree -o here lesson
check '-o: nothing else' ', 0' "$out$err, $code"
check '-o: the file' "$("$tool" tree lesson)" "$(<here)"
run tree -o no/where lesson
check '-o where none can be' 2 "$code"

# ---- pictures
printf '%s\n' '\<b\>.\"\&.com 10.0.0.1' '\001\255.com TXT "<&>\001\255"' \
    '新闻.com CNAME d.com' '*.w.com 10.0.0.2' 'd.com NS ns.d.com' \
    'ns.d.com 10.0.0.3' >odd
for zone in lesson many odd; do
    for form in svg html; do
        run tree --all --$form -o picture www.cctv.com $zone
        check "$zone --$form" ', 0' "$out$err, $code"
        check "$zone --$form: well-formed" '' "$(xmllint --noout picture 2>&1)"
        check "$zone --$form: nothing from elsewhere" '' \
            "$(grep -oE '<script|<link|url\(|@import|(src|href)=' picture)"
    done
done
LC_ALL=C run tree --html lesson
contains 'a page: names in their script in any locale' '新闻.cctv.com' "$out"
contains 'a page: all records' '<td>A 203.0.113.13<br/>AAAA 2001:db8::13</td>' "$out"
run tree --svg --lang zh lesson
contains 'a picture in Chinese' '20 个名字' "$out"
mkdir drawn
"$root/tools/pictures/draw.sh" "$B" drawn
for picture in drawn/*; do
    check "$picture is as in the README; else: make pictures" '' \
        "$(cmp "$picture" "$root/tools/pictures/${picture#*/}" 2>&1)"
done

# ---- watching: however it is saved
# drawn PATTERN: the page has it, within 10 s
drawn()
{
    local i
    for ((i = 0; i < 200; i++)); do
        grep -qs -- "$2" "$1" && { ok "watched: $3"; return; }
        sleep 0.05
    done
    not_ok "watched: $3" "no '$2' in $1"
}

echo 'one.test 10.0.0.1' >seen
"$tool" tree --watch -o page seen 2>complaints &
started+=($!)
drawn page '-- one' 'drawn at once'
echo 'two.test 10.0.0.2' >>seen
drawn page '-- two' 'written in place'
echo 'three.test 10.0.0.3' >other && mv other seen
drawn page '-- three' 'renamed over'
echo 'four.test 10.0.0' >seen
drawn complaints 'seen:1:11' 'a mistake is told'
contains 'watched: and the last good tree stays' '-- three' "$(<page)"
echo 'five.test 10.0.0.5' >seen
drawn page '-- five' 'mended'
mkdir far && echo 'link.test 10.0.0.6' >far/new && ln -s far/new link && mv link seen
drawn page '-- link' 'a link in its place'
echo 'target.test 10.0.0.7' >far/new
drawn page '-- target' 'what the link leads to'
kill "${started[0]}"
printf '@ 60 SOA a b 1 2 3 4 5\n@ 60 NS a\n$INCLUDE far/more\n' >includes
"$tool" tree --watch t.test=includes >more 2>missing &
started+=($!)
drawn missing 'cannot read far/more' 'what is included is missing'
echo 'more 60 A 10.0.0.8' >far/more
drawn more '-- more' 'it comes'
kill "${started[1]}"
mkdir zones && echo 'six.test 10.0.0.6' >zones/a
"$tool" tree --watch zones >page &
started+=($!)
drawn page '-- six' 'a directory'
echo 'seven.test 10.0.0.7' >zones/b
drawn page '-- seven' 'a file put into it'
kill "${started[2]}"
