/*
 * Messages to begin with: a builder that checks nothing, so that it also
 * builds what is wrong, and the list of those that are right.
 */
#ifndef TWIG_HOSTILE_MESSAGE_H
#define TWIG_HOSTILE_MESSAGE_H

#include "zonefile/wire.h"

enum {
    MESSAGE_MAX = 65535,
    HEADER = 12,
    NAME_AT = HEADER, /* of the question's name */
    /* where the counts are */
    QDCOUNT = 4,
    ANCOUNT = 6,
    NSCOUNT = 8,
    ARCOUNT = 10,
    POINTER = 0xc000
};

struct message {
    struct writer w;
    uint8_t at[MESSAGE_MAX];
};

/* The header: ID 0, these flags, no records. */
void message_begin(struct message *m, uint16_t flags);

/* One of the four counts, one higher. */
void message_count(struct message *m, unsigned at);

/* A name of labels between dots; "" is the root. */
void message_name(struct message *m, const char *text);

/* One more question, or record of the section of that count; class IN. */
void message_question(struct message *m, const char *name, uint16_t type);
void message_record(struct message *m, unsigned at, const char *name,
                    uint16_t type, struct bytes data);

/* An OPT record: version and flags as in the TTL of a record. */
struct opt {
    uint16_t size;
    uint32_t ttl;
    struct bytes options;
};
void message_opt(struct message *m, unsigned at, struct opt opt);

struct bytes message_bytes(const struct message *m);

/* The valid messages: message_valid_n of them, of all shapes. */
extern const unsigned message_valid_n;
void message_valid(struct message *m, unsigned i);

/* The plainest of them, to be made worse: www.h.test A, and with OPT. */
void message_plain(struct message *m);
void message_edns(struct message *m);

/* The one with the greatest answer. */
void message_big(struct message *m);

/* One that is a lot of work: names behind so many pointers, in names.c. */
void message_dear(struct message *m, unsigned pointers);

#endif
