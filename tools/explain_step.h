/*
 * The steps of the walk along a message: the next number, the next name, and
 * what is done when it is not there.  Each step adds pieces; after the first
 * one that cannot be read the walk has stopped, and no step does anything.
 */
#ifndef TWIG_EXPLAIN_STEP_H
#define TWIG_EXPLAIN_STEP_H

#include "tools/explain_types.h"

struct walker {
    struct walked *out;
    struct reader r;  /* to the end of what holds the next field */
    enum saying cut;  /* the fault of a field that goes beyond it */
    const char *rule; /* where the form of this stands */
    enum place place;
    uint16_t record;
    bool stopped;
};

/* The offset of the next octet. */
size_t step_at(const struct walker *w);

/* Add a piece of so many octets, which must be there, and go behind them. */
void step_add(struct walker *w, const struct part *p, size_t n, uint32_t value);

/* The next field, of p->n octets; 0 when it is not there. */
uint32_t step_number(struct walker *w, const struct part *p);

/* The field goes beyond the end: what is there of it, and the walk stops. */
void step_cut(struct walker *w, const struct part *p);

/* The last piece breaks a rule; it keeps its first fault. */
void step_blame(struct walker *w, enum saying fault, const char *rule);

/* The same of an earlier piece, of which that is seen only now. */
void step_blame_at(struct walker *w, size_t piece, enum saying fault,
                   const char *rule);

/* The same, and the walk stops. */
void step_fail(struct walker *w, enum saying fault, const char *rule);

/*
 * A name, piece by piece, then a remark with all of it: when the part has
 * more to say than SAY_NAME_IS, or when there was more than one piece.
 */
void step_name(struct walker *w, const struct part *p);

#endif
