/* Valid messages, edited. */
#include "tests/hostile/attack.h"

void attack_flips(struct attack *a)
{
    for (unsigned i = 0; i < message_valid_n; i++) {
        message_valid(&a->message, i);
        struct bytes m = message_bytes(&a->message);
        for (size_t bit = 0; bit < m.n * 8; bit++) {
            a->message.at[bit / 8] ^= (uint8_t)(1 << bit % 8);
            attack_send(a, m.at, m.n);
            a->message.at[bit / 8] ^= (uint8_t)(1 << bit % 8);
        }
    }
}

void attack_cuts(struct attack *a)
{
    enum { BEHIND = 24 };
    for (unsigned i = 0; i < message_valid_n; i++) {
        message_valid(&a->message, i);
        struct bytes m = message_bytes(&a->message);
        random_fill(&a->random, a->message.at + m.n, BEHIND);
        for (size_t n = 0; n <= m.n + BEHIND; n++)
            attack_send(a, m.at, n);
    }
}

/* Move what follows by `by` octets, forth or back, and make room or close it.
 */
static size_t shift(uint8_t *m, size_t n, size_t at, int by)
{
    if (by < 0 && (size_t)-by > n - at)
        return n;
    size_t from = by < 0 ? at + (size_t)-by : at;
    size_t to = by < 0 ? at : at + (size_t)by;
    memmove(m + to, m + from, n - from);
    return n - from + to;
}

/* One edit; the message has room behind it.  Returns its new length. */
static size_t edit(struct random *r, uint8_t *m, size_t n)
{
    size_t at = random_below(r, n), len = 1 + random_below(r, 8);
    switch (random_below(r, 7)) {
    case 0:
        m[at] ^= (uint8_t)(1 << random_below(r, 8));
        break;
    case 1:
        m[at] = (uint8_t)random_next(r);
        break;
    case 2: /* a length, a count or a type, near its limits */
        m[at] = (uint8_t)(random_below(r, 4) - 2);
        break;
    case 3:
        n = shift(m, n, at, (int)len);
        random_fill(r, m + at, len);
        break;
    case 4:
        n = shift(m, n, at, -(int)len);
        break;
    case 5: /* a pointer */
        put_u16(m + at, (uint16_t)(POINTER | random_below(r, n + 2)));
        n += at + 2 > n ? 1 : 0;
        break;
    case 6: /* the same once more */
        memmove(m + n, m + at, n - at);
        n += n - at;
        break;
    }
    return n > 0 ? n : 1;
}

void attack_mutations(struct attack *a)
{
    enum { MESSAGES = 60000, EDITS = 8, LONGEST = 1400 };
    struct random *r = &a->random;
    for (unsigned i = 0; i < MESSAGES * a->rounds; i++) {
        message_valid(&a->message, random_below(r, message_valid_n));
        size_t n = message_bytes(&a->message).n;
        for (unsigned k = 1 + random_below(r, EDITS); k > 0 && n < LONGEST; k--)
            n = edit(r, a->message.at, n);
        attack_send(a, a->message.at, n);
    }
}

void attack_garbage(struct attack *a)
{
    enum { MESSAGES = 30000, LONGEST = 600 };
    for (unsigned i = 0; i < MESSAGES * a->rounds; i++) {
        size_t n = random_below(&a->random, LONGEST);
        random_fill(&a->random, a->message.at, n);
        if (i % 2 && n > 2)
            a->message.at[2] &= 0x7f; /* a query, at least */
        attack_send(a, a->message.at, n);
    }
}

void attack_storm(struct attack *a)
{
    enum { MESSAGES = 20000, OFTEN = 16 };
    struct random *r = &a->random;
    for (unsigned i = 0; i < MESSAGES * a->rounds; i++) {
        message_valid(&a->message, random_below(r, message_valid_n));
        size_t n = message_bytes(&a->message).n;
        if (i % OFTEN != 0)
            n = edit(r, a->message.at, n);
        datagrams_shout(a->datagrams, (struct bytes){ a->message.at, n });
    }
}
