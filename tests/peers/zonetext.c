#include "tests/peers/zonetext.h"

#include <ctype.h>
#include <string.h>

/* What holds at a place in the file. */
struct place {
    FILE *out;
    struct rng *rng;
    struct dname origin;
    uint32_t ttl;
    const struct record *before; /* NULL: no record yet */
    bool open;                   /* in parentheses */
    bool bare;                   /* nothing but blanks in this line so far */
};

static const struct {
    uint16_t type;
    const char *name;
} types[] = {
    { T_A, "A" },         { T_NS, "NS" },       { T_CNAME, "CNAME" },
    { T_SOA, "SOA" },     { T_PTR, "PTR" },     { T_HINFO, "HINFO" },
    { T_MX, "MX" },       { T_TXT, "TXT" },     { T_RP, "RP" },
    { T_AFSDB, "AFSDB" }, { T_RT, "RT" },       { T_AAAA, "AAAA" },
    { T_LOC, "LOC" },     { T_SRV, "SRV" },     { T_NAPTR, "NAPTR" },
    { T_KX, "KX" },       { T_DNAME, "DNAME" }, { T_DS, "DS" },
    { T_SSHFP, "SSHFP" }, { T_TLSA, "TLSA" },   { T_SVCB, "SVCB" },
    { T_HTTPS, "HTTPS" }, { T_URI, "URI" },     { T_CAA, "CAA" },
    { T_ANY, "ANY" },
};

const char *zonetext_type(uint16_t type, char *room)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (types[i].type == type)
            return types[i].name;
    sprintf(room, "TYPE%u", type);
    return room;
}

/* Any space that may stand between two words. */
static void put_blank(struct place *p)
{
    enum { ONE, TAB, MANY, OPEN, CLOSE };
    static const uint8_t weights[] = { 80, 8, 5, 4, 3 };
    switch (rng_weighted(p->rng, weights, sizeof weights)) {
    case TAB:
        fputs("\t", p->out);
        return;
    case MANY:
        fputs("  \t ", p->out);
        return;
    case OPEN:
        if (p->bare) { /* NSD takes none right behind a blank owner */
            fputs(" ", p->out);
            return;
        }
        if (!p->open) {
            fputs(rng_chance(p->rng, 50) ? " (" : " ( ; a ) \" b\n\t", p->out);
            p->open = true;
        }
        fputs(rng_chance(p->rng, 50) ? "\n  " : " ", p->out);
        return;
    case CLOSE:
        fputs(p->open ? " ) " : " ", p->out);
        p->open = false;
        return;
    default:
        fputs(" ", p->out);
    }
}

/* Knot takes no others without a backslash; RFC 1035 5.1 would. */
static bool is_plain(uint8_t c)
{
    return isalnum(c) || (c && strchr("-_*/", c));
}

static void put_label_octet(struct place *p, uint8_t c)
{
    /* a backslash and # begin RFC 3597's data; one and [ the bit labels of
     * RFC 2673; NSD misreads two backslashes at the end of a label */
    bool number = strchr("#[\\", c);
    if (is_plain(c) && !rng_chance(p->rng, 1))
        fputc(c, p->out);
    else if (c > ' ' && c < 127 && !isdigit(c) && !number &&
             rng_chance(p->rng, 50))
        fprintf(p->out, "\\%c", c);
    else
        fprintf(p->out, "\\%03u", c);
}

static void put_name_as(struct place *p, const struct dname *d, bool relative)
{
    unsigned labels = dname_labels(d);
    if (relative)
        labels -= dname_labels(&p->origin);
    if (labels == 0) {
        fputs(relative ? "@" : ".", p->out);
        return;
    }
    const uint8_t *label = d->wire;
    for (unsigned i = 0; i < labels; i++, label += *label + 1) {
        fputs(i ? "." : "", p->out);
        for (unsigned k = 1; k <= *label; k++)
            put_label_octet(p, label[k]);
    }
    fputs(relative ? "" : ".", p->out);
}

static void put_name(struct place *p, const struct dname *d)
{
    bool relative = dname_within(d, &p->origin) && rng_chance(p->rng, 80);
    put_name_as(p, d, relative);
}

/* Seconds, or as 1w2d3h4m5s: not in RFC 1035, and everywhere understood. */
static void put_ttl(struct place *p, uint32_t ttl)
{
    static const struct {
        char unit;
        uint32_t seconds;
    } units[] = {
        { 'w', 604800 }, { 'd', 86400 }, { 'h', 3600 }, { 'm', 60 }, { 's', 1 }
    };
    if (ttl == 0 || !rng_chance(p->rng, 30)) {
        fprintf(p->out, "%u", ttl);
        return;
    }
    bool upper = rng_chance(p->rng, 30);
    for (unsigned i = 0; i < sizeof units / sizeof *units; i++) {
        if (ttl >= units[i].seconds)
            fprintf(p->out, "%u%c", ttl / units[i].seconds,
                    upper ? toupper(units[i].unit) : units[i].unit);
        ttl %= units[i].seconds;
    }
}

