#include "tests/shared/cases_trial.h"

#include "tests/shared/test.h"
#include "zonefile/name.h"

#include <stdlib.h>

enum { UDP_MOST = 1232, TCP_MOST = 65535 };

bool wrong(const struct trial *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(t->why, WHY_MAX, format, args);
    va_end(args);
    return false;
}

bool trial_sees(const struct trial *t, const char *word)
{
    return word_find(t->e->see, word) != NULL;
}

bool trial_opens(const struct trial *t, const char *word)
{
    return word_find(t->e->others, word) != NULL;
}

bool trial_asks(const struct trial *t, const char *word)
{
    return t->rigour == TO_THE_LETTER || trial_opens(t, word);
}

/* ---- rcodes ---- */

/* The word that it is of `among`, which has them with a '|' between. */
static bool is_among(const char *word, const char *among)
{
    size_t n = strlen(word);
    while (among && *among && *among != ' ') {
        if (strncmp(among, word, n) == 0 && strchr("| ", among[n]))
            return true;
        among += strcspn(among, "| ");
        among += *among == '|';
    }
    return false;
}

static const char *rcode_word(int rcode, char room[8])
{
    static const char *const names[] = {
        [0] = "NOERROR",    [1] = "FORMERR", [2] = "SERVFAIL",
        [3] = "NXDOMAIN",   [4] = "NOTIMP",  [5] = "REFUSED",
        [6] = "YXDOMAIN",   [9] = "NOTAUTH", [16] = "BADVERS",
        [23] = "BADCOOKIE",
    };
    if (rcode < (int)ITEMS(names) && names[rcode])
        return names[rcode];
    snprintf(room, 8, "%d", rcode);
    return room;
}

/* ---- header and question ---- */

static size_t most_octets(const struct trial *t)
{
    size_t most = t->q->tcp ? TCP_MOST : t->q->offered;
    if (t->rigour == TO_THE_LETTER && !t->q->tcp && most > UDP_MOST)
        most = UDP_MOST;
    const char *max = word_find(t->e->see, "max=");
    if (t->rigour == BY_THE_RULE)
        max = word_find(t->e->others, "max=");
    size_t own = max ? strtoul(max, NULL, 10) : most;
    return own < most ? own : most;
}

/* The flags that tell of the answer: they are not asked of an error. */
static bool judge_flags(struct trial *t)
{
    const uint8_t *r = t->reply.at;
    bool aa = trial_sees(t, "aa"), tc = trial_sees(t, "tc");
    bool error =
        !is_among("NOERROR", t->e->see) && !is_among("NXDOMAIN", t->e->see);
    if (t->rigour == BY_THE_RULE && trial_opens(t, "set"))
        return true;
    if ((t->rigour == TO_THE_LETTER || !error) && !(r[2] & 4) == aa)
        return wrong(t, "AA is %s", aa ? "clear" : "set");
    if (!(r[2] & 2) == tc)
        return wrong(t, "TC is %s", tc ? "clear" : "set");
    return true;
}

static bool judge_header(struct trial *t)
{
    const uint8_t *q = t->q->wire, *r = t->reply.at;
    if (t->reply.n < 12)
        return wrong(t, "a reply of %zu octets", t->reply.n);
    if (t->reply.n > most_octets(t))
        return wrong(t, "%zu octets, the limit is %zu", t->reply.n,
                     most_octets(t));
    if (memcmp(q, r, 2) != 0)
        return wrong(t, "another ID");
    if (!(r[2] & 0x80))
        return wrong(t, "QR is clear");
    if ((q[2] ^ r[2]) & (trial_asks(t, "rd") ? 0x79 : 0x78))
        return wrong(t, "opcode or RD is another: %02x %02x", r[2], r[3]);
    if (trial_asks(t, "ra") && r[3] & 0x80)
        return wrong(t, "RA is set");
    if (trial_asks(t, "z") && r[3] & 0x40)
        return wrong(t, "Z is set");
    if (t->rigour == TO_THE_LETTER && (q[3] & 0x10) != (r[3] & 0x30))
        return wrong(t, "AD is set, or CD changed: %02x", r[3]);
    return true;
}

/* A well-formed question comes back as it was, and alone.  By the rule it may
 * be left out of an error. */
static bool judge_question(struct trial *t)
{
    bool echo = !t->q->raw || trial_sees(t, "echo");
    uint16_t n = get_u16(t->reply.at + 4);
    bool free = t->rigour == BY_THE_RULE && (!echo || t->reply.at[3] & 15);
    if (n != echo && !(free && n <= 1))
        return wrong(t, "%u questions come back", n);
    if (n == 0)
        return true;
    struct reader r = reader_over(t->reply.at + 12, t->reply.n - 12);
    name_skip(&r);
    read_bytes(&r, 4);
    t->question =
        (struct bytes){ t->reply.at + 12, (size_t)(r.at - t->reply.at - 12) };
    if (r.bad ||
        (echo && (t->q->n < 12 + t->question.n ||
                  memcmp(t->q->wire + 12, t->question.at, t->question.n) != 0)))
        return wrong(t, "the question is not echoed bit for bit");
    return true;
}

/* ---- records ---- */

