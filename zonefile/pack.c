#include "zonefile/pack.h"

#include "zonefile/rdata.h"

/*
 * Pointers into the records themselves are kept this low, so that they still
 * fit 14 bits behind the longest chain of aliases: a question and 16 DNAMEs,
 * each with its CNAME, are under 9,000 octets.
 */
enum {
    FRAME_LAST = DNS_POINTER_MAX - 9000,
    KNOWN_MAX = 128,                      /* beyond that, names stand in full */
    FIXUPS_MAX = DNS_MESSAGE_MAX / 13 * 2 /* records of two names, each short */
};

/* A name that was written, and where: a pointer to it may be used. */
struct known {
    const uint8_t *wire;
    uint16_t len;
    uint16_t pointer; /* as it is for the owner at 12 */
};

struct packing {
    const struct packet_set *set;
    const uint8_t *owner; /* wire form */
    struct rdata_shape shape;
    bool extras;    /* the addresses of some name go along */
    unsigned frame; /* the message's offset of the first record */
    uint8_t *records;
    struct writer w;
    struct known known[KNOWN_MAX];
    unsigned known_n;
    uint16_t fixups[FIXUPS_MAX];
    unsigned fixups_n;
};

static uint16_t offset(const struct packing *p)
{
    return (uint16_t)(p->w.at - p->records);
}

/* Remember the suffixes of the owner's name.  A wildcard's own name is not in
 * the reply it makes; what is above it is. */
static void know_owner(struct packing *p)
{
    const uint8_t *wire = p->owner;
    size_t at = 0, len = p->set->owner->len;
    if (wire[0] == 1 && wire[1] == '*')
        at = 2;
    for (; wire[at] && p->known_n < KNOWN_MAX; at += wire[at] + 1u)
        p->known[p->known_n++] = (struct known){
            .wire = wire + at,
            .len = (uint16_t)(len - at),
            .pointer = (uint16_t)(DNS_POINTER_BITS | (DNS_QNAME_AT + at)),
        };
}

static const struct known *find_known(const struct packing *p,
                                      const uint8_t *wire, size_t len)
{
    for (unsigned i = 0; i < p->known_n; i++)
        if (p->known[i].len == len && !memcmp(p->known[i].wire, wire, len))
            return &p->known[i];
    return NULL;
}

/* The name, shortened by what is known; its own parts become known. */
static void write_name(struct packing *p, const uint8_t *wire)
{
    size_t left = name_len(wire);
    for (; *wire; left -= *wire + 1u, wire += *wire + 1) {
        const struct known *k = find_known(p, wire, left);
        if (k) {
            p->fixups[p->fixups_n++] = offset(p);
            write_u16(&p->w, k->pointer);
            return;
        }
        unsigned at = p->frame + offset(p);
        if (at <= FRAME_LAST && p->known_n < KNOWN_MAX)
            p->known[p->known_n++] = (struct known){
                .wire = wire,
                .len = (uint16_t)left,
                .pointer = (uint16_t)(DNS_POINTER_BITS | at),
            };
        write_bytes(&p->w, wire, *wire + 1u);
    }
    write_u8(&p->w, 0);
}

/* Write the data; returns where in the records its last name stands. */
static uint16_t write_data(struct packing *p, struct bytes data)
{
    struct rdata_shape shape = p->shape;
    uint16_t name_at = offset(p);
    if (!shape.compress) {
        write_bytes(&p->w, data.at, data.n);
        const uint8_t *target =
            p->extras ? rdata_target(shape.type, data) : NULL;
        return (uint16_t)(name_at + (target ? target - data.at : 0));
    }
    struct reader r = reader_over(data.at, data.n);
    write_bytes(&p->w, read_bytes(&r, shape.skip), shape.skip);
    for (int i = 0; i < shape.names; i++) {
        name_at = offset(p);
        write_name(p, r.at);
        read_bytes(&r, name_len(r.at));
    }
    write_bytes(&p->w, r.at, reader_left(&r));
    return name_at;
}

/* Write the record; returns where in the records its last name stands. */
static uint16_t write_record(struct packing *p, const struct record *rec)
{
    write_u16(&p->w, DNS_POINTER_BITS | DNS_QNAME_AT);
    write_u16(&p->w, p->set->type);
    write_u16(&p->w, CLASS_IN);
    write_u32(&p->w, p->set->ttl);
    uint8_t *len = write_room(&p->w, 2);
    const uint8_t *from = p->w.at;
    uint16_t name_at = write_data(p, record_data(rec));
    put_u16(len, (uint16_t)(p->w.at - from));
    return name_at;
}

/* May the addresses of `o` go along with records of this owner and type? */
static bool is_usable(const struct packet_set *set, const struct owner *o)
{
    if (o->flags & OWNER_LIVE)
        return set->type == TYPE_NS || !(o->flags & OWNER_CUT);
    return set->type == TYPE_NS && o->flags & OWNER_GLUE &&
           o->zone == set->owner->zone;
}

/* Who owns the addresses that go with this data, or NO_ZONE. */
static uint32_t find_target(const struct pack *p, const struct packing *in,
                            const struct record *rec)
{
    uint16_t type = in->set->type;
    const uint8_t *name = rdata_target(type, record_data(rec));
    if (!name)
        return NO_ZONE;
    bool service = type == TYPE_SVCB || type == TYPE_HTTPS;
    if (service && *name == 0 && get_u16(record_data(rec).at) > 0)
        name = in->owner; /* ServiceMode's `.`: RFC 9460 2.5.2 */
    /* elsewhere the root says: there is none (RFC 7505 3, RFC 2782) */
    return *name ? records_find(p->records, name) : NO_ZONE;
}

