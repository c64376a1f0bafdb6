#include "tools/explain_walk.h"

#include "tools/explain_data.h"
#include "tools/memory.h"
#include "zonefile/name.h"

#include <stdlib.h>

/* The last piece of each part of a question, and what the query had there. */
struct asked {
    uint8_t name[DNS_NAME_MAX];
    uint8_t written[DNS_NAME_MAX]; /* the name, its case kept */
    size_t name_n;                 /* 0: there is nothing to compare with */
    uint16_t type, class;
};

static const struct part name_part = { "NAME", SHAPE_NAME, SAY_NAME_IS, 0,
                                       false };
static const struct part type_part = { "TYPE", SHAPE_TYPE, SAY_TYPE, 2, false };
static const struct part class_part = { "CLASS", SHAPE_CLASS, SAY_CLASS, 2,
                                        false };
static const struct part ttl_part = { "TTL", SHAPE_TTL, SAY_TTL, 4, false };
static const struct part length_part = { "RDLENGTH", SHAPE_LENGTH, SAY_LENGTH,
                                         2, false };

static struct part_of_message *add_record(struct walked *out)
{
    if (out->records_n == out->records_room) {
        out->records_room = out->records_room ? 2 * out->records_room : 16;
        out->records = memory_need(
            realloc(out->records, out->records_room * sizeof *out->records));
    }
    struct part_of_message *r = &out->records[out->records_n++];
    *r = (struct part_of_message){ 0 };
    return r;
}

static void read_asked(struct asked *a, struct bytes query)
{
    *a = (struct asked){ 0 };
    if (query.n == 0)
        return;
    struct reader r = reader_over(query.at, query.n);
    read_bytes(&r, DNS_HEADER);
    name_skip(&r);
    a->type = read_u16(&r);
    a->class = read_u16(&r);
    if (!r.bad && get_u16(query.at + 4) == 1)
        a->name_n = name_unpack(a->written, query, DNS_HEADER);
    name_lower(a->name, a->written, a->name_n);
}

/* --- the header ---------------------------------------------------------- */

/* What a reply must have in common with the query. */
static void judge_header(struct walker *w, struct bytes query, uint32_t flags)
{
    bool reply = query.n >= DNS_HEADER;
    unsigned other = reply ? flags ^ get_u16(query.at + 2) : 0;
    if (reply && !(flags & FLAG_QR))
        step_blame(w, SAY_FAULT_NO_REPLY, "RFC 1035 4.1.1");
    else if (other & FLAG_OPCODE)
        step_blame(w, SAY_FAULT_OPCODE, "RFC 1035 4.1.1");
    else if (flags & FLAG_Z)
        step_blame(w, SAY_FAULT_Z, "RFC 1035 4.1.1");
}

/* A query asks one thing: RFC 9619. */
static void judge_counts(struct walker *w)
{
    enum { QDCOUNT = 2 };
    if (!(w->out->flags & FLAG_OPCODE) && w->out->counts[PLACE_QUESTION] > 1)
        step_blame_at(w, QDCOUNT, SAY_FAULT_QDCOUNT, "RFC 9619 4");
}

static void walk_header(struct walker *w, struct bytes query)
{
    static const struct part id = { "ID", SHAPE_ID, SAY_ID, 2, false };
    static const struct part flags = { "FLAGS", SHAPE_FLAGS, SAY_VALUE, 2,
                                       false };
    static const struct part counts[] = {
        { "QDCOUNT", SHAPE_COUNT, SAY_COUNT_QUESTION, 2, false },
        { "ANCOUNT", SHAPE_COUNT, SAY_COUNT_ANSWER, 2, false },
        { "NSCOUNT", SHAPE_COUNT, SAY_COUNT_AUTHORITY, 2, false },
        { "ARCOUNT", SHAPE_COUNT, SAY_COUNT_ADDITIONAL, 2, false },
    };
    struct walked *out = w->out;
    bool reply = query.n >= DNS_HEADER;
    w->cut = SAY_FAULT_HEADER;
    out->id = (uint16_t)step_number(w, &id);
    if (!w->stopped && reply && out->id != get_u16(query.at))
        step_blame(w, SAY_FAULT_ID, "RFC 5452 9.1");
    else if (!w->stopped && reply)
        out->pieces[out->n - 1].says = SAY_ID_SAME;
    out->flags = (uint16_t)step_number(w, &flags);
    out->rcode = out->flags & 15;
    if (!w->stopped)
        judge_header(w, query, out->flags);
    if (out->flags & FLAG_QR && out->pieces[0].says == SAY_ID)
        out->pieces[0].says = SAY_VALUE; /* no query has it */
    for (unsigned i = 0; i < 4; i++)
        out->counts[PLACE_QUESTION + i] = (uint16_t)step_number(w, &counts[i]);
    if (!w->stopped)
        judge_counts(w);
    w->cut = SAY_FAULT_MESSAGE_SHORT;
    w->rule = "RFC 1035 4.1";
}