/* RFC 3597 4: names are compressed in the types of RFC 1035 only. */
static bool may_compress(ldns_rr_type type)
{
    static const ldns_rr_type old[] = {
        LDNS_RR_TYPE_NS,    LDNS_RR_TYPE_MD,  LDNS_RR_TYPE_MF,
        LDNS_RR_TYPE_CNAME, LDNS_RR_TYPE_SOA, LDNS_RR_TYPE_MB,
        LDNS_RR_TYPE_MG,    LDNS_RR_TYPE_MR,  LDNS_RR_TYPE_PTR,
        LDNS_RR_TYPE_MINFO, LDNS_RR_TYPE_MX,
    };
    for (size_t i = 0; i < ITEMS(old); i++)
        if (old[i] == type)
            return true;
    return false;
}

static bool judge_length(struct trial *t, const ldns_rr *rr, uint16_t len)
{
    size_t whole = 0;
    for (size_t i = 0; i < ldns_rr_rd_count(rr); i++)
        whole += ldns_rdf_size(ldns_rr_rdf(rr, i));
    if (t->rigour == BY_THE_RULE)
        return true;
    if (len > whole || (len < whole && !may_compress(ldns_rr_get_type(rr))))
        return wrong(t, "data of type %u in %u octets, uncompressed %zu",
                     ldns_rr_get_type(rr), len, whole);
    return true;
}

/* Step over the records, ours beside those that ldns read. */
static bool walk(struct trial *t, const ldns_rr_list *all)
{
    const uint8_t *h = t->reply.at;
    int n = get_u16(h + 6) + get_u16(h + 8) + get_u16(h + 10);
    size_t i = 0;
    struct reader r =
        reader_over(h + 12 + t->question.n, t->reply.n - 12 - t->question.n);
    for (; n > 0 && !r.bad; n--) {
        name_skip(&r);
        const uint8_t *from = r.at;
        uint16_t type = read_u16(&r);
        read_bytes(&r, 6);
        uint16_t len = read_u16(&r);
        read_bytes(&r, len);
        if (r.bad)
            break;
        if (type == LDNS_RR_TYPE_OPT && t->opt.n)
            return wrong(t, "two OPT records");
        if (type == LDNS_RR_TYPE_OPT)
            t->opt = (struct bytes){ from, (size_t)(r.at - from) };
        else if (i >= ldns_rr_list_rr_count(all))
            return wrong(t, "ldns sees less records");
        else if (!judge_length(t, ldns_rr_list_rr(all, i++), len))
            return false;
    }
    if (r.bad || reader_left(&r))
        return wrong(t, "the records do not end where the message does");
    return true;
}

/* ---- all of it ---- */

/* Is it the rcode, or the silence, to be seen, or what do `others` say of it?
 */
static enum judgement judge_rcode(const struct trial *t, const char *is)
{
    const char *others = t->rigour == BY_THE_RULE ? t->e->others : NULL;
    if (is_among(is, t->e->see))
        return RIGHT;
    if (is_among(is, word_find(others, "also=")))
        return RIGHT;
    if (is_among(is, word_find(others, "absent=")))
        return ABSENT;
    if (is_among(is, word_find(others, "unaware=")))
        return UNAWARE;
    return WRONG;
}

static enum judgement judge_packet(struct trial *t)
{
    char room[8];
    ldns_rr_list *all = ldns_pkt_all_noquestion(t->pkt);
    bool whole = walk(t, all);
    ldns_rr_list_deep_free(all);
    if (!whole)
        return WRONG;
    int rcode = t->reply.at[3] & 15;
    if (t->opt.n)
        rcode |= t->opt.at[4] << 4; /* RFC 6891 6.1.3 */
    const char *is = rcode_word(rcode, room);
    wrong(t, "rcode %s", is);
    enum judgement it = judge_rcode(t, is);
    if (it != RIGHT)
        return it;
    if (!is_among(is, t->e->see)) /* of another rcode only OPT is known */
        return judge_opt(t) ? RIGHT : t->lacks;
    return judge_flags(t) && judge_opt(t) && judge_sections(t) ? RIGHT
                                                               : t->lacks;
}

enum judgement exchange_judge(const struct exchange *e,
                              const struct question *q, struct bytes reply,
                              enum rigour rigour, char *why)
{
    struct trial t = {
        .e = e, .q = q, .reply = reply, .rigour = rigour, .why = why
    };
    if (reply.n == 0) {
        wrong(&t, "no reply");
        return judge_rcode(&t, "silence");
    }
    if (is_among("silence", e->see)) {
        wrong(&t, "%zu octets came back", reply.n);
        return WRONG;
    }
    if (!judge_header(&t))
        return WRONG;
    if (rigour == BY_THE_RULE && trial_opens(&t, "length"))
        return RIGHT;
    if (!judge_question(&t))
        return WRONG;
    ldns_status s = ldns_wire2pkt(&t.pkt, reply.at, reply.n);
    if (s != LDNS_STATUS_OK) {
        wrong(&t, "ldns: %s", ldns_get_errorstr_by_id(s));
        return WRONG;
    }
    enum judgement is = judge_packet(&t);
    ldns_pkt_free(t.pkt);
    return is;
}
