#include "zonefile/check.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>

/* Where nodes and RRsets begin, a bit for every unit of the image. */
struct starts {
    uint64_t *node;
    uint64_t *rrset;
};

struct check {
    const uint8_t *base;
    uint64_t size;
    const struct image_head *head;
    const struct zone *zones;
    struct starts starts;
    bool extras; /* some RRset refers to another */
};

static bool marked(const uint64_t *bits, const struct check *c, uint64_t place)
{
    return place < c->size / IMAGE_UNIT && bits[place / 64] >> place % 64 & 1;
}

static void mark(uint64_t *bits, uint64_t at)
{
    uint64_t place = at / IMAGE_UNIT;
    bits[place / 64] |= (uint64_t)1 << place % 64;
}

/* Do `n` things of `each` octets at `at` lie inside, aligned for them? */
static bool inside(const struct check *c, uint64_t at, uint64_t n, size_t each)
{
    return at % IMAGE_UNIT == 0 && at >= sizeof(struct image_head) &&
           at <= c->size && n <= (c->size - at) / each;
}

/* Their paths begin where there are some, and the last one ends. */
static bool check_citations(const struct check *c)
{
    const struct image_head *h = c->head;
    if (h->paths_at > c->size || h->citations_at > h->paths_at ||
        h->citations_at < h->nodes_at ||
        !inside(c, h->citations_at, h->paths_at - h->citations_at, 1))
        return false;
    const void *p = c->base + h->citations_at;
    const struct citation *all = p;
    uint64_t n = (h->paths_at - h->citations_at) / sizeof *all;
    for (uint64_t i = 0; i < n; i++)
        if (all[i].path >= c->size - h->paths_at)
            return false;
    return n == 0 || c->base[c->size - 1] == 0;
}

static bool check_head(struct check *c)
{
    const struct image_head *h = c->head;
    return c->size >= sizeof *h && h->size == c->size &&
           c->size / IMAGE_UNIT <= UINT32_MAX &&
           memcmp(h->magic, IMAGE_MAGIC, sizeof h->magic) == 0 &&
           h->slots_n > 0 && h->depth_max <= DNS_LABELS_MAX &&
           h->zones_at % sizeof(uint64_t) == 0 &&
           inside(c, h->slots_at, h->slots_n, sizeof(struct slot)) &&
           inside(c, h->zones_at, h->zones_n, sizeof(struct zone)) &&
           inside(c, h->addr4_at, h->addr4_n, sizeof(struct addr4)) &&
           inside(c, h->addr6_at, h->addr6_n, sizeof(struct addr6)) &&
           inside(c, h->nodes_at, 0, 1) && check_citations(c);
}

/* The records: owner pointer, type, class, TTL, length, data, to the end. */
static bool check_records(const struct rrset *set)
{
    struct reader r = reader_over(rrset_records(set), set->len);
    for (unsigned i = 0; i < set->records; i++) {
        read_bytes(&r, 10);
        read_bytes(&r, read_u16(&r));
    }
    return !r.bad && reader_left(&r) == 0 && set->records > 0;
}

/* Its pointers lead into the owner's name, or back into the records. */
static bool check_tail(const struct rrset *set, uint8_t owner_len)
{
    const struct tail *tail = rrset_tail(set);
    size_t need = sizeof *tail + tail->extras_n * sizeof(struct extra) +
                  tail->fixups_n * sizeof(uint16_t);
    if (need > (size_t)set->tail * IMAGE_UNIT)
        return false;
    const struct extra *extra = tail_extras(tail);
    for (unsigned i = 0; i < tail->extras_n; i++)
        if (extra[i].name_at != EXTRA_OWNER && extra[i].name_at >= set->len)
            return false;
    const uint16_t *fixup = tail_fixups(tail);
    unsigned frame = DNS_QNAME_AT + owner_len + 4u;
    for (unsigned i = 0; i < tail->fixups_n; i++) {
        if (fixup[i] + 2 > set->len)
            return false;
        unsigned to = get_u16(rrset_records(set) + fixup[i]);
        if (to < (DNS_POINTER_BITS | DNS_QNAME_AT))
            return false;
        to -= DNS_POINTER_BITS;
        if (to >= frame - 4 && (to < frame || to - frame >= fixup[i]))
            return false;
    }
    return true;
}

