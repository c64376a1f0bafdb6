#!/bin/bash
# Goal: --help=all, the manual page and the completions have the same options,
# so have --help and the manual pages of the other programs, and the shells and
# man take what is written for them.
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/serve.sh"
page=$root/tools/twig.1
twig=$B/twig
export HOME=$here

# ---- the same everywhere

# -p, --port=PORT and +[no]short[=TYPE], as --help=all writes them
"$twig" --help=all | sed -n '/^  -4 /,$p' | cut -c 3-27 | sed 's/ *$//; /^$/d' |
    sort >all
# The names of the manual page's entries.
awk '/^\.SH/ { here = /OPTIONS/ } here && mark && sub(/^\.B /, "")
    { mark = /^\.T[PQ]/ }' "$page" | sed 's/\\-/-/g' | sort >page
check 'the manual page has every option, and no other' '' \
    "$(diff all page)"
check 'they are many' yes "$([ "$(wc -l <all)" -gt 90 ] && echo yes)"

# -p --port; +short +short= +noshort
sed -E 's/^(-[^-,]), /\1\n/; s/=.*|\[=.*//' all | grep '^-' |
    sed -E 's/\[?=.*//' | sort >dashes
sed -n 's/^+//p' all | while read -r option; do
    name=${option#\[no\]} name=${name%%[=[]*}
    case $option in *=*) echo "+$name=" ;; esac
    case $option in *[!\[]=*) ;; *) echo "+$name" ;; esac
    case $option in '[no]'*) echo "+no$name" ;; esac
done | sort >pluses
for shell in bash zsh fish; do
    "$twig" --completion=$shell >twig.$shell
    check "completions for $shell: exit code" 0 $?
done
sed -n "s/^        +\*) words='\(.*\)' ;;/\1/p" twig.bash | tr ' ' '\n' | sed '/^$/d' |
    sort >bash.pluses
sed -n "s/^        -\*) words='\(.*\)' ;;/\1/p" twig.bash | tr ' ' '\n' | sed '/^$/d' |
    sort >bash.dashes
sed -n "s/^        '\(+[^:]*\):.*/\1/p" twig.zsh | sort >zsh.pluses
sed -n "s/^        '\(-[^:]*\):.*/\1/p" twig.zsh | sort >zsh.dashes
sed -n 's/^complete -c twig -n __twig_plus -a \([^ ]*\) .*/\1/p' twig.fish |
    sort >fish.pluses
grep -E '^complete -c twig( -s .)? (-l|-d|-s)' twig.fish | awk '
    { for (i = 3; i < NF && $i != "-d"; i++) {
          if ($i == "-s") print "-" $(i + 1)
          if ($i == "-l") print "--" $(i + 1) } }' | sort >fish.dashes
for shell in bash zsh fish; do
    check "$shell has every + option" '' "$(diff pluses $shell.pluses)"
    check "$shell has every - option" '' "$(diff dashes $shell.dashes)"
done
"$twig" --completion=csh >csh 2>err
check 'another shell: exit code' 1 $?
check 'another shell is a mistake' 2 "$(wc -l <err)"

# ---- the other programs: --help and the manual page

named()
{
    grep -oE -- '--[a-z][a-z-]+' | sort -u
}
for other in resolver/twigd.8 tools/twig-zone.1 tools/udplab.1; do
    program=$(basename "${other%.*}")
    "$B/$program" --help | named >all
    awk '/^\.SH/ { here = /OPTIONS/ } here && mark; { mark = /^\.TP/ }' \
        "$root/$other" | sed 's/\\-/-/g' | named >page.names
    check "$program: the manual page has every option, and no other" '' \
        "$(diff all page.names)"
    check "$program: there are some" yes "$([ "$(wc -l <all)" -gt 5 ] && echo yes)"
done

# ---- the manual page

for section in EXAMPLES 'EXIT STATUS' ENVIRONMENT FILES 'DIFFERENCES FROM dig'; do
    grep -q "^\.SH $section\$" "$page"
    check "the manual page has $section" 0 $?
done
check 'EXAMPLES come before DESCRIPTION' EXAMPLES \
    "$(sed -n 's/^\.SH //p' "$page" | grep -E 'EXA|DESC' | head -n 1)"
if command -v groff >/dev/null; then
    check 'the manual page has no fault' '' \
        "$(groff -ww -man -Tutf8 -z "$page" 2>&1)"
else
    ok 'the manual page has no fault # skip: groff is needed'
fi

# ---- the shells

# complete WORD...: what bash offers for the last
complete_words()
{
    bash -c '. ./twig.bash
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _twig 2>&1
        echo "${COMPREPLY[@]}"' bash "$@"
}
check 'bash: +sho' '+short +short= +showbadcookie +showsearch' \
    "$(complete_words twig +sho)"
check 'bash: +notim' '' "$(complete_words twig +notim)"
check 'bash: a type' 'CNAME' "$(complete_words twig x cn)"
check 'bash: a value' 'auto always' "$(complete_words twig --color a)"
check 'bash: a value behind =' 'never' "$(complete_words twig --color = n)"
check 'bash: a type behind =' 'MX' "$(complete_words twig +short = mx)"
check 'bash: behind an option without a value' '+trace' \
    "$(complete_words twig -4 +trac)"
check 'bash: a file' './twig.bash' "$(complete_words twig -f ./twig.b)"
check 'bash: any value' '' "$(complete_words twig -p '')"
if command -v zsh >/dev/null; then
    # offered WORD...: what zsh is told of for the last
    offered()
    {
        zsh -fc 'compset() { PREFIX=${PREFIX#*=} }
            compadd() { print -r -- ${@[(re)--,-1]} }
            _files() { print -r -- files }
            words=("$@") CURRENT=$# PREFIX=${@[-1]}
            . ./twig.zsh' zsh "$@" 2>&1
    }
    check 'zsh: a value' '-- auto always never' "$(offered twig --color '')"
    check 'zsh: a value behind =' '-- auto always never' \
        "$(offered twig --color=a)"
    check 'zsh: behind an option' '-- query reply words' \
        "$(offered twig +explain=r)"
    check 'zsh: a file' 'files files' "$(offered twig -f x) $(offered twig +pcap=x)"
else
    ok 'zsh completes # skip: zsh is needed'
fi
if command -v fish >/dev/null; then
    check 'fish: +shor' "+short +short=" "$(fish --no-config -c \
        '. twig.fish; complete -C "twig +shor"' | cut -f 1 | paste -s -d ' ')"
    check 'fish: a value behind =' '+explain=reply' "$(fish --no-config -c \
        '. twig.fish; complete -C "twig +explain=r"' | cut -f 1 | paste -s -d ' ')"
    check 'fish: a file behind =' './twig.fish' "$(fish --no-config -c \
        '. twig.fish; complete -C "twig +pcap=./twig.f"' | cut -d = -f 2 | tail -n 1)"
    check 'fish: a value' 'always auto' "$(fish --no-config -c \
        '. twig.fish; complete -C "twig --color a"' | cut -f 1 | sort |
        paste -s -d ' ')"
else
    ok 'fish completes # skip: fish is needed'
fi
