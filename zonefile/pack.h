/*
 * An RRset as it stands in the image: its records as they go on the wire,
 * with the compression worked out, then the list of its pointers and of the
 * addresses that go along (image.h has the picture).
 */
#ifndef TWIG_PACK_H
#define TWIG_PACK_H

#include "zonefile/image.h"
#include "zonefile/records.h"
#include "zonefile/spool.h"

/* Records of one type of one owner. */
struct packet_set {
    const struct owner *owner;
    struct record **of;
    size_t n;
    uint16_t type;
    uint32_t ttl;
};

/* An extra whose RRset may have no place yet. */
struct pending {
    uint64_t at; /* the offset of its struct extra in the image */
    uint32_t owner;
    uint16_t type;
    uint16_t name_at;
    uint16_t required;
};

struct pack {
    const struct records *records;
    struct spool out;     /* the image's nodes */
    struct arena pending; /* struct pending[], for build to settle */
};

/* pack_rrset(p, set): put the RRset at the end of p->out.  0, or -1 (ENOMEM) */
int pack_rrset(struct pack *p, const struct packet_set *set);

#endif
