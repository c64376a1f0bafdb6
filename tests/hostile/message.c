#include "tests/hostile/message.h"

enum {
    A = 1,
    SOA = 6,
    TXT = 16,
    OPT = 41,
    TSIG = 250,
    IXFR = 251,
    AXFR = 252,
    ANY = 255,
    IN = 1,
    CH = 3,
    NONE = 254, /* RFC 2136 2.4: class and type of an update's records */
    RD = 0x0100,
    DO = 0x8000,
    NOTIFY = 0x2400, /* with AA: RFC 1996 3.7 */
    UPDATE = 0x2800
};

#define BYTES(s) ((struct bytes){ (const uint8_t *)(s), sizeof(s) - 1 })

void message_begin(struct message *m, uint16_t flags)
{
    m->w = writer_over(m->at, sizeof m->at);
    write_u16(&m->w, 0);
    write_u16(&m->w, flags);
    for (int i = 0; i < 4; i++)
        write_u16(&m->w, 0);
}

void message_count(struct message *m, unsigned at)
{
    put_u16(m->at + at, (uint16_t)(get_u16(m->at + at) + 1));
}

void message_name(struct message *m, const char *text)
{
    while (*text) {
        size_t n = strcspn(text, ".");
        write_u8(&m->w, (uint8_t)n);
        write_bytes(&m->w, text, n);
        text += n + (text[n] == '.');
    }
    write_u8(&m->w, 0);
}

void message_question(struct message *m, const char *name, uint16_t type)
{
    message_name(m, name);
    write_u16(&m->w, type);
    write_u16(&m->w, IN);
    message_count(m, QDCOUNT);
}

void message_record(struct message *m, unsigned at, const char *name,
                    uint16_t type, struct bytes data)
{
    message_name(m, name);
    write_u16(&m->w, type);
    write_u16(&m->w, IN);
    write_u32(&m->w, 300);
    write_u16(&m->w, (uint16_t)data.n);
    write_bytes(&m->w, data.at, data.n);
    message_count(m, at);
}

void message_opt(struct message *m, unsigned at, struct opt opt)
{
    write_u8(&m->w, 0);
    write_u16(&m->w, OPT);
    write_u16(&m->w, opt.size);
    write_u32(&m->w, opt.ttl);
    write_u16(&m->w, (uint16_t)opt.options.n);
    write_bytes(&m->w, opt.options.at, opt.options.n);
    message_count(m, at);
}

struct bytes message_bytes(const struct message *m)
{
    return (struct bytes){ m->at, (size_t)(m->w.at - m->at) };
}

/* ---- the valid ones ---- */

void message_plain(struct message *m)
{
    message_begin(m, RD);
    message_question(m, "www.h.test", A);
}

void message_edns(struct message *m)
{
    message_plain(m);
    message_opt(m, ARCOUNT, (struct opt){ .size = 1232, .ttl = DO });
}

static void mixed_case(struct message *m)
{
    message_begin(m, 0);
    message_question(m, "aLiAs2.H.tEsT", A);
}

void message_big(struct message *m)
{
    message_begin(m, 0);
    message_question(m, "big.h.test", TXT);
    message_opt(m, ARCOUNT, (struct opt){ .size = 4096 });
}

static void any(struct message *m)
{
    message_begin(m, 0);
    message_question(m, "h.test", ANY);
}

static void referral(struct message *m)
{
    message_begin(m, 0);
    message_question(m, "x.cut.h.test", A);
    message_opt(m, ARCOUNT, (struct opt){ .size = 512 });
}

/* NSID, keepalive, padding, ZONEVERSION, EXPIRE, one that is nobody's. */
static void options(struct message *m)
{
    message_plain(m);
    message_opt(m, ARCOUNT,
                (struct opt){ .size = 1400,
                              .options = BYTES("\0\3\0\0"
                                               "\0\13\0\0"
                                               "\0\14\0\4\0\0\0\0"
                                               "\0\23\0\0"
                                               "\0\11\0\0"
                                               "\xfd\xe9\0\3abc") });
}

static void client_cookie(struct message *m)
{
    message_plain(m);
    message_opt(
        m, ARCOUNT,
        (struct opt){ .size = 1232, .options = BYTES("\0\12\0\010cookies!") });
}

static void server_cookie(struct message *m)
{
    message_plain(m);
    message_opt(m, ARCOUNT,
                (struct opt){ .size = 1232,
                              .options = BYTES("\0\12\0\030cookies!"
                                               "\1\0\0\0\x69\0\0\0hashhash") });
}

static void only_cookie(struct message *m)
{
    message_begin(m, 0);
    message_opt(
        m, ARCOUNT,
        (struct opt){ .size = 1232, .options = BYTES("\0\12\0\010cookies!") });
}

/* RFC 2136: a prerequisite (no such name) and an address to add. */
static void update(struct message *m)
{
    message_begin(m, UPDATE);
    message_question(m, "h.test", SOA);
    message_record(m, ANCOUNT, "new.h.test", ANY, BYTES(""));
    put_u16(m->w.at - 8, NONE);
    message_record(m, NSCOUNT, "new.h.test", A, BYTES("\300\0\2\1"));
}

static void notify(struct message *m)
{
    message_begin(m, NOTIFY);
    message_question(m, "h.test", SOA);
    message_record(m, ANCOUNT, "h.test", SOA,
                   BYTES("\2ns\300\14\4root\300\14\0\0\0\1\0\0\0\2\0\0\0\3"
                         "\0\0\0\4\0\0\0\5"));
}

/* RFC 8945 4.2: signed by a key that nobody has. */
static void signed_query(struct message *m)
{
    message_edns(m);
    message_record(m, ARCOUNT, "key.h.test", TSIG,
                   BYTES("\013hmac-sha256\0\0\0\x69\0\0\0\1\54\0\040"
                         "0123456789abcdef0123456789abcdef"
                         "\0\0\0\0\0\0"));
    uint8_t *class = m->w.at - 2 - 4 - 2 - 61;
    put_u16(class, ANY);
    put_u32(class + 2, 0);
}

static void axfr(struct message *m)
{
    message_begin(m, 0);
    message_question(m, "h.test", AXFR);
}

static void ixfr(struct message *m)
{
    message_begin(m, 0);
    message_question(m, "h.test", IXFR);
    message_record(m, NSCOUNT, "h.test", SOA,
                   BYTES("\0\0\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0\5"));
}

static void version(struct message *m)
{
    message_begin(m, 0);
    message_question(m, "version.bind", TXT);
    put_u16(m->w.at - 2, CH);
}

static void status(struct message *m)
{
    message_begin(m, 0x1000); /* STATUS */
}

static void (*const valid[])(struct message *) = {
    message_plain, message_edns,  mixed_case,    message_big, any,    referral,
    options,       client_cookie, server_cookie, only_cookie, update, notify,
    signed_query,  axfr,          ixfr,          version,     status,
};
const unsigned message_valid_n = sizeof valid / sizeof valid[0];

void message_valid(struct message *m, unsigned i)
{
    valid[i](m);
}
