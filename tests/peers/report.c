#include "tests/peers/report.h"

#include "tests/peers/zonetext.h"

#include <stdio.h>

enum { NAMES_MAX = 8, LINES_MAX = 20 };

struct names {
    struct dname of[NAMES_MAX];
    unsigned n;
};

static void add_name(struct names *names, const struct dname *d)
{
    for (unsigned i = 0; i < names->n; i++)
        if (dname_equal(&names->of[i], d))
            return;
    if (names->n < NAMES_MAX)
        names->of[names->n++] = *d;
}

static void add_names(struct names *names, const struct reply *r)
{
    struct dname target;
    for (unsigned i = 0; i < r->n && r->rr[i].section == ANSWER; i++) {
        add_name(names, &r->rr[i].owner);
        if (rr_target(&r->rr[i], &target))
            add_name(names, &target);
    }
}

/* Does the record decide about the n-th of the names: at it, as a wildcard, a
 * DNAME or a cut above it, or just below, so that it exists? */
static bool concerns(const struct zone *z, const struct record *r,
                     const struct names *names, unsigned n)
{
    const struct dname *name = &names->of[n];
    struct dname owner = r->owner;
    bool over = r->type == T_NS || r->type == T_DNAME;
    if (dname_is_wildcard(&owner)) {
        owner = dname_strip(&owner, 1);
        over = true;
    }
    if (dname_equal(&r->owner, &z->origin))
        return r->type == T_SOA && dname_within(name, &z->origin);
    return dname_equal(&r->owner, name) ||
           (n == 0 && dname_within(&owner, name)) ||
           (over && dname_within(name, &owner));
}

/* What a zone says about the n-th of the names; how many lines. */
static unsigned print_zone(const struct batch *b, unsigned zone,
                           const struct names *names, unsigned n)
{
    const struct zone *z = &b->zones[zone];
    unsigned lines = 0;
    for (unsigned i = 0; i < z->records_n && !z->left_out; i++) {
        if (lines >= LINES_MAX || !concerns(z, &z->records[i], names, n))
            continue;
        lines++;
        printf("    [%u] ", zone);
        zonetext_plain(stdout, &z->records[i]);
        printf("\n");
    }
    return lines;
}

static void print_zones(const struct batch *b, const struct names *names)
{
    for (unsigned n = 0; n < names->n; n++) {
        char text[DNAME_TEXT_MAX];
        unsigned lines = 0;
        printf("    about %s\n", dname_text(text, &names->of[n]));
        for (unsigned i = 0; i < b->zones_n && lines < LINES_MAX; i++)
            lines += print_zone(b, i, names, n);
    }
}

/* Differences of one kind look the same; the first few are enough. */
static bool is_news(const struct comparison *c, const struct difference *d)
{
    enum { KINDS = 256, OF_A_KIND = 1 };
    static struct {
        unsigned peer, part, section, type, ours, n;
    } seen[KINDS];
    static unsigned seen_n;
    unsigned section = d->rr ? d->rr->section : SECTIONS;
    unsigned type = d->rr ? d->rr->type : 0;
    for (unsigned i = 0; i < seen_n; i++)
        if (seen[i].peer == c->peer && seen[i].part == d->part &&
            seen[i].section == section && seen[i].type == type &&
            seen[i].ours == d->ours)
            return ++seen[i].n <= OF_A_KIND;
    if (seen_n == KINDS)
        return false;
    seen[seen_n].peer = c->peer;
    seen[seen_n].part = d->part;
    seen[seen_n].section = section;
    seen[seen_n].type = type;
    seen[seen_n].ours = d->ours;
    seen[seen_n++].n = 1;
    return true;
}

void report_print(const struct comparison *c, const struct difference *d,
                  const char *peer, uint64_t seed)
{
    static struct names names;
    if (!is_news(c, d))
        return;
    names.n = 0;
    add_name(&names, &c->q->name);
    add_names(&names, c->ours);
    add_names(&names, c->theirs);
    printf("\nunexplained: twigd and %s, seed %lu\n", peer,
           (unsigned long)seed);
    question_print(c->q);
    difference_print(d);
    printf("  twigd:\n");
    reply_print(c->ours);
    printf("  %s:\n", peer);
    reply_print(c->theirs);
    printf("  zones:\n");
    print_zones(c->batch, &names);
}
