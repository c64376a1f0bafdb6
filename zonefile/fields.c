#include "zonefile/fields.h"

#include "zonefile/plain.h"

#include <arpa/inet.h>
#include <netdb.h>

struct field_kind field_kind(enum field field)
{
    static const struct field_kind kinds[] = {
        [FIELD_OCTETS] = { "octets like \\# 4 0a000001" },
        [FIELD_NAME] = { "a name" },
        [FIELD_INT8] = { "a number up to 255", NULL, 1 },
        [FIELD_INT16] = { "a number up to 65535", NULL, 2 },
        [FIELD_INT32] = { "a number", " up to 4294967295", 4 },
        [FIELD_NAMED_INT8] = { "a number up to 255", NULL, 1 },
        [FIELD_ALGORITHM] = { "an algorithm", " up to 255", 1 },
        [FIELD_CERTIFICATE] = { "a certificate type", " up to 65535", 2 },
        [FIELD_TIME] = { "a time", " up to 2147483647 seconds" },
        [FIELD_DATE] = { "a date like 20261231235959" },
        [FIELD_A] = { "an IPv4 address" },
        [FIELD_AAAA] = { "an IPv6 address" },
        [FIELD_TEXT] = { "a text" },
        [FIELD_LONG_TEXT] = { "a text" },
        [FIELD_HEX] = { "hex digits", ", two an octet", .words = FIELD_REST },
        [FIELD_BASE64] = { "base64", .words = FIELD_REST },
        [FIELD_TYPE] = { "a record type" },
        [FIELD_TYPES] = { "record types", .words = FIELD_REST },
        [FIELD_PREFIX] = { "a prefix like 1:203.0.113.0/24" },
        [FIELD_PLACE] = { "a place like 42 21 54 N 71 6 18 W -24m",
                          .words = FIELD_REST },
        [FIELD_SERVICES] = { "services like tcp 25 80", .words = FIELD_REST },
        [FIELD_PARAMS] = { "keys like alpn=h2", .words = FIELD_REST },
        [FIELD_GATEWAY] = { "a gateway like 10 1 0 203.0.113.7", " and its key",
                            .words = FIELD_REST },
        [FIELD_HIP] = { "an algorithm, hex digits, base64", .words = 3 },
        [FIELD_NSAP] = { "an address like 0x47.0005" },
        [FIELD_ATMA] = { "an ATM address in hex digits" },
        [FIELD_SALT] = { "a salt in hex digits, or -" },
        [FIELD_HASH] = { "a hash in base32" },
        [FIELD_ILNP64] = { "a number like 0014:4fff:ff20:ee64" },
        [FIELD_EUI48] = { "an address like 00-00-5e-00-53-2a" },
        [FIELD_EUI64] = { "an address like 00-00-5e-ef-10-00-00-2a" },
        [FIELD_TAG] = { "a tag like issue" },
    };
    struct field_kind kind = kinds[field];
    kind.limit = kind.limit ? kind.limit : "";
    kind.words = kind.words ? kind.words : 1;
    return kind;
}

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

bool field_number(struct bytes word, uint32_t most, uint32_t *v)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < word.n; i++) {
        if (!is_digit(word.at[i]))
            return false;
        sum = sum * 10 + (uint64_t)(word.at[i] - '0');
        if (sum > most)
            return false;
    }
    *v = (uint32_t)sum;
    return word.n > 0;
}

bool field_integer(struct writer *w, const struct word *word, unsigned octets)
{
    uint32_t v;
    if (!field_number(word_bytes(word), UINT32_MAX >> (32 - 8 * octets), &v))
        return false;
    for (unsigned i = octets; i-- > 0;)
        write_u8(w, (uint8_t)(v >> 8 * i));
    return true;
}

/* What the escape behind a backslash stands for: three digits, or itself. */
static bool unescape(struct reader *r, uint8_t *c)
{
    if (reader_left(r) >= 3 && is_digit(r->at[0])) {
        uint32_t v;
        struct bytes digits = { read_bytes(r, 3), 3 };
        if (!field_number(digits, UINT8_MAX, &v))
            return false;
        *c = (uint8_t)v;
        return true;
    }
    *c = read_u8(r);
    return !r->bad && !is_digit(*c);
}

