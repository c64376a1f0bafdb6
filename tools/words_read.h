/*
 * What a reply says about the name asked: its aliases, the records at their
 * end, who is to be asked next.  Found in the walk over the message; records
 * without data (RFC 2136 has such) say nothing here.
 */
#ifndef TWIG_WORDS_READ_H
#define TWIG_WORDS_READ_H

#include "tools/explain_piece.h"

struct facts {
    const struct walked *w;
    uint16_t type, class;
    uint8_t asked[DNS_NAME_MAX]; /* the name of the question, lower case */
    uint8_t name[DNS_NAME_MAX];  /* where the aliases have led so far */
};

/* The first question; false: there is none. */
bool facts_begin(struct facts *f, const struct walked *w);

/* The record's owner, lower case, into `out` of 255 octets. */
void facts_owner(const struct facts *f, const struct part_of_message *r,
                 uint8_t *out);

/* The name that begins `skip` octets into its data. */
void facts_name(const struct facts *f, const struct part_of_message *r,
                size_t skip, uint8_t *out);

/* The first record of the type there, of that owner unless NULL; or NULL. */
const struct part_of_message *facts_find(const struct facts *f,
                                         enum place place, uint16_t type,
                                         const uint8_t *owner);

/*
 * facts_follow(f, dname): the CNAME record at f->name, which is moved to where
 * it leads, or NULL.  *dname is the DNAME record it was made from, or NULL.
 */
const struct part_of_message *
facts_follow(struct facts *f, const struct part_of_message **dname);

/* Is this record part of the answer at f->name, of the type asked? */
bool facts_answers(const struct facts *f, const struct part_of_message *r);

/* The lowest TTL of the answer section. */
uint32_t facts_ttl(const struct facts *f);

/* How long a No may be remembered, as its SOA says: RFC 2308 5. */
uint32_t facts_no_ttl(const struct facts *f, const struct part_of_message *soa);

/*
 * facts_wildcard(f, out): a signature with fewer labels than the name it
 * signs: the name of the wildcard without "*."; false: there is none.
 * RFC 4035 5.3.4.
 */
bool facts_wildcard(const struct facts *f, uint8_t *out);

/*
 * facts_below(f, out): an NSEC record that shows that f->name exists only for
 * what is below it, and a name there; false: there is none.  RFC 4035 2.3.
 */
bool facts_below(const struct facts *f, uint8_t *out);

#endif