/*
 * Do the addresses go by the owner's name as it was asked?  By that in the data
 * a wildcard is named as it is, and not the name that it stands for.
 */
static bool goes_by_owner(const struct packing *in, const struct record *rec,
                          const struct owner *o)
{
    const uint8_t *name = rdata_target(in->set->type, record_data(rec));
    bool star = in->owner[0] == 1 && in->owner[1] == '*';
    return o == in->set->owner && (!star || *name == 0);
}

/* Has an earlier record of this RRset brought them along? */
static bool is_pending(const struct pack *p, size_t from, uint32_t owner)
{
    const void *base = p->pending.base;
    const struct pending *all = base;
    for (; from < p->pending.len / sizeof *all; from++)
        if (all[from].owner == owner)
            return true;
    return false;
}

/* List the RRsets that go with one record; `from`: where the list begins. */
static int add_extras(struct pack *p, const struct packing *in, size_t from,
                      const struct record *rec, uint16_t name_at)
{
    static const uint16_t types[] = { TYPE_A, TYPE_AAAA, TYPE_SRV };
    const struct packet_set *set = in->set;
    uint32_t target = find_target(p, in, rec);
    if (target == NO_ZONE || is_pending(p, from, target))
        return 0;
    const struct owner *o = records_owner(p->records, target);
    if (!is_usable(set, o))
        return 0;
    bool glue = set->type == TYPE_NS && set->owner->flags & OWNER_CUT;
    bool inner = name_within(records_name(p->records, o), in->owner);
    size_t kinds = set->type == TYPE_NAPTR ? 3 : 2; /* RFC 3403 4.1 */
    for (size_t i = 0; i < kinds; i++) {
        if (!records_has(p->records, o, types[i]))
            continue;
        struct pending *one = arena_take(&p->pending, sizeof *one);
        if (!one)
            return -1;
        *one =
            (struct pending){ .owner = target,
                              .type = types[i],
                              .name_at = goes_by_owner(in, rec, o) ? EXTRA_OWNER
                                                                   : name_at,
                              .required = glue && inner };
    }
    return 0;
}

/* The tail of an RRset, to `out`, which is the image's octet `at`; returns its
 * length in units. */
static uint16_t write_tail(struct pack *p, const struct packing *in,
                           uint8_t *out, uint64_t at, size_t from)
{
    void *pending_base = p->pending.base;
    struct pending *all = pending_base;
    size_t n = p->pending.len / sizeof *all - from;
    if (n + in->fixups_n == 0)
        return 0;
    struct tail head = { (uint16_t)n, (uint16_t)in->fixups_n };
    memcpy(out, &head, sizeof head);
    size_t len = sizeof head;
    for (unsigned turn = 0; turn < 2; turn++) /* the required ones first */
        for (size_t i = from; i < from + n; i++) {
            struct extra e = { .name_at = all[i].name_at,
                               .required = all[i].required };
            if (e.required == turn)
                continue;
            memcpy(out + len, &e, sizeof e);
            all[i].at = at + len;
            len += sizeof e;
        }
    memcpy(out + len, in->fixups, in->fixups_n * sizeof *in->fixups);
    len += in->fixups_n * sizeof *in->fixups;
    return (uint16_t)((len + IMAGE_UNIT - 1) / IMAGE_UNIT);
}

/* At most so many octets of the image. */
static size_t room_for(const struct packet_set *set)
{
    enum {
        FRAME = sizeof(struct rrset) + sizeof(struct tail) + 2 * IMAGE_UNIT,
        /* each record: its head, three extras, two pointers */
        EACH = 12 + 3 * sizeof(struct extra) + 2 * sizeof(uint16_t)
    };
    size_t n = FRAME + set->n * EACH;
    for (size_t i = 0; i < set->n; i++)
        n += set->of[i]->len;
    return n;
}

int pack_rrset(struct pack *p, const struct packet_set *set)
{
    struct packing in; /* large: only what is used is set */
    size_t from = p->pending.len / sizeof(struct pending);
    uint64_t at = spool_end(&p->out);
    uint8_t *base = spool_take(&p->out, room_for(set));
    if (!base)
        return -1;
    in.set = set;
    in.owner = records_name(p->records, set->owner);
    in.shape = rdata_shape(set->type);
    in.extras = in.shape.addresses;
    in.frame = DNS_QNAME_AT + set->owner->len + 4u;
    in.records = base + sizeof(struct rrset);
    in.w = writer_over(in.records, DNS_MESSAGE_MAX);
    in.known_n = in.fixups_n = 0;
    if (in.shape.compress)
        know_owner(&in);
    for (size_t i = 0; i < set->n; i++) {
        uint16_t name_at = write_record(&in, set->of[i]);
        if (in.extras && add_extras(p, &in, from, set->of[i], name_at) < 0)
            return -1;
    }
    assert(!in.w.bad); /* judge refuses what does not fit */
    uint16_t len = offset(&in);
    size_t tail_at = sizeof(struct rrset) + image_padded(len);
    struct rrset head = { set->type, (uint16_t)set->n, len,
                          write_tail(p, &in, base + tail_at, at + tail_at,
                                     from) };
    memcpy(base, &head, sizeof head);
    spool_cut(&p->out, at + tail_at + (size_t)head.tail * IMAGE_UNIT);
    return 0;
}
