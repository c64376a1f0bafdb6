/*
 * What is said to a reader, in the reader's language.
 */
#ifndef TWIG_MESSAGES_H
#define TWIG_MESSAGES_H

#include "tools/messages_text.h"
#include "tools/text.h"

#include <stdarg.h>
#include <stdbool.h>

enum lang { LANG_EN, LANG_ZH };

/*
 * messages_lang(option): the language that --lang names; without it (NULL)
 * TWIG_LANG, or else the first that is set of LC_ALL, LC_MESSAGES and LANG.
 * What begins with "zh" is Chinese, everything else English.
 */
enum lang messages_lang(const char *option);

/* Does the text name a language that there is: en, zh, zh_CN.UTF-8? */
bool messages_lang_known(const char *option);

/* Both languages of a message; it is one of the table. */
const struct message_text *messages_of(enum saying id);

/*
 * messages_add(t, lang, id, ...): add a message; what {1}, {2} ... stand for
 * follows as `const char *`, and then NULL.
 */
void messages_add(struct text *t, enum lang lang, enum saying id, ...)
    __attribute__((sentinel));

/* The same for a row of another table. */
void messages_fill(struct text *t, enum lang lang,
                   const struct message_text *row, va_list list);

#endif
