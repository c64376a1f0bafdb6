#!/bin/bash
# Goal: what goes wrong with a load is told, once, and harms nothing.
. "$(dirname "$0")/serve.sh"

zone()
{
    printf '$ZONE bad.test\n$PTR off\n' >new
    printf '%s\n' "$@" >>new
    mv new zone
}

count()
{
    grep -c -- "$1" log
}

counts()
{
    [ "$(count "$2")" = "$1" ]
}

# told NAME TIMES TEXT: the log has it so many times, now or soon.
told()
{
    until_true 10 counts "$2" "$3"
    check "$1" "$2" "$(count "$3")"
}

# ---- messages ----

zone 'www.bad.test 10.0.0.1'
start zone
serial=$(ask bad.test SOA | cut -d ' ' -f 3)
zone 'www.bad.test 10.0.0'
told 'a mistake is told' 1 'zone:3:14: '
told 'and what is still served since when' 1 \
    "not loaded: still serving serial $serial, loaded at [0-2][0-9]:[0-5][0-9]:[0-5][0-9]$"
touch zone
cp zone new && mv new zone
sleep 0.4
told 'of the same text it is told no more' 1 'zone:3:14: '
told 'nor what became of it' 1 'not loaded'
kill -HUP "$server"
told 'but to who asks' 2 'zone:3:14: '
told 'with what became of it' 2 'not loaded'
zone '# another text, the same mistake' 'www.bad.test 10.0.0'
told 'another text is told of' 1 'zone:4:14: '
gives 'all the time the answer is' 10.0.0.1 www.bad.test
zone 'www.bad.test 10.0.0.1' 'new.bad.test 10.0.0.2'
told 'the next good one is loaded, and says so' 1 \
    'loaded in [0-9.]* ms, the mistake is gone: 3 names, serial '
told 'and what changed' 1 '^twigd: + new.bad.test A 10.0.0.2$'
gives 'and serves it' 10.0.0.2 new.bad.test
mv zone away
told 'a file that is gone' 1 'zone: No such file'
mv away zone
told 'and back' 1 'the mistake is gone: serving serial'
zone 'www.bad.test 10.0.0.1' 'www.bad.test 10.0.0.1'
told 'a warning is told' 1 'zone:4:1: warning: the same address twice'
touch zone
sleep 0.3
told 'once' 1 'zone:4:1: warning'
if [ "$(id -u)" != 0 ]; then
    chmod 000 zone
    told 'a file that may not be read' 1 'zone: Permission denied'
    chmod 600 zone
    told 'and then may' 2 'the mistake is gone: serving serial'
fi
stop
check 'it ends' 0 "$code"

# Half of a change is no mistake: it is gone in a moment.
zone 'www.bad.test 10.0.0.1'
start zone
for i in 2 3 4 5 6 7 8 9; do
    zone 'www.bad.test 10.0.0'
    zone "www.bad.test 10.0.0.$i"
    gives "a mistake that is mended at once ($i)" "10.0.0.$i" www.bad.test
done
sleep 0.3
told 'is not told' 0 'zone:3:14: '
told 'nor that it is gone' 0 'the mistake is gone'
stop

# A file that is written anew is empty for a moment: that is not served.
zone 'www.bad.test 10.0.0.1'
start zone
zone 'www.bad.test 10.0.0.2'
gives 'to begin with' 10.0.0.2 www.bad.test
for i in 3 4 5 6; do
    : >zone
    sleep 0.05
    gives "while a file is empty ($i)" "10.0.0.$((i - 1))" www.bad.test
    zone "www.bad.test 10.0.0.$i"
    gives "and written again ($i)" "10.0.0.$i" www.bad.test
done
told 'nobody is warned' 0 'the file is empty'
: >zone
told 'one that stays empty is meant so' 1 'warning: the file is empty'
gives 'and served' . . NS
stop

# Several zones.
zone 'www.bad.test 10.0.0.1'
echo '$ZONE other.test' >other
start zone other
zone 'www.bad.test 10.0.0'
told 'of several zones their number' 1 'still serving 2 zones, loaded at'
stop

# ---- what ends a load before its end ----

