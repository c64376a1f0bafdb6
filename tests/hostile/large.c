/* Messages as long as they can be. */
#include "tests/hostile/attack.h"

enum {
    A = 1,
    TXT = 16,
    UDP_MOST = 65507, /* the greatest datagram of IPv4 */
    RECORD = 11       /* the shortest one */
};

/* The longest that goes by this channel. */
static size_t most(const struct attack *a)
{
    return a->channel == STREAMS ? MESSAGE_MAX : UDP_MOST;
}

static void send_filled(struct attack *a, size_t n, int octet)
{
    size_t from = message_bytes(&a->message).n;
    if (octet >= 0)
        memset(a->message.at + from, octet, n - from);
    else
        random_fill(&a->random, a->message.at + from, n - from);
    attack_send(a, a->message.at, n);
}

/* As many records as fit, each the shortest that there is. */
static void send_records(struct attack *a, unsigned at, uint16_t type)
{
    struct message *m = &a->message;
    message_plain(m);
    m->w.end = m->at + most(a);
    unsigned n = (unsigned)(m->w.end - m->w.at) / RECORD;
    for (unsigned i = 0; i < n; i++)
        message_record(m, at, "", type, (struct bytes){ NULL, 0 });
    attack_send_built(a);
}

static void send_questions(struct attack *a)
{
    message_begin(&a->message, 0);
    a->message.w.end = a->message.at + most(a);
    for (size_t n = 12; n + 17 <= most(a); n += 16)
        message_question(&a->message, "www.h.test", A);
    attack_send_built(a);
}

/* An OPT whose data is all the rest: one option, or as many as fit. */
static void send_options(struct attack *a, unsigned len)
{
    struct message *m = &a->message;
    message_plain(m);
    message_opt(m, ARCOUNT, (struct opt){ .size = 1232 });
    uint8_t *from = m->w.at;
    while (m->w.at + 4 + len <= m->at + most(a)) {
        write_u16(&m->w, 65001);
        write_u16(&m->w, (uint16_t)len);
        memset(m->w.at, 0, len);
        m->w.at += len;
    }
    put_u16(from - 2, (uint16_t)(m->w.at - from));
    attack_send_built(a);
}

void attack_large(struct attack *a)
{
    static const size_t sizes[] = { 513,  1231, 1232, 1233, 1471,  1472,
                                    1473, 1500, 4096, 9000, 16384, 32768 };
    static const int fills[] = { 0, 1, 63, 64, 0xc0, 0xff, -1 };
    for (unsigned f = 0; f < sizeof fills / sizeof fills[0]; f++) {
        for (unsigned s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
            message_edns(&a->message);
            send_filled(a, sizes[s], fills[f]);
        }
        message_edns(&a->message);
        put_u16(a->message.at + ARCOUNT, 0xffff);
        send_filled(a, most(a), fills[f]);
        message_begin(&a->message, 0);
        put_u16(a->message.at + QDCOUNT, 1);
        send_filled(a, most(a), fills[f]);
    }
    for (unsigned at = ANCOUNT; at <= ARCOUNT; at += 2) {
        send_records(a, at, A);
        send_records(a, at, TXT);
        send_records(a, at, 41);
        send_records(a, at, 250);
        send_records(a, at, 65280);
    }
    send_questions(a);
    send_options(a, 0);
    send_options(a, 4);
    send_options(a, 60000);
    for (unsigned i = 0; i < 20 * a->rounds; i++) {
        message_begin(&a->message, 0);
        random_fill(&a->random, a->message.at + QDCOUNT, 8);
        send_filled(a, most(a), -1);
    }
}
