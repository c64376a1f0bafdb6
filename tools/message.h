/*
 * A message of the DNS taken apart: which records stand where.  The octets
 * stay where they are; a record is offsets into them.  What is wrong with a
 * message is said in words; what stood before it is there all the same.
 */
#ifndef TWIG_MESSAGE_H
#define TWIG_MESSAGE_H

#include "zonefile/dns.h"
#include "zonefile/wire.h"

enum section { QUESTION, ANSWER, AUTHORITY, ADDITIONAL, SECTIONS };

struct record {
    size_t at; /* of its owner's name */
    uint16_t type, class;
    uint32_t ttl;
    size_t data_at; /* of a question: the end of it */
    uint16_t data_n;
};

struct message {
    struct bytes raw; /* as long as whoever handed it in keeps it */
    uint16_t id;
    uint16_t flags;            /* the header's second 16 bits */
    uint16_t counts[SECTIONS]; /* as the header has them */
    struct record *records;
    size_t begin[SECTIONS + 1]; /* section s is begin[s] .. begin[s + 1] - 1 */
    const struct record *opt, *tsig; /* among the additional ones, or NULL;
                                        an OPT also when it was at fault */
    size_t extra;                    /* octets behind the last record */
    bool malformed;    /* it breaks a rule or ends early; the rest is here */
    const char *fault; /* it could not be read: why */
};

/*
 * message_read(m, raw): take apart the octets of `raw`, at least a header.
 * Returns false with m->fault when that is not possible.  message_free either
 * way.
 */
bool message_read(struct message *m, struct bytes raw);

void message_free(struct message *m);

/* The opcode of its header. */
unsigned message_opcode(const struct message *m);

/* The rcode: four bits of the header, eight of the OPT record. */
unsigned message_rcode(const struct message *m);

size_t message_count(const struct message *m, enum section s);

/* Record `i` of a section. */
const struct record *message_record(const struct message *m, enum section s,
                                    size_t i);

/* A name that stands at `at`, into `out` of 255 octets; the root when it is
 * broken, which message_read has ruled out for owners. */
void message_name(const struct message *m, size_t at, uint8_t *out);

#endif
