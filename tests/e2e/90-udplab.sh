#!/bin/bash
# Goal: every lesson of udplab: both sides together, and apart; and whatever is
# thrown at a server, it lives and answers.
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/serve.sh"
lab=$B/udplab
unset TWIG_LANG LC_ALL LC_MESSAGES LANG
lessons='upper boundary big time chat workers lost'

# run ARGUMENT...: sets $out, $err and $code.
run()
{
    timeout 60 "$lab" "$@" >out 2>err </dev/null
    code=$?
    { out=$(<out) err=$(<err); } 2>/dev/null
}

# ---- the demonstrations
for lesson in $lessons; do
    run $lesson
    check "$lesson: shown, and it ends" "exit 0, ''" "exit $code, '$err'"
    cp out "shown.$lesson"
    run $lesson --lang=zh
    check "$lesson: in Chinese" "exit 0, ''" "exit $code, '$err'"
    check "$lesson: no sentence is left in English" '' \
        "$(grep -E '^(client|server|[A-Z"][a-z]+" ?[a-z]+)' out)"
done
contains 'upper: in capitals' 'the answer is COM -> CCTV -> NEWS' \
    "$(cat shown.upper)"
contains 'boundary: the end is lost' 'sent 23 bytes, it has seen 10 of 23' \
    "$(cat shown.boundary)"
contains 'boundary: the next is whole' 'sent 5 bytes, it has seen 5 of 5' \
    "$(cat shown.boundary)"
contains 'boundary: the stream sticks' 'got 11: onetwothree' \
    "$(cat shown.boundary)"
contains 'big: 65507 arrive' '65507 bytes arrived' "$(cat shown.big)"
contains 'big: 65508 do not' 'EMSGSIZE' "$(grep '^  65508   65536' shown.big)"
check 'big: 1472 in one frame' 1 "$(awk '$1 == 1472 { print $3 }' shown.big)"
check 'big: 1473 in two' 2 "$(awk '$1 == 1473 { print $3 }' shown.big)"
contains 'time: what is refused' 'nothing comes of that format' \
    "$(cat shown.time)"
check 'chat: two are too fast' 2 "$(grep -c 'eve: too fast' shown.chat)"
check 'chat: all three leave' 3 "$(grep -c 'good-bye' shown.chat)"
check 'workers: all are served' '32 32 32' \
    "$(awk '$2 == 32 { print $2 }' shown.workers | paste -sd ' ')"
check 'lost: all are answered' 'CCTV COM MAIL NEWS SPORT WWW' \
    "$(sed -n 's/.*thrown away: //p' shown.lost | sort | paste -sd ' ')"
run lost --seed 7
sed -n 2p out >first
run lost --seed 7
check 'lost: the same seed, the same accidents' "$(cat first)" "$(sed -n 2p out)"

# ---- both sides apart
listening()
{
    ss -Huln "sport = :$port" | grep -q .
}

# serve LESSON [WORD]: its server, on a port of its own.
serve()
{
    local try
    for try in 1 2 3 4 5; do
        port=$((10000 + (RANDOM * 32768 + RANDOM) % 22000))
        listening && continue
        "$lab" "$@" -p "$port" serve >log 2>&1 &
        server=$!
        started+=("$server")
        until_true 10 listening && alive "$server" && return
    done
    not_ok "serve $1" "$(cat log)"
    exit 1
}

# throw LESSON: what no lesson expects.
throw()
{
    local size to=/dev/udp/127.0.0.1/$port
    printf '\377\376\300\200\033[2J\xe6\x96' >"$to"
    printf '\0a\0b' >"$to"
    printf '%%' >"$to"
    printf '%%99999999999c%%' >"$to"
    printf 'm99999999999999999999 x' >"$to"
    for size in 0 1 2 201 401 1473 65507; do # bytes of zero
        timeout 0.3 "$lab" big ask "$size" -p "$port" >/dev/null 2>&1
    done
}

