#!/bin/bash
# Goal: installed, the service's own command serves, tells the manager so, and
# uninstalled, nothing is left.
top=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/serve.sh"
root=$here/root
mkdir root && chmod 755 root
make_it()
{
    # nothing of a make that may have called this
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -C "$top" B="$B" \
        DESTDIR="$root" PREFIX=/usr "$@" >make.out 2>&1
}

make_it -n install
check 'a machine that lacks a library gets it first' '.ci/deps deps' \
    "$(grep -E 'deps|install.sh' make.out | head -n 1)"
(umask 077 && make_it install)
check 'make install' '0:' "$?:$(cat make.out)"
check 'who made it keeps nothing for himself' '' "$(find root ! -perm -444)"
unit=root/usr/lib/systemd/system/twigd.service
command=$(sed -nE 's/^ExecStart=//p' "$unit")
check 'the command of the unit' '/usr/sbin/twigd @/etc/twig/twigd.args' "$command"
check 'no place is left open' '' "$(grep -rE '@[A-Z]+@' "$unit" root/etc)"
if command -v systemd-analyze >/dev/null; then
    # the program is not where it will be
    sed "s,ExecStart=,&$root," "$unit" >twigd.service
    cp "${unit%.service}.socket" .
    check 'systemd-analyze verify' '' \
        "$(systemd-analyze verify --man=no "$here/twigd.service" \
            "$here/twigd.socket" 2>&1)"
    exposure=$(systemd-analyze security --no-pager --offline=true \
        "$here/twigd.service" 2>&1 | sed -nE 's/.*exposure level.*: ([0-9]+).*/\1/p')
    check "its exposure is low ($exposure)" 1 $((${exposure:-9} <= 2))
else
    ok 'systemd-analyze # skip: it is not there'
fi

# The command by hand, with the places of this root.
sed -i "s,^/etc,$root&," root/etc/twig/twigd.args
twigd=$root/usr/sbin/twigd
start "@root/etc/twig/twigd.args"
gives 'the service answers' 203.0.113.11 news.cctv.com
stop
check 'and ends' 0 "$code"
sed -i "s,^$root,," root/etc/twig/twigd.args

echo 'mine.test 10.0.0.1' >root/etc/twig/zones/mine.zone
make_it install
check 'what is there stays' 'mine.test 10.0.0.1' \
    "$(cat root/etc/twig/zones/mine.zone)"
make_it uninstall
check 'make uninstall leaves what is mine' root/etc/twig/zones/mine.zone \
    "$(find root ! -type d)"
rm root/etc/twig/zones/mine.zone
mkdir -p root/usr/share/man/man1 && touch root/usr/share/man/man1/other.1
make_it uninstall
check "and a directory that is another's, too" \
    root/usr/share/man/man1/other.1 "$(find root -mindepth 1 ! -type d)"
check 'but no other' 'root/usr root/usr/share root/usr/share/man root/usr/share/man/man1' \
    "$(find root -mindepth 1 -type d | sort | paste -s -d ' ')"
rm root/usr/share/man/man1/other.1
make_it install
make_it uninstall
check 'and else nothing' '' "$(find root -mindepth 1)"
