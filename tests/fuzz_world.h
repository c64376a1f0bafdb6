/*
 * must() for the properties of the fuzz targets, and zones with every kind of
 * data.
 */
#ifndef TWIG_TESTS_FUZZ_WORLD_H
#define TWIG_TESTS_FUZZ_WORLD_H

#include "zonefile/zonefile.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A property, in words.  It stays on, whatever NDEBUG says. */
static inline void must(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "fuzz: it must hold that %s\n", what);
    abort();
}

/* ---- zones ---- */

static const char fuzz_master[] =
    "$ORIGIN t.test.\n"
    "$TTL 3600\n"
    "@ SOA ns1.t.test. root.t.test. 42 7200 3600 1209600 300\n"
    "@ NS ns1\n@ NS ns2\n@ MX 10 mail\n@ TXT \"hello\"\n"
    "ns1 A 127.0.0.1\nns1 AAAA ::1\nns2 A 127.0.0.2\n"
    "mail A 10.0.0.1\nwww A 10.0.0.2\nMiXeD A 10.0.0.10\n"
    "a.b.ent A 10.0.0.3\n"
    "*.wild A 10.0.0.4\n*.wild TXT \"w\"\n*.wild MX 5 mail\n"
    "x.y.wild A 10.0.0.5\n*.cw CNAME www\n*.cd CNAME a.dn\n"
    "c1 CNAME c2\nc2 CNAME www\ncbad CNAME nope\n"
    "cext CNAME www.example.org.\ncother CNAME w.f.test.\n"
    "cloop CNAME cloop2\ncloop2 CNAME cloop\ncself CNAME cself\n"
    "dn DNAME target\na.target A 10.0.0.6\ndloop DNAME dloop\n"
    "dlong DNAME aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    ".bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
    ".cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc\n"
    "sub NS ns.sub\nsub DS 1 8 2 "
    "0000000000000000000000000000000000000000000000000000000000000000\n"
    "ns.sub A 10.0.0.7\n"
    "sib NS ns.sub2\nsub2 NS ns.sub2\nns.sub2 A 10.0.0.8\n"
    "ext NS ns.example.org.\nn NS ns1.n\n"
    "many A 10.1.0.1\nmany A 10.1.0.2\nmany A 10.1.0.3\n"
    "unk TYPE65280 \\# 4 0a000001\n"
    "https HTTPS 1 svc alpn=h2\nown SVCB 1 .\nown A 10.0.0.12\n"
    "svc A 10.0.0.9\nsvc AAAA fd00::9\n"
    "_s._tcp SRV 0 0 80 www\n_s._tcp SRV 1 0 80 svc\n"
    "np NAPTR 1 1 \"S\" \"x\" \"\" _s._tcp\n"
    "rp RP a.rp b.rp\nmi MINFO a.mi b.mi\nafs AFSDB 1 svc\n";

static const char fuzz_nested[] =
    "$ORIGIN n.t.test.\n"
    "$TTL 60\n"
    "@ SOA ns1 root 7 7200 3600 1209600 300\n"
    "@ NS ns1\nns1 A 10.2.0.1\nwww CNAME www.t.test.\n";

static const char fuzz_flat[] =
    "$ZONE f.test\n$ZONE 10.in-addr.arpa\n$ZONE ip6.arpa\n"
    "$ZONE deep.label.of.f.test\n$ZONE *.star.f.test\n"
    "f.test 10.3.0.1\nw.f.test 10.3.0.2 fd00::2\n"
    "test -> f -> path 10.3.0.3\n"
    "10.3.0.4 h1.f.test h2.f.test\n"
    "*.st.f.test 10.3.0.5\n"
    "back.f.test CNAME c1.t.test\n"
    "\xe6\x96\xb0.f.test fd00::3\n"
    "9.9.9.10.in-addr.arpa PTR w.f.test\n"
    "deep.label.of.f.test SOA ns.test root.test 1 2 3 4 5\n"
    "*.star.f.test MX 1 x.*.star.f.test\n";

/* RRsets too big for some transports: `big` 6 kB, `bigns` with its glue. */
static inline void fuzz_put_big(FILE *to)
{
    for (unsigned i = 0; i < 59; i++)
        fprintf(to, "big TXT \"%03u%088u\"\n", i, 0u);
    for (unsigned i = 0; i < 24; i++)
        fprintf(to,
                "bigns NS ns%02u.bigns\nns%02u.bigns A 10.9.0.%u\n"
                "ns%02u.bigns AAAA fd00::%u\n",
                i, i, i, i, i);
}

/* The text in a file without a name, always of the same age; its path. */
static inline void fuzz_file(char path[32], const void *text, size_t n)
{
    int fd = memfd_create("zone", 0);
    const struct timespec age[2] = { { .tv_sec = 1 }, { .tv_sec = 1 } };
    must(fd >= 0 && write(fd, text, n) == (ssize_t)n && !futimens(fd, age),
         "there is a memfd");
    snprintf(path, 32, "/proc/self/fd/%d", fd);
}

/* All of these zones as an image in a memfd; `big`: with the big RRsets. */
static inline int fuzz_world(bool big)
{
    char master[32], nested[32], flat[32], *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    fputs(fuzz_master, to);
    if (big)
        fuzz_put_big(to);
    fclose(to);
    fuzz_file(master, text, n);
    free(text);
    fuzz_file(nested, fuzz_nested, sizeof fuzz_nested - 1);
    fuzz_file(flat, fuzz_flat, sizeof fuzz_flat - 1);
    char *zones[] = { master, nested, flat };
    struct complaints c = { .text = NULL };
    int fd = memfd_create("image", 0);
    const struct zonefile_request q = { .zones = zones,
                                        .zones_n = 3,
                                        .cite = true };
    if (zonefile_load(&q, fd, &c) < 0)
        fputs(c.text, stderr);
    must(c.errors == 0, "the zones of the fuzzers load");
    complaint_free(&c);
    return fd;
}

#endif