/* One RRset at `at`; returns where it ends, 0 when it is broken. */
static uint64_t check_rrset(struct check *c, uint64_t at, uint8_t owner_len)
{
    if (!inside(c, at, 1, sizeof(struct rrset)))
        return 0;
    const void *p = c->base + at;
    const struct rrset *set = p;
    uint64_t n =
        sizeof *set + image_padded(set->len) + (uint64_t)set->tail * IMAGE_UNIT;
    if (!inside(c, at, n, 1) || !check_records(set))
        return 0;
    if (set->tail && !check_tail(set, owner_len))
        return 0;
    mark(c->starts.rrset, at);
    c->extras |= set->tail != 0;
    return at + n;
}

/* A node that promises an RRset has it. */
static bool check_promises(const struct node *node)
{
    static const struct {
        uint8_t flag;
        uint16_t type;
    } promise[] = {
        { NODE_CUT, TYPE_NS },
        { NODE_DNAME, TYPE_DNAME },
        { NODE_CNAME, TYPE_CNAME },
    };
    for (size_t i = 0; i < sizeof promise / sizeof *promise; i++)
        if (node->flags & promise[i].flag && !node_rrset(node, promise[i].type))
            return false;
    return true;
}

static const struct node *apex_of(const struct check *c, uint32_t zone)
{
    const void *p = c->base + (size_t)c->zones[zone].apex * IMAGE_UNIT;
    return p;
}

/* Do the last labels of `name` make the name of `apex`?  Both are valid. */
static bool ends_in(const uint8_t *name, size_t len, const struct node *apex)
{
    for (; len > apex->name_len; len -= *name + 1u, name += *name + 1u)
        ;
    return len == apex->name_len && memcmp(name, node_name(apex), len) == 0;
}

/* Its name is a name, in a zone, and ends as that zone's apex does. */
static bool check_name(const struct check *c, const struct node *node)
{
    size_t len = node->name_len;
    return len > 0 && node->zone < c->head->zones_n &&
           name_valid(node_name(node), len) == len &&
           ends_in(node_name(node), len, apex_of(c, node->zone));
}

/* One node at `at`; returns where it ends, 0 when it is broken. */
static uint64_t check_node(struct check *c, uint64_t at)
{
    if (!inside(c, at, 1, sizeof(struct node)))
        return 0;
    const void *p = c->base + at;
    const struct node *node = p;
    uint64_t n = sizeof *node + image_padded(node->name_len);
    if (!inside(c, at, n, 1) || !check_name(c, node))
        return 0;
    mark(c->starts.node, at);
    at += n;
    for (unsigned i = 0; i < node->rrsets_n && at; i++)
        at = check_rrset(c, at, node->name_len);
    if (at && node->flags && !check_promises(node))
        return 0;
    return at;
}

/* Its apex lies inside, so that names can be held against it. */
static bool check_apex(const struct check *c, const struct zone *zone)
{
    uint64_t at = (uint64_t)zone->apex * IMAGE_UNIT;
    if (!inside(c, at, 1, sizeof(struct node)))
        return false;
    const void *p = c->base + at;
    const struct node *node = p;
    return inside(c, at, sizeof *node + node->name_len, 1) &&
           zone->parent <= c->head->zones_n;
}

static bool check_nodes(struct check *c)
{
    for (uint32_t i = 0; i < c->head->zones_n; i++)
        if (!check_apex(c, &c->zones[i]))
            return false;
    uint64_t at = c->head->nodes_at;
    while (at && at < c->head->citations_at)
        at = check_node(c, at);
    return at == c->head->citations_at;
}

/* An extra leads to an RRset whose data has no pointers to move. */
static bool check_extra(const struct check *c, uint32_t place)
{
    if (!marked(c->starts.rrset, c, place))
        return false;
    const void *p = c->base + (size_t)place * IMAGE_UNIT;
    const struct rrset *set = p;
    return !set->tail || rrset_tail(set)->fixups_n == 0;
}

