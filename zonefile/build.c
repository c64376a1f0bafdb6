#include "zonefile/build.h"

#include "zonefile/address.h"
#include "zonefile/image.h"
#include "zonefile/nodes.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * Owners get their nodes in turns.  Whoever refers to others comes first: that
 * looks at the others' records.  Glue has nodes but no slots, so it stands
 * together.  The rest is forgotten as soon as it is placed.
 */
enum turn { TURN_REFERRING, TURN_GLUE, TURN_REST, TURN_NONE };

struct build {
    struct records *records;
    struct addresses addresses;
    struct nodes nodes;
    struct image_head head;
    uint32_t owners_n[TURN_NONE + 1];
    int fd;
    uint8_t *front;      /* the image up to its nodes, mapped */
    struct arena places; /* uint32_t[]: 0, then each owner's, or 0: no node */
    struct arena firsts; /* uint32_t[]: see survey */
};

enum {
    WARM = 16,       /* names ahead: the slots of 8..32 arrive in time alike */
    BLOCK = 1 << 14, /* owners that are forgotten together */
    PLACE_LAST = UINT32_MAX - DNS_MESSAGE_MAX
};

static uint32_t *place_of(const struct build *b, uint32_t owner)
{
    void *p = b->places.base;
    return (uint32_t *)p + 1 + owner;
}

static enum turn turn_of(const struct owner *o)
{
    if (o->flags & OWNER_LIVE)
        return o->flags & OWNER_REFERS ? TURN_REFERRING : TURN_REST;
    return o->flags & OWNER_GLUE ? TURN_GLUE : TURN_NONE;
}

/*
 * Count the owners; and for each block of them find the first record that
 * belongs to it or to a later one.  A record may stand long behind the one
 * before it, never in front.
 */
static int survey(struct build *b)
{
    uint32_t n = b->records->names_n, low = UINT32_MAX;
    void *p = arena_take(&b->firsts, (n / BLOCK + 1) * sizeof low);
    uint32_t *firsts = p;
    if (!firsts)
        return -1;
    for (uint32_t i = n; i--;) {
        const struct owner *o = records_owner(b->records, i);
        b->owners_n[turn_of(o)]++;
        if (o->flags & OWNER_LIVE && o->labels > b->head.depth_max)
            b->head.depth_max = o->labels;
        if (o->first && o->first < low)
            low = o->first;
        if (i % BLOCK == 0)
            firsts[i / BLOCK] = low;
    }
    return 0;
}

/* Take `n` octets of the image, from *at on and 8-octet aligned. */
static uint64_t reserve(uint64_t *at, uint64_t n)
{
    uint64_t from = (*at + 7) / 8 * 8;
    *at = from + n;
    return from;
}

/* Everything but the nodes has its place before the first of them. */
static void lay_out(struct build *b)
{
    struct image_head *h = &b->head;
    memcpy(h->magic, IMAGE_MAGIC, sizeof h->magic);
    h->names_n = b->owners_n[TURN_REFERRING] + b->owners_n[TURN_REST];
    h->slots_n = h->names_n + h->names_n / 2 + 1; /* two thirds full */
    h->zones_n = b->records->zones_n;
    address_expect(&b->addresses, b->records);
    uint64_t at = sizeof *h;
    h->slots_at = reserve(&at, h->slots_n * sizeof(struct slot));
    h->zones_at = reserve(&at, h->zones_n * sizeof(struct zone));
    h->addr4_at = reserve(&at, b->addresses.v4_n * sizeof(struct addr4));
    h->addr6_at = reserve(&at, b->addresses.v6_n * sizeof(struct addr6));
    h->nodes_at = reserve(&at, 0);
    nodes_begin(&b->nodes, b->records, b->fd, h->nodes_at);
}

/* What is not nodes is filled here and there; so it is mapped. */
static int map_front(struct build *b)
{
    if (ftruncate(b->fd, (off_t)b->head.nodes_at) < 0)
        return -1;
    void *p = mmap(NULL, b->head.nodes_at, PROT_READ | PROT_WRITE, MAP_SHARED,
                   b->fd, 0);
    if (p == MAP_FAILED)
        return -1;
    b->front = p;
    p = b->front + b->head.addr4_at;
    b->addresses.v4 = p;
    p = b->front + b->head.addr6_at;
    b->addresses.v6 = p;
    return 0;
}

/* ---- nodes ---- */

static int place_owner(struct build *b, uint32_t i)
{
    *place_of(b, i) = (uint32_t)nodes_next(&b->nodes);
    if (nodes_put(&b->nodes, records_owner(b->records, i)) < 0)
        return -1;
    if (nodes_next(&b->nodes) <= PLACE_LAST)
        return 0;
    errno = EFBIG;
    return -1;
}

/* The owners before `i`, the first of a block, are placed: what is in the image
 * need not be here. */
static void forget(struct build *b, uint32_t i)
{
    const void *p = b->firsts.base;
    uint32_t first = ((const uint32_t *)p)[i / BLOCK];
    if (first != UINT32_MAX) /* or no record is left: it soon ends */
        records_forget(b->records, i, first);
}

