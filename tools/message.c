#include "tools/message.h"

#include <stdlib.h>

#include "tools/fault.h"
#include "tools/memory.h"
#include "tools/optcheck.h"
#include "tools/rdtext.h"
#include "zonefile/name.h"

enum { QUESTION_LEAST = 5, RECORD_FIXED = 10 };

/* Step over an owner's name. */
static bool read_owner(struct message *m, struct reader *r, size_t *at)
{
    *at = (size_t)(r->at - m->raw.at);
    m->fault = fault_of_name(m->raw, *at);
    if (!m->fault)
        name_skip(r);
    return !m->fault;
}

/* The same question twice makes no sense. */
static void check_question(struct message *m, const struct record *q)
{
    uint8_t first[DNS_NAME_MAX], again[DNS_NAME_MAX];
    const struct record *f = m->records;
    if (q == f)
        return;
    message_name(m, f->at, first);
    message_name(m, q->at, again);
    if (q->type == f->type && q->class == f->class &&
        memcmp(first, again, name_len(first)) == 0)
        m->malformed = true;
}

static bool read_question(struct message *m, struct reader *r, struct record *q)
{
    if (!read_owner(m, r, &q->at))
        return false;
    q->type = read_u16(r);
    q->class = read_u16(r);
    q->data_at = (size_t)(r->at - m->raw.at);
    if (r->bad)
        m->fault = FAULT_CUT_OFF;
    else
        check_question(m, q);
    return !r->bad;
}

/* OPT is one, of the root, in the additional section: RFC 6891 6.1.1. */
static void note_opt(struct message *m, const struct record *rr, enum section s)
{
    if (s != ADDITIONAL || m->opt || m->raw.at[rr->at] != 0)
        m->malformed = true;
    else
        m->opt = rr;
}

/* All of a message is of one class, but for records about the message. */
static void check_class(struct message *m, const struct record *rr)
{
    bool meta = rr->type == TYPE_OPT || rr->type == TYPE_TSIG;
    if (!meta && m->begin[ANSWER] > 0 && rr->class != m->records->class)
        m->malformed = true;
}

/* The same data, read as data of its type should be. */
static bool check_data(struct message *m, const struct record *rr)
{
    struct rdata data = { m->raw, rr->data_at, rr->data_n, rr->type,
                          rr->class };
    struct bytes octets = { m->raw.at + rr->data_at, rr->data_n };
    m->fault =
        rr->type == TYPE_OPT ? optcheck_fault(octets) : rdtext_fault(&data);
    return !m->fault;
}

/* What stands between the owner's name and the data. */
static bool read_fixed(struct reader *r, struct record *rr)
{
    if (reader_left(r) < RECORD_FIXED)
        return false;
    rr->type = read_u16(r);
    rr->class = read_u16(r);
    rr->ttl = read_u32(r);
    rr->data_n = read_u16(r);
    return reader_left(r) >= rr->data_n;
}

static bool read_record(struct message *m, struct reader *r, enum section s,
                        struct record *rr)
{
    if (!read_owner(m, r, &rr->at))
        return false;
    if (!read_fixed(r, rr)) {
        m->fault = FAULT_CUT_OFF;
        return false;
    }
    rr->data_at = (size_t)(r->at - m->raw.at);
    if (rr->type == TYPE_OPT)
        note_opt(m, rr, s);
    if (!check_data(m, rr))
        return false;
    read_bytes(r, rr->data_n);
    check_class(m, rr);
    if (rr->type == TYPE_TSIG && s == ADDITIONAL)
        m->tsig = rr;
    return true;
}

/* A section; one that ends before it should is malformed, no more. */
static bool read_section(struct message *m, struct reader *r, enum section s)
{
    struct record *next = m->records + m->begin[s];
    bool good = true;
    for (unsigned i = 0; good && i < m->counts[s]; i++) {
        if (reader_left(r) == 0) {
            m->malformed = true;
            break;
        }
        good = s == QUESTION ? read_question(m, r, next)
                             : read_record(m, r, s, next);
        if (good)
            next++;
    }
    m->begin[s + 1] = (size_t)(next - m->records);
    return good;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* No more records than the octets can hold, whatever the counts say. */
static size_t records_most(const struct message *m)
{
    size_t n = 0;
    for (int s = 0; s < SECTIONS; s++)
        n += m->counts[s];
    return least(n, m->raw.n / QUESTION_LEAST + 1);
}

bool message_read(struct message *m, struct bytes raw)
{
    struct reader r = reader_over(raw.at, raw.n);
    bool good = true;
    *m = (struct message){ .raw = raw };
    m->id = read_u16(&r);
    m->flags = read_u16(&r);
    for (int s = 0; s < SECTIONS; s++)
        m->counts[s] = read_u16(&r);
    m->records = memory_need(calloc(records_most(m) + 1, sizeof *m->records));
    for (int s = 0; s < SECTIONS; s++) {
        m->begin[s + 1] = m->begin[s];
        good = good && read_section(m, &r, (enum section)s);
    }
    if (!good && strcmp(m->fault, FAULT_CUT_OFF) == 0) {
        m->malformed = good = true;
        m->fault = NULL;
        if (m->opt == m->records + m->begin[SECTIONS])
            m->opt = NULL; /* it is what was cut off */
    }
    m->extra = reader_left(&r);
    return good;
}

void message_free(struct message *m)
{
    free(m->records);
    m->records = NULL;
}

unsigned message_opcode(const struct message *m)
{
    return m->flags >> 11 & 15;
}

unsigned message_rcode(const struct message *m)
{
    unsigned high = m->opt ? m->opt->ttl >> 24 : 0;
    return high << 4 | (m->flags & 15);
}

size_t message_count(const struct message *m, enum section s)
{
    return m->begin[s + 1] - m->begin[s];
}

const struct record *message_record(const struct message *m, enum section s,
                                    size_t i)
{
    return &m->records[m->begin[s] + i];
}

void message_name(const struct message *m, size_t at, uint8_t *out)
{
    if (name_unpack(out, m->raw, at) == 0)
        out[0] = 0;
}
