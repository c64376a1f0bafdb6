#include "resolver/journal.h"

_Static_assert(sizeof(struct fact) <= RING_ENTRY_MAX, "a fact is an entry");

/* All of it: the header has four bits, and of what we say only BADVERS and
 * BADCOOKIE (RFC 6891 6.1.3) have more. */
static uint8_t rcode_of(const struct query *q, struct bytes reply)
{
    uint8_t low = reply.at[3] & 0xf;
    if (low == (BADCOOKIE & 0xf))
        return BADCOOKIE;
    return low == NOERROR && q->verdict == ASK_BADVERS ? BADVERS : low;
}

/* ---- counting ---- */

static void count(struct counts *c, const struct client *from,
                  const struct query *q, struct bytes reply, enum fate fate)
{
    unsigned way = from->by == BY_TCP ? STAT_TCP4 : STAT_UDP4;
    stats_add(c, way + (from->address.n != 4), 1);
    if (fate == FATE_SILENT) {
        stats_add(c, STAT_SILENT, 1);
        return;
    }
    if (q->question.n > 0)
        stats_add(c, STAT_TYPE + (q->type < STATS_TYPES ? q->type : 0u), 1);
    switch (fate) {
    case FATE_ANSWERED:
        if (reply.at[2] & HEAD_TC)
            stats_add(c, STAT_TRUNCATED, 1);
        break;
    case FATE_CUT:
        stats_add(c, STAT_CUT, 1);
        break;
    case FATE_LIMITED:
        stats_add(c, STAT_LIMITED, 1);
        return;
    case FATE_SILENT:
        return;
    }
    stats_add(c, STAT_RCODE + rcode_of(q, reply), 1);
}

/* ---- telling ---- */

static bool is_failed(const struct query *q, struct bytes reply, enum fate fate)
{
    if (fate != FATE_ANSWERED)
        return true;
    unsigned rcode = rcode_of(q, reply);
    return rcode != NOERROR && rcode != NXDOMAIN;
}

static uint8_t flags_of(const struct query *q, struct bytes reply)
{
    unsigned flags = 0;
    flags |= q->header[2] & HEAD_RD ? FACT_RD : 0;
    flags |= q->header[3] & HEAD_CD ? FACT_CD : 0;
    flags |= q->edns.here ? FACT_EDNS : 0;
    flags |= q->edns.dnssec_ok ? FACT_DO : 0;
    flags |= q->edns.cookie.n > 0 ? FACT_COOKIE : 0;
    flags |= q->edns.cookie.n > COOKIE_CLIENT ? FACT_COOKIE_FULL : 0;
    flags |= reply.at[2] & HEAD_AA ? FACT_AA : 0;
    flags |= reply.at[2] & HEAD_TC ? FACT_TC : 0;
    return (uint8_t)flags;
}

/* The question and the reply; of a request that is dropped there is neither. */
static void tell_answer(const struct journal *j, struct fact *f,
                        const struct query *q, struct bytes reply)
{
    f->flags = flags_of(q, reply);
    f->opcode = q->header[2] >> 3 & 0xf;
    f->rcode = rcode_of(q, reply);
    f->answers = get_u16(reply.at + 6);
    f->octets = f->fate == FATE_LIMITED ? 0 : (uint16_t)reply.n;
    if (q->question.n == 0)
        return;
    f->type = q->type;
    f->class = q->class;
    f->name_n = (uint8_t)(q->question.n - 4);
    memcpy(f->name, q->question.at, f->name_n);
    if (j->walk)
        f->walk_n = (uint8_t)way_line(f->name + f->name_n, j->img, q, j->walk);
}

/* Apart, so that a request that is not logged does not save its registers. */
__attribute__((noinline)) static void tell(struct journal *j,
                                           const struct client *from,
                                           const struct query *q,
                                           struct bytes reply, enum fate fate)
{
    struct fact *f = ring_room(&j->to);
    if (!f) {
        stats_add(j->counts, STAT_LOST, 1);
        return;
    }
    memset(f, 0, offsetof(struct fact, name));
    f->seconds = from->now;
    f->ms = from->ms;
    f->port = from->port;
    f->generation = j->generation;
    f->by = (uint8_t)from->by;
    f->fate = (uint8_t)fate;
    f->address_n = (uint8_t)from->address.n;
    memcpy(f->address, from->address.at, f->address_n);
    if (fate != FATE_SILENT)
        tell_answer(j, f, q, reply);
    ring_put(&j->to, offsetof(struct fact, name) + f->name_n + f->walk_n);
}

void journal_note(const struct client *from, const struct query *q,
                  struct bytes reply, enum fate fate)
{
    struct journal *j = from->journal;
    if (!j)
        return;
    count(j->counts, from, q, reply, fate);
    if (j->to.ring && (!j->failed_only || is_failed(q, reply, fate)))
        tell(j, from, q, reply, fate);
}
