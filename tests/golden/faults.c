#include "tests/golden/faults.h"

#include <stdlib.h>

#include "zonefile/dns.h"

enum { ROOM = 4096, OPT_TTL = 0 };

/* Counts: questions, answers, authority, additional. */
static void head(struct writer *w, const struct question *q, unsigned flags,
                 const char *counts)
{
    write_bytes(w, q->message.at, 2);
    write_u16(w, (uint16_t)flags);
    for (unsigned i = 0; i < 4; i++)
        write_u16(w, (uint16_t)(counts[i] - '0'));
    if (counts[0] != '0')
        write_bytes(w, q->whole.at, q->whole.n);
}

static void record(struct writer *w, unsigned type, uint32_t ttl,
                   struct bytes data)
{
    write_u16(w, DNS_POINTER_BITS | DNS_QNAME_AT);
    write_u16(w, (uint16_t)type);
    write_u16(w, CLASS_IN);
    write_u32(w, ttl);
    write_u16(w, (uint16_t)data.n);
    write_bytes(w, data.at, data.n);
}

static void address(struct writer *w, uint32_t ttl)
{
    static const uint8_t where[] = { 10, 0, 0, 80 };
    record(w, TYPE_A, ttl, (struct bytes){ where, sizeof where });
}

static void opt(struct writer *w, uint32_t ttl, struct bytes options)
{
    write_u8(w, 0);
    write_u16(w, TYPE_OPT);
    write_u16(w, DNS_UDP_EDNS);
    write_u32(w, ttl);
    write_u16(w, (uint16_t)options.n);
    write_bytes(w, options.at, options.n);
}

void faults_good(struct writer *w, const struct question *q)
{
    head(w, q, 0x8500, "1100");
    address(w, 600);
}

/* The octets that the labels behind the first are digits of. */
static struct bytes digits(const struct question *q, uint8_t *room)
{
    size_t n = 0;
    for (unsigned i = 1; i + 1 < q->words_n; i++)
        for (const char *p = q->words[i]; p[0] && p[1]; p += 2) {
            char pair[3] = { p[0], p[1], '\0' };
            room[n++] = (uint8_t)strtoul(pair, NULL, 16);
        }
    return (struct bytes){ room, n };
}

/* ---- faults ---- */

static void wrong_id(struct writer *w, const struct question *q)
{
    uint8_t *start = w->at;
    faults_good(w, q);
    put_u16(start, (uint16_t)(get_u16(start) + 256));
}

static void other_question(struct writer *w, const struct question *q)
{
    head(w, q, 0x8500, "0100");
    put_u16(w->at - 8, 1);
    write_bytes(w, "\5other\4test\0\0\1\0\1", 16);
    address(w, 600);
}

static void other_case(struct writer *w, const struct question *q)
{
    uint8_t *start = w->at;
    faults_good(w, q);
    for (size_t i = 0; i < 4; i++)
        start[DNS_HEADER + 1 + i] ^= 0x20;
}

static void no_qr(struct writer *w, const struct question *q)
{
    head(w, q, 0x0500, "1100");
    address(w, 600);
}

static void no_question(struct writer *w, const struct question *q)
{
    head(w, q, 0x8500, "0100");
    write_bytes(w, q->whole.at, q->whole.n - 4);
    write_bytes(w, "\0\1\0\1\0\0\2\130\0\4\12\0\0\120", 14);
}

static void other_opcode(struct writer *w, const struct question *q)
{
    head(w, q, 0xa500, "1100");
    address(w, 600);
}

static void too_short(struct writer *w, const struct question *q)
{
    write_bytes(w, q->message.at, 5);
}

static void empty(struct writer *w, const struct question *q)
{
    (void)w;
    (void)q;
}

static void bad_pointer(struct writer *w, const struct question *q)
{
    head(w, q, 0x8500, "1100");
    write_bytes(w, "\300\377\0\1\0\1\0\0\2\130\0\4\12\0\0\120", 16);
}

static void loop(struct writer *w, const struct question *q)
{
    uint8_t *start = w->at;
    head(w, q, 0x8500, "1100");
    size_t at = (size_t)(w->at - start);
    write_u16(w, (uint16_t)(DNS_POINTER_BITS | at));
    write_bytes(w, "\0\1\0\1\0\0\2\130\0\4\12\0\0\120", 14);
}

