/*
 * Asks all servers the same, many questions at a time: a window of them is
 * under way, each to every server, over UDP or one kept TCP connection, and is
 * done when all have replied or one has not, in spite of asking again.  A peer
 * that was silent is not asked again before the next start; twigd always is.
 */
#ifndef TWIG_PEERS_ASKER_H
#define TWIG_PEERS_ASKER_H

#include "tests/peers/question.h"
#include "tests/peers/servers.h"
#include "tests/peers/stream.h"

enum { WINDOW = 64, REPLY_MAX = 65535 };

struct exchange {
    struct question q;
    uint8_t *reply[SERVERS]; /* of REPLY_MAX octets */
    size_t n[SERVERS];       /* 0: silence */
    unsigned waiting;        /* for these, a bit each */
    bool under_way;
    unsigned tries;
    uint64_t sent_at;             /* milliseconds */
    unsigned connection[SERVERS]; /* that it was sent on */
    uint16_t id;
};

struct asker {
    const struct servers *servers;
    int udp[SERVERS];
    struct stream *tcp[SERVERS];
    unsigned connection[SERVERS]; /* how many there were */
    struct exchange window[WINDOW];
    unsigned under_way;
    unsigned lost; /* peers that do not reply any more, a bit each */
    uint16_t turn;
};

/* Take the memory; no server is known yet. */
void asker_begin(struct asker *a);

/* Open the sockets to these servers, or close them. */
void asker_open(struct asker *a, const struct servers *s);
void asker_close(struct asker *a);

/* A place for a question: fill in its `q` and hand it to asker_ask; NULL: the
 * window is full. */
struct exchange *asker_room(struct asker *a);
void asker_ask(struct asker *a, struct exchange *e);

/* Wait until a question is done.  It is until it is given back. */
struct exchange *asker_take(struct asker *a);
void asker_give_back(struct asker *a, struct exchange *e);

void asker_end(struct asker *a);

#endif
