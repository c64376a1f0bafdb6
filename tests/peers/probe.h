/* Does a server serve a zone?  One question for its SOA, by UDP. */
#ifndef TWIG_PEERS_PROBE_H
#define TWIG_PEERS_PROBE_H

#include "tests/peers/dname.h"

/* Ask 127.0.0.1: is the reply authoritative, with an answer? */
bool probe(unsigned port, const struct dname *origin);

#endif
