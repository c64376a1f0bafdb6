/*
 * The options that choose a form that is not dig's: for programs, +json and
 * +yaml, and for who learns, +explain, +words, +hexdump and +pcap.
 */
#ifndef TWIG_OPTFORM_H
#define TWIG_OPTFORM_H

#include "tools/option.h"

/* o->field is the enum form. */
const char *apply_form(const struct option *o, const struct choice *c);

/* The same, and which parts of an explanation. */
const char *apply_explain(const struct option *o, const struct choice *c);
const char *apply_words(const struct option *o, const struct choice *c);

const char *apply_trace(const struct option *o, const struct choice *c);
const char *apply_pcap(const struct option *o, const struct choice *c);

#endif