# The loader reads a pipe that nobody writes to, and that stays open.
hang()
{
    exec 8<>pipe
    echo '$INCLUDE pipe' >>master
    until_true 10 pgrep -P "$server" -x twigd-load >/dev/null
    check "$1" 0 $?
}
master()
{
    printf '$ORIGIN bad.test.\n@ 60 SOA a b 1 2 3 4 5\n@ 60 NS a\n' >new
    printf 'www 60 A %s\n' "$@" >>new
    mv new master
}
mkfifo pipe
master 10.0.0.1
start master
hang 'a load that hangs'
gives 'queries are answered' 10.0.0.1 www.bad.test
kill -9 "$(pgrep -P "$server" -x twigd-load)"
told 'one that is killed' 1 'the loading process was ended by signal 9'
told 'harms nothing' 1 'not loaded: still serving serial 1, loaded at'
gives 'queries are still answered' 10.0.0.1 www.bad.test
master 10.0.0.2
gives 'and the next good file is loaded' 10.0.0.2 www.bad.test
told 'which is told' 1 'the mistake is gone'
hang 'another that hangs'
master 10.0.0.3
gives 'is ended when the file changes' 10.0.0.3 www.bad.test
until_true 10 log_says 'loading has taken [1-9] s: it is ended; it has come to pipe$'
check 'and that is told' 0 $?
hang 'a third'
kill -ABRT "$(pgrep -P "$server" -x twigd-load)"
told 'a crash' 1 'the loading process was ended by signal 6'
master 10.0.0.4
gives 'harms nothing' 10.0.0.4 www.bad.test
hang 'a fourth'
first=$(pgrep -P "$server" -x twigd-load)
kill -BUS "$first"
another_loads()
{
    pgrep -P "$server" -x twigd-load | grep -qvx "$first"
}
until_true 10 another_loads
told 'a file that is cut short is read again' 0 'cut short'
kill -BUS "$(pgrep -P "$server" -x twigd-load)"
told 'and if it still is, that is told' 1 'a zone file was cut short while it was read'
master 10.0.0.5
gives 'harms nothing, either' 10.0.0.5 www.bad.test
hang 'a fifth, and the server ends'
loader=$(pgrep -P "$server" -x twigd-load)
stop
check 'it ends' 0 "$code"
alive "$loader"
check 'and so does the load' 1 $?
exec 8>&-

# Cut short while it is read, again and again: SIGBUS costs a message.
big()
{
    awk 'BEGIN { print "$ZONE bad.test\n$PTR off"
        for (i = 0; i < 300000; i++) print "n" i ".bad.test 10.0.0.1" }' >zone
    echo "www.bad.test $1" >>zone
}
big 10.0.0.5
start zone
for i in 1 2 3 4 5; do
    big "10.0.1.$i"
    sleep 0.0"$i"
    : >zone
done
big 10.0.0.6
gives 'a large file is cut while it is read' 10.0.0.6 www.bad.test
alive "$server"
check 'and the server is there' 0 $?
check 'with its workers' 0 "$(count hiring)"
stop

# Less memory than loading takes, by the limit that the server was born with.
if grep -qa __asan_init "$twigd"; then
    ok 'a load without memory # skip: a sanitizer takes what it likes'
else
    zone 'www.bad.test 10.0.0.7'
    printf '#!/bin/sh\nulimit -d 32768\nexec "%s" "$@"\n' "$twigd" >short
    chmod 755 short
    twigd=$here/short start zone
    big 10.0.0.8
    told 'a load without memory' 1 'Cannot allocate memory'
    told 'is not loaded' 1 'not loaded: still serving'
    gives 'and harms nothing' 10.0.0.7 www.bad.test
    zone 'www.bad.test 10.0.0.9'
    gives 'what there is memory for is loaded' 10.0.0.9 www.bad.test
    stop
fi

# At the start there is nothing better than to wait for a pipe: it is told.
mkfifo slow
exec 7<>slow
: >log
"$twigd" -a 127.0.0.1 -p "$port" slow >/dev/null 2>>log 7>&- &
server=$!
started+=("$server")
told 'what is waited for at the start' 1 \
    'loading has taken 5 s: it goes on; it has come to slow$'
echo 'www.bad.test 10.0.0.6' >&7
exec 7>&-
until_true 10 log_says ' serving '
gives 'and it comes' 10.0.0.6 www.bad.test
stop