static void bad_label(struct writer *w, const struct question *q)
{
    head(w, q, 0x8500, "1100");
    write_bytes(w, "\101a\0\0\1\0\1\0\0\2\130\0\4\12\0\0\120", 17);
}

static void cut_record(struct writer *w, const struct question *q)
{
    faults_good(w, q);
    w->at -= 2;
}

static void many_answers(struct writer *w, const struct question *q)
{
    head(w, q, 0x8500, "1300");
    address(w, 600);
}

static void trailing(struct writer *w, const struct question *q)
{
    faults_good(w, q);
    write_bytes(w, "1234567", 7);
}

static void trailing_one(struct writer *w, const struct question *q)
{
    faults_good(w, q);
    write_u8(w, 0);
}

static void two_opts(struct writer *w, const struct question *q)
{
    head(w, q, 0x8500, "1102");
    address(w, 600);
    opt(w, 0, (struct bytes){ NULL, 0 });
    opt(w, 0, (struct bytes){ NULL, 0 });
}

static void opt_in_answer(struct writer *w, const struct question *q)
{
    head(w, q, 0x8500, "1200");
    address(w, 600);
    opt(w, 0, (struct bytes){ NULL, 0 });
}

static void format_error(struct writer *w, const struct question *q)
{
    head(w, q, 0x8101, "1000");
}

static void not_implemented(struct writer *w, const struct question *q)
{
    head(w, q, 0x8104, "1000");
}

static void big_ttl(struct writer *w, const struct question *q)
{
    head(w, q, 0x8500, "1100");
    address(w, 0x80000001);
}

static void controls(struct writer *w, const struct question *q)
{
    head(w, q, 0x8500, "1100");
    write_bytes(w, "\5a\033[1m\0\0\20\0\1\0\0\0\1\0\7\6\033[2J\7\177", 24);
}

static void bad_version(struct writer *w, const struct question *q)
{
    if (q->version == 0) {
        faults_good(w, q);
        return;
    }
    head(w, q, 0x8100, "1001");
    opt(w, 0x01000000, (struct bytes){ NULL, 0 });
}

/* An OPT record with our cookie, and so much of a server's behind it. */
static void write_cookie(struct writer *w, const struct question *q,
                         uint32_t ttl, size_t server_n)
{
    uint8_t options[64];
    struct writer o = writer_over(options, sizeof options);
    write_u16(&o, OPTION_COOKIE);
    write_u16(&o, (uint16_t)(8 + server_n));
    write_bytes(&o, q->cookie.at, q->cookie.n < 8 ? q->cookie.n : 8);
    write_bytes(&o, "SERVERCOOKIE1234", server_n);
    opt(w, ttl, (struct bytes){ options, (size_t)(o.at - options) });
}

static void bad_cookie(struct writer *w, const struct question *q)
{
    head(w, q, 0x8100, q->cookie.n > 8 ? "1100" : "1001");
    if (q->cookie.n > 8)
        address(w, 600);
    else
        write_cookie(w, q, 0x01000000, 16);
}

static void good_cookie(struct writer *w, const struct question *q)
{
    head(w, q, 0x8100, "1101");
    address(w, 600);
    write_cookie(w, q, 0, 16);
}

static void echoed_cookie(struct writer *w, const struct question *q)
{
    head(w, q, 0x8100, "1101");
    address(w, 600);
    write_cookie(w, q, 0, 0);
}

static void other_cookie(struct writer *w, const struct question *q)
{
    head(w, q, 0x8100, "1101");
    address(w, 600);
    write_cookie(w, q, 0, 8);
    w->at[-16] ^= 1;
}

static void short_cookie(struct writer *w, const struct question *q)
{
    head(w, q, 0x8500, "1101");
    address(w, 600);
    opt(w, 0, (struct bytes){ (const uint8_t *)"\0\12\0\4abcd", 8 });
}

static void cut_by_udp(struct writer *w, const struct question *q)
{
    head(w, q, 0x8700, "1000");
}

