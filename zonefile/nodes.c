#include "zonefile/nodes.h"

#include <stdlib.h>

void nodes_begin(struct nodes *n, const struct records *r, int fd, uint64_t at)
{
    *n = (struct nodes){ .pack = { .records = r, .out = { fd, at } } };
}

void nodes_free(struct nodes *n)
{
    spool_free(&n->pack.out);
    arena_free(&n->pack.pending);
    citation_free(&n->citations);
    free(n->set.of);
}

static bool is_kept(const struct owner *o, const struct record *rec)
{
    if (rec->flags & RECORD_DROPPED || rec->zone != o->zone)
        return false;
    return !(o->flags & OWNER_GLUE) || rec->type == TYPE_A ||
           rec->type == TYPE_AAAA;
}

/* The records of the type of `first`, from there on, as one set. */
static int gather(struct nodes *n, struct packet_set *set, struct record *first)
{
    set->type = first->type;
    set->ttl = first->ttl; /* the lowest counts: RFC 2181 5.2 */
    n->set.n = 0;
    struct record *rec = first;
    for (; rec; rec = records_get(n->pack.records, rec->next)) {
        if (rec->type != set->type || !is_kept(set->owner, rec))
            continue;
        if (records_push(&n->set, rec) < 0)
            return -1;
        if (rec->ttl < set->ttl)
            set->ttl = rec->ttl;
    }
    set->of = n->set.of;
    set->n = n->set.n;
    return 0;
}

static bool is_first_of_type(const struct nodes *n, const struct owner *o,
                             const struct record *rec)
{
    const struct record *before = records_get(n->pack.records, o->first);
    for (; before != rec; before = records_get(n->pack.records, before->next))
        if (before->type == rec->type && is_kept(o, before))
            return false;
    return true;
}

/* The node's head and name; its RRsets follow.  Where it stands, or 0. */
static uint64_t begin_node(struct nodes *n, const struct owner *o)
{
    struct spool *out = &n->pack.out;
    uint64_t at = spool_end(out);
    struct node *node = spool_take(out, sizeof *node + image_padded(o->len));
    if (!node)
        return 0;
    *node = (struct node){ .zone = o->zone, .name_len = o->len };
    memcpy(node + 1, records_name(n->pack.records, o), o->len);
    return at;
}

/* The owner's RRsets; how many, or -1. */
static int place_rrsets(struct nodes *n, const struct owner *o)
{
    struct packet_set set = { .owner = o };
    struct record *rec = records_get(n->pack.records, o->first);
    int count = 0;
    for (; rec; rec = records_get(n->pack.records, rec->next)) {
        if (!is_kept(o, rec) || !is_first_of_type(n, o, rec))
            continue;
        if (gather(n, &set, rec) < 0 ||
            citation_add(&n->citations, nodes_next(n), rec) < 0 ||
            pack_rrset(&n->pack, &set) < 0)
            return -1;
        count++;
    }
    return count;
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

int nodes_put(struct nodes *n, const struct owner *o)
{
    uint64_t at = begin_node(n, o);
    int rrsets = at ? place_rrsets(n, o) : -1;
    if (rrsets < 0 ||
        (rrsets == 0 &&
         citation_add_empty(&n->citations, at / IMAGE_UNIT, o) < 0))
        return -1;
    struct node *node = spool_get(&n->pack.out, at);
    node->flags = node_flags(o);
    node->rrsets_n = (uint16_t)rrsets;
    return spool_pause(&n->pack.out);
}

/* SOA's data ends in serial, refresh, retry, expire, minimum. */
static uint32_t soa_number(const struct record *soa, size_t from_end)
{
    return get_u32(record_data(soa).at + soa->len - from_end);
}

uint32_t nodes_soa_serial(const struct record *soa)
{
    return soa_number(soa, 20);
}

int nodes_put_negative(struct nodes *n, const struct owner *apex,
                       struct record *soa, uint32_t *place)
{
    uint32_t minimum = soa_number(soa, 4);
    struct packet_set set = { .owner = apex,
                              .of = &soa,
                              .n = 1,
                              .type = TYPE_SOA,
                              .ttl = soa->ttl < minimum ? soa->ttl : minimum };
    uint64_t at = begin_node(n, apex);
    if (!at)
        return -1;
    ((struct node *)spool_get(&n->pack.out, at))->rrsets_n = 1;
    *place = (uint32_t)nodes_next(n);
    if (pack_rrset(&n->pack, &set) < 0)
        return -1;
    return spool_pause(&n->pack.out);
}