bool field_text(struct writer *w, struct bytes word)
{
    if (word.n >= 2 && word.at[0] == '"' && word.at[word.n - 1] == '"')
        word = (struct bytes){ word.at + 1, word.n - 2 };
    struct reader r = reader_over(word.at, word.n);
    while (reader_left(&r)) {
        uint8_t c = read_u8(&r);
        if (c == '"' || (c == '\\' && !unescape(&r, &c)))
            return false;
        write_u8(w, c);
    }
    return true;
}

static int hex_digit(uint8_t c)
{
    static const char digits[] = "0123456789abcdef";
    const char *p = memchr(digits, c >= 'A' && c <= 'F' ? c | 0x20 : c, 16);
    return p ? (int)(p - digits) : -1;
}

bool field_hex(struct writer *w, struct bytes digits)
{
    for (size_t i = 0; i + 1 < digits.n; i += 2) {
        int high = hex_digit(digits.at[i]), low = hex_digit(digits.at[i + 1]);
        if (high < 0 || low < 0)
            return false;
        write_u8(w, (uint8_t)(high << 4 | low));
    }
    return digits.n % 2 == 0;
}

static int base64_digit(uint8_t c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *p = memchr(digits, c, 64);
    return p ? (int)(p - digits) : -1;
}

bool field_base64(struct writer *w, struct bytes text)
{
    size_t n = text.n;
    if (n == 0 || n % 4)
        return false;
    while (n > text.n - 2 && text.at[n - 1] == '=')
        n--;
    uint32_t bits = 0; /* the last of them are not written yet */
    unsigned pending = 0;
    for (size_t i = 0; i < n; i++) {
        int digit = base64_digit(text.at[i]);
        if (digit < 0)
            return false;
        bits = bits << 6 | (uint32_t)digit;
        pending += 6;
        if (pending >= 8) {
            pending -= 8;
            write_u8(w, (uint8_t)(bits >> pending));
        }
    }
    return (bits & ((1U << pending) - 1)) == 0;
}

bool field_prefix(struct writer *w, struct bytes word)
{
    uint8_t address[16] = { 0 };
    uint32_t family, length;
    bool negated = word.n && word.at[0] == '!';
    const uint8_t *from = word.at + negated, *end = word.at + word.n;
    const uint8_t *colon = memchr(from, ':', (size_t)(end - from));
    const uint8_t *slash = memchr(from, '/', (size_t)(end - from));
    if (!colon || !slash || slash < colon)
        return false;
    struct bytes text = { colon + 1, (size_t)(slash - colon) - 1 };
    uint16_t type = plain_address(text, address);
    struct bytes number = { from, (size_t)(colon - from) };
    struct bytes bits = { slash + 1, (size_t)(end - slash) - 1 };
    if (!type || !field_number(number, UINT16_MAX, &family) ||
        family != (type == TYPE_A ? 1 : 2) ||
        !field_number(bits, type == TYPE_A ? 32 : 128, &length))
        return false;
    size_t n = sizeof address;
    while (n && address[n - 1] == 0) /* RFC 3123 4: these are left out */
        n--;
    write_u16(w, (uint16_t)family);
    write_u8(w, (uint8_t)length);
    write_u8(w, (uint8_t)((negated ? 0x80 : 0) | n));
    write_bytes(w, address, n);
    return true;
}

/* ---- places ---- */

/* The words that are left. */
struct words {
    const struct word *at;
    size_t n;
};

/* 12.5 with two decimals is 1250. */
static bool read_decimal(struct bytes word, unsigned decimals, uint64_t *v)
{
    uint64_t sum = 0;
    unsigned digits = 0, behind = 0;
    bool point = false;
    for (size_t i = 0; i < word.n; i++) {
        if (word.at[i] == '.' && !point && decimals) {
            point = true;
            continue;
        }
        if (!is_digit(word.at[i]) || ++digits > 12 ||
            (point && ++behind > decimals))
            return false;
        sum = sum * 10 + (uint64_t)(word.at[i] - '0');
    }
    for (; behind < decimals; behind++)
        sum *= 10;
    *v = sum;
    return digits > 0;
}

/*
 * Degrees, minutes and seconds if any, and the side: `plus` or `minus`.  It is
 * stored in thousandths of a second from the middle of 32 bits.
 */
