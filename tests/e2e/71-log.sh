#!/bin/bash
# Goal: a line for each query, of text or JSON; and whatever becomes of the
# log, queries are answered.
. "$(dirname "$0")/serve.sh"

scribe()
{
    pgrep -P "$server" -x twigd-log
}

# query_says FILE PATTERN: is there such a line, or soon?
query_says()
{
    until_true 3 grep -qE -- "$2" "$1"
}

# logged NAME FILE PATTERN
logged()
{
    query_says "$2" "$3"
    check "$1" 1 "$(grep -cE -- "$3" "$2")"
}

when='^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{3}Z'
from='127\.0\.0\.1#[0-9]+'

# ---- text, on stderr ----

start "${self[@]}" -w 2 --log queries
ask News.cctv.com +nocookie >/dev/null
logged 'a query by UDP' log \
    "$when $from udp News\.cctv\.com IN A \+E NOERROR 1 [0-9]+$"
ask +tcp no.cctv.com AAAA +norec +noedns >/dev/null
logged 'and by TCP' log "$when $from tcp no\.cctv\.com IN AAAA - NXDOMAIN 0 "
ask 'a\"b\010c\\.test' TYPE999 +noedns >/dev/null
logged 'a name of all kinds of octets' log \
    "udp a.\"b.010c....?test IN TYPE999 \+ NXDOMAIN"
printf 'short' >"/dev/udp/127.0.0.1/$port"
logged 'what gets no reply' log "udp - - - - - 0 0 silent$"
kill -9 "$(scribe)"
query_says log 'of the query log was ended by signal 9'
ask sport.cctv.com >/dev/null
logged 'when its process is killed, another goes on' log \
    'udp sport\.cctv\.com IN A'
check 'no line is there twice' 1 "$(grep -c News log)"
ask www.cctv.com >/dev/null
stop
check 'the last line is written before the end' 1 \
    "$(grep -c ' www\.cctv\.com IN A ' log)"
check 'it ends' 0 "$code"

# ---- failed ones, as JSON, into a file that is moved ----

start "${self[@]}" -w 1 --log failed --log-format json --log-file queries
ask news.cctv.com >/dev/null
ask nope.cctv.com >/dev/null
ask cctv.com AXFR +notcp >/dev/null
ask +tcp CH id.nobody TXT >/dev/null
logged 'failed ones are logged' queries '"type":"AXFR".*"rcode":"NOTIMP"'
query_says queries id.nobody
check 'and no others' 2 "$(wc -l <queries)"
mv queries queries.1
kill -HUP "$server"
until_true 3 test -e queries
ask +header-only +nocookie >/dev/null
logged 'after it was moved, there is a new file' queries '"rcode":"FORMERR"'
check 'and the old one is left alone' 2 "$(wc -l <queries.1)"
cat queries queries.1 >all
if command -v python3 >/dev/null; then
    python3 -c 'import json, sys
for line in sys.stdin:
    json.loads(line)' <all
    check 'each line is JSON' 0 $?
else
    ok 'each line is JSON # skip: there is no python3'
fi
check 'each line is an object' 3 "$(grep -cE '^\{"time":".*\}$' all)"
stop

# ---- too much ----

# flood SECONDS
flood()
{
    "$B/tests/e2e/load" "$port" $(($1 * 1000)) 100 5 >load.out 2>&1
}

for i in $(seq 0 99); do
    echo "m$i.load.test MX 1 a$i.load.test"
    echo "a$i.load.test 10.1.0.$i"
done >zone
start "${self[@]}" -w 1 --log queries --log-file queries zone
kill -STOP "$(scribe)"
flood_until_lost()
{
    flood 1
    [ "$(counter log_lost)" -gt 0 ]
}
counter()
{
    ask CH TXT stats.twigd | tr ' ' '\n' | sed -n "s/^\"$1=\(.*\)\"$/\1/p"
}
until_true 60 flood_until_lost
check 'while the log stands still, lines are lost' 0 $?
lost=$(counter log_lost)
gives 'and queries are answered' 10.1.0.7 a7.load.test
kill -CONT "$(scribe)"
logged 'then the log tells how many' queries "$when [0-9]+ lines lost$"
told=$(sed -nE 's/.* ([0-9]+) lines lost$/\1/p' queries)
check 'all of them' yes "$([ "$told" -ge "$lost" ] && echo yes)"
ask a8.load.test >/dev/null
logged 'and goes on' queries " a8\.load\.test IN A \+EK NOERROR"
stop

