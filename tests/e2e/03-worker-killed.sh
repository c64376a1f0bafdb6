#!/bin/bash
# Goal: a worker that dies is replaced before anybody notices.
# KILL_MS=50: on a quiet machine, how long the longest query may take meanwhile.
. "$(dirname "$0")/serve.sh"
KILL_MS=${KILL_MS:-5000}

for i in $(seq 0 99); do
    echo "m$i.load.test MX 1 a$i.load.test"
    echo "a$i.load.test 10.1.0.$i"
done >zone
sed -i '1i $ZONE load.test' zone
start -w 2 zone
before=$(workers)

# kill_under_load PID...: how long the longest query took, in milliseconds, when
# it is repeated every 5 ms.
kill_under_load()
{
    "$B/tests/e2e/load" "$port" 400 100 5 >load.out &
    local load=$!
    sleep 0.1
    kill -9 "$@"
    wait "$load" || echo 'longest 9999 ' >load.out
    sed -nE 's/.*longest ([0-9]+) .*/\1/p' load.out
}

# Other things run on this machine: the middle one of five counts.
for i in 1 2 3 4 5; do
    kill_under_load "$(workers | head -n $((i % 2 + 1)) | tail -n 1)"
done | sort -n >one
longest=$(sed -n 3p one)
check "one of two workers is killed: all is answered ($longest ms)" 1 \
    $((longest <= KILL_MS))
# Ten workers in a row that live for less than a second make the supervisor
# take its time; that is not what is tested here.
sleep 1.1
for i in 1 2 3 4 5; do
    # shellcheck disable=SC2046 # each a word
    kill_under_load $(workers)
done | sort -n >all
longest=$(sed -n 3p all)
check "all workers are killed at once: all is answered ($longest ms)" 1 \
    $((longest <= KILL_MS))

sleep 1.1
# A batch is 32: with 200 queries under way, each dead worker may lose as many.
"$B/tests/e2e/load" "$port" 3000 100 1500 200 >load.out &
load=$!
sleep 0.3
kill -9 "$(workers | head -n 1)"
sleep 0.3
kill -9 "$(workers | head -n 1)"
wait "$load"
lost=$(sed -nE 's/.* repeated ([0-9]+) .*/\1/p' load.out)
check "two workers are killed: two batches are lost at most (${lost})" 1 \
    $((${lost:-9999} <= 64))

alive "$server"
check 'the supervisor is the same' 0 $?
two_workers()
{
    [ "$(workers | wc -l)" = 2 ]
}
until_true 1 two_workers
check 'it has two workers' 0 $?
check 'none of them is one of the first' '' \
    "$(comm -12 <(echo "$before") <(workers))"
contains 'it is told' 'a worker was ended by signal 9: hiring another' \
    "$(cat log)"

# Who is hired after a reload answers from the new image.
sed -i 's/ 10\.1\.0\./ 10.2.0./' zone
kill -HUP "$server"
gives 'loaded again' 10.2.0.7 a7.load.test
# shellcheck disable=SC2046
kill -9 $(workers)
gives 'a new worker has the new image' 10.2.0.7 a7.load.test

# Workers that die as soon as they are there: it takes its time, not for ever.
for _ in $(seq 14); do
    # shellcheck disable=SC2046
    kill -9 $(workers) 2>/dev/null
    sleep 0.05
done
gives 'many deaths in a row do not end it' 10.2.0.7 a7.load.test

# A worker that is hired while zones are loaded keeps nothing of the loading.
for _ in 1 2 3; do
    kill -HUP "$server"
    # shellcheck disable=SC2046
    kill -9 $(workers) 2>/dev/null
    sleep 0.2
done
gives 'reloads and deaths at once' 10.2.0.7 a7.load.test
until_true 2 two_workers
check 'a worker has no image open but mapped' 0 \
    "$(find "/proc/$(workers | head -n 1)/fd" -lname '*twig-image*' | wc -l)"

stop
check 'it ends' 0 "$code"
