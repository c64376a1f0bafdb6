/*
 * The image: all zones of a server, compiled into one block of bytes.
 *
 *   0 +----------------------+
 *     | struct image_head    |  magic, size, counts, where the rest starts
 *     +----------------------+  head.slots_at
 *     | struct slot[]        |  name -> node, an open-addressing hash table
 *     +----------------------+  head.zones_at
 *     | struct zone[]        |  apex, parent zone, negative SOA
 *     +----------------------+  head.addr4_at, head.addr6_at
 *     | struct addr4[]       |  address -> node, in the order of addresses:
 *     | struct addr6[]       |  the PTR records that nobody wrote
 *     +----------------------+  head.nodes_at
 *     | nodes                |  names and their answers
 *     +----------------------+  head.citations_at
 *     | struct citation[]    |  where in the zone files they were read, in
 *     | paths                |  the order of places: on request, else none
 *     +----------------------+  head.size
 *
 * A node is a name and its RRsets, one behind the other:
 *
 *     +-------------+----------------+--------+--------+--- ..
 *     | struct node | name, padded 4 | RRset  | RRset  |
 *     +-------------+----------------+--------+--------+--- ..
 *
 *     RRset: +--------------+--------------------+------+-------+-------+
 *            | struct rrset | records, as sent,  | tail | extra | fixup |
 *            |              | padded 4           |      | []    | []    |
 *            +--------------+--------------------+------+-------+-------+
 *
 * The records stand as they go on the wire, for the commonest of all replies:
 * the node's name was asked, so it is at octet 12, and the records follow the
 * question.
 *
 *     0         12            12 + name_len + 4
 *     | header  | name asked | type class | records ...
 *                 ^------------------------ c0 0c .. (each record's owner)
 *
 * That is a plain copy.  In any other position - behind a CNAME, in the
 * additional section, for a wildcard - the compression pointers move: each
 * record's first two octets (its owner) and the places listed in fixup[].  A
 * pointer below 12 + name_len points into the owner name, one above points
 * into these same records.
 *
 * extra[] lists the RRsets of other names that go with these records: the
 * addresses of an MX, the glue of a delegation.
 *
 * What is in the table exists and may be asked for: a name below a delegation
 * or a DNAME is not there, and neither is a name outside all zones.  An empty
 * non-terminal is a node without RRsets.  So a hit is final, and the deepest
 * ancestor in the table is the closest encloser (RFC 4592 3.3.1).
 *
 * Every reference is an offset from octet 0, so the image means the same at
 * any address in any process.  A reference to a node or an RRset is a
 * `place`, counted in units of 4 octets: 32 bits reach 16 GiB, more than
 * 200 million names.  All is checked once, by image_open (check.h), then
 * trusted.  Numbers outside `records` are in the machine's own order: an image
 * never leaves it.
 */
#ifndef TWIG_IMAGE_H
#define TWIG_IMAGE_H

#include "zonefile/name.h"
#include "zonefile/table.h"

#include <assert.h>

enum { IMAGE_UNIT = 4 };

struct image_head {
    char magic[8]; /* IMAGE_MAGIC, with the version of this layout */
    uint64_t size; /* of the whole image, in octets */
    uint64_t slots_at, zones_at, addr4_at, addr6_at, nodes_at;
    uint64_t citations_at, paths_at;
    uint32_t slots_n, zones_n, addr4_n, addr6_n;
    uint32_t glue_from, glue_to; /* places: nodes of glue, without slots */
    uint32_t names_n;            /* names in the table */
    uint32_t depth_max;          /* the most labels of a name in the table */
};

#define IMAGE_MAGIC "twig\0\0\0\3"

enum node_flag {
    NODE_APEX = 1,  /* the top of a zone */
    NODE_CUT = 2,   /* a delegation: RFC 1034 4.2.1 */
    NODE_DNAME = 4, /* all below goes elsewhere: RFC 6672 */
    NODE_CNAME = 8, /* an alias */
    NODE_STAR = 16  /* the name `*` below it is in the table: RFC 4592 */
};

