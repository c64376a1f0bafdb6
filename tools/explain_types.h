/*
 * What stands in the data of records, options and parameters: a table of
 * parts for each.  A new type is a row.
 */
#ifndef TWIG_EXPLAIN_TYPES_H
#define TWIG_EXPLAIN_TYPES_H

#include "tools/explain_piece.h"

/* One field.  The last ones may take what is left. */
struct part {
    const char *name; /* NULL: there are no more parts */
    enum shape shape;
    enum saying says;
    uint8_t n;   /* octets of a number; of what takes the rest, at least */
    bool repeat; /* until the data end */
};

enum { PARTS_MAX = 9 };

struct layout {
    uint16_t number;
    const char *name;  /* of an option or a parameter */
    enum saying says;  /* what it is */
    const char *rule;  /* where its form stands */
    bool may_be_empty; /* of an option: the question for it */
    struct part parts[PARTS_MAX + 1];
};

/* The row of a number, or NULL: it is not known here. */
const struct layout *layout_of_type(uint16_t type);
const struct layout *layout_of_option(uint16_t code);
const struct layout *layout_of_parameter(uint16_t key);

/* What is done with data of no known form: one part, octets. */
extern const struct layout layout_unknown, layout_unknown_item;

#endif
