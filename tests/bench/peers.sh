# shellcheck shell=bash
#
# tests/bench/peers.sh: the servers twigd is measured beside, and how they are
# set up to do just what twigd does: one worker, no rate limit, no control, no
# journal, minimal replies, all files in $TMP.  Read by bench.sh, which has
# die() and TMP.

POLICY='' # our policy-rc.d, while it is there

as_root()
{
    if [[ $(id -u) -eq 0 ]]; then
        "$@"
    else
        sudo "$@"
    fi
}

# Debian starts what it installs, unless this file says no.
forbid_services()
{
    local policy=/usr/sbin/policy-rc.d
    [[ -e $policy ]] && return
    POLICY=$policy
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
}

allow_services()
{
    [[ -n $POLICY ]] && as_root rm -f "$POLICY"
    POLICY=''
}

# need COMMAND PACKAGE: install the package if the command is not there.
need()
{
    command -v "$1" >/dev/null && return
    command -v apt-get >/dev/null || die "$1 is missing; please install it"
    echo "bench: installing $2" >&2
    forbid_services
    as_root apt-get -qq update >&2
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install -y --no-install-recommends "$2" >&2
    if [[ $2 != dnsperf ]] && command -v systemctl >/dev/null; then
        as_root systemctl disable --now "$2" >/dev/null 2>&1
    fi
    allow_services
    command -v "$1" >/dev/null || die "package $2 brought no $1"
}

# Rate limits off and minimal responses on: as Knot does and twigd does.
write_nsd_conf()
{
    cat >"$TMP/nsd.conf" <<CONF
server:
    ip-address: 127.0.0.1
    port: $1
    server-count: 1
    username: ""
    chroot: ""
    zonesdir: "$TMP"
    database: ""
    pidfile: "$TMP/nsd.pid"
    xfrdfile: "$TMP/xfrd.state"
    xfrdir: "$TMP"
    zonelistfile: "$TMP/zone.list"
    cookie-secret-file: "$TMP/cookie.secret"
    minimal-responses: yes
    rrl-ratelimit: 0
    rrl-whitelist-ratelimit: 0
remote-control:
    control-enable: no
zone:
    name: bench.example
    zonefile: bench.master
CONF
}

write_knot_conf()
{
    cat >"$TMP/knot.conf" <<CONF
server:
    rundir: "$TMP"
    listen: 127.0.0.1@$1
    udp-workers: 1
    tcp-workers: 1
    background-workers: 1
control:
    listen: "$TMP/knot.sock"
log:
  - target: stderr
    any: warning
database:
    storage: "$TMP/knot.db"
zone:
  - domain: bench.example
    storage: "$TMP"
    file: bench.master
    semantic-checks: off
    journal-content: none
    zonefile-load: whole
    zonefile-sync: -1
CONF
}
