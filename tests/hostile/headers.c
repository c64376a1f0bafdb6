/* Headers: flags and counts. */
#include "tests/hostile/attack.h"

void attack_flags(struct attack *a)
{
    for (unsigned flags = 0; flags < 65536; flags++) {
        /* all opcodes and bits with both, all rcodes with the plain one */
        if (flags % 3 == 0)
            message_edns(&a->message);
        else
            message_plain(&a->message);
        put_u16(a->message.at + 2, (uint16_t)flags);
        attack_send_built(a);
    }
}

void attack_counts(struct attack *a)
{
    static const uint16_t absurd[] = { 0,   1,   2,     3,     15,
                                       255, 256, 32767, 32768, 65535 };
    enum { N = sizeof absurd / sizeof absurd[0] };
    for (unsigned i = 0; i < message_valid_n; i++)
        for (unsigned all = 0; all < N * N; all++) {
            message_valid(&a->message, i);
            unsigned one = all % 4 * 2, other = all / 4 % 4 * 2;
            put_u16(a->message.at + QDCOUNT + one, absurd[all % N]);
            put_u16(a->message.at + QDCOUNT + other, absurd[all / N]);
            attack_send_built(a);
        }
}
