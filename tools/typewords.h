/*
 * Types and classes among the words of the command line.
 */
#ifndef TWIG_TYPEWORDS_H
#define TWIG_TYPEWORDS_H

#include "tools/arguments.h"

enum typeword {
    TYPEWORD_NONE,  /* it is a name */
    TYPEWORD_TAKEN, /* it was a type or a class */
    TYPEWORD_BAD    /* a mistake, and it was said */
};

/* A word without -t or -c: type, class or neither.  IXFR=SERIAL is a type. */
enum typeword typewords_read(struct arguments *a, const char *word);

/* The value of -t and of -c; what is no type is warned of and passed over. */
enum typeword typewords_set_type(struct arguments *a, const char *word);
void typewords_set_class(struct arguments *a, const char *word);

#endif
