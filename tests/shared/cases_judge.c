#include "tests/shared/cases.h"
#include "tests/shared/test.h"
#include "zonefile/name.h"

#include <ldns/ldns.h>
#include <stdlib.h>

enum { SERVER_SIZE = 1232 };

/* One judgement: all that is needed to come to it. */
struct trial {
    const struct exchange *e;
    const struct question *q;
    struct bytes reply;
    char *why;
    ldns_pkt *pkt;
    struct bytes opt; /* from its type on; .n == 0: none */
    struct bytes question;
};

static bool __attribute__((format(printf, 2, 3)))
wrong(const struct trial *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(t->why, WHY_MAX, format, args);
    va_end(args);
    return false;
}

/* ---- what must be seen ---- */

/* The word in e->see, or what stands behind it when it ends with '='. */
static const char *find_word(const struct exchange *e, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = e->see; (p = strstr(p, word)); p += n)
        if (p > e->see && p[-1] == ' ' &&
            (word[n - 1] == '=' || p[n] == ' ' || p[n] == '\0'))
            return p + n;
    return NULL;
}

static int expected_rcode(const struct exchange *e)
{
    static const char *const names[] = { "NOERROR",  "FORMERR", "SERVFAIL",
                                         "NXDOMAIN", "NOTIMP",  "REFUSED",
                                         "YXDOMAIN" };
    size_t n = strcspn(e->see, " ");
    for (size_t i = 0; i < ITEMS(names); i++)
        if (strlen(names[i]) == n && strncmp(e->see, names[i], n) == 0)
            return (int)i;
    if (strncmp(e->see, "BADVERS", n) == 0)
        return 16;
    fail_msg("%s: what is %s?", e->name, e->see);
    return -1;
}

/* ---- header and question ---- */

static bool judge_header(struct trial *t)
{
    const uint8_t *q = t->q->wire, *r = t->reply.at;
    bool aa = find_word(t->e, "aa"), tc = find_word(t->e, "tc");
    if (t->reply.n < 12)
        return wrong(t, "a reply of %zu octets", t->reply.n);
    if (t->reply.n > t->q->limit)
        return wrong(t, "%zu octets, the limit is %zu", t->reply.n,
                     t->q->limit);
    if (memcmp(q, r, 2) != 0)
        return wrong(t, "another ID");
    if (!(r[2] & 0x80))
        return wrong(t, "QR is clear");
    if ((q[2] ^ r[2]) & 0x79)
        return wrong(t, "opcode or RD is another: %02x %02x", r[2], r[3]);
    if ((q[3] & 0x10) != (r[3] & 0xf0))
        return wrong(t, "RA, Z or AD is set, or CD changed: %02x", r[3]);
    if (!(r[2] & 4) == aa)
        return wrong(t, "AA is %s", aa ? "clear" : "set");
    if (!(r[2] & 2) == tc)
        return wrong(t, "TC is %s", tc ? "clear" : "set");
    const char *max = find_word(t->e, "max=");
    if (max && t->reply.n > strtoul(max, NULL, 10))
        return wrong(t, "%zu octets", t->reply.n);
    return true;
}

