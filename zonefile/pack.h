/*
 * An RRset as it stands in the image: its records as they go on the wire,
 * with the compression worked out, then the list of its pointers and of the
 * addresses that go along (image.h has the picture).
 */
#ifndef TWIG_PACK_H
#define TWIG_PACK_H

#include "zonefile/image.h"
#include "zonefile/records.h"

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
    size_t at; /* the offset of its struct extra in the image */
    uint32_t owner;
    uint16_t type;
    uint16_t name_at;
    uint16_t required;
};

struct pack {
    const struct records *records;
    struct arena pending; /* struct pending[], for build to settle */
};

/*
 * pack_rrset(p, base, at, set): write the RRset at offset `at` of the image
 * that is growing at `base`; there must be room, see pack_room.  Returns the
 * offset behind it, or 0 (ENOMEM).
 */
size_t pack_rrset(struct pack *p, uint8_t *base, size_t at,
                  const struct packet_set *set);

/* At most so many octets, whatever the records, for all RRsets of `r`. */
size_t pack_room(const struct records *r);

#endif
