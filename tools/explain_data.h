/*
 * The walk along the data of one record: its parts, options and parameters.
 */
#ifndef TWIG_EXPLAIN_DATA_H
#define TWIG_EXPLAIN_DATA_H

#include "tools/explain_step.h"

/*
 * data_walk(w, layout, n): the next `n` octets, which must be there, are data
 * of that form.
 */
void data_walk(struct walker *w, const struct layout *layout, size_t n);

#endif
