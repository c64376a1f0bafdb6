/*
 * EDNS options for tests: written as text into a request, and told in words
 * out of a reply.
 *
 * Asked: "3: 10:0102030405060708", each a code and the data in hex.
 *
 * Told, in their order, ended by a blank each:
 *
 *     nsid=ns1 expire=1209600 keepalive=100 pad version=2.0.42 ede=20
 *     cookie              one that is good for the client
 *     19?                 what is malformed, or of no reply
 *     cut                 the last one is longer than the record
 */
#ifndef TWIG_TESTS_OPTIONS_H
#define TWIG_TESTS_OPTIONS_H

#include "resolver/service.h"
#include "tests/shared/cases.h"

enum { OPTIONS_TOLD = 512 };

/* The options to the writer. */
void options_put(struct writer *w, const char *text);

/* exchange_ask(ask), which has an OPT at its end, and these options in it. */
void options_ask(struct question *q, const char *ask, const char *options);

/* The data of the message's OPT into *options; false: it has none.  The test
 * fails when the message is no message. */
bool options_of(struct bytes *options, struct bytes message);

/* The options in words; `client` sent the cookie. */
void options_tell(char told[OPTIONS_TOLD], struct bytes options,
                  const struct service *self, const struct client *client);

#endif
