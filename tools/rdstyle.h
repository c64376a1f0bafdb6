/*
 * The data of a record where they stand, and how they are to be written.
 */
#ifndef TWIG_RDSTYLE_H
#define TWIG_RDSTYLE_H

#include "tools/text.h"
#include "zonefile/wire.h"

struct rdata {
    struct bytes message; /* names may point into all of it */
    size_t at, n;
    uint16_t type, class;
};

enum { SPLIT_DEFAULT = -1 };

struct rdstyle {
    bool multiline;
    bool comments;    /* what a key or an SOA's numbers mean */
    bool no_crypto;   /* +nocrypto: keys and signatures left out */
    bool expand_aaaa; /* all eight groups */
    bool unknown;     /* \# of RFC 3597 for every type */
    int split;        /* letters of a group; 0: all in one */
};

#endif