struct node {
    uint32_t zone; /* which one answers for this name: an index of zones */
    uint16_t rrsets_n;
    uint8_t flags; /* enum node_flag */
    uint8_t name_len;
};

struct rrset {
    uint16_t type;
    uint16_t records; /* how many */
    uint16_t len;     /* octets of them */
    uint16_t tail;    /* what follows them, in units of 4 octets; often 0 */
};

struct tail {
    uint16_t extras_n;
    uint16_t fixups_n;
};

enum { EXTRA_OWNER = 0xffff };

struct extra {
    uint16_t name_at;  /* its owner, an offset into the records, or
                          EXTRA_OWNER: the records' own owner (RFC 9460 2.5) */
    uint16_t required; /* 1: without it the reply is truncated, RFC 9471 */
    uint32_t rrset;    /* place */
};

struct zone {
    uint32_t apex;     /* place of the node */
    uint32_t parent;   /* 1 + the index of the zone above it, or 0: none */
    uint32_t negative; /* place of the SOA of negative answers: RFC 2308 */
    uint32_t serial;
    uint64_t fingerprint; /* of all that it was made from; see zonefile.h */
};

struct addr4 {
    uint32_t address; /* as a number */
    uint32_t node;    /* place; the name that was given it first */
};

struct addr6 {
    uint8_t address[16];
    uint32_t node;
};

struct citation {
    uint32_t place; /* of an RRset, or of a node without any */
    uint32_t line;  /* 0: none, it was made */
    uint32_t path; /* of the file: an offset from paths_at, to UTF-8 that may go
                      to a terminal, ended by a zero */
};

_Static_assert(sizeof(struct image_head) == 104, "layout of the image");
_Static_assert(sizeof(struct slot) == 8, "layout of the image");
_Static_assert(sizeof(struct node) == 8, "layout of the image");
_Static_assert(sizeof(struct rrset) == 8, "layout of the image");
_Static_assert(sizeof(struct extra) == 8, "layout of the image");
_Static_assert(sizeof(struct zone) == 24, "layout of the image");
_Static_assert(sizeof(struct addr4) == 8, "layout of the image");
_Static_assert(sizeof(struct addr6) == 20, "layout of the image");
_Static_assert(sizeof(struct citation) == 12, "layout of the image");

struct image {
    const uint8_t *base; /* NULL: no image */
    size_t size;
    const struct image_head *head;
    struct table table;
    const struct zone *zones;
    const struct addr4 *addr4;
    const struct addr6 *addr6;
};

/*
 * image_set(img, base, size): set up *img over an image in memory that is
 * known to be whole.  The bytes stay the caller's.
 */
void image_set(struct image *img, const void *base, size_t size);

/*
 * image_bytes(fd, size): map what is in `fd` read-only, its length into *size.
 * Returns NULL with errno; EBADMSG when it is too short for any image.
 */
void *image_bytes(int fd, size_t *size);

/*
 * image_map(img, fd): map the image in `fd`, which was checked before, in this
 * process or another, and is sealed.  Returns 0, or -1 with errno.  The
 * descriptor stays the caller's.
 */
int image_map(struct image *img, int fd);

/* Undo image_map.  An image without bytes is left alone. */
void image_close(struct image *img);

static inline const void *image_at(const struct image *img, uint32_t place)
{
    return img->base + (size_t)place * IMAGE_UNIT;
}

static inline uint32_t image_padded(uint32_t n)
{
    return (n + IMAGE_UNIT - 1) / IMAGE_UNIT * IMAGE_UNIT;
}

static inline const uint8_t *node_name(const struct node *node)
{
    return (const uint8_t *)(node + 1);
}

static inline const uint8_t *rrset_records(const struct rrset *set)
{
    return (const uint8_t *)(set + 1);
}

static inline const struct rrset *node_rrsets(const struct node *node)
{
    const void *p = node_name(node) + image_padded(node->name_len);
    return p;
}