/* TTL and class: each may be missing, in either order. */
static void put_front(struct place *p, const struct record *r)
{
    bool need_ttl = r->ttl != p->ttl || rng_chance(p->rng, 20);
    bool class = rng_chance(p->rng, 40), class_first = rng_chance(p->rng, 50);
    if (class && class_first) {
        put_blank(p);
        p->bare = false;
        fputs(rng_chance(p->rng, 50) ? "IN" : "in", p->out);
    }
    if (need_ttl) {
        put_blank(p);
        p->bare = false;
        put_ttl(p, r->ttl);
    }
    if (class && !class_first) {
        put_blank(p);
        fputs("IN", p->out);
    }
}

static void put_type(struct place *p, uint16_t type)
{
    char room[12], name[12];
    strcpy(name, zonetext_type(type, room));
    if (rng_chance(p->rng, 3))
        sprintf(name, "TYPE%u", type); /* RFC 3597 5 */
    if (rng_chance(p->rng, 10))
        for (char *c = name; *c; c++)
            *c = (char)tolower(*c);
    fputs(name, p->out);
}

static void put_data(struct place *p, const struct record *r)
{
    unsigned names = 0;
    bool quoted = false;
    for (const char *c = r->data; *c; c++) {
        if (*c == '\\') {
            fputc(*c++, p->out);
            fputc(*c, p->out);
            continue;
        }
        quoted ^= *c == '"';
        if (*c == ' ' && !quoted)
            put_blank(p);
        else if (*c == NAME_PLACE)
            put_name(p, &r->names[names++]);
        else
            fputc(*c, p->out);
    }
}

/* Lines between records; the origin may change. */
static void put_between(struct place *p, const struct record *next)
{
    static const char *const lines[] = { "\n", "; a comment ( \" \\\n",
                                         "   ; after blanks\n", "\t\n" };
    if (p->before && rng_chance(p->rng, 8)) /* before, Knot refuses blanks */
        fputs(lines[rng_below(p->rng, 4)], p->out);
    if (rng_chance(p->rng, 4)) {
        p->ttl = next->ttl;
        fputs("$TTL ", p->out);
        put_ttl(p, p->ttl);
        fputs(rng_chance(p->rng, 30) ? " ; seconds\n" : "\n", p->out);
    }
    if (rng_chance(p->rng, 6)) {
        struct dname to = dname_strip(&next->owner, rng_below(p->rng, 3));
        fputs("$ORIGIN ", p->out);
        put_name_as(p, &to, false); /* NSD and Knot want it absolute */
        fputs("\n", p->out);
        p->origin = to;
    }
}

static void put_record(struct place *p, const struct record *r)
{
    put_between(p, r);
    bool same = p->before && dname_equal(&p->before->owner, &r->owner);
    /* BIND takes a DS behind a blank for one at the top, if glue is before */
    p->bare = same && r->type != T_DS && rng_chance(p->rng, 70);
    if (p->bare)
        fputs(rng_chance(p->rng, 50) ? " " : "\t", p->out);
    else
        put_name(p, &r->owner);
    put_front(p, r);
    put_blank(p);
    p->bare = false;
    put_type(p, r->type);
    put_blank(p);
    put_data(p, r);
    fputs(p->open ? " )" : "", p->out);
    p->open = false;
    fputs(rng_chance(p->rng, 6) ? " ; \"( end\n" : "\n", p->out);
    p->before = r;
}

void zonetext_write(FILE *out, const struct zone *z, struct rng *rng)
{
    struct place p = { .out = out, .rng = rng, .origin = dname_from(".") };
    char text[DNAME_TEXT_MAX];
    fprintf(out, "$ORIGIN %s\n", dname_text(text, &z->origin));
    p.origin = z->origin;
    p.ttl = z->records[0].ttl;
    fprintf(out, "$TTL %u\n", p.ttl);
    for (unsigned i = 0; i < z->records_n; i++)
        put_record(&p, &z->records[i]);
}

void zonetext_plain(FILE *out, const struct record *r)
{
    char text[DNAME_TEXT_MAX], room[12];
    unsigned names = 0;
    fprintf(out, "%s %u %s ", dname_text(text, &r->owner), r->ttl,
            zonetext_type(r->type, room));
    for (const char *c = r->data; *c; c++)
        if (*c == NAME_PLACE)
            fputs(dname_text(text, &r->names[names++]), out);
        else
            fputc(*c, out);
}
