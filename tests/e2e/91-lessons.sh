#!/bin/bash
# Goal: what the lessons print is what the reader gets, and both languages have
# the same commands.  In a block of ```console a line after "$ " is run; what
# follows is its output, where ... stands for any lines and a port for any port.
# Each lesson has a shell of its own, in whose directory zonefile/ is.
root=$(cd "$(dirname "$0")/../.." && pwd)
lessons=$root/tools/lessons
. "$(dirname "$0")/serve.sh"
export PATH=$B:$PATH HOME=$here LC_ALL=C.UTF-8 TWIG_LANG=en
unset TWIGRC XDG_CONFIG_HOME NO_COLOR CLICOLOR_FORCE

blocks()
{
    awk '/^```console$/ { on = 1; next } /^```$/ { on = 0 } on' "$1"
}

# What differs from one run to the next.
settled()
{
    sed -E 's/port [0-9]+/port N/g; s/serial [0-9]+/serial N/g
        s/(127\.0\.0\.1)(, ::1)? port N, [0-9]+ workers?/\1 port N, N workers/
        s/ +[0-9]+(\.[0-9]+)? ms/ N ms/g; s/[0-9]{10}/N/g
        s/loaded at [0-9:]+/loaded at N/; s/(twig-classroom\.).*/\1N/
        s/ [0-9]+, (random|the same)/ N, \1/; s/^ 0000 .. .. / 0000 N /
        s/, id: [0-9]+/, id: N/'
}

# As a pattern of the shell: all is meant literally, but for the dots.
pattern()
{
    settled | sed -E 's/[][\\*?]/\\&/g; s/^\.\.\.$/*/' | awk '
        $0 == "*" { printf "*"; next } { print }'
}

# A port that nobody has, of four digits: lines are folded where they are.
free_port()
{
    local hex
    while :; do
        port=$((2000 + RANDOM % 8000))
        hex=$(printf ':%04X ' "$port")
        grep -qF "$hex" /proc/net/udp /proc/net/tcp || return 0
    done
}

# A shell ends, with all that it has started, when nothing more comes.
trap 'exec 4>&-; leave' EXIT

# open: a shell that reads from ./typed; what it and all say goes to ./said,
# a line of \001 after each command.
open()
{
    free_port
    rm -rf "$here/$name" && mkdir "$here/$name" && cd "$here/$name" || exit 2
    ln -s "$root/zonefile" zonefile
    mkfifo typed
    bash -c 'while IFS= read -r -u 3 line; do
            eval "$line" </dev/null 3<&-
            case $line in kill\ *) wait ;; esac # nobody types that fast
            echo $'"'\001'"'
        done
        kill $(jobs -p) 2>/dev/null
        wait' 3<typed >said 2>&1 &
    shell=$!
    exec 4>typed
}

shut()
{
    exec 4>&-
    wait "$shell"
}

ended()
{
    tail -c "+$from" said | grep -q $'^\001$'
}

enter()
{
    from=$(($(stat -c %s said) + 1))
    printf '%s\n' "$1" >&4
    until_true 60 ended
}

# Does it say that?  Questions are asked again: a file that is saved is served
# a little later.
fits()
{
    got=$(tail -c "+$from" said | sed $'/^\001$/d' | settled)$'\n'
    [ "$got" = $'\n' ] && got=
    # shellcheck disable=SC2053 # a pattern
    [[ $got == $want ]] && return 0
    case $1 in
    dig\ * | twig\ * | cat\ * | tail\ *) enter "$1" ;;
    esac
    return 1
}

# run COMMAND WANT: its output is like that, soon.
run()
{
    local got want
    want=
    if [ -n "$2" ]; then
        want=$(pattern <<<"${2//5300/$port}"; echo .) # keeps the last line's end
        want=${want%.}
    fi
    enter "${1//5300/$port}"
    if until_true 5 fits "${1//5300/$port}"; then
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
    open
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
    shut
done