# ask_about LESSON WANT WORD...: the answer of its server.
ask_about()
{
    local lesson=$1 want=$2
    shift 2
    run $lesson ask -p "$port" "$@"
    check "$lesson: $want" 0 "$code"
    contains "$lesson: what it answers" "$want" "$out"
}

for row in 'upper:the answer is WELL:well' 'boundary:seen 10 of 11:hello world' \
    'big:1473 bytes arrived:1473' 'time:client: well:well' \
    'chat:to all: well:well' 'workers:      32 :' 'lost:WELL:well'; do
    lesson=${row%%:*} want=${row#*:} word=${row##*:}
    want=${want%:*}
    serve "$lesson"
    ask_about "$lesson" "$want" ${word:+"$word"}
    throw
    alive "$server"
    check "$lesson: the server lives, whatever is thrown at it" 0 $?
    ask_about "$lesson" "$want" ${word:+"$word"}
    check "$lesson: nothing but escapes for odd bytes" 0 \
        "$(LC_ALL=C grep -c $'[\001-\011\013-\037\177\377]' log)"
    kill "$server"
done

# ---- lines of standard input, until they end
serve upper
printf 'one\n\ntw\0o\nthree' | timeout 20 "$lab" upper ask -p "$port" >out
check 'lines of standard input' 'ONE  TW\000O THREE' \
    "$(sed 's/.* is //' out | paste -sd ' ')"
printf 'hi\nthere\n' >lines
head -c 70000 /dev/zero | tr '\0' x >long
timeout 20 "$lab" upper ask -p "$port" <long >out 2>err
check 'too long a line: exit code' 1 $?
contains 'too long a line: what is wrong' '65507' "$(cat err)"
run upper serve -p "$port"
check 'a port that is taken: exit code' 1 "$code"
contains 'a port that is taken: the mend' '-p PORT' "$err"
kill "$server"
wait "$server" 2>/dev/null
serve big
printf '1472\n0\nx\n1473' | timeout 20 "$lab" big ask -p "$port" >out
check 'big: a line that is no size: exit code' 1 $?
check 'big: sizes as lines' '1472 0 1473' \
    "$(awk '/arrived/ { print $1 }' out | paste -sd ' ')"
kill "$server"
wait "$server" 2>/dev/null
serve chat
timeout 20 "$lab" chat talk -p "$port" <lines >out
check 'chat: what was typed is passed on' 'hi there' \
    "$(sed -n 's/.*to all: //p' out | paste -sd ' ')"
timeout 20 "$lab" -p "$port" chat talk "$(head -c 401 long)" >out
contains 'chat: too long' 'too long: 400' "$(cat out)"
kill "$server"
wait "$server" 2>/dev/null
for lesson in $lessons; do
    run $lesson ask -p "$port" 1 <lines
    check "$lesson: nobody listens: exit code" 1 "$code"
    contains "$lesson: nobody listens: the mend" 'Start the server' "$err"
done
run upper -a ::1
check 'IPv6' 0 "$code"

# ---- the program
for option in '' --help -h; do
    run $option
    check "'$option': exit code" 0 "$code"
    [ "$(wc -l <out)" -le 24 ]
    check "'$option': one screen" 0 $?
    check "'$option': of 80 columns" '' "$(grep -E '.{81}' out)"
    for lesson in $lessons; do
        contains "'$option': $lesson" "  $lesson " "$out"
    done
done
for words in nosuch 'upper nosuch' '-p 0' '-p 65536 upper' '-x' '-p' \
    '--lang=xx' '--seed x' '-a nowhere upper' \
    'upper serve hello' 'workers serve 2 3'; do
    # shellcheck disable=SC2086 # words
    run $words
    check "$words: exit code" 2 "$code"
    check "$words: two lines" 2 "$(wc -l <err)"
done
"$lab" --help >/dev/full 2>err
check 'a full disk: exit code' 1 $?
page=$root/tools/udplab.1
for word in $lessons; do
    grep -q "$word" "$page"
    check "the manual has $word" 0 $?
done
if command -v man >/dev/null; then
    check 'the manual is without warnings' '' \
        "$(LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l "$page" 2>&1 >/dev/null)"
fi
