/*
 * What the lessons say, in two languages.  A lesson's code has the English,
 * so that it can be read; the Chinese is found by it.
 */
#ifndef TWIG_UDPLAB_WORDS_H
#define TWIG_UDPLAB_WORDS_H

#include "tools/messages.h"

#include <stddef.h>

/*
 * in_words(lang, english): the text in that language, a pattern of printf
 * with the same arguments; the English when there is no other.
 */
const char *in_words(enum lang lang, const char *english)
    __attribute__((format_arg(2)));

/* The table, and its size. */
extern const struct message_text words_table[];
extern const size_t words_n;

#endif
