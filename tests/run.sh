#!/bin/bash
# tests/run.sh [BUILDDIR]: every unit test, every fuzzer's corpus, every test
# from end to end.  A line for each that passes, all its output for each that
# fails; at the end what was skipped, and the sum.  Exit 1 when any failed.
# Several may run at once.
set -u
cd "$(dirname "$0")/.." || exit 2
B=${1:-build}
LIMIT=${TEST_SECONDS:-120}
shopt -s nullglob

leaks=1 # LeakSanitizer cannot work in a process that is traced
grep -q '^TracerPid:.*[1-9]' /proc/self/status && leaks=0
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=$leaks:abort_on_error=0}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1:halt_on_error=1}
export CMOCKA_MESSAGE_OUTPUT=stdout

out=$(mktemp) || exit 2
trap 'rm -f "$out"' EXIT
passed=0 failed=0 skips=()

# run COMMAND...: its output into $out, how it ended into $status, and the
# seconds that it took into $took.
run()
{
    local start=${EPOCHREALTIME/[.,]/} took_us
    { timeout -k 5 "$LIMIT" "$@" >"$out" 2>&1 </dev/null; } 2>/dev/null
    status=$?
    took_us=$((${EPOCHREALTIME/[.,]/} - start))
    took=$(printf '%d.%02d' $((took_us / 1000000)) $((took_us / 10000 % 100)))
}

# report NAME GOOD BAD [NOTE [SKIPPED]]: what of it passed and failed; a line
# for each that was skipped.
report()
{
    local name=$1 good=$2 bad=$3 note=${4:-} skipped=()
    [ -z "${5:-}" ] || mapfile -t skipped <<<"$5"
    skips+=("${skipped[@]/#/$name: }")
    [ ${#skipped[@]} -eq 0 ] || note+=", ${#skipped[@]} skipped"
    # it ended badly, and no check of its own says so
    if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ $((good + ${#skipped[@]})) -eq 0 ]; }; then
        bad=1
    fi
    passed=$((passed + good)) failed=$((failed + bad))
    if [ "$bad" -eq 0 ]; then
        printf 'ok    %-28s %4d  %6s s%s\n' "$name" "$good" "$took" "$note"
        return
    fi
    case $status in
    124 | 137) note=", stopped after $LIMIT s" ;;
    0) [ "$good" -eq 0 ] && note=", it checked nothing" ;;
    *) note=", exit $status" ;;
    esac
    printf 'FAIL  %-28s %4d passed, %d failed%s\n' "$name" "$good" "$bad" "$note"
    awk ' # all that it said, but for the tests that passed
        /^\[ RUN / { begun = begun $0 "\n"; next }
        /^\[ +OK \]/ { begun = ""; next }
        { printf "%s%s\n", begun, $0; begun = "" }
        END { printf "%s", begun }' "$out" | sed 's/^/      | /'
}

# The rows of conformance.md that passed tests are named after, each with what
# was tested of it, once, whatever ways it was asked.
rows()
{
    awk '/^(\[ +OK \]|ok) row_[0-9]/ && !seen[$NF]++ { print $NF }' "$out" |
        sort -s -t _ -k 2,2n | awk '
        {
            name = substr($0, 5)
            row = name
            sub(/_.*/, "", row)
            sub(/^[0-9]+_?/, "", name)
            if (row != last)
                line = line (last ? "; " : "") "row " row ": " name
            else
                line = line ", " name
            last = row
        }
        END { if (line) print line }' | fold -s -w 72 | sed 's/^/      /'
}

unit()
{
    local name begun good skipped
    name=$(basename "$1" .c)
    run "$B/tests/$name"
    begun=$(grep -c '^\[ RUN  ' "$out")
    good=$(grep -cE '^\[ +OK \]' "$out")
    skipped=$(sed -nE 's/^\[ +SKIPPED +\] ([^ ]+)$/\1/p' "$out")
    report "$name" "$good" $((begun - good - $(grep -c . <<<"$skipped"))) '' \
        "$skipped"
    rows
}

corpus()
{
    local name inputs
    name=$(basename "$1" .c)
    name=${name#fuzz_}
    run "$B/tests/replay_$name" "tests/corpus/$name"
    inputs=$(sed -nE 's/^ok replay .*: ([0-9]+) inputs?$/\1/p' "$out")
    report "replay_$name" $((${inputs:-0} > 0)) 0 ", ${inputs:-0} inputs"
}

end_to_end()
{
    local name good skipped
    name=e2e/$(basename "$1" .sh)
    run "$1" "$B"
    skipped=$(sed -n 's/^ok \(.*\) # skip: /\1: /p' "$out")
    good=$(grep '^ok ' "$out" | grep -vc ' # skip: ')
    report "$name" "$good" "$(grep -c '^not ok ' "$out")" '' "$skipped"
    rows
}

for test in tests/test_*.c; do
    unit "$test"
done
for target in tests/fuzz_*.c; do
    corpus "$target"
done
for script in tests/e2e/*.sh; do
    [ -x "$script" ] && end_to_end "$script" # the others are read by these
done

[ ${#skips[@]} -eq 0 ] || printf 'skipped  %s\n' "${skips[@]}"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