/* --- questions ----------------------------------------------------------- */

/* The remark with the name of the question, or the piece that stands for it. */
static void judge_question_name(struct walker *w, const struct asked *a,
                                size_t at)
{
    uint8_t name[DNS_NAME_MAX];
    struct piece *last = &w->out->pieces[w->out->n - 1];
    size_t n = name_unpack(name, w->out->message, at);
    if (n == a->name_n && last->shape == SHAPE_NAME &&
        memcmp(name, a->written, n) != 0)
        last->says = SAY_NAME_CASE; /* unless it is another one altogether */
    name_lower(name, name, n);
    if (a->name_n && (n != a->name_n || memcmp(name, a->name, n) != 0)) {
        step_blame(w, SAY_FAULT_QUESTION, "RFC 5452 9.1");
        if (last->shape == SHAPE_NAME)
            last->says = SAY_NAME_IS;
        w->out->asked_other = true;
    }
}

static void judge_question_number(struct walker *w, const struct asked *a,
                                  bool same)
{
    if (w->stopped || !a->name_n || same)
        return;
    step_blame(w, SAY_FAULT_QUESTION, "RFC 5452 9.1");
    w->out->asked_other = true;
}

static void walk_question(struct walker *w, const struct asked *a)
{
    static const struct part name = { "QNAME", SHAPE_NAME, SAY_NAME_IS, 0,
                                      false };
    struct part type = type_part, class = class_part;
    struct part_of_message q = { .place = PLACE_QUESTION };
    type.name = "QTYPE";
    class.name = "QCLASS";
    q.name_at = (uint32_t)step_at(w);
    step_name(w, &name);
    if (!w->stopped)
        judge_question_name(w, a, q.name_at);
    q.type = (uint16_t)step_number(w, &type);
    judge_question_number(w, a, q.type == a->type);
    q.class = (uint16_t)step_number(w, &class);
    judge_question_number(w, a, q.class == a->class);
    if (!w->stopped)
        *add_record(w->out) = q;
}

/* --- records ------------------------------------------------------------- */

static bool has_opt(const struct walked *out)
{
    for (size_t i = 0; i < out->records_n; i++)
        if (out->records[i].place != PLACE_QUESTION &&
            out->records[i].type == TYPE_OPT)
            return true;
    return false;
}

/* Where an OPT record may stand, and whose it is: RFC 6891 6.1. */
static void judge_opt(struct walker *w, const struct part_of_message *record)
{
    struct reader r = reader_over(w->out->message.at, w->out->message.n);
    read_bytes(&r, record->name_at);
    if (w->place != PLACE_ADDITIONAL)
        step_blame(w, SAY_FAULT_OPT_PLACE, "RFC 6891 6.1.1");
    else if (has_opt(w->out))
        step_blame(w, SAY_FAULT_OPT_TWICE, "RFC 6891 6.1.1");
    else if (read_u8(&r) != 0)
        step_blame(w, SAY_FAULT_OPT_NAME, "RFC 6891 6.1.2");
}

/* Class and TTL of an OPT record, which are something else there. */
static void walk_opt_head(struct walker *w)
{
    static const struct part parts[] = {
        { "UDPSIZE", SHAPE_NUMBER, SAY_UDP_SIZE, 2, false },
        { "XRCODE", SHAPE_NUMBER, SAY_EXTENDED_RCODE, 1, false },
        { "VERSION", SHAPE_NUMBER, SAY_EDNS_VERSION, 1, false },
        { "FLAGS", SHAPE_EDNS_FLAGS, SAY_VALUE, 2, false },
    };
    step_number(w, &parts[0]);
    w->out->rcode |= step_number(w, &parts[1]) << 4;
    step_number(w, &parts[2]);
    step_number(w, &parts[3]);
}

