#!/bin/bash
# Goal: every way to say which zones: files, ORIGIN=FILE, directories, @FILE.
. "$(dirname "$0")/serve.sh"
mkdir zones zones/inner empty

cat >zones/one.zone <<'Z'
$ZONE one.test
www.one.test 10.0.0.1
Z
cat >zones/two.zone <<'Z'
$ORIGIN two.test.
$TTL 60
@ SOA ns host 1 2 3 4 5
@ NS ns
ns A 10.0.0.2
www CNAME www.one.test.
$INCLUDE three.inc
Z
echo 'three A 10.0.0.3' >three.inc
sed -i 's|three.inc|../three.inc|' zones/two.zone
echo 'this is no zone file' >'zones/.hidden'
echo 'this is no zone file' >'zones/one.zone~'
echo 'nor this' >zones/inner/x.zone
cat >plain.zone <<'Z'
@ 60 SOA ns host 2 2 3 4 5
@ 60 NS ns
ns 60 A 10.0.0.4
Z
printf '127.0.0.1\tlocalhost\n10.0.0.5  host.lan host # a comment\n' >hosts

start zones plain.test=plain.zone
gives 'a file of the directory' 10.0.0.1 www.one.test
gives 'another one, and its $INCLUDE' 10.0.0.3 three.two.test
gives 'an alias from one to the other' 'www.one.test.
10.0.0.1' www.two.test
gives 'ORIGIN=FILE' 10.0.0.4 ns.plain.test
contains 'three zones' 'in 3 zones' "$(cat log)"
echo '$ZONE four.test
www.four.test 10.0.0.6' >zones/four.zone
kill -HUP "$server"
gives 'a file that is new in the directory' 10.0.0.6 www.four.test
rm zones/one.zone
kill -HUP "$server"
gives 'a file that is gone from it' 'www.one.test.' www.two.test
stop
check 'it ends' 0 "$code"

start hosts
gives 'a hosts file' 10.0.0.5 host.lan
gives 'its other names' 10.0.0.5 host
gives 'and back' host.lan. -x 10.0.0.5
stop

# as Debian's installer writes it
cat >hosts.debian <<'Z'
127.0.0.1	localhost
127.0.1.1	myhost.localdomain	myhost

# The following lines are desirable for IPv6 capable hosts
::1     ip6-localhost ip6-loopback
ff02::1 ip6-allnodes
fe80::1%eth0 router
Z
start hosts.debian
gives "a machine's own hosts file" 127.0.0.1 localhost
gives 'its IPv6 names' ::1 -t AAAA ip6-loopback
stop

cat >args <<'Z'
# arguments, one a line
-w
1
plain.test=plain.zone
@more
Z
echo zones/two.zone >more
start @args
gives '@FILE' 10.0.0.4 ns.plain.test
gives '@FILE in it' 10.0.0.2 ns.two.test
check 'an option of it' 1 "$(workers | wc -l)"
stop

start -f master plain.test=plain.zone
gives '-f master' 10.0.0.4 ns.plain.test
stop

# What cannot be served.
refuses()
{
    local name=$1 want=$2 said
    shift 2
    said=$(timeout 5 "$twigd" -a 127.0.0.1 -p "$port" "$@" 2>&1)
    check "$name: exit code" 1 $?
    contains "$name: why" "$want" "$said"
    contains "$name: and that was all" 'nothing to serve' "$said"
}
refuses 'an empty directory' 'a directory without a zone file' empty
refuses 'no such file' 'none.zone: No such file or directory' none.zone
refuses 'no such file behind a name' 'none.zone: No such file' x.test=none.zone
refuses 'the same zone twice' 'has two SOA records' zones/two.zone \
    two.test=plain.zone
refuses 'one bad file among good ones' 'one.zone~:1:' zones 'zones/one.zone~'
refuses 'a bad name' 'begins with a zone' x..test=plain.zone
