#!/bin/bash
# Goal: reloads under load lose no query, and no reply mixes two zone files;
# memory and descriptors stay level.  RELOADS=10000: the long form, by hand.
. "$(dirname "$0")/serve.sh"
NAMES=1000
RELOADS=${RELOADS:-100}

# generation G: all names, in a file that is there whole or not at all.
generation()
{
    awk -v g="$1" -v n=$NAMES 'BEGIN {
        print "$ZONE load.test"
        print "load.test SOA ns.load.test root.load.test " g " 3600 600 86400 5"
        for (i = 0; i < n; i++) {
            print "m" i ".load.test MX " g " a" i ".load.test"
            print "a" i ".load.test 10." int(g / 256) "." g % 256 "." i % 256
        }
    }' >zone.new
    mv zone.new zone # that is enough
}

field()
{
    sed -nE "s/.*$1 ([0-9]+).*/\1/p" load.out
}

# The log tells: dig itself may take seconds on a machine this busy.
loaded()
{
    tail -n 99 log | grep -q ": loaded in .*, serial $1\$"
}

# Of the server's processes that stay: their descriptors, the images that they
# have mapped, and the memory of their own in KB.
sizes()
{
    local pid
    for pid in "$server" $(workers) $(tcp_worker); do
        echo "$(find "/proc/$pid/fd" -type l | wc -l)" \
            "$(grep -c 'memfd:twig-image' "/proc/$pid/maps")" \
            "$(sed -n 's/^RssAnon:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status")"
    done
}

# Until a reload is done, each has that of before, too.
have_one_image()
{
    sizes >after
    ! cut -d ' ' -f 2 after | grep -qv '^1$'
}

no_quarantine
generation 1
start -w 2 zone
"$B/tests/e2e/load" "$port" $((60000 + RELOADS * 100)) $NAMES 1000 >load.out &
load=$!
began=${EPOCHREALTIME/./}
last=1
# a busy machine may do less; it is given RELOADS / 5 seconds
while [ $last -le "$RELOADS" ] &&
    [ $((${EPOCHREALTIME/./} - began)) -lt $((RELOADS * 200000)) ]; do
    generation $((last + 1))
    until_true 20 loaded $((last + 1)) || break
    last=$((last + 1))
    [ $last = 10 ] && until_true 5 have_one_image && mv after before
done
until_true 5 have_one_image
gives 'the last one is served' "10.$((last / 256)).$((last % 256)).0" a0.load.test
sleep 0.5 # by the other worker, too
kill -TERM "$load"
wait "$load"

check "reloads under load ($last)" 1 $((last > RELOADS / 5))
check 'descriptors stay as many' "$(cut -d ' ' -f 1 before)" \
    "$(cut -d ' ' -f 1 after)"
check 'each has one image' '1 1 1 1' \
    "$(cut -d ' ' -f 2 after | paste -s -d ' ')"
grown=$(paste -d ' ' before after | awk '$6 - $3 > most { most = $6 - $3 }
    END { print most + 0 }')
check "memory stays level ($grown KB more)" 1 $((grown <= 256))
check "replies ($(field answered), the longest took $(field longest) ms)" 1 \
    $(($(field answered) > 1000))
check row_54_no_query_is_lost 0 "$(field repeated)"
check row_54_each_has_its_answer 0 "$(field wrong)"
check row_54_answer_and_zone_version_are_of_one_generation 0 "$(field mixed)"
check 'no worker goes back to an older one' 0 "$(field back)"
check 'and by then by all' "$last" "$(field last)"
check 'no worker was replaced' 0 "$(grep -c hiring log)"

# The same with signals that nobody waits for, and a worker that dies.
"$B/tests/e2e/load" "$port" 1000 $NAMES 50 >load.out &
load=$!
for g in $(seq $((last + 1)) $((last + 6))); do
    generation "$g"
    kill -HUP "$server"
    [ "$g" = $((last + 3)) ] && kill -9 "$(workers | tail -n 1)"
    sleep 0.05
done
wait "$load"
gives 'the last of many signals counts' "10.$((g / 256)).$((g % 256)).0" \
    a0.load.test
check 'each query has its answer again' 0 "$(field wrong)"
check 'and none is mixed' 0 "$(field mixed)"

stop
check 'it ends' 0 "$code"
