/*
 * What a reply makes us do, other than to show it.
 */
#ifndef TWIG_REACT_H
#define TWIG_REACT_H

#include "tools/exchange.h"

enum reaction {
    REACT_SHOW,
    REACT_AGAIN,      /* the request was changed: ask anew */
    REACT_NEXT_SERVER /* another may know better */
};

/*
 * react(e, now, last): after a reply.  `now` is changed to what is to be asked
 * instead: over TCP, with the server's cookie, with less EDNS.  `last`: there
 * is no other server.
 */
enum reaction react(struct exchange *e, struct request *now, bool last);

#endif
