#!/bin/bash
# tests/fuzz.sh [TARGET...]: run the fuzz targets, all or some, with clang's
# libFuzzer, from the inputs in tests/corpus.
#   FUZZ_SECONDS=60  each;  FUZZ_JOBS=2  at once
# New inputs go to build/fuzz/corpus-TARGET, what fails to build/fuzz/TARGET-*.
#
# tests/fuzz.sh --fold [TARGET...]: take from there into tests/corpus what
# reaches something new, while a target has at most 200 files and 300 KB.
set -u
cd "$(dirname "$0")/.." || exit 2
B=build/fuzz
SECONDS_EACH=${FUZZ_SECONDS:-${SECONDS_EACH:-60}}
JOBS=${FUZZ_JOBS:-2}
FILES_MAX=200
OCTETS_MAX=300000
sanitizers=address,undefined

fold=
[ "${1:-}" = --fold ] && fold=1 && shift
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
    for source in tests/fuzz_*.c; do
        source=${source##*/fuzz_}
        targets+=("${source%.c}")
    done
fi

build()
{
    local objects=() source name libraries
    libraries=$(sed -n 's/^LDLIBS *= *//p' Makefile)
    for source in zonefile/*.c resolver/*.c tools/*.c; do
        case $source in
        resolver/main.c | tools/twig.c | tools/twig-zone.c) ;;
        *) objects+=("$B/${source%.c}.o") ;;
        esac
    done
    local all=("${objects[@]}")
    for name in "${targets[@]}"; do
        all+=("$B/tests/fuzz_$name.o")
    done
    make -s --no-print-directory -j "$JOBS" B="$B" CC=clang WARN=-std=gnu11 \
        CFLAGS="-O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
            -fsanitize=fuzzer-no-link,$sanitizers" "${all[@]}" || return
    for name in "${targets[@]}"; do
        clang -g -fsanitize=fuzzer,$sanitizers "$B/tests/fuzz_$name.o" \
            "${objects[@]}" $libraries -o "$B/fuzz_$name" || return
        mkdir -p "$B/corpus-$name" "tests/corpus/$name"
    done
}

# The longest input that makes sense: a request, a few edits, a zone.
longest()
{
    case $1 in
    name) echo 400 ;;
    image) echo 60 ;;
    zone) echo 2000 ;;
    stream | reply) echo 1000 ;;
    explain) echo 700 ;;
    *) echo 600 ;;
    esac
}

# The words of zone files; for the others, the names of the fuzzers' own zones.
words()
{
    if [ "$1" = zone ]; then
        sed 's/.*/"&"/' <<'END'
$ORIGIN
$TTL
$ZONE
$PTR off
$INCLUDE
 SOA . . 1 2 3 4 5\x0a
 NS
 A
 AAAA
 CNAME
 DNAME
 MX 1
 TXT
 SRV 1 1 1
 NAPTR 1 1 a b c
 SVCB 1
 HTTPS 1
 PTR
 RP a
 TYPE65280
 \\# 2 0000
 ->
*.
 1.2.3.4
 ::1
.in-addr.arpa
.ip6.arpa
END
        return
    fi
    sed 's/.*/"&"/' <<'END'
\x01t\x04test\x00
\x01f\x04test\x00
\x02dn
\x05dloop
\x05dlong
\x04wild
\x02cw
\x02cd
\x03sub
\x03ent
\x05cloop
\x03big
\x05bigns
\x01*
\x04star
\x07in-addr\x04arpa\x00
\x03ip6\x04arpa\x00
\x00\x00)\x04\xd0\x00\x00\x00\x00\x00\x00
\x00\x03\x00\x00
\x00\x09\x00\x00
\x00\x0a\x00\x0801234567
\x00\x0b\x00\x00
\x00\x0c\x00\x00
\x00\x13\x00\x00
\x07version\x04bind\x00
\x02id\x06server\x00
\xc0\x0c
END
}

run()
{
    local name=$1 log=$B/log-$1
    words "$name" >"$B/words-$name"
    if "$B/fuzz_$name" -max_total_time="$SECONDS_EACH" -timeout=20 \
        -rss_limit_mb=2500 -max_len="$(longest "$name")" \
        -dict="$B/words-$name" \
        -artifact_prefix="$B/$name-" -print_final_stats=1 \
        "$B/corpus-$name" "tests/corpus/$name" >"$log" 2>&1; then
        echo "ok fuzz $name: $(awk '
            /number_of_executed_units/ { n = $2 }
            / cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") c = $(i + 1) }
            END { print n " inputs, " c " edges" }' "$log")"
        return
    fi
    echo "not ok fuzz $name: see $log"
    grep -E '^fuzz: |^SUMMARY|ERROR|runtime error|Test unit written' "$log"
    return 1
}

# Octets of the files.
octets()
{
    cat -- "$@" /dev/null | wc -c
}

# What reaches lines that nothing in the corpus does (how often does not count),
# the smallest first, into the corpus; what is there stays.
fold()
{
    local name=$1 to=tests/corpus/$1 new=$B/fold-$1 input n
    rm -rf "$new"
    mkdir -p "$new"
    cp -- "$to"/* "$new"/ 2>/dev/null
    "$B/fuzz_$name" -set_cover_merge=1 -use_counters=0 \
        -max_len="$(longest "$name")" "$new" \
        "$B/corpus-$name" >"$B/log-fold-$name" 2>&1 || return
    while read -r input; do
        n=$(find "$to" -type f | wc -l)
        [ "$n" -lt $FILES_MAX ] &&
            [ "$(octets "$to"/* "$input")" -le $OCTETS_MAX ] || break
        [ -e "$to/${input##*/}" ] || cp -- "$input" "$to/"
    done < <(find "$new" -type f -printf '%s %p\n' | sort -n | cut -d ' ' -f 2-)
    echo "ok fold $name: $(find "$to" -type f | wc -l) files," \
        "$(octets "$to"/*) octets"
}

build || exit 2
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1}
export -f run fold words longest octets
export B SECONDS_EACH FILES_MAX OCTETS_MAX
if [ "$fold" ]; then
    printf '%s\n' "${targets[@]}" | xargs -I NAME bash -c 'fold NAME'
else
    printf '%s\n' "${targets[@]}" | xargs -P "$JOBS" -I NAME bash -c 'run NAME'
fi
