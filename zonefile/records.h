/*
 * What the zone files say, gathered: names, the records of each, the zones.
 * The first phase of making an image; settle, pack and build are the others.
 *
 *   slots[]  hash -> name            names[]  one struct owner each, parents
 *                                             before their children
 *   octets   the names' wire forms   data     struct record + its data, chained
 *                                             per owner in the order read
 *
 * Every ancestor of a name, up to the root, is a name here too.  Owners are
 * known by their index, records by their offset in units of four octets.
 */
#ifndef TWIG_RECORDS_H
#define TWIG_RECORDS_H

#include "zonefile/arena.h"
#include "zonefile/complaint.h"
#include "zonefile/name.h"
#include "zonefile/readings.h"
#include "zonefile/table.h"

enum { NO_ZONE = UINT32_MAX, ROOT_OWNER = 0 };

enum owner_flag {
    OWNER_APEX = 1,      /* a zone begins here */
    OWNER_CUT = 2,       /* NS, and not the apex */
    OWNER_DNAME = 4,     /* has a DNAME */
    OWNER_CNAME = 8,     /* has a CNAME */
    OWNER_STAR = 16,     /* its child `*` is live */
    OWNER_OCCLUDED = 32, /* below a delegation or a DNAME */
    OWNER_GLUE = 64,     /* occluded, and a delegation needs its addresses */
    OWNER_LIVE = 128,    /* exists: it goes into the table */
    OWNER_REFERS = 256   /* addresses of others go along with its records */
};

struct owner {
    uint32_t octets; /* offset of its wire form, lower case */
    uint32_t parent; /* index; the root is its own */
    uint32_t first;  /* record, or 0 */
    uint32_t last;
    uint32_t zone; /* which one answers for it; NO_ZONE.  Set by settle. */
    uint8_t len;
    uint8_t labels;
    uint16_t flags;
};

enum record_flag {
    RECORD_REVERSE = 1, /* wants a PTR made for it */
    RECORD_DROPPED = 2  /* said twice, or not served.  Set by settle. */
};

struct record {
    uint32_t next; /* of the same owner, or 0 */
    uint32_t ttl;
    uint32_t line;
    uint32_t zone; /* whose file it stands in */
    uint16_t type;
    uint16_t len; /* of the data behind it: wire form, not compressed */
    uint16_t source;
    uint16_t flags; /* enum record_flag */
};

struct zone_text {
    uint32_t apex;        /* owner */
    uint32_t parent;      /* zone, or NO_ZONE.  Set by settle. */
    uint32_t soa;         /* record, or 0.  Set by settle. */
    uint16_t source;      /* the file that named it first */
    uint16_t speaker;     /* ... and last */
    bool make_soa;        /* the flat format: SOA and NS are made when absent */
    uint64_t stamp;       /* the newest of its files */
    uint64_t fingerprint; /* of their texts */
    uint32_t serial;      /* of a made SOA */
};

struct records {
    struct arena names, octets, data, zones, table;
    struct slot *slots; /* in `table` */
    uint32_t slots_n, names_n, zones_n, sources_n;
    uint32_t reverse4_n, reverse6_n; /* A and AAAA that want a PTR */
    struct source **sources;
    struct readings *readings; /* or NULL; where files are noted */
    bool cite;                 /* the image shall tell where they were read */
};

/* Some records, in an order; the array is malloc'd. */
struct record_list {
    struct record **of;
    size_t n, cap;
};

/* records_push(l, rec): one more at the end; 0, or -1 with errno ENOMEM. */
int records_push(struct record_list *l, struct record *rec);

/* Returns NULL with errno ENOMEM. */
struct records *records_new(void);
void records_free(struct records *r);

/*
 * records_source(r, in): make a file known, so that complaints can name it.
 * Returns its number; `in` then belongs to `r`.  Or -1 (errno).
 */
int records_source(struct records *r, struct source *in);

/*
 * records_zone(r, apex, source): the zone of that apex, made if it is new.
 * Returns its number, or NO_ZONE (errno).
 */
uint32_t records_zone(struct records *r, const struct name *apex, int source);

/* The zone of which the last `depth` labels of `name` are the apex; NO_ZONE. */
uint32_t records_apex(const struct records *r, const struct name *name,
                      unsigned depth);

/*
 * records_add(r, owner, rec, data): add a record.  rec->next is ignored,
 * rec->len octets at `data` are copied.  Returns 0, or -1 (errno ENOMEM, or
 * EOVERFLOW when there are more names than 32 bits can count).
 */
int records_add(struct records *r, const struct name *owner,
                const struct record *rec, const uint8_t *data);

/* A hint for a batch: records_add will soon look for this owner. */
static inline void records_warm(const struct records *r, const struct name *n)
{
    uint32_t home = table_home(r->slots_n, name_key(n->hash[n->labels]));
    __builtin_prefetch(r->slots + home);
}

/* records_touch(r, wire): make `wire` an owner, if only without records. */
int records_touch(struct records *r, const uint8_t *wire);

/* records_find(r, wire): the owner of that name, any case, or NO_ZONE. */
uint32_t records_find(const struct records *r, const uint8_t *wire);

/* The deepest owner at or above `name`: the root at the least. */
uint32_t records_closest(const struct records *r, const struct name *name);

/* Is `name` the owner `o`, or below it? */
static inline bool records_holds(const struct records *r, const struct owner *o,
                                 const struct name *name)
{
    if (name->labels < o->labels)
        return false;
    uint8_t at = name_suffix(name, o->labels);
    return name->len - at == o->len &&
           memcmp(name->wire + at, r->octets.base + o->octets, o->len) == 0;
}

/* Has the owner a record of that type, of its own zone and not dropped? */
bool records_has(const struct records *r, const struct owner *o, uint16_t type);

/*
 * records_forget(r, owner, ref): neither the owners before this one nor the
 * records before `ref` will be looked at again, nor any name looked for: what
 * they took is given back.
 */
void records_forget(struct records *r, uint32_t owner, uint32_t ref);

/* Where a record was read. */
struct spot records_spot(const struct records *r, const struct record *rec);

static inline struct owner *records_owner(const struct records *r, uint32_t i)
{
    void *p = r->names.base;
    return (struct owner *)p + i;
}

static inline const uint8_t *records_name(const struct records *r,
                                          const struct owner *o)
{
    return r->octets.base + o->octets;
}

/* The record of a reference; NULL for 0. */
static inline struct record *records_get(const struct records *r, uint32_t ref)
{
    void *p = r->data.base + (size_t)ref * 4;
    return ref ? p : NULL;
}

static inline struct bytes record_data(const struct record *rec)
{
    return (struct bytes){ (const uint8_t *)(rec + 1), rec->len };
}

static inline struct zone_text *records_zone_at(const struct records *r,
                                                uint32_t i)
{
    void *p = r->zones.base;
    return (struct zone_text *)p + i;
}

#endif
