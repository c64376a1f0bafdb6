#include "tests/peers/compare.h"

#include "tests/peers/zonetext.h"

#include <stdio.h>

static void note(struct comparison *c, enum part part, const struct rr *rr,
                 bool ours)
{
    if (c->n < DIFFERENCES_MAX)
        c->list[c->n++] = (struct difference){ part, rr, ours };
}

static void note_if(struct comparison *c, enum part part, bool differ)
{
    if (differ)
        note(c, part, NULL, false);
}

static bool is_echo(const struct reply *r)
{
    return r->id_ok && r->qr && r->opcode == 0 && r->question_ok;
}

static void compare_header(struct comparison *c)
{
    const struct reply *a = c->ours, *b = c->theirs;
    if (!is_echo(a) || !is_echo(b))
        note(c, PART_ECHO, NULL, !is_echo(a));
    note_if(c, PART_RCODE, a->rcode != b->rcode);
    note_if(c, PART_AA, a->aa != b->aa);
    note_if(c, PART_TC, a->tc != b->tc);
    note_if(c, PART_RD, a->rd != b->rd);
    note_if(c, PART_RA, a->ra != b->ra);
    note_if(c, PART_Z, a->z != b->z);
    note_if(c, PART_AD, a->ad != b->ad);
    note_if(c, PART_CD, a->cd != b->cd);
    note_if(c, PART_EDNS, a->edns != b->edns);
    if (!a->edns || !b->edns)
        return;
    note_if(c, PART_SIZE, a->size != b->size);
    note_if(c, PART_VERSION, a->version != b->version);
    note_if(c, PART_DO, a->dnssec_ok != b->dnssec_ok);
    note_if(c, PART_FLAGS, a->flags != b->flags);
    note_if(c, PART_EDE, a->ede != b->ede);
    note_if(c, PART_OPTION, a->other_option != b->other_option);
}

/* Both are sorted: step through them side by side. */
static void compare_records(struct comparison *c)
{
    const struct reply *a = c->ours, *b = c->theirs;
    unsigned i = 0, k = 0;
    while (i < a->n || k < b->n) {
        int order = i == a->n   ? 1
                    : k == b->n ? -1
                                : rr_compare(&a->rr[i], &b->rr[k]);
        if (i && i < a->n && rr_compare(&a->rr[i - 1], &a->rr[i]) == 0)
            note(c, PART_DOUBLE, &a->rr[i], true);
        if (order == 0 && a->rr[i].ttl != b->rr[k].ttl)
            note(c, PART_TTL, &a->rr[i], true);
        if (order < 0)
            note(c, PART_RECORD, &a->rr[i], true);
        if (order > 0)
            note(c, PART_RECORD, &b->rr[k], false);
        i += order <= 0;
        k += order >= 0;
    }
}

/* Owner and type of the answers in the order that they were sent in. */
static unsigned sequence(const struct reply *r, const struct rr **out)
{
    unsigned n = 0;
    for (unsigned i = 0; i < r->n; i++)
        out[i] = NULL;
    for (unsigned i = 0; i < r->n; i++)
        out[r->rr[i].place] = &r->rr[i];
    for (unsigned i = 0; i < r->n && out[i]->section == ANSWER; i++) {
        bool same = n && out[n - 1]->type == out[i]->type &&
                    dname_equal(&out[n - 1]->owner, &out[i]->owner);
        if (!same)
            out[n++] = out[i];
    }
    return n;
}

static void compare_order(struct comparison *c)
{
    static const struct rr *a[REPLY_RECORDS], *b[REPLY_RECORDS];
    for (unsigned i = 0; i < c->n; i++)
        if (c->list[i].part == PART_RECORD && c->list[i].rr->section == ANSWER)
            return;
    unsigned n = sequence(c->ours, a);
    bool same = n == sequence(c->theirs, b);
    for (unsigned i = 0; same && i < n; i++)
        same =
            a[i]->type == b[i]->type && dname_equal(&a[i]->owner, &b[i]->owner);
    note_if(c, PART_ORDER, !same);
}

void compare(struct comparison *c)
{
    c->n = 0;
    note_if(c, PART_MALFORMED, c->ours->malformed || c->theirs->malformed);
    note_if(c, PART_SILENCE, c->ours->silent || c->theirs->silent);
    if (c->n)
        return;
    compare_header(c);
    compare_records(c);
    compare_order(c);
}

void difference_print(const struct difference *d)
{
    static const char *const parts[PARTS] = {
        [PART_SILENCE] = "silence",
        [PART_MALFORMED] = "malformed",
        [PART_ECHO] = "echo",
        [PART_RCODE] = "rcode",
        [PART_AA] = "aa",
        [PART_TC] = "tc",
        [PART_RD] = "rd",
        [PART_RA] = "ra",
        [PART_Z] = "z",
        [PART_AD] = "ad",
        [PART_CD] = "cd",
        [PART_EDNS] = "edns",
        [PART_SIZE] = "size",
        [PART_VERSION] = "version",
        [PART_DO] = "do",
        [PART_FLAGS] = "flags",
        [PART_EDE] = "ede",
        [PART_OPTION] = "option",
        [PART_RECORD] = "record",
        [PART_TTL] = "ttl",
        [PART_ORDER] = "order",
        [PART_DOUBLE] = "double",
    };
    char text[DNAME_TEXT_MAX], room[12];
    printf("  differs: %s", parts[d->part]);
    if (d->rr)
        printf(" %s: %s %s in section %u", d->ours ? "twigd" : "peer",
               dname_text(text, &d->rr->owner),
               zonetext_type(d->rr->type, room), d->rr->section);
    printf("\n");
}
