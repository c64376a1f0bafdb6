#include "resolver/rrl.h"

#include "resolver/loopback.h"
#include "zonefile/name.h"

#include <assert.h>
#include <sodium/crypto_shorthash_siphash24.h>
#include <sys/mman.h>

enum {
    WAYS = 4,       /* buckets in a set: one cache line */
    SECOND = 1000,  /* milliseconds */
    REPLY = SECOND, /* what one takes, so that `rate` comes a millisecond */
    PREFIX4 = 3,    /* octets of an IPv4 network, /24 */
    PREFIX6 = 7     /* octets of an IPv6 network, /56: what a home gets */
};

/* What is out of it, not what is in: all zero, a bucket is full. */
struct bucket {
    uint32_t tag;
    uint32_t stamp;   /* when `out` was worked out */
    uint32_t out;     /* thousandths of a reply; at most rate * SECOND */
    uint32_t limited; /* replies so far, for slip */
};

struct rrl {
    struct bucket sets[RRL_SETS][WAYS];
    uint8_t secret[RRL_SECRET];
    uint32_t rate; /* of this worker */
    unsigned slip;
    bool spare_loopback;
};

_Static_assert(RRL_SECRET == crypto_shorthash_siphash24_KEYBYTES, "key");
_Static_assert(sizeof(struct bucket[WAYS]) == 64, "a set is a cache line");
_Static_assert((uint64_t)RRL_RATE_MAX *SECOND + REPLY <= UINT32_MAX, "sums");

struct rrl *rrl_create(const struct rrl_config *config, unsigned workers,
                       const uint8_t secret[RRL_SECRET])
{
    assert(config->rate > 0 && config->rate <= RRL_RATE_MAX && workers > 0);
    struct rrl *r = mmap(NULL, sizeof *r, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (r == MAP_FAILED)
        return NULL;
    memcpy(r->secret, secret, RRL_SECRET);
    r->rate = (config->rate - 1) / workers + 1; /* rounded up: never 0 */
    r->slip = config->slip;
    r->spare_loopback = config->spare_loopback;
    return r;
}

void rrl_free(struct rrl *r)
{
    if (r)
        munmap(r, sizeof *r);
}

enum rrl_kind rrl_kind(struct bytes reply)
{
    const uint8_t *h = reply.at;
    unsigned rcode = h[3] & 0xf;
    assert(reply.n >= DNS_HEADER);
    if (rcode == NXDOMAIN)
        return RRL_NXDOMAIN;
    if (h[2] & HEAD_TC || get_u16(h + 6) > 0)
        return RRL_ANSWER;
    if (rcode != NOERROR)
        return RRL_ERROR;
    if (h[2] & HEAD_AA)
        return RRL_NODATA;
    /* neither: the rest of the rcode is in the OPT, as BADVERS' */
    return get_u16(h + 8) > 0 ? RRL_REFERRAL : RRL_ERROR;
}

static uint64_t keyed(const struct rrl *r, struct bytes address,
                      enum rrl_kind kind)
{
    uint8_t key[1 + PREFIX6] = { (uint8_t)kind }, out[8];
    size_t prefix = address.n == 4 ? PREFIX4 : PREFIX6;
    memcpy(key + 1, address.at, prefix);
    crypto_shorthash_siphash24(out, key, 1 + prefix, r->secret);
    return (uint64_t)get_u32(out) << 32 | get_u32(out + 4);
}

/* What is out of it still: the bucket fills while time passes. */
static uint32_t out_now(const struct bucket *b, uint32_t rate, uint32_t now)
{
    uint32_t passed = now - b->stamp;
    if (passed >= SECOND || b->out <= passed * rate)
        return 0;
    return b->out - passed * rate;
}

/* The bucket of that tag, or the fullest, which is its own from now on. */
static struct bucket *find(struct rrl *r, uint64_t hash, uint32_t now)
{
    struct bucket *set = r->sets[hash & (RRL_SETS - 1)], *fullest = set;
    uint32_t tag = (uint32_t)(hash >> 32);
    for (struct bucket *b = set; b < set + WAYS; b++) {
        if (b->tag == tag)
            return b;
        if (out_now(b, r->rate, now) < out_now(fullest, r->rate, now))
            fullest = b;
    }
    fullest->tag = tag;
    return fullest;
}

enum rrl_verdict rrl_check(struct rrl *r, struct bytes address,
                           enum rrl_kind kind, uint32_t now)
{
    assert(address.n == 4 || address.n == 16);
    if (r->spare_loopback && is_loopback(address))
        return RRL_SEND;
    struct bucket *b = find(r, keyed(r, address, kind), now);
    b->out = out_now(b, r->rate, now);
    b->stamp = now;
    if (b->out + REPLY <= r->rate * SECOND) {
        b->out += REPLY;
        return RRL_SEND;
    }
    /* the first of them slips, so that a real client need not wait */
    return r->slip && b->limited++ % r->slip == 0 ? RRL_SLIP : RRL_DROP;
}

/* Step over a record, its type into *type. */
static void skip_record(struct reader *in, uint16_t *type)
{
    name_skip(in);
    *type = read_u16(in);
    read_bytes(in, 2 + 4); /* class, TTL */
    read_bytes(in, read_u16(in));
}

size_t rrl_slip(uint8_t *reply, size_t n)
{
    if (rrl_kind((struct bytes){ reply, n }) == RRL_ERROR)
        return n;
    struct reader in = reader_over(reply + DNS_HEADER, n - DNS_HEADER);
    if (get_u16(reply + 4)) {
        name_skip(&in);
        read_bytes(&in, 2 + 2); /* type, class */
    }
    uint8_t *end = reply + (in.at - reply);
    uint16_t type = 0;
    const uint8_t *record = in.at;
    while (type != TYPE_OPT && !in.bad && reader_left(&in) > 0) {
        record = in.at;
        skip_record(&in, &type);
    }
    bool opt = type == TYPE_OPT && !in.bad;
    size_t len = opt ? (size_t)(in.at - record) : 0;
    memmove(end, record, len);
    reply[2] |= HEAD_TC;
    put_u32(reply + 6, 0); /* no answer, no authority */
    put_u16(reply + 10, opt);
    return (size_t)(end - reply) + len;
}