static int place_turn(struct build *b, enum turn turn)
{
    uint32_t left = b->owners_n[turn];
    for (uint32_t i = 0; left > 0; i++) {
        if (turn == TURN_REST && i % BLOCK == 0)
            forget(b, i);
        if (turn_of(records_owner(b->records, i)) != turn)
            continue;
        if (place_owner(b, i) < 0)
            return -1;
        left--;
    }
    return 0;
}

static int place_owners(struct build *b)
{
    if (place_turn(b, TURN_REFERRING) < 0)
        return -1;
    b->head.glue_from = (uint32_t)nodes_next(&b->nodes);
    if (place_turn(b, TURN_GLUE) < 0)
        return -1;
    b->head.glue_to = (uint32_t)nodes_next(&b->nodes);
    return place_turn(b, TURN_REST);
}

/* ---- zones ---- */

static struct zone *zone_of(const struct build *b, uint32_t i)
{
    void *p = b->front + b->head.zones_at;
    return (struct zone *)p + i;
}

/* All but the place of its apex, which has none yet. */
static int place_zone(struct build *b, uint32_t i)
{
    const struct zone_text *z = records_zone_at(b->records, i);
    struct record *soa = records_get(b->records, z->soa);
    struct zone zone = { .parent = z->parent == NO_ZONE ? 0 : z->parent + 1,
                         .serial = nodes_soa_serial(soa),
                         .fingerprint = z->fingerprint };
    if (nodes_put_negative(&b->nodes, records_owner(b->records, z->apex), soa,
                           &zone.negative) < 0)
        return -1;
    *zone_of(b, i) = zone;
    return 0;
}

static int place_zones(struct build *b)
{
    for (uint32_t i = 0; i < b->head.zones_n; i++)
        if (place_zone(b, i) < 0)
            return -1;
    return 0;
}

/* ---- references ---- */

/* All is written; the extras learn where in it they lead. */
static int settle_extras(struct build *b)
{
    const void *p = b->nodes.pack.pending.base;
    const struct pending *all = p;
    size_t n = b->nodes.pack.pending.len / sizeof *all, size = b->head.size;
    if (n == 0)
        return 0;
    void *whole =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, b->fd, 0);
    if (whole == MAP_FAILED)
        return -1;
    uint8_t *base = whole;
    struct image img = { .base = base };
    for (size_t i = 0; i < n; i++) {
        uint32_t place = *place_of(b, all[i].owner);
        const void *set = node_rrset(image_at(&img, place), all[i].type);
        uint64_t at = (uint64_t)((const uint8_t *)set - base);
        void *extra = base + all[i].at;
        ((struct extra *)extra)->rrset = (uint32_t)(at / IMAGE_UNIT);
    }
    munmap(whole, size);
    return 0;
}

static void fill_zones(struct build *b)
{
    for (uint32_t i = 0; i < b->head.zones_n; i++)
        zone_of(b, i)->apex =
            *place_of(b, records_zone_at(b->records, i)->apex);
}

/* From the table of the records, in its order, which is the image's too. */
static void fill_slots(struct build *b)
{
    void *p = b->front + b->head.slots_at;
    struct records *r = b->records;
    const struct slot *from = r->slots;
    const uint32_t *places = place_of(b, 0) - 1; /* an empty slot's is 0 */
    for (uint32_t i = 0; i < r->slots_n; i++) {
        if (i + WARM < r->slots_n)
            __builtin_prefetch(places + from[i + WARM].place);
        if (i % BLOCK == 0)
            arena_forget(&r->table, i * sizeof *from);
        uint32_t place = places[from[i].place];
        if (place && (place < b->head.glue_from || place >= b->head.glue_to))
            table_put(p, b->head.slots_n, (struct slot){ from[i].hash, place });
    }
}

static void fill_addresses(struct build *b)
{
    struct addresses *a = &b->addresses;
    for (uint32_t i = 0; i < a->v4_n; i++)
        a->v4[i].node = *place_of(b, a->v4[i].node);
    for (uint32_t i = 0; i < a->v6_n; i++)
        a->v6[i].node = *place_of(b, a->v6[i].node);
    b->head.addr4_n = a->v4_n;
    b->head.addr6_n = a->v6_n;
}

static int build(struct build *b)
{
    if (!arena_take(&b->places,
                    (b->records->names_n + 1ul) * sizeof(uint32_t)) ||
        address_gather(&b->addresses, b->records) < 0 || place_zones(b) < 0 ||
        place_owners(b) < 0 ||
        citation_write(&b->nodes.citations, &b->nodes.pack.out, &b->head) < 0 ||
        spool_flush(&b->nodes.pack.out) < 0)
        return -1;
    fill_zones(b);
    fill_slots(b);
    fill_addresses(b);
    b->head.size = spool_end(&b->nodes.pack.out);
    memcpy(b->front, &b->head, sizeof b->head);
    return settle_extras(b);
}

int build_image(struct records *r, int fd)
{
    struct build b = { .records = r, .fd = fd };
    int done = -1;
    if (survey(&b) < 0)
        goto release;
    lay_out(&b);
    if ((r->cite && citation_begin(&b.nodes.citations, r) < 0) ||
        map_front(&b) < 0)
        goto release;
    done = build(&b);
    munmap(b.front, b.head.nodes_at);
release:
    nodes_free(&b.nodes);
    arena_free(&b.places);
    arena_free(&b.firsts);
    return done;
}