# A pipe that nobody reads, and one whose reader went away.
mkfifo pipe
sleep 60 <pipe &
reader=$!
started+=("$reader")
start "${self[@]}" -w 1 --log queries --log-file pipe zone
flood 1
gives 'nobody reads the pipe: queries are answered' 10.1.0.7 a7.load.test
kill "$reader"
wait "$reader" 2>/dev/null
ask a8.load.test >/dev/null
query_says log 'the query log cannot be written: Broken pipe'
check 'the reader goes away: it is said' 0 $?
sleep 0.2 # what waited is lost by now
lost=$(counter log_lost)
counts_more()
{
    [ "$(counter log_lost)" -gt "$lost" ]
}
until_true 3 counts_more
check 'and each line counts as lost' 0 $?
gives 'and queries are answered' 10.1.0.9 a9.load.test
stop
check 'and the server ends' 0 "$code"

# A disk that runs full in the middle of a line: a file system of the server's
# own, of two pages, one of which is taken.
mkdir disk
cat >mounted <<END
#!/bin/sh
mount -t tmpfs -o size=8k none "$here/disk" && head -c 4096 /dev/zero >disk/zeros &&
    exec "$twigd" "\$@"
END
cat >apart <<END
#!/bin/sh
exec unshare -m ./mounted "\$@"
END
chmod 755 mounted apart
if ./apart --version >/dev/null 2>&1; then
    twigd=$here/apart start "${self[@]}" -w 1 --log queries --log-format json \
        --log-file disk/queries zone
    disk=/proc/$server/root/$here/disk
    until_full()
    {
        ask a7.load.test >/dev/null
        log_says 'cannot be written: No space'
    }
    until_true 10 until_full
    check 'the disk runs full: it is said' 0 $?
    check 'in the middle of a line' 4096 "$(stat -c %s "$disk/queries")"
    rm "$disk/zeros"
    ask a8.load.test >/dev/null
    logged 'there is room again: it goes on' "$disk/queries" \
        '^\{"time":.*"name":"a8.load.test".*\}$'
    check 'and a line begins where it should' 1 \
        "$(grep -cvE '^\{"time":.*\}$' "$disk/queries")"
    stop
else
    ok 'a disk that runs full # skip: no file system can be mounted here'
fi

# ---- a file that root began ----

if [ "$(id -u)" = 0 ]; then
    mkdir -m 777 given
    echo mine >secret
    ln -s ../secret given/link
    ln secret given/other
    for name in link other new; do
        start -w 1 --log queries --log-file given/$name zone
        ask $name.load.test >/dev/null
        logged "$name: the log of root's server is written" given/$name \
            "$name.load.test"
        stop
    done
    check 'a new file is given to who writes it' nobody "$(stat -c %U given/new)"
    check "and no file of root's by another name" root "$(stat -c %U secret)"
else
    ok 'a file that root began # skip: not root'
fi

# ---- a terminal ----

# on_terminal VARIABLE...: the lines of two queries into ./screen, as they come
# to one.
on_terminal()
{
    : >screen
    env TERM=xterm NO_COLOR= "$@" script -qfec "exec '$twigd' -a 127.0.0.1 \
        -p $port ${self[*]} -w 1 --walk --log queries" screen </dev/null \
        >/dev/null 2>&1 &
    terminal=$!
    started+=("$terminal")
    until_true 5 grep -q ' serving ' screen
    ask +nocookie news.cctv.com >/dev/null
    ask +nocookie nope.cctv.com >/dev/null
    query_says screen 'nope.cctv.com IN A'
    kill "$(pgrep -P "$terminal" -x twigd)"
    wait "$terminal"
}

if command -v script >/dev/null; then
    on_terminal
    check 'an answer is green' 1 "$(grep -c \
        $'\e\\[32mNOERROR\e\\[0m 1 .* walk: \e\\[32m\\. -> com' screen)"
    check 'a No is yellow' 1 \
        "$(grep -c $'\e\\[33mNXDOMAIN\e\\[0m 0 ' screen)"
    on_terminal NO_COLOR=1
    check 'who wants none has no colours' '1 0' \
        "$(grep -c ' NXDOMAIN 0 ' screen) $(grep -c $'\e' screen)"
    on_terminal TERM=dumb
    check 'nor a terminal that knows none' 0 "$(grep -c $'\e' screen)"
else
    ok 'colours # skip: there is no script(1)'
fi

# ---- nowhere ----

"$twigd" -a 127.0.0.1 -p "$port" --log queries --log-file no/such/file >out 2>&1
check 'a file that cannot be: exit 1' 1 $?
check 'and why' 'twigd: no/such/file: No such file or directory' "$(cat out)"
