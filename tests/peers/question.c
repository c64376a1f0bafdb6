#include "tests/peers/question.h"

#include "tests/peers/zonetext.h"

#include <stdio.h>
#include <string.h>

static struct dname pick_name(const struct batch *b, struct rng *rng)
{
    struct dname n = b->pool[rng_below(rng, b->pool_n)];
    if (rng_chance(rng, 60))
        n = dname_near(&n, rng);
    if (rng_chance(rng, 10))
        n = dname_near(&n, rng);
    if (rng_chance(rng, 25))
        dname_mix_case(&n, rng);
    return n;
}

/* A type that the name has, so that most questions are not for nothing. */
static uint16_t own_type(const struct batch *b, const struct dname *name,
                         struct rng *rng)
{
    const struct zone *z = batch_find(b, name);
    uint32_t hash = dname_hash(name);
    unsigned n = 0;
    uint16_t type = T_A;
    for (unsigned i = 0; z && i < z->records_n; i++)
        if (z->digests[i].owner == hash &&
            dname_equal(&z->records[i].owner, name) && rng_below(rng, ++n) == 0)
            type = z->records[i].type;
    return type;
}

static uint16_t pick_type(const struct batch *b, const struct dname *name,
                          struct rng *rng)
{
    static const uint16_t common[] = {
        T_A,     T_A,   T_A,     T_A,      T_A,   T_A,   T_AAAA,
        T_AAAA,  T_MX,  T_MX,    T_NS,     T_NS,  T_SOA, T_DS,
        T_DS,    T_ANY, T_CNAME, T_DNAME,  T_TXT, T_SRV, T_SVCB,
        T_HTTPS, T_PTR, T_NAPTR, T_UNKNOWN
    };
    enum { OWN, COMMON, RANDOM };
    static const uint8_t weights[] = { 40, 57, 3 };
    switch (rng_weighted(rng, weights, sizeof weights)) {
    case OWN:
        return own_type(b, name, rng);
    case COMMON:
        return common[rng_below(rng, sizeof common / sizeof *common)];
    default:
        break;
    }
    for (;;) { /* not those that are questions only, RFC 6895 3.1, nor OPT */
        uint16_t type =
            (uint16_t)rng_below(rng, rng_chance(rng, 50) ? 300 : 65536);
        if (type && type != T_OPT && (type < 128 || type > T_ANY))
            return type;
    }
}

static uint16_t pick_class(struct rng *rng)
{
    /* not CH: BIND's view of it has a rate limit */
    static const uint16_t others[] = { C_HS, C_NONE, C_ANY, 2, 4711 };
    return rng_chance(rng, 1) ? others[rng_below(rng, 5)] : C_IN;
}

static void pick_edns(struct question *q, struct rng *rng)
{
    static const uint16_t sizes[] = { 0,    100,  511,  512,  513,   600,
                                      900,  1220, 1231, 1232, 1233,  1400,
                                      1452, 4096, 4096, 1232, 65535, 1232 };
    q->edns = rng_chance(rng, 65);
    q->size = rng_chance(rng, 80)
                  ? sizes[rng_below(rng, sizeof sizes / sizeof *sizes)]
                  : (uint16_t)rng_below(rng, 1500);
    q->dnssec_ok = rng_chance(rng, 35);
    q->version = rng_chance(rng, 1) ? 1 : 0;
    q->option = rng_chance(rng, 3);
}

static size_t put16(uint8_t *at, unsigned v)
{
    at[0] = (uint8_t)(v >> 8);
    at[1] = (uint8_t)v;
    return 2;
}

static void write_wire(struct question *q)
{
    uint8_t *w = q->wire;
    memset(w, 0, 12);
    w[2] = q->flags2;
    w[3] = q->flags3;
    w[5] = 1;
    w[11] = q->edns;
    size_t n = 12;
    memcpy(w + n, q->name.wire, q->name.len);
    n += q->name.len;
    n += put16(w + n, q->type);
    n += put16(w + n, q->class);
    if (q->edns) {
        w[n++] = 0;
        n += put16(w + n, T_OPT);
        n += put16(w + n, q->size);
        w[n++] = 0;
        w[n++] = q->version;
        n += put16(w + n, q->dnssec_ok ? 0x8000 : 0);
        n += put16(w + n, q->option ? 6 : 0);
        if (q->option) {
            memcpy(w + n, "\xfd\xe9\0\2hi", 6); /* 65001 */
            n += 6;
        }
    }
    q->n = n;
}

void question_make(struct question *q, const struct batch *b,
                   const struct forms *forms, struct rng *rng)
{
    enum { RD = 1, CD = 0x10, AD = 0x20, Z = 0x40 };
    q->name = pick_name(b, rng);
    q->type = pick_type(b, &q->name, rng);
    q->class = pick_class(rng);
    pick_edns(q, rng);
    q->tcp = rng_chance(rng, forms->tcp_percent);
    q->flags2 = rng_chance(rng, 50) ? RD : 0;
    q->flags3 = (uint8_t)((rng_chance(rng, 10) ? CD : 0) |
                          (rng_chance(rng, 10) ? AD : 0) |
                          (rng_chance(rng, 2) ? Z : 0));
    write_wire(q);
}

size_t question_limit(const struct question *q)
{
    enum { PLAIN = 512, SERVED = 1232, STREAM = 65535 };
    if (q->tcp)
        return STREAM;
    if (!q->edns || q->size < PLAIN)
        return PLAIN;
    return q->size < SERVED ? q->size : SERVED;
}

void question_print(const struct question *q)
{
    char text[DNAME_TEXT_MAX], room[12];
    printf("  question: %s %s", dname_text(text, &q->name),
           zonetext_type(q->type, room));
    if (q->class != C_IN)
        printf(" CLASS%u", q->class);
    if (q->edns)
        printf(" +bufsize=%u%s%s", q->size, q->dnssec_ok ? " +dnssec" : "",
               q->option ? " +ednsopt=65001:6869" : "");
    else
        printf(" +noedns");
    if (q->edns && q->version)
        printf(" +edns=%u +noednsneg", q->version);
    printf(" %srecurse%s%s%s%s\n", q->flags2 ? "+" : "+no",
           q->flags3 & 0x10 ? " +cd" : "", q->flags3 & 0x20 ? " +ad" : "",
           q->flags3 & 0x40 ? " +zflag" : "", q->tcp ? " +tcp" : "");
}
