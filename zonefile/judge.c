#include "zonefile/judge.h"

#include "zonefile/nametext.h"
#include "zonefile/rdata.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* Types that may stand beside a CNAME: RFC 4034 2.5, RFC 4035 2.5. */
static bool beside_cname(uint16_t type)
{
    return type == TYPE_CNAME || type == TYPE_RRSIG || type == TYPE_NSEC;
}

/* "it is WHERE": the line, and the file if that is another. */
static void tell_where(const struct judge *j, char *out, size_t cap,
                       const struct record *first, const struct record *second)
{
    if (first->source == second->source)
        snprintf(out, cap, "in line %u", first->line);
    else
        snprintf(out, cap, "at %.80s:%u",
                 j->records->sources[first->source]->path, first->line);
}

static void complain_pair(struct judge *j, const struct owner *o,
                          const struct record *first,
                          const struct record *second, const char *why)
{
    char name[NAME_TEXT_MAX], where[100], hint[128];
    const struct records *r = j->records;
    tell_where(j, where, sizeof where, first, second);
    snprintf(hint, sizeof hint, "the other one is %s", where);
    if (second->line == 0) { /* a SOA or NS that was made */
        snprintf(hint, sizeof hint, "the top of a zone has SOA and NS");
        second = first;
    }
    complain(j->complaints, COMPLAINT_ERROR, records_spot(r, second), hint,
             "%s %s", name_text(name, records_name(r, o)), why);
}

/* Type, then data, then the order in which they were read. */
static int by_content(const void *a, const void *b)
{
    const struct record *p = *(struct record *const *)a;
    const struct record *q = *(struct record *const *)b;
    if (p->type != q->type)
        return p->type < q->type ? -1 : 1;
    int c = rdata_compare(p->type, record_data(p), record_data(q));
    return c ? c : (p > q) - (p < q);
}

static void drop_double(struct judge *j, const struct owner *o,
                        const struct record *first, struct record *second)
{
    char name[NAME_TEXT_MAX], where[100], hint[128];
    second->flags |= RECORD_DROPPED;
    if (second->type != TYPE_A && second->type != TYPE_AAAA)
        return;
    tell_where(j, where, sizeof where, first, second);
    snprintf(hint, sizeof hint, "it is already %s", where);
    complain(j->complaints, COMPLAINT_WARNING, records_spot(j->records, second),
             hint, "the same address twice for %s",
             name_text(name, records_name(j->records, o)));
}

/* The records of the owner's zone into j->list; 0, or -1. */
static int gather(struct judge *j, const struct owner *o)
{
    struct record *rec = records_get(j->records, o->first);
    j->list.n = 0;
    for (; rec; rec = records_get(j->records, rec->next))
        if (rec->zone == o->zone && !(rec->flags & RECORD_DROPPED) &&
            records_push(&j->list, rec) < 0)
            return -1;
    return 0;
}

/* One RRset: sorted[from..to).  Doubles go; what is left must be sendable. */
static void judge_set(struct judge *j, const struct owner *o, size_t from,
                      size_t to)
{
    struct record **sorted = j->list.of, *first = sorted[from];
    size_t octets = DNS_HEADER + o->len + 4u, kept = 0;
    for (size_t i = from; i < to; i++) {
        const struct record *before = kept ? sorted[from + kept - 1] : NULL;
        if (before && rdata_compare(first->type, record_data(before),
                                    record_data(sorted[i])) == 0) {
            drop_double(j, o, before, sorted[i]);
            continue;
        }
        octets += 12u + sorted[i]->len;
        sorted[from + kept++] = sorted[i];
    }
    bool alone = first->type == TYPE_CNAME || first->type == TYPE_SOA ||
                 first->type == TYPE_DNAME;
    if (alone && kept > 1)
        complain_pair(j, o, first, sorted[from + 1],
                      first->type == TYPE_SOA     ? "has two SOA records"
                      : first->type == TYPE_CNAME ? "has two CNAME records"
                                                  : "has two DNAME records");
    if (octets > DNS_MESSAGE_MAX)
        complain(j->complaints, COMPLAINT_ERROR,
                 records_spot(j->records, first), "remove some of them",
                 kept == 1 ? "%zu record that does not fit into a message"
                           : "%zu records of one name and type do not fit "
                             "into a message",
                 kept);
}

/* What a type makes of its owner. */
static uint16_t flag_of(const struct owner *o, const uint8_t *wire,
                        uint16_t type)
{
    bool star = wire[0] == 1 && wire[1] == '*';
    if (type == TYPE_A || type == TYPE_AAAA)
        return 0; /* nearly all there are */
    if (type == TYPE_NS && !(o->flags & OWNER_APEX) && !star)
        return OWNER_CUT | OWNER_REFERS; /* RFC 4592 4.2: not at `*` */
    if (type == TYPE_DNAME)
        return OWNER_DNAME;
    if (type == TYPE_CNAME)
        return OWNER_CNAME;
    return rdata_refers(type) ? OWNER_REFERS : 0;
}

/* A CNAME stands alone; so does a delegation beside a DNAME. */
static void judge_company(struct judge *j, const struct owner *o, size_t n)
{
    struct record *alias = NULL, *other = NULL, *soa = NULL;
    struct record *cut = NULL, *dname = NULL;
    for (size_t i = 0; i < n; i++) {
        struct record *rec = j->list.of[i];
        if (rec->flags & RECORD_DROPPED)
            continue;
        if (rec->type == TYPE_CNAME)
            alias = rec;
        else if (!beside_cname(rec->type) && (!other || rec < other))
            other = rec;
        if (rec->type == TYPE_SOA)
            soa = rec;
        if (rec->type == TYPE_NS)
            cut = rec;
        if (rec->type == TYPE_DNAME)
            dname = rec;
    }
    if (alias && other)
        complain_pair(j, o, alias < other ? alias : other,
                      alias < other ? other : alias,
                      "has a CNAME and other data: a CNAME stands alone");
    if (soa && !(o->flags & OWNER_APEX))
        complain(j->complaints, COMPLAINT_ERROR, records_spot(j->records, soa),
                 "a zone has one SOA, at its top", "a SOA below its zone");
    if (cut && dname && o->flags & OWNER_CUT)
        complain_pair(j, o, cut < dname ? cut : dname,
                      cut < dname ? dname : cut,
                      "has NS and DNAME: it is delegated or redirected");
}

/* Can a record be wrong all by itself?  NULL: there is none. */
static bool needs_judging(const struct record *rec)
{
    return rec && (rec->type == TYPE_SOA ||
                   rec->len > DNS_MESSAGE_MAX - DNS_NAME_MAX - 64);
}

int judge_owner(struct judge *j, struct owner *o)
{
    const uint8_t *wire = records_name(j->records, o);
    if (gather(j, o) < 0)
        return -1;
    struct record **sorted = j->list.of;
    size_t n = j->list.n;
    for (size_t i = 0; i < n; i++)
        o->flags |= flag_of(o, wire, sorted[i]->type);
    if (n < 2 && !needs_judging(n ? sorted[0] : NULL))
        return 0; /* the commonest owner of all */
    qsort(sorted, n, sizeof *sorted, by_content);
    judge_company(j, o, n);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n; to++)
            if (sorted[to]->type != sorted[from]->type)
                break;
        judge_set(j, o, from, to);
    }
    return 0;
}

void judge_free(struct judge *j)
{
    free(j->list.of);
}