static void truncated(struct writer *w, const struct question *q)
{
    if (q->tcp)
        faults_good(w, q);
    else
        cut_by_udp(w, q);
}

static void server_failure(struct writer *w, const struct question *q)
{
    head(w, q, 0x8182, "1000");
}

static void two_questions(struct writer *w, const struct question *q)
{
    head(w, q, 0x8500, "2100");
    write_bytes(w, q->whole.at, q->whole.n);
    address(w, 600);
}

static void any_opcode(struct writer *w, const struct question *q)
{
    head(w, q, 0x8000U | (q->message.at[2] & 0x78U) << 8, "1000");
}

/* A zone that changed while it was sent: serials 1 and 2. */
static void two_serials(struct writer *w, const struct question *q)
{
    uint8_t soa[22] = { [5] = 1 };
    head(w, q, 0x8500, "1300");
    record(w, TYPE_SOA, 600, (struct bytes){ soa, sizeof soa });
    address(w, 600);
    soa[5] = 2;
    record(w, TYPE_SOA, 600, (struct bytes){ soa, sizeof soa });
}

static void by_rcode(struct writer *w, const struct question *q)
{
    unsigned rcode = (unsigned)atoi(q->words[1]);
    head(w, q, 0x8100 | (rcode & 15), "1001");
    opt(w, rcode >> 4 << 24, (struct bytes){ NULL, 0 });
}

static void by_flags(struct writer *w, const struct question *q)
{
    head(w, q, (unsigned)strtoul(q->words[1], NULL, 16), "1100");
    address(w, 600);
}

static void by_ednsflags(struct writer *w, const struct question *q)
{
    head(w, q, 0x8500, "1001");
    opt(w, (uint32_t)strtoul(q->words[1], NULL, 16), (struct bytes){ NULL, 0 });
}

static void by_options(struct writer *w, const struct question *q)
{
    uint8_t room[ROOM];
    head(w, q, 0x8500, "1101");
    address(w, 600);
    opt(w, OPT_TTL, digits(q, room));
}

static void by_data(struct writer *w, const struct question *q)
{
    uint8_t room[ROOM];
    head(w, q, 0x8500, "1100");
    record(w, q->type, 600, digits(q, room));
}

static const struct {
    const char *word;
    void (*write)(struct writer *w, const struct question *q);
} faults[] = {
    { "good", faults_good },
    { "wrongid", wrong_id },
    { "otherquestion", other_question },
    { "othercase", other_case },
    { "noqr", no_qr },
    { "noquestion", no_question },
    { "otheropcode", other_opcode },
    { "short", too_short },
    { "empty", empty },
    { "badpointer", bad_pointer },
    { "loop", loop },
    { "badlabel", bad_label },
    { "cut", cut_record },
    { "manyanswers", many_answers },
    { "trailing", trailing },
    { "trailingone", trailing_one },
    { "twoopts", two_opts },
    { "optinanswer", opt_in_answer },
    { "formerr", format_error },
    { "notimp", not_implemented },
    { "bigttl", big_ttl },
    { "controls", controls },
    { "badvers", bad_version },
    { "badcookie", bad_cookie },
    { "goodcookie", good_cookie },
    { "echoedcookie", echoed_cookie },
    { "othercookie", other_cookie },
    { "shortcookie", short_cookie },
    { "truncated", truncated },
    { "udponly", cut_by_udp },
    { "servfail", server_failure },
    { "twoquestions", two_questions },
    { "opcode", any_opcode },
    { "nosoa", faults_good }, /* a transfer that does not begin as one */
    { "twoserials", two_serials },
    { "rcode", by_rcode },
    { "flags", by_flags },
    { "ednsflags", by_ednsflags },
    { "opt", by_options },
    { "data", by_data },
};

bool faults_answer(struct writer *w, const struct question *q)
{
    if (q->whole.n == 0)
        head(w, q, 0x8100, "0000");
    if (q->whole.n == 0)
        return true;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (q->words_n && strcmp(faults[i].word, q->words[0]) == 0) {
            faults[i].write(w, q);
            return !q->tcp || faults[i].write != cut_by_udp;
        }
    return false;
}
