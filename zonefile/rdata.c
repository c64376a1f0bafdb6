#include "zonefile/rdata.h"

#include "zonefile/name.h"

/* RFC 1035 3.3, RFC 1183, RFC 2163, RFC 2230, RFC 2782, RFC 6672, RFC 9460. */
static const struct rdata_shape shapes[] = {
    { TYPE_NS, 0, 1, true, true },
    { 3 /* MD */, 0, 1, true, false },
    { 4 /* MF */, 0, 1, true, false },
    { TYPE_CNAME, 0, 1, true, false },
    { TYPE_SOA, 0, 2, true, false },
    { 7 /* MB */, 0, 1, true, false },
    { 8 /* MG */, 0, 1, true, false },
    { 9 /* MR */, 0, 1, true, false },
    { TYPE_PTR, 0, 1, true, false },
    { 14 /* MINFO */, 0, 2, true, false },
    { TYPE_MX, 2, 1, true, true },
    { 17 /* RP */, 0, 2, false, false },
    { 18 /* AFSDB */, 2, 1, false, true },
    { 21 /* RT */, 2, 1, false, true },
    { 26 /* PX */, 2, 2, false, false },
    { TYPE_SRV, 6, 1, false, true },
    { TYPE_NAPTR, 0, 0, false, true }, /* see naptr_target */
    { 36 /* KX */, 2, 1, false, true },
    { TYPE_DNAME, 0, 1, false, false },
    { TYPE_SVCB, 2, 1, false, true },
    { TYPE_HTTPS, 2, 1, false, true },
};

struct rdata_shape rdata_shape(uint16_t type)
{
    if (type == TYPE_A || type == TYPE_AAAA) /* nearly all there are */
        return (struct rdata_shape){ .type = type };
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].type == type)
            return shapes[i];
    return (struct rdata_shape){ .type = type };
}

bool rdata_refers(uint16_t type)
{
    return rdata_shape(type).addresses;
}

/* NAPTR: order, preference, three strings, the replacement: RFC 3403 4.1. */
static const uint8_t *naptr_target(struct bytes rdata)
{
    struct reader r = reader_over(rdata.at, rdata.n);
    read_bytes(&r, 4);
    for (int i = 0; i < 3; i++)
        read_bytes(&r, read_u8(&r));
    return !r.bad && name_valid(r.at, reader_left(&r)) ? r.at : NULL;
}

const uint8_t *rdata_target(uint16_t type, struct bytes rdata)
{
    if (type == TYPE_NAPTR)
        return naptr_target(rdata);
    struct rdata_shape shape = rdata_shape(type);
    return shape.addresses ? rdata.at + shape.skip : NULL;
}

/* The shape of this data: NAPTR's name has no place of its own. */
static struct rdata_shape shape_of(uint16_t type, struct bytes rdata)
{
    struct rdata_shape shape = rdata_shape(type);
    const uint8_t *name = type == TYPE_NAPTR ? naptr_target(rdata) : NULL;
    if (name) {
        shape.skip = (uint16_t)(name - rdata.at);
        shape.names = 1;
    }
    return shape;
}

static int order(const uint8_t *a, const uint8_t *b, struct bytes whole_a,
                 struct bytes whole_b)
{
    size_t left_a = (size_t)(whole_a.at + whole_a.n - a);
    size_t left_b = (size_t)(whole_b.at + whole_b.n - b);
    size_t n = left_a < left_b ? left_a : left_b;
    int c = memcmp(a, b, n);
    return c ? c : (left_a > left_b) - (left_a < left_b);
}

int rdata_compare(uint16_t type, struct bytes a, struct bytes b)
{
    struct rdata_shape shape = shape_of(type, a);
    const uint8_t *p = a.at, *q = b.at;
    if (type == TYPE_NAPTR && shape.skip != shape_of(type, b).skip)
        return order(p, q, a, b); /* their strings differ */
    int c = memcmp(p, q, shape.skip);
    p += shape.skip;
    q += shape.skip;
    for (int i = 0; i < shape.names && c == 0; i++) {
        uint8_t low_p[DNS_NAME_MAX], low_q[DNS_NAME_MAX];
        size_t n = name_len(p), m = name_len(q);
        name_lower(low_p, p, n);
        name_lower(low_q, q, m);
        c = memcmp(low_p, low_q, n < m ? n : m);
        p += n;
        q += m;
    }
    return c ? c : order(p, q, a, b);
}
