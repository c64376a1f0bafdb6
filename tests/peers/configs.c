#include "tests/peers/configs.h"

#include <stdio.h>
#include <stdlib.h>

void config_zone_path(char *out, const char *dir, unsigned zone)
{
    snprintf(out, CONFIG_PATH_MAX, "%s/%u.zone", dir, zone);
}

static FILE *open_in(const char *dir, const char *name)
{
    char path[CONFIG_PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *out = fopen(path, "w");
    if (!out) {
        perror(path);
        exit(2);
    }
    return out;
}

/* A line of each zone: `format` gets the origin and the number of its file. */
static void put_zones(FILE *out, const struct batch *b, const char *format)
{
    char text[DNAME_TEXT_MAX];
    for (unsigned i = 0; i < b->zones_n; i++)
        if (!b->zones[i].left_out)
            fprintf(out, format, dname_text(text, &b->zones[i].origin), i);
    fclose(out);
}

void config_nsd(const struct batch *b, const char *dir, unsigned port)
{
    FILE *out = open_in(dir, "nsd.conf");
    fprintf(out,
            "server:\n"
            "    ip-address: 127.0.0.1\n"
            "    port: %u\n"
            "    server-count: 1\n"
            "    username: \"\"\n"
            "    chroot: \"\"\n"
            "    database: \"\"\n"
            "    zonesdir: \"%s\"\n"
            "    xfrdir: \"%s\"\n"
            "    pidfile: \"%s/nsd.pid\"\n"
            "    xfrdfile: \"%s/xfrd.state\"\n"
            "    zonelistfile: \"%s/zone.list\"\n"
            "    cookie-secret-file: \"%s/cookie.secret\"\n"
            "    minimal-responses: no\n"
            "    refuse-any: no\n"
            "    ipv4-edns-size: 1232\n"
            "    rrl-ratelimit: 0\n"
            "    rrl-whitelist-ratelimit: 0\n"
            "remote-control:\n"
            "    control-enable: no\n",
            port, dir, dir, dir, dir, dir, dir);
    put_zones(out, b, "zone:\n    name: \"%s\"\n    zonefile: \"%u.zone\"\n");
}

void config_knot(const struct batch *b, const char *dir, unsigned port)
{
    FILE *out = open_in(dir, "knot.conf");
    fprintf(out,
            "server:\n"
            "    rundir: \"%s\"\n"
            "    listen: 127.0.0.1@%u\n"
            "    udp-workers: 1\n"
            "    tcp-workers: 1\n"
            "    background-workers: 1\n"
            "    udp-max-payload-ipv4: 1232\n"
            "    tcp-idle-timeout: 60\n"
            "control:\n"
            "    listen: \"%s/knot.sock\"\n"
            "log:\n"
            "  - target: stderr\n"
            "    any: warning\n"
            "database:\n"
            "    storage: \"%s/knot.db\"\n"
            "template:\n"
            "  - id: default\n"
            "    storage: \"%s\"\n"
            "    semantic-checks: soft\n"
            "    journal-content: none\n"
            "    zonefile-load: whole\n"
            "    zonefile-sync: -1\n"
            "zone:\n",
            dir, port, dir, dir, dir);
    put_zones(out, b, "  - domain: \"%s\"\n    file: \"%u.zone\"\n");
}

void config_bind(const struct batch *b, const char *dir, unsigned port)
{
    FILE *out = open_in(dir, "named.conf");
    fprintf(out,
            "options {\n"
            "    directory \"%s\";\n"
            "    pid-file none;\n"
            "    session-keyfile none;\n"
            "    lock-file none;\n"
            "    listen-on port %u { 127.0.0.1; };\n"
            "    listen-on-v6 { none; };\n"
            "    recursion no;\n"
            "    dnssec-validation no;\n"
            "    empty-zones-enable no;\n"
            "    notify no;\n"
            "    check-names primary ignore;\n"
            "    check-integrity no;\n"
            "    check-sibling no;\n"
            "    check-mx ignore;\n"
            "    check-mx-cname ignore;\n"
            "    check-srv-cname ignore;\n"
            "    check-spf ignore;\n"
            "    check-dup-records ignore;\n"
            "    check-wildcard no;\n"
            "    edns-udp-size 1232;\n"
            "    max-udp-size 1232;\n"
            "    minimal-responses no-auth;\n"
            "    minimal-any no;\n"
            "    zero-no-soa-ttl no;\n"
            "    max-records-per-type 0;\n"
            "    max-types-per-name 0;\n"
            "    version none;\n"
            "    hostname none;\n"
            "    server-id none;\n"
            "};\n"
            "controls { };\n",
            dir, port);
    put_zones(out, b, "zone \"%s\" { type primary; file \"%u.zone\"; };\n");
}
