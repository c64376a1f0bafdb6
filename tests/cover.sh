#!/bin/bash
# What the tests reach: builds with --coverage into build/cover, runs the unit
# tests and the replays, and prints lines and branches of each file.  The pure
# files, where every branch should be reached, are marked, and what is missing
# of them is listed, with the reason that tests/cover.txt gives.  Exit 1 when it
# gives none, or one for a line that is not there, or when a test fails.
set -u
cd "$(dirname "$0")/.." || exit 2
B=build/cover
pure='resolver/query|resolver/answer|zonefile/lookup|resolver/reply'
pure="$pure|resolver/edns|resolver/chaos|resolver/stream"
pure="$pure|resolver/cookie|resolver/rrl"
pure="$pure|zonefile/name|zonefile/table|zonefile/image|zonefile/check"
pure="$pure|zonefile/reverse"

# -DNDEBUG: an assert that never fails is no branch to be reached.
make -s --no-print-directory -j "$(nproc)" B="$B" \
    CFLAGS="-O0 -g --coverage -DNDEBUG" build-tests >/dev/null || exit 2
find "$B" -name '*.gcda' -delete
status=0
fails()
{
    echo "$1 fails, see $B/$1.log"
    status=1
}
for test in tests/test_*.c; do
    test=$(basename "$test" .c)
    "$B/tests/$test" >"$B/$test.log" 2>&1 </dev/null || fails "$test"
done
for target in tests/fuzz_*.c; do
    target=$(basename "$target" .c)
    target=${target#fuzz_}
    "$B/tests/replay_$target" "tests/corpus/$target" \
        >"$B/replay_$target.log" 2>&1 </dev/null || fails "replay_$target"
done

report()
{
    gcovr --root . --add-tracefile "$B/all.json" "$@"
}

gcovr --root . --object-directory "$B" --filter zonefile/ --filter resolver/ \
    --json "$B/all.json" "$B" >/dev/null || exit 2
report --txt "$B/lines.txt" && report --branches --txt "$B/branches.txt" ||
    exit 2

# Both have a row a file: name, how many, how many reached, %, what is missing.
: >"$B/missing.txt"
awk -v missing="$B/missing.txt" -v pure="^($pure)\\\\.[ch]$" '
function row() {
    return NF >= 4 && $4 ~ /%$/
}
BEGIN { printf "  %-24s %11s %6s  %11s\n", "", "lines", "", "branches" }
NR == FNR {
    if (row())
        lines[$1] = sprintf("%5d/%-5d %4s", $3, $2, $4)
    next
}
row() {
    mark = $1 ~ pure ? "*" : " "
    printf "%s %-24s %s  %5d/%-5d %4s\n", mark, $1, lines[$1], $3, $2, $4
    if (mark == "*" && $5)
        print $1, $5 >missing
}
END { print "* pure: every branch is to be reached.  Lines with one that is not:" }
' "$B/lines.txt" "$B/branches.txt"

# The lines that have reasons are there.
while IFS= read -r line; do
    case $line in
    '' | '#'* | ' '*) continue ;;
    zonefile/*.[ch] | resolver/*.[ch]) file=$line ;;
    *)
        sed 's/^ *//' "$file" | grep -qxF -- "$line" && continue
        echo "tests/cover.txt: there is no such line in $file: $line"
        status=1
        ;;
    esac
done < <(sed 1,2d tests/cover.txt)

while read -r file lines; do
    for line in ${lines//,/ }; do
        for ((i = ${line%-*}; i <= ${line#*-}; i++)); do
            echo "$file:$i $(sed -n "${i}p" "$file")"
        done
    done
done <"$B/missing.txt" | awk '
NR == FNR { # tests/cover.txt: file, source, reason
    if (/^[a-z]+\/[a-z_]+\.[ch]$/)
        file = $0
    else if (/^    /)
        why[file, source] = why[file, source] substr($0, 4)
    else
        source = $0
    next
}
{
    file = $1
    sub(/:.*/, "", file)
    source = $0
    sub(/^[^ ]+ +/, "", source)
    reason = why[file, source]
    print "  " $1 ": " source
    print "     " (reason ? reason : " NO REASON IS GIVEN")
    bad += !reason
}
END { exit bad > 0 }' tests/cover.txt - || status=1
exit $status
