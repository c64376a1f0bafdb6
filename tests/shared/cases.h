/*
 * One list of questions and of what must be seen, for whatever answers: the
 * function answer() in memory, a server over UDP and over TCP, and servers of
 * other makers.
 *
 * A question is written as for dig:
 *
 *     "www.t.test A"            RD set, no EDNS, as nothing else is said
 *     "+norec +ad +cd +z"       header flags
 *     "+opcode=5 +class=CH"     other numbers of header and question
 *     "+edns"                   an OPT record, of size 1232; so do all of these
 *     "+size=4096 +do +version=1 +flags=0x0080 +option=65001:6162"
 *
 * +option may be repeated.  Or, for what no well-meaning client sends, "raw "
 * and the message octet by octet: hex digits, where a word with a dot in it
 * stands for that name.
 *
 * What must be seen begins with "silence", or with the rcode and then:
 *
 *     aa tc                     these flags; without them they must be clear;
 *                               with tc it is asked by UDP only
 *     udp tcp                   it is asked that way only
 *     opt                       an OPT record (after "raw", which cannot tell)
 *     echo                      the question again (likewise)
 *     ede=20 ...                an option in OPT, see cases_opt.c; no others
 *     max=100                   the reply is at most that long
 *
 * and then record by record, in order: "any" is any number of any, "any 40" is
 * forty of any kind.  Each reply is read again by ldns and must also be right
 * in all that does not depend on the question: see exchange_judge.
 */
#ifndef TWIG_TESTS_CASES_H
#define TWIG_TESTS_CASES_H

#include "zonefile/wire.h"

struct exchange {
    const char *name; /* of the test; row_NN_... for a row of conformance.md */
    const char *ask;
    const char *see;
    const char *answer, *authority, *additional; /* a record a line; or NULL */
    const char *others; /* where the rule leaves a choice: see BY_THE_RULE */
};

enum { WORLD_ZONES = 5 };

/* Zone files, and what is asked of a server that has them. */
struct world {
    const char *name;
    struct {
        const char *file;
        const char *text; /* NULL: it is the file tests/FILE */
    } zones[WORLD_ZONES];
    const struct exchange *exchanges;
    size_t n;
};

extern const struct world world_rows, world_wire, world_alias, world_cut,
    world_nested, world_extra, world_flat, world_options;

/* All of the above, ended by NULL. */
extern const struct world *const worlds[];

enum { QUESTION_MAX = 2048, WHY_MAX = 4096 };

/* A question as it is sent, and what of it the reply depends on. */
struct question {
    uint8_t wire[QUESTION_MAX];
    size_t n;
    bool raw, edns, dnssec_ok, tcp;
    size_t offered; /* the UDP size in its OPT, or 512 */
};

/* exchange_goes(e, tcp): is it asked that way? */
bool exchange_goes(const struct exchange *e, bool tcp);

/* exchange_ask(e, q): write the question.  The test fails when it is not one.
 * Who sends it by TCP sets q->tcp.
 */
void exchange_ask(const struct exchange *e, struct question *q);

/*
 * TO_THE_LETTER: the reply of our own server.  Also checked, for every reply:
 * ID, opcode, RD, CD and the question are the same bit for bit; QR is set, RA,
 * AD and Z are clear; counts and length are right to the octet; ldns reads it;
 * no record is there twice; no name is compressed where RFC 3597 forbids it;
 * OPT is there if and only if it was asked with, with version 0, our size, DO
 * as it was, no other flags.
 *
 * BY_THE_RULE: the reply of any server, of which only that is asked which the
 * rule of its row demands.  ID, opcode, rcode, AA, TC, the client's size and
 * the answer section must be right, with the RRsets in order; authority and
 * additional must have what is written, and may have more.  `others` tells
 * what else belongs to the rule, or does not:
 *
 *     ra rd z opt flags ttl     so do RA, RD, Z, OPT at all, its flags, the TTL
 *                               of an SOA
 *     optional=cookie           so does that option, but a server may do
 *                               without, which is ABSENT and not WRONG
 *     no=65001                  that option must not be there
 *     max=1400                  the reply is at most that long
 *     length                    and nothing else matters
 *     set                       any one RRset, or TC and none
 *     also=REFUSED|silence      that will do as well
 *     absent=REFUSED            with that it is ABSENT
 *     unaware=NOERROR           with that it knows nothing of the option, which
 *                               is UNAWARE
 *     ours                      it is a choice of ours: others are not asked
 */
enum rigour { TO_THE_LETTER, BY_THE_RULE };
enum judgement { WRONG, RIGHT, ABSENT, UNAWARE };

/*
 * exchange_judge(e, q, reply, rigour, why): is that the reply, n == 0 for
 * silence?  If not, `why` of WHY_MAX octets tells.
 */
enum judgement exchange_judge(const struct exchange *e,
                              const struct question *q, struct bytes reply,
                              enum rigour rigour, char *why);

/*
 * opt_find(options, code, out): one option among the data of an OPT.  False:
 * it is not there, or they are malformed.
 */
bool opt_find(struct bytes options, uint16_t code, struct bytes *out);

/*
 * word_find(words, word): the word, of several with a blank between them, or
 * what stands behind it when it ends with '='; or NULL.
 */
const char *word_find(const char *words, const char *word);

#endif
