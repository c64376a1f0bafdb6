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
TMP=$(mktemp -d /tmp/twig-matrix-XXXXXX) || exit 2
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

# ---- each server: its configuration, and itself in the foreground ----

twigd_runs()
{
    exec "$B/twigd" -a 127.0.0.1 -p "$1" --nsid=ns1.t.test \
        "$TMP/conformance.zone" "$TMP/conformance-other.zone"
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
zone:
    name: t.test
    zonefile: "$TMP/conformance.zone"
zone:
    name: u.test
    zonefile: "$TMP/conformance-other.zone"
CONF
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
    storage: "$TMP"
    zonefile-sync: -1
    journal-content: none
    global-module: mod-cookies/default
zone:
  - domain: t.test
    file: conformance.zone
  - domain: u.test
    file: conformance-other.zone
CONF
    exec knotd -c knot.conf
}
knot_is()
{
    knotd -V | sed -E 's/.*DNS\), version (.*)/Knot \1/'
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
zone "t.test" { type primary; file "$TMP/conformance.zone"; };
zone "u.test" { type primary; file "$TMP/conformance-other.zone"; };
CONF
    exec named -g -n 1 -c named.conf
}
bind_is()
{
    named -v | sed -E 's/^(BIND [0-9.]+).*/\1/'
}

pdns_runs()
{
    local modules=(/usr/lib/*/pdns)
    cat >named.conf <<CONF
options { directory "$PWD"; };
zone "t.test" { type master; file "$TMP/conformance.zone"; };
zone "u.test" { type master; file "$TMP/conformance-other.zone"; };
CONF
    cat >pdns.conf <<CONF
launch=bind
bind-config=$PWD/named.conf
module-dir=${PDNS_MODULES:-${modules[0]}}
socket-dir=$PWD
local-address=127.0.0.1
local-port=$1
server-id=ns1.t.test
dname-processing=yes
CONF
    exec pdns_server --config-dir="$PWD" --daemon=no --guardian=no
}
pdns_is()
{
    pdns_server --version 2>&1 |
        sed -nE 's/.*PowerDNS Authoritative Server ([0-9.]+).*/PowerDNS \1/p'
}

# ---- all of them ----

answers()
{
    dig @127.0.0.1 -p "$1" +tries=1 +time=1 +short www.t.test A 2>/dev/null |
        grep -qx 10.0.0.2
}

# start SERVER: in a directory of its own; sets $port.
start()
{
    local try i
    mkdir -p "$TMP/$1"
    for try in 1 2 3; do
        port=$((10000 + (RANDOM * 32768 + RANDOM) % 22000))
        (cd "$TMP/$1" && "$1_runs" "$port") >"$TMP/$1/log" 2>&1 &
        started+=($!)
        for ((i = 0; i < 50; i++)); do
            kill -0 $! 2>/dev/null || break
            answers "$port" && return 0
            sleep 0.1
        done
        kill $! 2>/dev/null
    done
    echo "matrix: $1 does not answer:" >&2
    tail -n 5 "$TMP/$1/log" >&2
    return 1
}

cp tests/conformance.zone tests/conformance-other.zone "$TMP" || exit 2
status=0
columns=()
for server in $ONLY; do
    start "$server" || exit 1
    if [ -n "${NOTES:-}" ]; then
        echo "== $("${server}_is")"
        "$B/tests/conformance" 127.0.0.1 "$port"
        continue
    fi
    "$B/tests/conformance" -t 127.0.0.1 "$port" >"$TMP/$server.tsv"
    [ $? -le 1 ] || exit 1
    [ "$server" != twigd ] || ! grep -q 'FAIL$' "$TMP/twigd.tsv" || status=1
    columns+=("$TMP/$server.tsv")
done
[ -z "${NOTES:-}" ] || exit 0

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
