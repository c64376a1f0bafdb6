/*
 * What the zones say of a name and a type: RFC 1034 4.3.2, with wildcards by
 * RFC 4592, DNAMEs by RFC 6672, and empty non-terminals that exist (RFC 8020).
 * Pure: it reads the image and nothing else.
 */
#ifndef TWIG_LOOKUP_H
#define TWIG_LOOKUP_H

#include "zonefile/image.h"

enum { LINKS_MAX = 16 /* aliases in a row, then it is enough */ };

enum found_kind {
    FOUND_SET,      /* the RRset asked for: .node, .set */
    FOUND_PTR,      /* a PTR made from an address: .node has it, .ttl */
    FOUND_ALIAS,    /* the name is an alias: .set is its CNAME */
    FOUND_DNAME,    /* an ancestor, .node, goes elsewhere: .set */
    FOUND_REFERRAL, /* delegated at .node: .set is its NS */
    FOUND_NODATA,   /* the name exists, without that type */
    FOUND_NOTHING,  /* the name does not exist */
    FOUND_FOREIGN   /* no zone of this server holds the name */
};

struct found {
    enum found_kind kind;
    const struct node *node;
    const struct rrset *set;
    const struct zone *zone; /* who says so; unless FOUND_FOREIGN */
    uint32_t ttl;
};

/*
 * lookup(img, name, type): what is found for that name, which is any name, and
 * type.  It follows no alias.  Cost: a probe of the table for a hit, else one
 * for each label down to the closest encloser.
 */
struct found lookup(const struct image *img, const struct name *name,
                    uint16_t type);

#endif
