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
    uint8_t *base;
    size_t room;
    size_t at; /* the image ends here, so far */
    struct image_head head;
};

enum { WARM = 16 }; /* names ahead: the slots of 8..32 arrive in time alike */

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

/* Take the next `n` octets of the image for something, 8-octet aligned. */
static uint64_t reserve(struct build *b, uint64_t n)
{
    uint64_t at = (b->at + 7) / 8 * 8;
    b->at = at + n;
    return at;
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
    b->at = sizeof *h;
    h->slots_at = reserve(b, h->slots_n * sizeof(struct slot));
    h->zones_at = reserve(b, h->zones_n * sizeof(struct zone));
    h->addr4_at = reserve(b, h->addr4_n * sizeof(struct addr4));
    h->addr6_at = reserve(b, h->addr6_n * sizeof(struct addr6));
    h->nodes_at = reserve(b, 0);
}

/* More than the image can need: untouched pages of a memfd cost nothing. */
static size_t room(const struct build *b)
{
    const struct records *r = b->records;
    size_t node = sizeof(struct node) + IMAGE_UNIT;
    size_t soa = 2 * node + 6 * DNS_NAME_MAX; /* the negative answer's */
    return b->at + r->octets.len + r->names_n * node + pack_room(r) +
           r->zones_n * soa;
}

static int map(struct build *b, int fd)
{
    b->room = room(b);
    if (ftruncate(fd, (off_t)b->room) < 0)
        return -1;
    b->base = mmap(NULL, b->room, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (b->base != MAP_FAILED)
        return 0;
    b->base = NULL;
    return -1;
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

/* Write the node's head and name; its RRsets follow at b->at. */
static struct node *begin_node(struct build *b, const struct owner *o)
{
    void *p = b->base + b->at;
    struct node *node = p;
    *node = (struct node){ .zone = o->zone, .name_len = o->len };
    memcpy(node + 1, records_name(b->records, o), o->len);
    b->at += sizeof *node + image_padded(o->len);
    return node;
}

static int place_owner(struct build *b, struct owner *o)
{
    static const uint8_t flags[][2] = {
        { OWNER_APEX, NODE_APEX },   { OWNER_CUT, NODE_CUT },
        { OWNER_DNAME, NODE_DNAME }, { OWNER_CNAME, NODE_CNAME },
        { OWNER_STAR, NODE_STAR },
    };
    struct packet_set set = { .owner = o };
    o->place = (uint32_t)(b->at / IMAGE_UNIT);
    struct node *node = begin_node(b, o);
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (o->flags & flags[i][0] && o->flags & OWNER_LIVE)
            node->flags |= flags[i][1];
    struct record *rec = records_get(b->records, o->first);
    for (; rec; rec = records_get(b->records, rec->next)) {
        if (!is_kept(o, rec) || !is_first_of_type(b, o, rec))
            continue;
        if (gather(b, &set, rec) < 0)
            return -1;
        b->at = pack_rrset(&b->pack, b->base, b->at, &set);
        if (!b->at)
            return -1;
        node->rrsets_n++;
    }
    return 0;
}

static int place_owners(struct build *b)
{
    for (uint32_t i = 0; i < b->records->names_n; i++) {
        struct owner *o = records_owner(b->records, i);
        if (o->flags & (OWNER_LIVE | OWNER_GLUE) && place_owner(b, o) < 0)
            return -1;
        if (b->at / IMAGE_UNIT > UINT32_MAX - DNS_MESSAGE_MAX) {
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
    begin_node(b, apex)->rrsets_n = 1;
    void *p = b->base + b->head.zones_at;
    struct zone *zone = (struct zone *)p + i;
    *zone = (struct zone){
        .apex = apex->place,
        .parent = z->parent == NO_ZONE ? 0 : z->parent + 1,
        .negative = (uint32_t)(b->at / IMAGE_UNIT),
        .serial = soa_number(soa, 20),
        .stamp = z->stamp,
    };
    b->at = pack_rrset(&b->pack, b->base, b->at, &set);
    return b->at ? 0 : -1;
}

static int place_zones(struct build *b)
{
    for (uint32_t i = 0; i < b->head.zones_n; i++)
        if (place_zone(b, i) < 0)
            return -1;
    return 0;
}

/* ---- references ---- */

static void settle_extras(struct build *b)
{
    const void *p = b->pack.pending.base;
    const struct pending *all = p;
    struct image img = { .base = b->base };
    for (size_t i = 0; i < b->pack.pending.len / sizeof *all; i++) {
        uint32_t place = records_owner(b->records, all[i].owner)->place;
        const struct rrset *set =
            node_rrset(image_at(&img, place), all[i].type);
        void *extra = b->base + all[i].at;
        ((struct extra *)extra)->rrset =
            (uint32_t)(((const uint8_t *)set - b->base) / IMAGE_UNIT);
    }
}

static void fill_slots(struct build *b)
{
    void *p = b->base + b->head.slots_at;
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
        memcpy(b->base + b->head.addr4_at, v4, b->addresses.v4.len);
    if (v6)
        memcpy(b->base + b->head.addr6_at, v6, b->addresses.v6.len);
}

static int build(struct build *b)
{
    if (place_owners(b) < 0 || place_zones(b) < 0)
        return -1;
    assert(b->at <= b->room);
    settle_extras(b);
    fill_slots(b);
    fill_addresses(b);
    b->head.size = b->at;
    memcpy(b->base, &b->head, sizeof b->head);
    return 0;
}

int build_image(struct records *r, int fd)
{
    struct build b = { .records = r, .pack = { .records = r } };
    int done = -1;
    if (address_gather(&b.addresses, r) < 0)
        goto release;
    lay_out(&b);
    if (map(&b, fd) < 0)
        goto release;
    done = build(&b);
    munmap(b.base, b.room);
    if (done == 0)
        done = ftruncate(fd, (off_t)b.at);
release:
    address_free(&b.addresses);
    arena_free(&b.pack.pending);
    free(b.set.of);
    return done;
}
