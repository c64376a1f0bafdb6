/*
 * Messages that somebody pasted as hexadecimal digits: --decode.
 */
#ifndef TWIG_PASTE_H
#define TWIG_PASTE_H

#include "tools/request.h"

#include <stdio.h>

enum pasted {
    PASTED_FINE,
    PASTED_BROKEN, /* one breaks a rule; it was told which */
    PASTED_NOTHING /* what is there is no message; said why */
};

/*
 * paste_tell(s, r, f): all messages in `f`, one after the other; `r` says what
 * is shown of them.
 */
enum pasted paste_tell(const struct settings *s, const struct request *r,
                       FILE *f);

#endif