static void walk_head(struct walker *w, struct part_of_message *record)
{
    if (!w->stopped && record->type == TYPE_OPT) {
        judge_opt(w, record);
        walk_opt_head(w);
        return;
    }
    record->class = (uint16_t)step_number(w, &class_part);
    record->ttl = step_number(w, &ttl_part);
    if (!w->stopped && record->ttl > INT32_MAX)
        step_blame(w, SAY_FAULT_TTL, "RFC 2181 8");
}

/* The form of its data; an address is one in the Internet only. */
static const struct layout *layout_of(const struct part_of_message *record)
{
    const struct layout *layout = layout_of_type(record->type);
    bool internet = record->class == CLASS_IN || record->type == TYPE_OPT;
    bool update = record->class >= 254 && record->data_n == 0; /* RFC 2136 */
    if (!layout || update || (record->type == TYPE_A && !internet))
        return &layout_unknown;
    return layout;
}

static void walk_record(struct walker *w)
{
    struct part_of_message record = { .place = (uint8_t)w->place };
    record.name_at = (uint32_t)step_at(w);
    step_name(w, &name_part);
    record.type = (uint16_t)step_number(w, &type_part);
    walk_head(w, &record);
    record.data_n = step_number(w, &length_part);
    if (w->stopped)
        return;
    if (reader_left(&w->r) < record.data_n) {
        step_fail(w, SAY_FAULT_RDLENGTH, "RFC 1035 4.1.3");
        return;
    }
    record.data_at = (uint32_t)step_at(w);
    data_walk(w, layout_of(&record), record.data_n);
    if (!w->stopped)
        *add_record(w->out) = record;
}

/* A record that the header promises: there is nothing left. */
static bool is_missing(struct walker *w, unsigned count)
{
    static const char *const names[PLACES] = { NULL,      "QDCOUNT", "ANCOUNT",
                                               "NSCOUNT", "ARCOUNT", NULL };
    struct part p = { names[w->place], SHAPE_NUMBER, SAY_MISSING, 0, false };
    if (reader_left(&w->r))
        return false;
    step_add(w, &p, 0, count - w->record);
    step_fail(w, SAY_FAULT_COUNT, "RFC 1035 4.1.1");
    return true;
}

static void walk_section(struct walker *w, enum place place,
                         const struct asked *a)
{
    unsigned count = w->out->counts[place];
    w->place = place;
    for (unsigned i = 0; i < count && !w->stopped; i++) {
        w->record = (uint16_t)i;
        if (is_missing(w, count))
            return;
        if (place == PLACE_QUESTION)
            walk_question(w, a);
        else
            walk_record(w);
    }
}

/* What no section holds, or what comes after the octet that broke it. */
static void walk_end(struct walker *w)
{
    struct part p = { NULL, SHAPE_UNREAD, SAY_UNREAD, 0, false };
    size_t n = reader_left(&w->r);
    bool stopped = w->stopped;
    w->place = PLACE_END;
    w->record = 0;
    if (n == 0)
        return;
    if (!stopped)
        p.says = SAY_TRAILING;
    step_add(w, &p, n, (uint32_t)n);
    if (!stopped)
        step_blame(w, SAY_FAULT_TRAILING, "RFC 1035 4.1");
}

void walk_message(struct walked *out, struct bytes message, struct bytes query)
{
    if (message.n == 0) /* then it may be nowhere */
        message.at = (const uint8_t *)"";
    struct walker w = { .out = out,
                        .r = reader_over(message.at, message.n),
                        .rule = "RFC 1035 4.1.1" };
    struct asked asked;
    *out = (struct walked){ .message = message };
    read_asked(&asked, query);
    walk_header(&w, query);
    for (enum place p = PLACE_QUESTION; p < PLACE_END && !w.stopped; p++)
        walk_section(&w, p, &asked);
    size_t broken = out->n - 1;
    w.r.end = message.at + message.n;
    walk_end(&w);
    if (w.stopped)
        out->broken = &out->pieces[broken];
}

void walked_free(struct walked *w)
{
    free(w->pieces);
    free(w->records);
    *w = (struct walked){ 0 };
}
