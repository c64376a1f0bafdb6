/*
 * Text that grows: what is printed is put together here first, so that a
 * module that writes text can be tested without a stream.  Without memory
 * the program ends: there is nothing that it could still say.
 */
#ifndef TWIG_TEXT_H
#define TWIG_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *at; /* ends in a NUL once something was added; NULL before */
    size_t n; /* without the NUL */
    size_t room;
    bool unicode; /* names are written in their own script */
};

void text_free(struct text *t);

/* Begin again, keeping the memory. */
void text_clear(struct text *t);

void text_put(struct text *t, char c);
void text_add(struct text *t, const char *s);
void text_add_n(struct text *t, const char *s, size_t n);

/* printf to the end of it. */
void text_format(struct text *t, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A name in wire form, in presentation form with its final dot. */
void text_name(struct text *t, const uint8_t *wire);

#endif