/* All nodes are known to be whole. */
static bool check_extras(const struct check *c)
{
    uint64_t units = c->size / IMAGE_UNIT;
    for (uint64_t i = 0; i < units; i++) {
        if (!c->starts.rrset[i / 64])
            i |= 63; /* none begins in these 64 units */
        if (!marked(c->starts.rrset, c, i))
            continue;
        const void *p = c->base + i * IMAGE_UNIT;
        const struct rrset *set = p;
        if (!set->tail)
            continue;
        const struct tail *tail = rrset_tail(set);
        for (unsigned k = 0; k < tail->extras_n; k++)
            if (!check_extra(c, tail_extras(tail)[k].rrset))
                return false;
    }
    return true;
}

static bool check_slots(const struct check *c)
{
    const void *p = c->base + c->head->slots_at;
    const struct slot *slots = p;
    uint32_t taken = 0;
    for (uint32_t i = 0; i < c->head->slots_n; i++) {
        if (!slots[i].place)
            continue;
        taken++;
        if (!marked(c->starts.node, c, slots[i].place))
            return false;
    }
    return taken < c->head->slots_n && taken == c->head->names_n;
}

/* The zone above it, if it is here, is truly above. */
static bool check_parent(const struct check *c, uint32_t zone)
{
    if (c->zones[zone].parent == 0)
        return true;
    const struct node *apex = apex_of(c, zone);
    const struct node *above = apex_of(c, c->zones[zone].parent - 1);
    return apex->name_len > above->name_len &&
           ends_in(node_name(apex), apex->name_len, above);
}

/* The glue begins and ends where nodes do. */
static bool check_glue(const struct check *c)
{
    uint32_t from = c->head->glue_from, to = c->head->glue_to;
    if (from == to)
        return true;
    return from < to && marked(c->starts.node, c, from) &&
           ((uint64_t)to * IMAGE_UNIT == c->head->citations_at ||
            marked(c->starts.node, c, to));
}

static bool check_references(const struct check *c)
{
    const struct image_head *h = c->head;
    const void *p4 = c->base + h->addr4_at, *p6 = c->base + h->addr6_at;
    const struct addr4 *addr4 = p4;
    const struct addr6 *addr6 = p6;
    for (uint32_t i = 0; i < h->zones_n; i++)
        if (!marked(c->starts.node, c, c->zones[i].apex) ||
            !marked(c->starts.rrset, c, c->zones[i].negative))
            return false;
    for (uint32_t i = 0; i < h->zones_n; i++)
        if (!check_parent(c, i))
            return false;
    for (uint32_t i = 0; i < h->addr4_n; i++)
        if (!marked(c->starts.node, c, addr4[i].node))
            return false;
    for (uint32_t i = 0; i < h->addr6_n; i++)
        if (!marked(c->starts.node, c, addr6[i].node))
            return false;
    return check_slots(c) && check_glue(c) && (!c->extras || check_extras(c));
}

int image_check(struct image *img, const void *base, size_t size)
{
    struct check c = { .base = base, .size = size, .head = base };
    int verdict = -1;
    errno = EBADMSG;
    if (!check_head(&c))
        return -1;
    const void *zones = c.base + c.head->zones_at;
    c.zones = zones;
    size_t words = size / IMAGE_UNIT / 64 + 1;
    c.starts.node = calloc(words, sizeof(uint64_t));
    c.starts.rrset = calloc(words, sizeof(uint64_t));
    if (!c.starts.node || !c.starts.rrset)
        goto release; /* errno is ENOMEM */
    if (!check_nodes(&c) || !check_references(&c)) {
        errno = EBADMSG;
        goto release;
    }
    image_set(img, base, size);
    verdict = 0;
release:
    free(c.starts.node);
    free(c.starts.rrset);
    return verdict;
}

int image_open(struct image *img, int fd)
{
    size_t size;
    void *base = image_bytes(fd, &size);
    if (!base)
        return -1;
    if (image_check(img, base, size) < 0) {
        int why = errno;
        munmap(base, size);
        errno = why;
        return -1;
    }
    return 0;
}
