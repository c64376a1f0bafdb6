#!/bin/bash
# Goal: a worker that does what it was not made for is ended and replaced, and
# the server works with everything on, as root and as anybody else.
. "$(dirname "$0")/serve.sh"
force=$B/tests/e2e/force

# bare PID: no capability is left, no new one can come, and it is under a list.
bare()
{
    awk '/^Cap(Inh|Prm|Eff|Amb):/ && $2 !~ /^0+$/ { print $1 }
        /^NoNewPrivs:/ && $2 != 1 { print }
        /^Seccomp:/ && $2 != want { print }' want="$2" "/proc/$1/status"
}

# force_all PIDS: each of the calls, in a process of those that this lists.
force_all()
{
    local call pid
    for call in open socket connect execve fork; do
        pid=$("$1" | head -n 1)
        check "$1: $call ends it" 'ended by signal 31' \
            "$(timeout 10 "$force" "$pid" "$call" 2>&1)"
        gone() { ! alive "$pid"; }
        another() { [ -n "$("$1")" ] && named; }
        until_true 5 gone
        until_true 5 another "$1"
        check "$1: there is another after $call" 0 $?
        # many short lives in a row are another test
        [ "$1" = scribe ] || sleep 1.1
    done
}

scribe()
{
    pgrep -P "$server" -x twigd-log
}

everything()
{
    start --log failed --log-file logs/failed "$@"
    gives 'it answers by UDP' 10.0.0.1 a.test
    gives 'it answers by TCP' 10.0.0.1 +tcp a.test
    check 'the supervisor is bare' '' "$(bare "$server" 0)"
    for pid in $(workers) $(tcp_worker) $(scribe); do
        check "$(cat "/proc/$pid/comm") is bare" '' "$(bare "$pid" 2)"
    done
    ask +tcp elsewhere.test AXFR >/dev/null
    until_true 3 grep -q ' AXFR ' logs/failed
    check 'the query log is written' 1 "$(grep -c ' AXFR ' logs/failed)"
    check 'into its own file' "$(stat -c %u "/proc/$server")" \
        "$(stat -c %u logs/failed)"
    rm logs/failed
    echo 'b.test 10.0.0.2' >>zone
    gives 'a file that is changed' 10.0.0.2 b.test
    check 'no worker has what is the supervisor'"'s" '' \
        "$(for pid in $(workers) $(tcp_worker); do
            readlink "/proc/$pid/fd/"*
        done | grep -E 'memfd|signalfd|inotify|logs/')"
    image=$(find "/proc/$server/fd" -lname '*twig-image*')
    check 'there is one image' 1 "$(grep -c . <<<"$image")"
    truncate -s 0 "$image" 2>err
    check 'nobody can cut it' '1 1' "$? $(grep -c 'not permitted' err)"
    echo x | dd of="$image" conv=notrunc 2>err
    check 'nor write to it' '1 1' "$? $(grep -c 'not permitted' err)"
}

echo 'a.test 10.0.0.1' >zone
mkdir -m 777 logs
if [ "$(id -u)" = 0 ]; then
    everything -w 2 zone
    check 'it is nobody now' "$(id -u nobody)" "$(stat -c %u "/proc/$server")"
    check 'with its group alone' '' \
        "$(sed -nE 's/^Groups:\s*//p' "/proc/$server/status" |
            tr ' ' '\n' | grep -x 0)"
    stop
    cp zone secret && chmod 600 secret
    timeout 10 "$twigd" -u nobody -p $((port + 1)) -a 127.0.0.1 secret 2>err
    check 'a file that nobody may read: exit code' 1 $?
    contains 'and what would help' 'chmod them, or start with -u' "$(cat err)"
    mkdir closed && cp zone closed && chmod 700 closed
    timeout 10 "$twigd" -u nobody -p $((port + 1)) -a 127.0.0.1 closed/zone 2>err
    check 'a directory that nobody may enter: exit code' 1 $?
    contains 'and which' 'closed/zone: Permission denied' "$(cat err)"
    contains 'and what would help then' 'chmod them, or start with -u' \
        "$(cat err)"
    setpriv --reuid 65534 --regid 65534 --clear-groups "$twigd" -u root 2>err
    check 'an ordinary user stays one: exit code' 2 $?
    contains 'and is told' 'no right to become this user' "$(cat err)"
    echo 'a.test 10.0.0.1' >zone
    cat >as-nobody <<END
