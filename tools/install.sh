#!/bin/sh
# tools/install.sh install | uninstall [BUILDDIR]: all of twig below
# $DESTDIR$PREFIX, its service, and the configuration of that in $DESTDIR/etc,
# where nothing that is there is written over, or removed if it was changed.
set -eu
umask 022 # what is installed is for all to read
B=${2:-build}
root=${DESTDIR:-}
prefix=${PREFIX:-/usr/local}
share=$prefix/share
units=$prefix/lib/systemd/system
config=/etc/twig

# mode, file, place
files="
755 $B/twigd $prefix/sbin/twigd
755 $B/twig $prefix/bin/twig
755 $B/twig-zone $prefix/bin/twig-zone
755 $B/udplab $prefix/bin/udplab
644 resolver/twigd.8 $share/man/man8/twigd.8
644 tools/twig.1 $share/man/man1/twig.1
644 tools/twig-zone.1 $share/man/man1/twig-zone.1
644 tools/udplab.1 $share/man/man1/udplab.1
644 zonefile/twig.zone.5 $share/man/man5/twig.zone.5
644 $B/completion.bash $share/bash-completion/completions/twig
644 $B/completion.zsh $share/zsh/site-functions/_twig
644 $B/completion.fish $share/fish/vendor_completions.d/twig.fish
644 resolver/twigd.socket $units/twigd.socket
"

# each COMMAND: of all of them, with its $mode, $file and $to.
each()
{
    echo "$files" | while read -r mode file to; do
        [ -z "$mode" ] || "$1"
    done
}

# placed FILE: it, with the places that it names.
placed()
{
    sed "s,@PREFIX@,$prefix,g; s,@CONFIG@,$config,g" "$1"
}

put()
{
    install -D -m "$mode" "$file" "$root$to"
}

# sweep DIRECTORY: it and what holds it go, as far as they are empty, but for
# directories that any system has, and what holds DESTDIR or a prefix of its own.
sweep()
{
    case $root:$prefix:$1 in
    :*:/etc/*) keep=/etc ;;
    :/usr:"$share"/man/* | :/usr/local:"$share"/man/*) keep=$share/man ;;
    :/usr:"$share"/* | :/usr/local:"$share"/*) keep=$share ;;
    :/usr:*/lib/* | :/usr/local:*/lib/*) keep=$prefix/lib ;;
    :/usr:* | :/usr/local:*) return 0 ;;
    :*) keep=${prefix%/*} ;;
    *) keep= ;;
    esac
    (cd "$root$keep/" && rmdir -p "${1#"$keep"/}") 2>/dev/null || true
}

take()
{
    rm -f "$root$to"
    sweep "${to%/*}"
}

# rest: the service, if it is the one of this prefix, is ended and not started
# at the next boot.
rest()
{
    [ -z "$root" ] && command -v systemctl >/dev/null || return 0
    for unit in twigd.socket twigd.service; do
        [ "$(systemctl show -P FragmentPath "$unit" 2>/dev/null)" != \
            "$units/$unit" ] || systemctl -q disable --now "$unit"
    done
}

# What systemd made for the service: the directory for the query log, and a link
# to it.  A log in it stays.
take_logs()
{
    rmdir "$root/var/log/private/twig" 2>/dev/null || return 0
    rm -f "$root/var/log/twig"
}

case $1 in
install)
    each put
    placed resolver/twigd.service >"$root$units/twigd.service"
    install -d "$root$config/zones"
    [ -e "$root$config/twigd.args" ] ||
        placed resolver/twigd.args >"$root$config/twigd.args"
    [ -n "$(ls "$root$config/zones")" ] ||
        install -m 644 zonefile/lesson.zone "$root$config/zones/lesson.zone"
    ;;
uninstall)
    rest
    rm -f "$root$units/twigd.service"
    each take
    ! cmp -s zonefile/lesson.zone "$root$config/zones/lesson.zone" ||
        rm "$root$config/zones/lesson.zone"
    ! placed resolver/twigd.args | cmp -s - "$root$config/twigd.args" ||
        rm "$root$config/twigd.args"
    sweep "$config/zones"
    take_logs
    ;;
esac
