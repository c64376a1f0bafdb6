#!/bin/bash
# Goal: reloads under load lose no query, and no reply mixes two zone files.
. "$(dirname "$0")/serve.sh"
NAMES=4000

# generation G: all names, in a file that is there whole or not at all.
generation()
{
    awk -v g="$1" -v n=$NAMES 'BEGIN {
        print "$ZONE load.test"
        print "load.test SOA ns.load.test root.load.test " g " 3600 600 86400 5"
        for (i = 0; i < n; i++) {
            print "m" i ".load.test MX " g " a" i ".load.test"
            print "a" i ".load.test 10." g "." int(i / 256) "." i % 256
        }
    }' >zone.new
    mv zone.new zone
}

field()
{
    sed -nE "s/.*$1 ([0-9]+).*/\1/p" load.out
}

# The log tells: dig itself may take seconds on a machine this busy.
loads()
{
    [ "$(grep -c ': loaded in ' log)" -ge "$1" ]
}

generation 1
start -w 2 zone
"$B/tests/e2e/load" "$port" 60000 $NAMES 1000 >load.out &
load=$!
began=${EPOCHREALTIME/./}
last=1
while [ $((${EPOCHREALTIME/./} - began)) -lt 3000000 ] && [ $last -lt 200 ]; do
    generation $((last + 1))
    kill -HUP "$server"
    until_true 20 loads "$last" || break
    last=$((last + 1))
done
gives 'the last one is served' "10.$last.0.0" a0.load.test
sleep 0.5 # by the other worker, too
kill -TERM "$load"
wait "$load"

check "reloads under load ($last)" 1 $((last > 5))
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
for g in 201 202 203 204 205 206; do
    generation "$g"
    kill -HUP "$server"
    [ "$g" = 203 ] && kill -9 "$(workers | tail -n 1)"
    sleep 0.05
done
wait "$load"
gives 'the last of many signals counts' 10.206.0.0 a0.load.test
check 'each query has its answer again' 0 "$(field wrong)"
check 'and none is mixed' 0 "$(field mixed)"

stop
check 'it ends' 0 "$code"