#!/bin/sh
exec setpriv --reuid 65534 --regid 65534 --clear-groups "$twigd" "\$@"
END
    chmod 755 as-nobody
    twigd=$here/as-nobody everything -w 2 zone
    check 'all of it as an ordinary user' 65534 "$(stat -c %u "/proc/$server")"
    stop
    echo 'a.test 10.0.0.1' >zone
fi
everything "${self[@]}" -w 2 zone
traced=no
if [ "$(uname -m)" = x86_64 ] &&
    timeout 10 "$force" "$(workers | head -n 1)" munmap >/dev/null; then
    traced=yes
    sleep 1.1 # that one has ended by itself: its wait had failed
    until_true 5 named
    force_all workers
    force_all tcp_worker
    force_all scribe
else
    ok 'calls that are forced # skip: not by ptrace, here'
fi
gives 'it still answers' 10.0.0.2 b.test
contains 'it is told' 'was ended by signal 31' "$(cat log)"

# What is beside what may be seen.  Of the root directory nothing is, though the
# server was started in it.
printf '%s\n' '$TTL 60' '@ SOA a b 1 1 1 1 1' ' NS a' 'a A 10.0.0.3' \
    '$INCLUDE /etc/hostname' >inner
landlock=yes
for where in . /; do
    (cd $where && timeout 10 "$twigd" -p $((port + 1)) -a 127.0.0.1 "${self[@]}" \
        --read none "t.test=$here/inner" 2>"$here/err")
    grep -q 'no Landlock' err && landlock=no && break
    contains "from $where: a file elsewhere" 'cannot read /etc/hostname' \
        "$(cat err)"
    contains "from $where: and what would help" 'of --read only' "$(cat err)"
    contains "from $where: what is not there to be read" \
        '--read none: No such file' "$(cat err)"
done
if [ $landlock = no ]; then
    ok 'a file elsewhere # skip: no Landlock'
elif [ $traced = no ]; then
    ok 'what the supervisor sees # skip: not by ptrace, here'
else
    check 'the supervisor sees nothing else' 'returned -13' \
        "$(timeout 10 "$force" "$server" open /etc/passwd 2>&1)"
    contains 'but the zone file' 'returned ' \
        "$(timeout 10 "$force" "$server" open "$here/zone" 2>&1 |
            grep -v 'returned -')"
fi
gives 'and goes on' 10.0.0.2 b.test
stop
check 'it ends' 0 "$code"

# A directory of zones that is made anew is seen, as long as the one above it is
# not the root.
mkdir -p up/zones
cp zone up/zones
start "${self[@]}" up/zones
rm -r up/zones && mkdir up/zones && echo 'c.test 10.0.0.3' >up/zones/zone
gives 'a directory that is made anew' 10.0.0.3 c.test
stop

# Where links in it lead to, but to the root directory, or by one in that.
ln -s / up/zones/.all
ln -s /tmp up/zones/.some
ln -s "$(readlink -f /etc/hostname)" up/zones/.one
start "${self[@]}" up/zones
gives 'a directory with links' 10.0.0.3 c.test
if [ $landlock = no ] || [ $traced = no ]; then
    ok 'what links do not open # skip: no Landlock, or not by ptrace'
else
    opens() { timeout 10 "$force" "$server" open "$1" 2>&1 | sed 's/d [0-9]*$/d well/'; }
    check 'a link to the root directory opens nothing' 'returned -13' \
        "$(opens /usr/bin/env)"
    check 'one to what is in that opens it alone' 'returned well' "$(opens /tmp)"
    check 'what is beside a file that a link leads to is seen' 'returned well' \
        "$(opens /etc/passwd)"
fi
stop

# What cannot be confined is not begun.
ln -s loop loop
timeout 10 "$twigd" -p $((port + 1)) -a 127.0.0.1 "${self[@]}" --read loop zone 2>err
check 'what cannot be confined: exit code' 1 $?
[ $landlock = no ] || contains 'and why' 'cannot be confined to the files' "$(cat err)"

# The loader, held by a pipe that nobody writes to.
confined()
{
    loader=$(pgrep -P "$1" -x twigd-load) && [ -z "$(bare "$loader" 2)" ]
}
printf '%s\n' '$TTL 60' '@ SOA a b 1 1 1 1 1' ' NS a' '$INCLUDE pipe' >held
mkfifo pipe
exec 8<>pipe
"$twigd" -p $((port + 1)) -a 127.0.0.1 "${self[@]}" t.test=held 2>err &
server=$!
started+=("$server")
until_true 5 confined "$server"
check 'the loader is bare' 0 $?
check 'and has an hour' 3600 \
    "$(awk '/^Max cpu time/ { print $4 }' "/proc/$loader/limits")"
exec 8>&-
stop
