#include "zonefile/build.h"

#include "zonefile/address.h"
#include "zonefile/image.h"
#include "zonefile/pack.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct build {
    struct records *records;
    struct addresses addresses;
    struct pack pack;
    struct record_list set; /* scratch: the records of one RRset */
    struct image_head head;
    int fd;
    uint8_t *front; /* the image up to its nodes, mapped */
};

enum {
    WARM = 16, /* names ahead: the slots of 8..32 arrive in time alike */
    PLACE_LAST = UINT32_MAX - DNS_MESSAGE_MAX
};

static uint32_t count_live(struct build *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < b->records->names_n; i++) {
        const struct owner *o = records_owner(b->records, i);
        if (!(o->flags & OWNER_LIVE))
            continue;
        n++;
        if (o->labels > b->head.depth_max)
            b->head.depth_max = o->labels;
    }
    return n;
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
    h->names_n = count_live(b);
    h->slots_n = h->names_n + h->names_n / 2 + 1; /* two thirds full */
    h->zones_n = b->records->zones_n;
    h->addr4_n = address_count4(&b->addresses);
    h->addr6_n = address_count6(&b->addresses);
    uint64_t at = sizeof *h;
    h->slots_at = reserve(&at, h->slots_n * sizeof(struct slot));
    h->zones_at = reserve(&at, h->zones_n * sizeof(struct zone));
    h->addr4_at = reserve(&at, h->addr4_n * sizeof(struct addr4));
    h->addr6_at = reserve(&at, h->addr6_n * sizeof(struct addr6));
    h->nodes_at = reserve(&at, 0);
    b->pack.out.at = h->nodes_at;
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
    return 0;
}

/* ---- nodes ---- */

static bool is_kept(const struct owner *o, const struct record *rec)
{
    if (rec->flags & RECORD_DROPPED || rec->zone != o->zone)
        return false;
    return !(o->flags & OWNER_GLUE) || rec->type == TYPE_A ||
           rec->type == TYPE_AAAA;
}

/* The records of the type of `first`, from there on, as one set. */
static int gather(struct build *b, struct packet_set *set, struct record *first)
{
    set->type = first->type;
    set->ttl = first->ttl; /* the lowest counts: RFC 2181 5.2 */
    b->set.n = 0;
    struct record *rec = first;
    for (; rec; rec = records_get(b->records, rec->next)) {
        if (rec->type != set->type || !is_kept(set->owner, rec))
            continue;
        if (records_push(&b->set, rec) < 0)
            return -1;
        if (rec->ttl < set->ttl)
            set->ttl = rec->ttl;
    }
    set->of = b->set.of;
    set->n = b->set.n;
    return 0;
}

static bool is_first_of_type(const struct build *b, const struct owner *o,
                             const struct record *rec)
{
    const struct record *before = records_get(b->records, o->first);
    for (; before != rec; before = records_get(b->records, before->next))
        if (before->type == rec->type && is_kept(o, before))
            return false;
    return true;
}

/* The node's head and name; its RRsets follow.  Where it stands, or 0. */
static uint64_t begin_node(struct build *b, const struct owner *o)
{
    struct spool *out = &b->pack.out;
    uint64_t at = spool_end(out);
    struct node *node = spool_take(out, sizeof *node + image_padded(o->len));
    if (!node)
        return 0;
    *node = (struct node){ .zone = o->zone, .name_len = o->len };
    memcpy(node + 1, records_name(b->records, o), o->len);
    return at;
}

/* The owner's RRsets; how many, or -1. */
static int place_rrsets(struct build *b, const struct owner *o)
{
    struct packet_set set = { .owner = o };
    struct record *rec = records_get(b->records, o->first);
    int n = 0;
    for (; rec; rec = records_get(b->records, rec->next)) {
        if (!is_kept(o, rec) || !is_first_of_type(b, o, rec))
            continue;
        if (gather(b, &set, rec) < 0 || pack_rrset(&b->pack, &set) < 0)
            return -1;
        n++;
    }
    return n;
}

static uint8_t node_flags(const struct owner *o)
{
    static const uint8_t flags[][2] = {
        { OWNER_APEX, NODE_APEX },   { OWNER_CUT, NODE_CUT },
        { OWNER_DNAME, NODE_DNAME }, { OWNER_CNAME, NODE_CNAME },
        { OWNER_STAR, NODE_STAR },
    };
    uint8_t all = 0;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (o->flags & flags[i][0] && o->flags & OWNER_LIVE)
            all |= flags[i][1];
    return all;
}

static int place_owner(struct build *b, struct owner *o)
{
    uint64_t at = begin_node(b, o);
    int n = at ? place_rrsets(b, o) : -1;
    if (n < 0)
        return -1;
    struct node *node = spool_get(&b->pack.out, at);
    node->flags = node_flags(o);
    node->rrsets_n = (uint16_t)n;
    o->place = (uint32_t)(at / IMAGE_UNIT);
    return spool_pause(&b->pack.out);
}

