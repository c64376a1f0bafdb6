#!/bin/bash
# tests/matrix.sh [BUILDDIR]: the rows of conformance.md, asked of twigd, NSD,
# Knot and BIND, and PowerDNS where it is installed, each with the two zones of
# the list on a free port of 127.0.0.1, as a table in Markdown.  What a server
# can do is turned on: cookies, NSID, DNAME, its name in class CH; for all else
# it is as it comes.
# ONLY="nsd knot": these alone.  NOTES=1: what each fails, instead of the table.
set -u
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
cd "$(dirname "$0")/.." || exit 2
B=$(cd "${1:-build}" && pwd) || exit 2
if [ -z "${ONLY:-}" ]; then
    ONLY='twigd nsd knot bind'
    command -v pdns_server >/dev/null && ONLY+=' pdns'
fi
TMP=$(mktemp -d /tmp/twig-matrix-XXXXXX) && chmod 755 "$TMP" || exit 2
started=()

leave()
{
    local pid
    for pid in "${started[@]}"; do
        kill "$pid" 2>/dev/null
    done
    wait 2>/dev/null
    rm -rf "$TMP"
}
trap leave EXIT

# ---- each server: its configuration, and itself in the foreground.  The port,
# and then a zone and its file, and so on ----

twigd_runs()
{
    local port=$1 files=()
    shift
    while [ $# -gt 0 ]; do
        files+=("$2")
        shift 2
    done
    exec "$B/twigd" -a 127.0.0.1 -p "$port" --nsid=ns1.t.test "${files[@]}"
}
twigd_is()
{
    "$B/twigd" --version
}

nsd_runs()
{
    cat >nsd.conf <<CONF
server:
    ip-address: 127.0.0.1
    port: $1
    username: ""
    chroot: ""
    zonesdir: "$PWD"
    database: ""
    pidfile: "$PWD/nsd.pid"
    xfrdfile: "$PWD/xfrd.state"
    xfrdir: "$PWD"
    zonelistfile: "$PWD/zone.list"
    rrl-ratelimit: 0
    rrl-whitelist-ratelimit: 0
    answer-cookie: yes
    cookie-secret: "000102030405060708090a0b0c0d0e0f"
    nsid: "ascii_ns1.t.test"
    identity: "ns1.t.test"
remote-control:
    control-enable: no
CONF
    shift
    while [ $# -gt 0 ]; do
        printf 'zone:\n    name: %s\n    zonefile: "%s"\n' "$1" "$2" >>nsd.conf
        shift 2
    done
    exec nsd -d -c nsd.conf
}
nsd_is()
{
    nsd -v 2>&1 | sed -nE 's/^NSD version (.*)/NSD \1/p'
}

knot_runs()
{
    cat >knot.conf <<CONF
server:
    rundir: "$PWD"
    listen: 127.0.0.1@$1
    identity: "ns1.t.test"
    nsid: "ns1.t.test"
control:
    listen: "$PWD/knot.sock"
database:
    storage: "$PWD/db"
log:
  - target: stderr
    any: warning
mod-cookies:
  - id: default
template:
  - id: default
    zonefile-sync: -1
    journal-content: none
    global-module: mod-cookies/default
zone:
CONF
    shift
    while [ $# -gt 0 ]; do
        printf '  - domain: %s\n    file: "%s"\n' "$1" "$2" >>knot.conf
        shift 2
    done
    exec knotd -c knot.conf
}
knot_is()
{
    knotd -V | sed -E 's/.*DNS\), version (.*)/Knot \1/'
}

bind_zones()
{
    while [ $# -gt 0 ]; do
        printf 'zone "%s" { type master; file "%s"; };\n' "$1" "$2"
        shift 2
    done
}
bind_runs()
{
    cat >named.conf <<CONF
options {
    directory "$PWD";
    pid-file "$PWD/named.pid";
    session-keyfile "$PWD/session.key";
    listen-on port $1 { 127.0.0.1; };
    listen-on-v6 { none; };
    recursion no;
    server-id "ns1.t.test";
    hostname "ns1.t.test";
    dnssec-validation no;
};
controls { };
CONF
    shift
    bind_zones "$@" >>named.conf
    exec named -g -n 1 -c named.conf
}
bind_is()
{
    named -v | sed -E 's/^(BIND [0-9.]+).*/\1/'
}

pdns_runs()
{
    local modules=(/usr/lib/*/pdns)
    cat >pdns.conf <<CONF
launch=bind
bind-config=$PWD/named.conf
module-dir=${PDNS_MODULES:-${modules[0]}}
socket-dir=$PWD
local-address=127.0.0.1
local-port=$1
server-id=ns1.t.test
dname-processing=yes
cache-ttl=0
CONF
    echo "options { directory \"$PWD\"; };" >named.conf
    shift
    bind_zones "$@" >>named.conf
    exec pdns_server --config-dir="$PWD" --daemon=no --guardian=no
}
pdns_is()
{
    pdns_server --version 2>&1 |
        sed -nE 's/.*PowerDNS Authoritative Server ([0-9.]+).*/PowerDNS \1/p'
}

# ---- all of them ----

# Any reply will do.
replies()
{
    dig @127.0.0.1 -p "$port" +tries=1 +time=1 +noedns t.test SOA 2>/dev/null |
        grep -q 'status:'
}

serves()
{
    dig @127.0.0.1 -p "$port" +tries=1 +time=1 +short "$1" A 2>/dev/null |
        grep -qx 10.0.0.2
}

# start SERVER TEST ZONE FILE...: in a directory of its own, until the test
# says yes; sets $port.  1: it ended, or never does.
start()
{
    local server=$1 ready=$2 i
    shift 2
    mkdir -p "$TMP/$server"
    for _ in 1 2 3; do
        port=$((10000 + (RANDOM * 32768 + RANDOM) % 22000))
        (cd "$TMP/$server" && "${server}_runs" "$port" "$@") \
            >"$TMP/$server/log" 2>&1 &
        started+=($!)
        for ((i = 0; i < 50; i++)); do
            kill -0 $! 2>/dev/null || break
            $ready && return 0
            sleep 0.1
        done
        stop
    done
    return 1
}

stop()
{
    kill "${started[-1]}" 2>/dev/null
    wait "${started[-1]}" 2>/dev/null
    unset 'started[-1]'
}

good=(t.test "$TMP/conformance.zone" u.test "$TMP/conformance-other.zone")
cp tests/conformance.zone tests/conformance-other.zone "$TMP" || exit 2
cat >"$TMP/bad.zone" <<'ZONE'
$ORIGIN t.test.
$TTL 60
@ SOA ns root 1 3600 600 86400 60
@ NS ns
ns A 10.0.0.1
www A 10.0.0.2
www CNAME ns
ZONE

ask_all()
{
    if ! start "$1" 'serves www.t.test' "${good[@]}"; then
        echo "matrix: $1 does not answer:" >&2
        tail -n 5 "$TMP/$1/log" >&2
        exit 1
    fi
    "$B/tests/conformance" ${brief:+-t} 127.0.0.1 "$port"
    stop
}

# Row 16, which cannot be asked: with an alias beside other data the zone, or
# the server, does not start.
loads_bad_zone()
{
    local loaded=PASS
    if start "$1" replies t.test "$TMP/bad.zone"; then
        sleep 0.5
        serves www.t.test && loaded=FAIL
        dig @127.0.0.1 -p "$port" +tries=1 +time=1 +short www.t.test CNAME |
            grep -q ns && loaded=FAIL
        stop
    fi
    sed -i -E "s/^(16\t.*\t)n\.a\.$/\1$loaded/" "$TMP/$1.tsv"
}

# generation G: a zone file that is there whole or not at all.
generation()
{
    awk -v g="$1" 'BEGIN {
        print "$ORIGIN load.test."
        print "$TTL 60"
        print "@ SOA ns.invalid. root.invalid. " g " 3600 600 86400 60"
        print "@ NS ns.invalid."
        print "www A 10.0.0.2"
        for (i = 0; i < 1000; i++) {
            print "m" i " MX " g " a" i
            print "a" i " A 10." int(g / 256) "." g % 256 "." i % 256
        }
    }' >"$TMP/load.new"
    mv "$TMP/load.new" "$TMP/load.zone"
}

# Row 54: a new zone file every 200 ms, and a signal, while questions come.
reloads()
{
    local g load result
    generation 1
    start "$1" 'serves www.load.test' load.test "$TMP/load.zone" || return
    "$B/tests/e2e/load" "$port" 6000 1000 1500 8 plain >"$TMP/load.out" &
    load=$!
    for ((g = 2; g < 20; g++)); do
        generation $g
        if [ "$1" = pdns ]; then
            pdns_control --config-dir="$TMP/pdns" bind-reload-now load.test
        else
            kill -HUP "${started[-1]}"
        fi >/dev/null 2>&1
        sleep 0.2
    done
    wait $load
    result=FAIL
    grep -qE 'repeated 0 wrong 0 mixed 0 .*last 19$' "$TMP/load.out" &&
        result=PASS
    echo "$1: $(cat "$TMP/load.out")" >>"$TMP/reloads"
    sed -i -E "s/^(54\t.*\t)n\.a\.$/\1$result/" "$TMP/$1.tsv"
    stop
}

status=0 brief=yes
[ -z "${NOTES:-}" ] || brief=''
columns=()
for server in $ONLY; do
    if [ -z "$brief" ]; then
        echo "== $("${server}_is")"
        ask_all "$server"
        continue
    fi
    ask_all "$server" >"$TMP/$server.tsv"
    loads_bad_zone "$server"
    reloads "$server"
    [ "$server" != twigd ] || ! grep -q 'FAIL$' "$TMP/twigd.tsv" || status=1
    columns+=("$TMP/$server.tsv")
done
[ -n "$brief" ] || exit 0

names='' dashes=''
for server in $ONLY; do
    names+=" $("${server}_is") |"
    dashes+=':---:|'
done
echo "| row | RFC | rule |$names"
echo "|----:|-----|------|$dashes"
awk -F '\t' '
FNR == 1 { files++ }
files == 1 { line[FNR] = "| " $1 " | " $2 " | " $3 " |" }
{ line[FNR] = line[FNR] " " ($4 == "FAIL" ? "**FAIL**" : $4) " |" }
END {
    for (i = 1; i <= FNR; i++)
        print line[i]
}' "${columns[@]}"
exit $status
