#!/bin/bash
# Goal: what the lessons print is what the reader gets, and both languages have
# the same commands.  In a block of ```console a line after "$ " is run; what
# follows is its output, where ... stands for any lines and a port for any port.
lessons=$(cd "$(dirname "$0")/../../tools/lessons" && pwd)
. "$(dirname "$0")/serve.sh"
export PATH=$B:$PATH TWIG_LANG=en

blocks()
{
    awk '/^```console$/ { on = 1; next } /^```$/ { on = 0 } on' "$1"
}

# What differs from one run to the next.
settled()
{
    sed -E 's/port [0-9]+/port N/g'
}

# As a pattern of the shell: all is meant literally, but for the dots.
pattern()
{
    settled | sed -E 's/[][\\*?]/\\&/g; s/^\.\.\.$/*/' | awk '
        $0 == "*" { printf "*"; next } { print }'
}

# run COMMAND WANT: its output is like that.
run()
{
    local got want
    got=$(timeout 60 bash -c "$1" 2>&1 </dev/null | settled)$'\n'
    want=$(pattern <<<"$2"; echo .) # the dot keeps the last line's end
    # shellcheck disable=SC2053 # a pattern
    if [[ $got == ${want%.} ]]; then
        ok "$name: $1"
    else
        not_ok "$name: $1" "$got"
    fi
}

for lesson in "$lessons"/en/*.md; do
    name=$(basename "$lesson" .md)
    twin=$lessons/zh/$name.md
    check "$name: the same commands in both languages" "$(blocks "$lesson")" \
        "$(blocks "$twin")"
    check "$name: the same numbers" \
        "$(sed -nE 's/^#+ ([0-9.]+).*/\1/p' "$lesson")" \
        "$(sed -nE 's/^#+ ([0-9.]+).*/\1/p' "$twin")"
    command='' want=''
    while IFS= read -r line; do
        case $line in
        '$ '*)
            [ -z "$command" ] || run "$command" "${want%$'\n'}"
            command=${line#'$ '} want=''
            ;;
        *) want+=$line$'\n' ;;
        esac
    done < <(blocks "$lesson")
    run "$command" "${want%$'\n'}"
done
