#include "tools/optcheck.h"

#include "tools/fault.h"
#include "zonefile/dns.h"
#include "zonefile/utf8.h"

/* RFC 7871 6: as many octets as the prefix needs, and nothing behind it. */
static bool is_subnet(struct bytes b)
{
    struct reader r = reader_over(b.at, b.n);
    unsigned family = read_u16(&r), bits = read_u8(&r), scope = read_u8(&r);
    unsigned most = family == 0 ? 0 : family == 1 ? 32 : 128;
    if (r.bad || family > 2 || bits > most || scope > most ||
        reader_left(&r) != (bits + 7) / 8)
        return false;
    return bits % 8 == 0 || (uint8_t)(b.at[b.n - 1] << bits % 8) == 0;
}

static bool is_error(struct bytes b)
{
    struct reader r = reader_over(b.at, b.n);
    read_u16(&r);
    while (!r.bad && reader_left(&r))
        if (utf8_next(&r) == UTF8_BAD)
            return false;
    return !r.bad;
}

static bool is_good(unsigned code, struct bytes b)
{
    switch (code) {
    case 1: /* LLQ, RFC 8764 3.2 */
        return b.n == 18;
    case 2: /* UPDATE-LEASE, RFC 9664 4 */
        return b.n == 4 || b.n == 8;
    case OPTION_SUBNET:
        return is_subnet(b);
    case OPTION_EXPIRE:
        return b.n == 0 || b.n == 4;
    case OPTION_COOKIE: /* RFC 7873 4 */
        return b.n == 8 || (b.n >= 16 && b.n <= 40);
    case 14: /* KEY-TAG, RFC 8145 4.1 */
        return b.n > 0 && b.n % 2 == 0;
    case OPTION_EDE:
        return is_error(b);
    case 16: /* CLIENT-TAG and SERVER-TAG, a draft */
    case 17:
        return b.n == 2;
    default:
        return true;
    }
}

const char *optcheck_fault(struct bytes options)
{
    struct reader r = reader_over(options.at, options.n);
    while (reader_left(&r)) {
        unsigned code = read_u16(&r), n = read_u16(&r);
        struct bytes b = { read_bytes(&r, n), n };
        if (r.bad)
            return FAULT_CUT_OFF;
        if (!is_good(code, b))
            return "malformed OPT option";
    }
    return NULL;
}
