#!/bin/bash
# Goal: a zone file is edited, SIGHUP loads it; a mistake in it changes nothing.
# Nothing is watched here; 60-watch.sh is about that.
. "$(dirname "$0")/serve.sh"

write()
{
    printf '%s\n' "$@" >zone
}

hup()
{
    kill -HUP "$server"
}

write '$ZONE reload.test' 'www.reload.test 10.0.0.1'
start --no-watch zone
gives 'the first answer' 10.0.0.1 www.reload.test
serial=$(ask reload.test SOA | cut -d ' ' -f 3)

write '$ZONE reload.test' 'www.reload.test 10.0.0.2' 'new.reload.test 10.0.0.3'
hup
gives 'after SIGHUP the new one' 10.0.0.2 www.reload.test
gives 'and a name that is new' 10.0.0.3 new.reload.test
after=$(ask reload.test SOA | cut -d ' ' -f 3)
[ "$after" -gt "$serial" ]
check 'the serial has grown' 0 $?

# A mistake: told with its line, and what was there still is.
write '$ZONE reload.test' 'www.reload.test 10.0.0.4' 'www.reload.test 10.0.0'
hup
until_true 3 log_says 'still serving'
contains 'the mistake is printed with its line' 'zone:3:' "$(cat log)"
contains 'and what becomes of it' "not loaded: still serving serial $after, loaded at " \
    "$(cat log)"
gives 'the old answer goes on' 10.0.0.2 www.reload.test

# No file at all.
mv zone away
: >log
hup
until_true 3 log_says 'not loaded'
contains 'a file that is gone' 'zone: No such file' "$(cat log)"
gives 'the old answer still goes on' 10.0.0.2 www.reload.test

write '$ZONE reload.test' 'www.reload.test 10.0.0.5'
hup
gives 'the mistake is mended' 10.0.0.5 www.reload.test
gives 'and a name is gone' '' new.reload.test

# Edits and signals, faster than it loads: the last edit counts.
for i in $(seq 1 30); do
    write '$ZONE reload.test' "www.reload.test 10.1.0.$i"
    hup
done
gives 'thirty signals in a row' 10.1.0.30 www.reload.test
for i in $(seq 1 30); do
    hup
done
gives 'thirty signals for nothing' 10.1.0.30 www.reload.test
check 'the same workers all the time' 0 "$(grep -c hiring log)"

stop
check 'it ends' 0 "$code"