static int place_owners(struct build *b)
{
    for (uint32_t i = 0; i < b->records->names_n; i++) {
        struct owner *o = records_owner(b->records, i);
        if (o->flags & (OWNER_LIVE | OWNER_GLUE) && place_owner(b, o) < 0)
            return -1;
        if (spool_end(&b->pack.out) / IMAGE_UNIT > PLACE_LAST) {
            errno = EFBIG;
            return -1;
        }
    }
    return 0;
}

/* ---- zones ---- */

/* SOA's data ends in serial, refresh, retry, expire, minimum. */
static uint32_t soa_number(const struct record *soa, size_t from_end)
{
    return get_u32(record_data(soa).at + soa->len - from_end);
}

/* The SOA of negative answers, in a node that no slot leads to: RFC 2308 5. */
static int place_zone(struct build *b, uint32_t i)
{
    const struct zone_text *z = records_zone_at(b->records, i);
    struct owner *apex = records_owner(b->records, z->apex);
    struct record *soa = records_get(b->records, z->soa);
    uint32_t minimum = soa_number(soa, 4);
    struct packet_set set = { .owner = apex,
                              .of = &soa,
                              .n = 1,
                              .type = TYPE_SOA,
                              .ttl = soa->ttl < minimum ? soa->ttl : minimum };
    uint64_t at = begin_node(b, apex);
    if (!at)
        return -1;
    ((struct node *)spool_get(&b->pack.out, at))->rrsets_n = 1;
    void *p = b->front + b->head.zones_at;
    struct zone *zone = (struct zone *)p + i;
    *zone = (struct zone){
        .apex = apex->place,
        .parent = z->parent == NO_ZONE ? 0 : z->parent + 1,
        .negative = (uint32_t)(spool_end(&b->pack.out) / IMAGE_UNIT),
        .serial = soa_number(soa, 20),
        .stamp = z->stamp,
    };
    if (pack_rrset(&b->pack, &set) < 0)
        return -1;
    return spool_pause(&b->pack.out);
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
    const void *p = b->pack.pending.base;
    const struct pending *all = p;
    size_t n = b->pack.pending.len / sizeof *all, size = b->head.size;
    if (n == 0)
        return 0;
    void *whole =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, b->fd, 0);
    if (whole == MAP_FAILED)
        return -1;
    uint8_t *base = whole;
    struct image img = { .base = base };
    for (size_t i = 0; i < n; i++) {
        uint32_t place = records_owner(b->records, all[i].owner)->place;
        const void *set = node_rrset(image_at(&img, place), all[i].type);
        uint64_t at = (uint64_t)((const uint8_t *)set - base);
        void *extra = base + all[i].at;
        ((struct extra *)extra)->rrset = (uint32_t)(at / IMAGE_UNIT);
    }
    munmap(whole, size);
    return 0;
}

static void fill_slots(struct build *b)
{
    void *p = b->front + b->head.slots_at;
    struct slot *slots = p;
    uint32_t n = b->records->names_n;
    for (uint32_t i = 0; i < n; i++) {
        const struct owner *o = records_owner(b->records, i);
        if (i + WARM < n)
            __builtin_prefetch(
                slots + table_home(b->head.slots_n, o[WARM].hash), 1);
        if (o->flags & OWNER_LIVE)
            table_put(slots, b->head.slots_n,
                      (struct slot){ o->hash, o->place });
    }
}

static void fill_addresses(struct build *b)
{
    void *p4 = b->addresses.v4.base, *p6 = b->addresses.v6.base;
    struct addr4 *v4 = p4;
    struct addr6 *v6 = p6;
    for (uint32_t i = 0; i < b->head.addr4_n; i++)
        v4[i].node = records_owner(b->records, v4[i].node)->place;
    for (uint32_t i = 0; i < b->head.addr6_n; i++)
        v6[i].node = records_owner(b->records, v6[i].node)->place;
    if (v4)
        memcpy(b->front + b->head.addr4_at, v4, b->addresses.v4.len);
    if (v6)
        memcpy(b->front + b->head.addr6_at, v6, b->addresses.v6.len);
}

static int build(struct build *b)
{
    if (place_owners(b) < 0 || place_zones(b) < 0 ||
        spool_flush(&b->pack.out) < 0)
        return -1;
    fill_slots(b);
    fill_addresses(b);
    b->head.size = spool_end(&b->pack.out);
    memcpy(b->front, &b->head, sizeof b->head);
    return settle_extras(b);
}

int build_image(struct records *r, int fd)
{
    struct build b = { .records = r,
                       .pack = { .records = r, .out.fd = fd },
                       .fd = fd };
    int done = -1;
    if (address_gather(&b.addresses, r) < 0)
        goto release;
    lay_out(&b);
    if (map_front(&b) < 0)
        goto release;
    done = build(&b);
    munmap(b.front, b.head.nodes_at);
release:
    address_free(&b.addresses);
    spool_free(&b.pack.out);
    arena_free(&b.pack.pending);
    free(b.set.of);
    return done;
}
