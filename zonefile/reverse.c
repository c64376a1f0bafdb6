#include "zonefile/reverse.h"

enum {
    TOP = 2, /* labels of in-addr.arpa and of ip6.arpa */
    OCTETS = 4,
    NIBBLES = 32
};

static bool is_below(const struct name *n, const uint8_t *top)
{
    if (n->labels < TOP)
        return false;
    uint8_t at = name_suffix(n, TOP);
    size_t len = name_len(top);
    return n->len - at == (int)len && memcmp(n->wire + at, top, len) == 0;
}

/* A label that is a number of 0 to 255 without leading zeros, or -1. */
static int read_octet(const uint8_t *label)
{
    int v = 0;
    if (label[0] > 3 || (label[0] > 1 && label[1] == '0'))
        return -1;
    for (int i = 1; i <= label[0]; i++) {
        if (label[i] < '0' || label[i] > '9')
            return -1;
        v = v * 10 + label[i] - '0';
    }
    return v <= 255 ? v : -1;
}

/* A label of one hex digit, or -1. */
static int read_nibble(const uint8_t *label)
{
    uint8_t c = label[1];
    if (label[0] != 1)
        return -1;
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The first entry not below `address`. */
static uint32_t search4(const struct image *img, uint32_t address)
{
    uint32_t from = 0, to = img->head->addr4_n;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (img->addr4[middle].address < address)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static uint32_t search6(const struct image *img, const uint8_t *address)
{
    uint32_t from = 0, to = img->head->addr6_n;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (memcmp(img->addr6[middle].address, address, 16) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Leading octets in common, `most` at the most. */
static unsigned common4(uint32_t a, uint32_t b, unsigned most)
{
    unsigned n = 0;
    while (n < most && a >> (24 - 8 * n) == b >> (24 - 8 * n))
        n++;
    return n;
}

/* Leading nibbles in common. */
static unsigned common6(const uint8_t *a, const uint8_t *b, unsigned most)
{
    unsigned n = 0;
    while (n < most) {
        int shift = n % 2 ? 0 : 4;
        if ((a[n / 2] ^ b[n / 2]) >> shift & 0xf)
            break;
        n++;
    }
    return n;
}

/* The address itself was found: whose it is. */
static void settle(struct reverse *r, const struct image *img, uint32_t place,
                   uint16_t type)
{
    const struct node *node = image_at(img, place);
    const struct rrset *set = node_rrset(node, type);
    if (!set)
        return;
    r->node = node;
    r->ttl = get_u32(rrset_records(set) + 6); /* behind owner, type, class */
}

static struct reverse find4(const struct image *img, const struct name *name)
{
    struct reverse r = { .depth = TOP };
    uint32_t address = 0;
    unsigned n = 0, best = 0;
    for (; n < OCTETS && TOP + n < name->labels; n++) {
        int v = read_octet(name->wire + name_suffix(name, TOP + n + 1));
        if (v < 0)
            break;
        address |= (uint32_t)v << (24 - 8 * n);
    }
    uint32_t i = search4(img, address);
    if (i > 0)
        best = common4(img->addr4[i - 1].address, address, n);
    if (i < img->head->addr4_n) {
        unsigned here = common4(img->addr4[i].address, address, n);
        best = here > best ? here : best;
        if (here == OCTETS && name->labels == TOP + OCTETS)
            settle(&r, img, img->addr4[i].node, TYPE_A);
    }
    r.depth += best;
    return r;
}

static struct reverse find6(const struct image *img, const struct name *name)
{
    struct reverse r = { .depth = TOP };
    uint8_t address[16] = { 0 };
    unsigned n = 0, best = 0;
    for (; n < NIBBLES && TOP + n < name->labels; n++) {
        int v = read_nibble(name->wire + name_suffix(name, TOP + n + 1));
        if (v < 0)
            break;
        address[n / 2] |= (uint8_t)(n % 2 ? v : v << 4);
    }
    uint32_t i = search6(img, address);
    if (i > 0)
        best = common6(img->addr6[i - 1].address, address, n);
    if (i < img->head->addr6_n) {
        unsigned here = common6(img->addr6[i].address, address, n);
        best = here > best ? here : best;
        if (here == NIBBLES && name->labels == TOP + NIBBLES)
            settle(&r, img, img->addr6[i].node, TYPE_AAAA);
    }
    r.depth += best;
    return r;
}

struct reverse reverse_find(const struct image *img, const struct name *name)
{
    if (img->head->addr4_n && is_below(name, NAME_IN_ADDR_ARPA))
        return find4(img, name);
    if (img->head->addr6_n && is_below(name, NAME_IP6_ARPA))
        return find6(img, name);
    return (struct reverse){ .depth = 0 };
}

static void put_octet(struct writer *w, unsigned v)
{
    write_u8(w, v > 99 ? 3 : v > 9 ? 2 : 1);
    if (v > 99)
        write_u8(w, (uint8_t)('0' + v / 100));
    if (v > 9)
        write_u8(w, (uint8_t)('0' + v / 10 % 10));
    write_u8(w, (uint8_t)('0' + v % 10));
}

static void put_nibble(struct writer *w, unsigned v)
{
    write_u8(w, 1);
    write_u8(w, (uint8_t)(v > 9 ? 'a' + v - 10 : '0' + v));
}

void reverse_name4(struct name *name, uint32_t address)
{
    uint8_t wire[DNS_NAME_MAX];
    struct writer w = writer_over(wire, sizeof wire);
    for (unsigned i = 0; i < OCTETS; i++)
        put_octet(&w, address >> 8 * i & 255);
    write_bytes(&w, NAME_IN_ADDR_ARPA, name_len(NAME_IN_ADDR_ARPA));
    name_set(name, wire);
}

void reverse_name6(struct name *name, const uint8_t *address)
{
    uint8_t wire[DNS_NAME_MAX];
    struct writer w = writer_over(wire, sizeof wire);
    for (unsigned i = NIBBLES / 2; i-- > 0;) {
        put_nibble(&w, address[i] & 15);
        put_nibble(&w, address[i] >> 4);
    }
    write_bytes(&w, NAME_IP6_ARPA, name_len(NAME_IP6_ARPA));
    name_set(name, wire);
}
