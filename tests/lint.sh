#!/bin/bash
# The rules of the house that a machine can see.  Prints file:line: what, one
# line each; exit 1 when there was any.  B=build: where the objects are.
set -u
cd "$(dirname "$0")/.." || exit 2
B=${B:-build}
shopt -s nullglob globstar
ours=(zonefile/**/*.[ch] resolver/**/*.[ch] tools/**/*.[ch])
code=("${ours[@]}" tests/**/*.[ch])
scripts=(tests/**/*.sh tests/**/*.awk .ci/*)

# One form: .clang-format decides.  The place of each file's first difference.
form()
{
    clang-format --style=file --dry-run -Werror "${code[@]}" 2>&1 |
        sed -nE 's/^([^ :]+:[0-9]+):[0-9]+: error: .*/\1: not clang-formatted/p' |
        awk -F : '!seen[$1]++'
}

# Length of files, width of lines, blanks at the end, tabs, unfinished things.
text()
{
    awk '
    function say(what) { print FILENAME ":" FNR ": " what }
    FNR == 401 { say("the file is longer than 400 lines") }
    / $|\t$/ { say("blanks at the end of the line") }
    /(^|[^A-Za-z])(TO''DO|FIX''ME|X''XX)([^A-Za-z]|$)/ { say("unfinished") }
    FILENAME !~ /\.[ch]$/ { next }
    /\t/ { say("a tab") }
    { # continuation octets of UTF-8 take no column
        wide = $0
        gsub(/[\200-\277]/, "", wide)
        if (length(wide) > 80)
            say("longer than 80 columns")
    }
    # .clang-format sets the indent: one level is four blanks, so this one
    # stands inside three others
    /^                 *(if|for|while|do|switch)[ (]/ { say("nested deeper than 3") }
    ' "${code[@]}" "${scripts[@]}"
}

# Functions: at most 60 lines, at most 5 parameters.
functions()
{
    ctags --language-force=C --kinds-C=fp --fields=+neS --sort=no -f - \
        "${code[@]}" | awk -F '\t' '
    {
        line = end = args = ""
        for (i = 4; i <= NF; i++) {
            if ($i ~ /^line:/)
                line = substr($i, 6)
            if ($i ~ /^end:/)
                end = substr($i, 5)
            if ($i ~ /^signature:/)
                args = substr($i, 12, length($i) - 12)
        }
        n = end ? end - line + 1 : 0
        while (gsub(/\([^()]*\)/, "", args)) # parameters of parameters
            ;
        sub(/, *\.\.\./, "", args)
        commas = gsub(/,/, "", args)
        if (n > 60)
            print $2 ":" line ": " $1 " has " n " lines, more than 60"
        if (commas > 4)
            print $2 ":" line ": " $1 " has " commas + 1 " parameters, more than 5"
    }'
}

# No feature #ifdef: a feature is a file that is called, or is not there yet.
# ldns stays in the few files that it belongs to.
directives()
{
    awk '
    function say(what) { print FILENAME ":" FNR ": " what }
    FNR == 1 { ifs = 0 }
    /^[ \t]*#[ \t]*if/ {
        guard = FILENAME ~ /\.h$/ && ++ifs == 1 && /^#ifndef TWIG_[A-Z0-9_]+_H$/
        if (!guard)
            say("#if, and it is no header guard")
    }
    /^[ \t]*#[ \t]*include[ \t]*<ldns/ &&
    FILENAME !~ /^(zonefile\/rrtext|resolver\/query)\.c$/ {
        say("ldns belongs to zonefile/rrtext.c and resolver/query.c")
    }' "${ours[@]}"
}

# Purity is visible in the object: nothing is called but pure modules of ours,
# mem* and assert.  image.o, ring.o, rrl.o and stats.o also map; query.o also calls
# ldns; what is keyed calls SipHash; names as text and the words of a walk are
# printed into memory.
purity()
{
    local pure=(resolver/answer zonefile/lookup resolver/reply resolver/query
        resolver/edns resolver/chaos resolver/cookie resolver/rrl
        resolver/stream resolver/figures resolver/stats resolver/ring
        resolver/journal resolver/way zonefile/nametext zonefile/walkline
        zonefile/name zonefile/table zonefile/image zonefile/reverse
        zonefile/rdata zonefile/unpack zonefile/neighbour zonefile/walk)
    local objects=() module own also
    for module in "${pure[@]}"; do
        objects+=("$B/$module.o")
    done
    if ! make -s --no-print-directory B="$B" "${objects[@]}" >/dev/null; then
        echo "Makefile:1: the pure objects do not build"
        return
    fi
    own=$(nm --defined-only -g "${objects[@]}" | awk 'NF == 3 { print $3 }')
    for module in "${pure[@]}"; do
        also='mem[a-z]+|__assert_fail'
        case $module in
        zonefile/image) also+='|mmap|mmap64|munmap|fstat|fstat64' ;;
        resolver/query) also+='|ldns_.*' ;;
        zonefile/nametext) also+='|sprintf|strchr|__ctype_b_loc' ;;
        zonefile/walkline) also+='|snprintf|strlen|rrtext_shape' ;;
        resolver/cookie) also+='|crypto_shorthash_siphash24|crypto_verify_16' ;;
        resolver/ring) also+='|mmap|mmap64' ;;
        resolver/stats) also+='|mmap|mmap64|munmap|strlen|strcmp' ;;
        resolver/rrl) also+='|crypto_shorthash_siphash24|mmap|mmap64|munmap' ;;
        esac
        [ "$module" = zonefile/image ] && also+='|__errno_location'
        nm -u "$B/$module.o" | awk '{ print $NF }' |
            grep -vxE "$also" | grep -vxF "$own" |
            sed "s|^|$module.c:1: pure, and yet it uses |"
    done
}

# The functions of a packet's way, in the README, are where it says.
way()
{
    local file name
    while read -r file name; do
        grep -qE "\b$name\(" "$file" 2>/dev/null ||
            echo "README.md:1: there is no $name in $file"
    done < <(sed -nE 's/^\| \[([a-z./]+)\].*\| `([a-z_]+)` \|.*/\1 \2/p' README.md)
}

# What both READMEs share: blocks, the level of each heading, the numbers and
# verdicts of each row of a table, and what is linked.
shared()
{
    awk '
    /^```/ { block = !block; print; next }
    block { print; next }
    /^#/ { print $1 }
    /^\|/ {
        row = "|"
        for (; match($0, /[0-9]+(\.[0-9]+)*|PASS|FAIL/);
             $0 = substr($0, RSTART + RLENGTH))
            row = row " " substr($0, RSTART, RLENGTH)
        print row
    }' "$1"
    grep -oE '\]\([^)]*\)' "$1" |
        sed 's|lessons/zh|lessons/en|; s|README.zh-CN.md|README.md|' | sort
}

twins()
{
    diff <(shared README.md) <(shared README.zh-CN.md) |
        sed -n 's|^[<>] \(.*\)|README.zh-CN.md:1: differs from README.md: \1|p'
}

# The manual pages are in order.
manuals()
{
    local page
    for page in {zonefile,resolver,tools}/*.[158]; do
        LC_ALL=C.UTF-8 MANROFFSEQ='' man --warnings -l "$page" 2>&1 >/dev/null |
            sed "s|^|$page:1: |"
    done
}

found=$(
    form
    text
    functions
    directives
    purity
    way
    twins
    manuals
    tests/layers.sh
)
[ -z "$found" ] && exit 0
printf '%s\n' "$found"
exit 1