/* A well-formed question comes back as it was, and alone. */
static bool judge_question(struct trial *t)
{
    bool echo = !t->q->raw || find_word(t->e, "echo");
    uint16_t n = get_u16(t->reply.at + 4);
    if (n != echo)
        return wrong(t, "%u questions come back", n);
    if (!echo)
        return true;
    struct reader r = reader_over(t->q->wire + 12, t->q->n - 12);
    name_skip(&r);
    read_bytes(&r, 4);
    t->question =
        (struct bytes){ t->q->wire + 12, (size_t)(r.at - t->q->wire - 12) };
    if (r.bad || t->reply.n < 12 + t->question.n ||
        memcmp(t->reply.at + 12, t->question.at, t->question.n) != 0)
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

static bool judge_double(struct trial *t, const ldns_rr_list *list)
{
    for (size_t i = 0; i < ldns_rr_list_rr_count(list); i++)
        for (size_t j = 0; j < i; j++)
            if (ldns_rr_compare(ldns_rr_list_rr(list, i),
                                ldns_rr_list_rr(list, j)) == 0)
                return wrong(t, "a record is there twice in one section");
    return true;
}

/* ---- sections ---- */

/* Read a record of the table and write it as ldns does. */
static char *canonical(const char *line, size_t n)
{
    char *text = strndup(line, n);
    ldns_rr *rr = NULL;
    ldns_status s = ldns_rr_new_frm_str(&rr, text, 0, NULL, NULL);
    if (s != LDNS_STATUS_OK)
        fail_msg("%s: %s", text, ldns_get_errorstr_by_id(s));
    char *out = ldns_rr2str(rr);
    ldns_rr_free(rr);
    free(text);
    return out;
}

static char *join(const char *expected)
{
    char *all = strdup("");
    while (expected && *expected) {
        size_t n = strcspn(expected, "\n");
        char *line = canonical(expected, n), *more = NULL;
        if (asprintf(&more, "%s%s", all, line) < 0)
            fail();
        free(all);
        free(line);
        all = more;
        expected += n + (expected[n] == '\n');
    }
    return all;
}

static bool judge_section(struct trial *t, const char *name,
                          const ldns_rr_list *list, const char *expected)
{
    if (!judge_double(t, list))
        return false;
    size_t n = ldns_rr_list_rr_count(list);
    if (expected && strncmp(expected, "any", 3) == 0 &&
        (expected[3] == '\0' || expected[3] == ' ')) {
        size_t want = strtoul(expected + 3, NULL, 10);
        return !expected[3] || n == want ||
               wrong(t, "%s: %zu records instead of %zu", name, n, want);
    }
    char *want = join(expected), *got = n ? ldns_rr_list2str(list) : strdup("");
    bool same = strcmp(want, got) == 0;
    if (!same)
        wrong(t, "%s:\n%.1500s    instead of\n%.1500s", name, got, want);
    free(want);
    free(got);
    return same;
}

static bool judge_opt(struct trial *t)
{
    const uint8_t *p = t->opt.at;
    if (t->q->edns != (t->opt.n != 0))
        return wrong(t, "OPT is %s", t->opt.n ? "there" : "missing");
    if (!t->q->edns)
        return true;
    uint16_t flags = get_u16(p + 6);
    if (get_u16(p + 2) != SERVER_SIZE || p[5] != 0)
        return wrong(t, "OPT has size %u, version %u", get_u16(p + 2), p[5]);
    if (!t->q->raw && flags != (t->q->dnssec_ok ? 0x8000 : 0))
        return wrong(t, "OPT has flags %04x", flags);
    const char *ede = find_word(t->e, "ede=");
    uint8_t option[6] = { 0, 15, 0, 2, 0, 0 };
    put_u16(option + 4, ede ? (uint16_t)strtoul(ede, NULL, 10) : 0);
    if (get_u16(p + 8) != (ede ? sizeof option : 0) ||
        (ede && memcmp(p + 10, option, sizeof option) != 0))
        return wrong(t, "OPT has %u octets of options", get_u16(p + 8));
    return true;
}

static bool judge_packet(struct trial *t)
{
    const struct exchange *e = t->e;
    ldns_rr_list *all = ldns_pkt_all_noquestion(t->pkt);
    bool whole = walk(t, all);
    ldns_rr_list_deep_free(all);
    if (!whole || !judge_opt(t))
        return false;
    int rcode = t->reply.at[3] & 15;
    if (t->opt.n)
        rcode |= t->opt.at[4] << 4; /* RFC 6891 6.1.3 */
    if (rcode != expected_rcode(e))
        return wrong(t, "rcode %d", rcode);
    return judge_section(t, "answer", ldns_pkt_answer(t->pkt), e->answer) &&
           judge_section(t, "authority", ldns_pkt_authority(t->pkt),
                         e->authority) &&
           judge_section(t, "additional", ldns_pkt_additional(t->pkt),
                         e->additional);
}

bool exchange_judge(const struct exchange *e, const struct question *q,
                    struct bytes reply, char *why)
{
    struct trial t = { .e = e, .q = q, .reply = reply, .why = why };
    bool silence = strcmp(e->see, "silence") == 0;
    if (silence || reply.n == 0)
        return (silence && reply.n == 0) ||
               wrong(&t, "%zu octets came back", reply.n);
    if (!judge_header(&t) || !judge_question(&t))
        return false;
    ldns_status s = ldns_wire2pkt(&t.pkt, reply.at, reply.n);
    if (s != LDNS_STATUS_OK)
        return wrong(&t, "ldns: %s", ldns_get_errorstr_by_id(s));
    bool right = judge_packet(&t);
    ldns_pkt_free(t.pkt);
    return right;
}