static bool put_angle(struct writer *w, struct words *in, unsigned degrees,
                      const char sides[2])
{
    static const uint32_t scale[] = { 3600000, 60000, 1 };
    const uint64_t most[] = { degrees, 59, 59999 };
    uint64_t sum = 0, v;
    unsigned i = 0;
    for (; i < 3 && in->n; i++, in->at++, in->n--) {
        if (!read_decimal(word_bytes(in->at), i == 2 ? 3 : 0, &v))
            break;
        if (v > most[i])
            return false;
        sum += v * scale[i];
    }
    if (i == 0 || !in->n || in->at->n != 1 || sum > degrees * 3600000ULL)
        return false;
    char side = (char)(*in->at->at & ~0x20); /* n is N */
    if (side != sides[0] && side != sides[1])
        return false;
    in->at++;
    in->n--;
    uint32_t middle = 0x80000000, angle = (uint32_t)sum;
    write_u32(w, side == sides[0] ? middle + angle : middle - angle);
    return true;
}

/* Metres, as centimetres. */
static bool read_metres(struct bytes word, uint64_t *cm)
{
    if (word.n && (word.at[word.n - 1] == 'm' || word.at[word.n - 1] == 'M'))
        word.n--;
    return read_decimal(word, 2, cm);
}

/* A size or a precision: one digit, and how many zeros follow it. */
static bool put_size(struct writer *w, struct words *in, uint64_t cm)
{
    unsigned zeros = 0;
    if (in->n) {
        if (!read_metres(word_bytes(in->at), &cm) || cm > 9000000000)
            return false;
        in->at++;
        in->n--;
    }
    for (; cm > 9; cm /= 10)
        zeros++;
    write_u8(w, (uint8_t)(cm << 4 | zeros));
    return true;
}

bool field_place(struct writer *w, const struct word *words, size_t n)
{
    enum { GROUND = 10000000 }; /* 100 km below it all: RFC 1876 2 */
    struct words in = { words, n };
    uint8_t angles[8];
    uint64_t cm;
    struct writer place = writer_over(angles, sizeof angles);
    if (!put_angle(&place, &in, 90, "NS") ||
        !put_angle(&place, &in, 180, "EW") || !in.n)
        return false;
    struct bytes height = word_bytes(in.at++);
    in.n--;
    bool below = *height.at == '-';
    height.at += below;
    height.n -= below;
    if (!read_metres(height, &cm) ||
        cm > (below ? GROUND : UINT32_MAX - GROUND))
        return false;
    write_u8(w, 0); /* the version */
    if (!put_size(w, &in, 100) || !put_size(w, &in, 1000000) ||
        !put_size(w, &in, 1000) || in.n)
        return false;
    write_bytes(w, angles, sizeof angles);
    write_u32(w, (uint32_t)(below ? GROUND - cm : GROUND + cm));
    return true;
}

/* ---- bits ---- */

static bool read_port(struct bytes word, const char *protocol, uint32_t *port)
{
    char name[64];
    if (field_number(word, UINT16_MAX, port))
        return true;
    if (word.n >= sizeof name)
        return false;
    memcpy(name, word.at, word.n);
    name[word.n] = '\0';
    const struct servent *service = getservbyname(name, protocol);
    if (!service || strlen(name) != word.n)
        return false;
    *port = ntohs((uint16_t)service->s_port);
    return true;
}

bool field_services(struct writer *w, const struct word *words, size_t n)
{
    uint8_t bits[(UINT16_MAX + 1) / 8] = { 0 };
    uint32_t protocol = 0, port;
    size_t len = 0;
    bool tcp = word_is(&words[0], "tcp"), udp = word_is(&words[0], "udp");
    if (tcp || udp)
        protocol = tcp ? IPPROTO_TCP : IPPROTO_UDP;
    else if (!field_number(word_bytes(&words[0]), UINT8_MAX, &protocol))
        return false;
    const char *name = protocol == IPPROTO_TCP   ? "tcp"
                       : protocol == IPPROTO_UDP ? "udp"
                                                 : NULL;
    for (size_t i = 1; i < n; i++) {
        if (!read_port(word_bytes(&words[i]), name, &port))
            return false;
        bits[port / 8] |= (uint8_t)(0x80 >> port % 8);
        len = port / 8 < len ? len : port / 8 + 1;
    }
    write_u8(w, (uint8_t)protocol);
    write_bytes(w, bits, len);
    return true;
}

void field_bitmap(struct writer *w, const uint8_t bits[BITMAP_OCTETS])
{
    for (unsigned window = 0; window < 256; window++) {
        const uint8_t *from = bits + window * 32;
        size_t n = 32;
        while (n && from[n - 1] == 0)
            n--;
        if (n == 0)
            continue;
        write_u8(w, (uint8_t)window);
        write_u8(w, (uint8_t)n);
        write_bytes(w, from, n);
    }
}
