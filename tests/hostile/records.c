/* Records: OPT, its options, TSIG, and data at random. */
#include "tests/hostile/attack.h"

#include <stdio.h>

enum {
    A = 1,
    OPT = 41,
    TSIG = 250,
    ANY = 255,
    SECTIONS = 3,
    OPTIONS = 24 /* codes; those of RFC 6891 and its followers are below */
};

/* ---- data at random ---- */

void attack_types(struct attack *a)
{
    enum { EACH = 12, LONGEST = 48 };
    uint8_t data[LONGEST];
    struct random *r = &a->random;
    for (unsigned i = 0; i < 320 * EACH * a->rounds; i++) {
        unsigned type = i % 320;
        struct bytes d = { data, random_below(r, LONGEST) };
        random_fill(r, data, sizeof data);
        if (i % 3 == 0 && d.n > 8) /* a name, to come further */
            memcpy(data, "\1x\1h\4test", 9);
        message_edns(&a->message);
        message_record(&a->message, ANCOUNT + 2 * (i / 320 % SECTIONS), "h",
                       (uint16_t)(type < 300 ? type : random_next(r)), d);
        if (i % 5 == 0) /* one octet more, or less, than there is */
            a->message.w.at += i % 2 ? 1 : -1;
        attack_send_built(a);
    }
}

/* ---- OPT ---- */

static void opt_where(struct attack *a)
{
    struct message *m = &a->message;
    struct opt opt = { .size = 1232 };
    for (unsigned set = 1; set < 64; set++) { /* none to three a section */
        message_plain(m);
        for (unsigned s = 0; s < SECTIONS; s++)
            for (unsigned n = set >> 2 * s & 3; n > 0; n--)
                message_opt(m, ANCOUNT + 2 * s, opt);
        attack_send_built(a);
    }
    static const char *const owners[] = { "a", "h.test", "www.h.test" };
    for (unsigned i = 0; i < 3; i++) {
        message_plain(m);
        message_record(m, ARCOUNT, owners[i], OPT, (struct bytes){ NULL, 0 });
        attack_send_built(a);
    }
    message_plain(m); /* an owner that is the root by a pointer */
    write_u16(&m->w, POINTER | (NAME_AT + 11));
    message_opt(m, ARCOUNT, opt);
    memmove(m->w.at - 11, m->w.at - 10, 10);
    m->w.at--;
    attack_send_built(a);
}

static void opt_send(struct attack *a, struct opt opt)
{
    message_plain(&a->message);
    message_opt(&a->message, ARCOUNT, opt);
    attack_send_built(a);
}

/* sN.h.test has a TXT of N octets: replies of each length near the limits. */
static void send_sized(struct attack *a, unsigned n)
{
    enum { TXT = 16 };
    static const uint16_t sizes[] = { 0,    511,  512,  513,  520,  1200,
                                      1231, 1232, 1233, 1240, 1400, 65535 };
    char name[32];
    snprintf(name, sizeof name, "s%u.h.test", n);
    for (unsigned i = 0; i <= sizeof sizes / sizeof sizes[0]; i++) {
        message_begin(&a->message, 0);
        message_question(&a->message, name, TXT);
        if (i < sizeof sizes / sizeof sizes[0])
            message_opt(&a->message, ARCOUNT, (struct opt){ .size = sizes[i] });
        attack_send_built(a);
    }
}

void attack_opts(struct attack *a)
{
    for (unsigned n = 440; n < 500; n++)
        send_sized(a, n);
    for (unsigned n = 1160; n < 1220; n++)
        send_sized(a, n);
    opt_where(a);
    for (unsigned size = 0; size < 65536; size += size < 2048 ? 7 : 511)
        opt_send(a, (struct opt){ .size = (uint16_t)size });
    for (uint32_t version = 0; version < 256; version++)
        opt_send(a, (struct opt){ .size = 512, .ttl = version << 16 });
    for (uint32_t bit = 1; bit; bit <<= 1)
        opt_send(a, (struct opt){ .size = 1232, .ttl = bit });
    for (unsigned len = 0; len < 400; len++) { /* of the data, not true */
        opt_send(a, (struct opt){ .size = 1232 });
        put_u16(a->message.w.at - 2, (uint16_t)(len < 300 ? len : len * 163));
        attack_send_built(a);
    }
}

/* An option of a length that may not be the true one. */
static void option(struct writer *w, unsigned code, unsigned says, unsigned n)
{
    write_u16(w, (uint16_t)code);
    write_u16(w, (uint16_t)says);
    for (unsigned i = 0; i < n; i++)
        write_u8(w, (uint8_t)(i * 37 + code));
}

/* Alone, with a length that may lie, or with another behind it. */
static void options_send(struct attack *a, unsigned code, unsigned n)
{
    enum { COOKIE = 10 };
    uint8_t octets[256];
    for (unsigned way = 0; way < 6; way++) {
        struct writer w = writer_over(octets, sizeof octets);
        option(&w, code, way < 3 ? n + way - 1 : n, n);
        if (way == 3)
            option(&w, code, n, n);
        if (way == 4)
            option(&w, COOKIE, 8, 8);
        if (way == 5)
            option(&w, COOKIE, 0xffff, 8);
        struct bytes o = { octets, (size_t)(w.at - octets) };
        opt_send(a, (struct opt){ .size = 1232, .options = o });
    }
}

void attack_options(struct attack *a)
{
    enum { LONGEST = 44, OWN = 65001 };
    for (unsigned n = 0; n <= LONGEST; n++) {
        for (unsigned code = 0; code < OPTIONS; code++)
            options_send(a, code, n);
        options_send(a, OWN, n);
    }
}

/* ---- TSIG ---- */

static void tsig(struct attack *a, unsigned section, size_t n)
{
    uint8_t data[128] = "\013hmac-sha256";
    random_fill(&a->random, data + 13, sizeof data - 13);
    if (n % 2) { /* a MAC of 32 octets, no other data: a whole one */
        put_u16(data + 13 + 8, 32);
        put_u16(data + 13 + 10 + 32 + 4, 0);
    }
    struct bytes d = { data, n < sizeof data ? n : 61 };
    message_record(&a->message, ANCOUNT + 2 * section, "key.h.test", TSIG, d);
    if (n % 3)
        put_u16(a->message.w.at - d.n - 8, ANY);
}

void attack_tsigs(struct attack *a)
{
    enum { LONGEST = 200 };
    for (unsigned section = 0; section < SECTIONS; section++)
        for (size_t n = 0; n < LONGEST; n++) {
            message_edns(&a->message);
            tsig(a, section, n);
            attack_send_built(a);
            tsig(a, (unsigned)n % SECTIONS, n); /* a second one */
            attack_send_built(a);
            message_plain(&a->message); /* one in front of an OPT */
            tsig(a, 2, n);
            message_opt(&a->message, ARCOUNT, (struct opt){ .size = 1232 });
            attack_send_built(a);
        }
}
