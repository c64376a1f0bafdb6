#include "tests/hostile/attack.h"

void attack_send(struct attack *a, const uint8_t *at, size_t n)
{
    struct bytes message = { at, n };
    switch (a->channel) {
    case DATAGRAMS:
        datagrams_send(a->datagrams, message);
        break;
    case STREAMS:
        streams_send(a->streams, message);
        break;
    }
}

void attack_send_built(struct attack *a)
{
    struct bytes message = message_bytes(&a->message);
    attack_send(a, message.at, message.n);
}
