/*
 * One list of questions and of what must be seen, for whatever answers: the
 * function answer() in memory, a server over UDP, another server to compare.
 *
 * A question is written as for dig:
 *
 *     "www.t.test A"            RD set, no EDNS, as nothing else is said
 *     "+norec +ad +cd +z"       header flags
 *     "+opcode=5 +class=CH"     other numbers of header and question
 *     "+edns"                   an OPT record, of size 1232; so do all of these
 *     "+size=4096 +do +version=1 +flags=0x0080 +option=65001:6162"
 *     "+tcp"                    by TCP: in memory only
 *
 * or, for what no well-meaning client sends, "raw " and the message octet by
 * octet: hex digits, where a word with a dot in it stands for that name.
 *
 * What must be seen begins with "silence", or with the rcode and then:
 *
 *     aa tc                     these flags; without them they must be clear
 *     opt                       an OPT record (after "raw", which cannot tell)
 *     echo                      the question again (likewise)
 *     ede=20                    the one option in OPT; otherwise none
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
    world_nested, world_extra, world_flat;

/* All of the above, ended by NULL. */
extern const struct world *const worlds[];

enum { QUESTION_MAX = 2048, WHY_MAX = 4096 };

/* A question as it is sent, and what of it the reply depends on. */
struct question {
    uint8_t wire[QUESTION_MAX];
    size_t n;
    bool raw, edns, dnssec_ok, tcp;
    size_t limit; /* no reply may be longer */
};

/* exchange_ask(e, q): write the question.  The test fails when it is not one.
 */
void exchange_ask(const struct exchange *e, struct question *q);

/*
 * exchange_judge(e, q, reply, why): is that the reply, n == 0 for silence?  If
 * not, `why` of WHY_MAX octets tells.  Also checked, for every reply: ID,
 * opcode, RD, CD and the question are the same bit for bit; QR is set, RA, AD
 * and Z are clear; counts and length are right to the octet; ldns reads it; no
 * record is there twice; no name is compressed where RFC 3597 forbids it; OPT
 * is there if and only if it was asked with, with version 0, our size, DO as it
 * was, no other flags.
 */
bool exchange_judge(const struct exchange *e, const struct question *q,
                    struct bytes reply, char *why);

#endif
