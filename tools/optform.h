/*
 * The options that choose a form for programs: +json and +yaml.
 */
#ifndef TWIG_OPTFORM_H
#define TWIG_OPTFORM_H

#include "tools/option.h"

/* o->field is the enum form. */
const char *apply_form(const struct option *o, const struct choice *c);

#endif
