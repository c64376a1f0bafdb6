/*
 * What a group of hostile messages is given: where to send them, and numbers
 * to make them of.  Each group is one idea of how a message can be wrong.
 */
#ifndef TWIG_HOSTILE_ATTACK_H
#define TWIG_HOSTILE_ATTACK_H

#include "tests/hostile/datagram.h"
#include "tests/hostile/judge.h"
#include "tests/hostile/message.h"
#include "tests/hostile/random.h"
#include "tests/hostile/stream.h"

struct attack {
    struct endpoint to;
    enum channel channel;
    struct datagrams *datagrams; /* of that channel, the one or the other */
    struct streams *streams;
    struct random random;
    unsigned rounds; /* of what is random: 1, or more for more of it */
    struct tally tally;
    struct message message; /* for the groups to build in */
};

/* Send these octets, or the message that was built, by the channel. */
void attack_send(struct attack *a, const uint8_t *at, size_t n);
void attack_send_built(struct attack *a);

/* Of messages, by either channel. */
void attack_flips(struct attack *a);     /* each bit of valid messages */
void attack_cuts(struct attack *a);      /* their beginnings; more behind */
void attack_flags(struct attack *a);     /* every second word of a header */
void attack_counts(struct attack *a);    /* more, or less, than there is */
void attack_mutations(struct attack *a); /* several edits at random */
void attack_garbage(struct attack *a);   /* not even a header */
void attack_large(struct attack *a);     /* as long as a message can be */
void attack_labels(struct attack *a);    /* types of labels, lengths of names */
void attack_pointers(struct attack *a);  /* loops, chains, to nowhere */
void attack_dear(struct attack *a);      /* as much work as there can be */
void attack_types(struct attack *a);     /* data at random, of every type */
void attack_opts(struct attack *a);      /* where, how many, what they say */
void attack_options(struct attack *a);   /* each with each length */
void attack_tsigs(struct attack *a);     /* RFC 8945, wrong */
void attack_storm(struct attack *a);     /* no waiting for replies */

/* Of connections. */
void attack_lengths(struct attack *a);   /* prefixes that lie */
void attack_drip(struct attack *a);      /* an octet at a time */
void attack_half_open(struct attack *a); /* nothing, or the half of it */
void attack_halves(struct attack *a);    /* of the longest messages */
void attack_half_close(struct attack *a);
void attack_resets(struct attack *a); /* in the middle of anything */
void attack_slow(struct attack *a);   /* 500 of them */
void attack_deaf(struct attack *a);   /* thousands of queries, never reading */
void attack_toil(struct attack *a);   /* many, with a lot of work */
void attack_brief(struct attack *a);  /* opened and closed at once */

#endif
