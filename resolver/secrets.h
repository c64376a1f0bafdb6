/*
 * The secrets that cookies are made with: drawn by chance, or read from a file
 * that all servers of a name share, so that each accepts what another made
 * (RFC 9018 5).
 *
 *     # cookies.secret: 32 hexadecimal digits a line
 *     e5e973e5a6b2a43f48e7dc849e37bfcf     # makes new cookies
 *     445536bcd2513298075a5d379663c962     # is accepted too
 *
 * The first makes cookies, the others are accepted, 3 in all.  To roll them
 * without any client noticing:
 *
 *   1. put the new one second, on every server: all accept it
 *   2. put it first, on every server: all make cookies with it
 *   3. an hour later, when the last old cookie has expired, drop the old one
 *
 * Neither a message nor a log ever shows a secret, nor part of one.
 */
#ifndef TWIG_SECRETS_H
#define TWIG_SECRETS_H

#include "resolver/cookie.h"

enum { SECRETS_WHY = 512 /* room for any message and a usual path */ };

/*
 * secrets_read(s, path, why, room): the secrets of a file.  Returns -1, with *s
 * as it was, when there is something wrong; `why` then says what, where, and
 * how to mend it, without a newline.  Else 0, and `why` is empty or a warning:
 * that others may read the file.
 */
int secrets_read(struct cookie_secrets *s, const char *path, char *why,
                 size_t room);

/* secrets_draw(out): one by chance, for any use.  0, or -1 with errno. */
int secrets_draw(uint8_t out[COOKIE_SECRET]);

/*
 * secrets_roll(s, fresh): `fresh` makes cookies from now on, and what it made
 * them with until now is still accepted.  Older ones are dropped: roll them
 * once an hour at most.
 */
void secrets_roll(struct cookie_secrets *s, const uint8_t fresh[COOKIE_SECRET]);

#endif