static inline const struct rrset *rrset_next(const struct rrset *set)
{
    const void *p = rrset_records(set) + image_padded(set->len) +
                    (size_t)set->tail * IMAGE_UNIT;
    return p;
}

/* Where the node ends, and perhaps the next one begins. */
static inline const struct node *node_end(const struct node *node)
{
    const struct rrset *set = node_rrsets(node);
    for (unsigned i = 0; i < node->rrsets_n; i++)
        set = rrset_next(set);
    const void *p = set;
    return p;
}

/* The tail of a set with set->tail != 0. */
static inline const struct tail *rrset_tail(const struct rrset *set)
{
    const void *p = rrset_records(set) + image_padded(set->len);
    return p;
}

static inline const struct extra *tail_extras(const struct tail *tail)
{
    const void *p = tail + 1;
    return p;
}

static inline const uint16_t *tail_fixups(const struct tail *tail)
{
    const void *p = tail_extras(tail) + tail->extras_n;
    return p;
}

/* The node's RRset of a type, or NULL. */
static inline const struct rrset *node_rrset(const struct node *node,
                                             uint16_t type)
{
    const struct rrset *set = node_rrsets(node);
    for (unsigned i = 0; i < node->rrsets_n; i++, set = rrset_next(set))
        if (set->type == type)
            return set;
    return NULL;
}

/*
 * image_first(img), image_next(img, node): the names, glue among them, in the
 * order in which they stand; NULL: there are no more.
 */
const struct node *image_first(const struct image *img);
const struct node *image_next(const struct image *img, const struct node *node);

/* Does no slot lead to the node, for it is glue? */
static inline bool image_is_glue(const struct image *img,
                                 const struct node *node)
{
    const void *from = image_at(img, img->head->glue_from);
    const void *to = image_at(img, img->head->glue_to);
    return (const void *)node >= from && (const void *)node < to;
}

/*
 * image_citation(img, what): where that RRset, or node without any, was read.
 * NULL: nobody asked for it when the image was made, or `what` is NULL.
 */
const struct citation *image_citation(const struct image *img,
                                      const void *what);

static inline const char *citation_path(const struct image *img,
                                        const struct citation *w)
{
    const void *p = img->base + img->head->paths_at + w->path;
    return p;
}

/* What a look-up compares: the image's bytes and the name asked for. */
struct image_key {
    const uint8_t *base;
    const uint8_t *name; /* wire form, lower case */
    uint8_t len;
};

static inline bool image_same(const void *key, uint32_t place)
{
    const struct image_key *k = key;
    const void *p = k->base + (size_t)place * IMAGE_UNIT;
    const struct node *node = p;
    return node->name_len == k->len &&
           memcmp(node_name(node), k->name, k->len) == 0;
}

/* image_find(img, name, depth): the node of the last `depth` labels, or NULL */
static inline const struct node *
image_find(const struct image *img, const struct name *name, unsigned depth)
{
    uint8_t at = name_suffix(name, depth);
    struct image_key key = { img->base, name->wire + at,
                             (uint8_t)(name->len - at) };
    uint32_t place =
        table_find(img->table, name_key(name->hash[depth]), image_same, &key);
    return place ? image_at(img, place) : NULL;
}

/* image_star(img, node, hash): the name `*` below a node of this hash */
const struct node *image_star(const struct image *img, const struct node *node,
                              uint64_t hash);

/*
 * Two hints for a batch: image_warm_slot asks the memory for the slot of a
 * name; image_warm_node, somewhat later, for the node that it names.
 */
static inline void image_warm_slot(const struct image *img,
                                   const struct name *name)
{
    uint32_t home =
        table_home(img->table.n, name_key(name->hash[name->labels]));
    __builtin_prefetch(img->table.slots + home);
}

static inline void image_warm_node(const struct image *img,
                                   const struct name *name)
{
    uint32_t place =
        table_guess(img->table, name_key(name->hash[name->labels]));
    const uint8_t *node = image_at(img, place);
    __builtin_prefetch(node);
    __builtin_prefetch(node + 64); /* it seldom ends in its first line */
}

#endif
