#include "tools/tsig.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "zonefile/name.h"
#include "zonefile/nametext.h"

enum {
    FUDGE = 300,     /* seconds that clocks may differ: RFC 8945 10 */
    TIMES = 6 + 2,   /* the time and the fudge */
    KEY_CLASS = 255, /* ANY */
    ARCOUNT_AT = 10,
    MAC_BITS_LEAST = 80
};

struct algorithm {
    const char *name; /* as users write it */
    const char *wire;
    const EVP_MD *(*digest)(void);
};

static const struct algorithm algorithms[] = {
    { "hmac-md5", "\10hmac-md5\7sig-alg\3reg\3int", EVP_md5 },
    { "hmac-sha1", "\11hmac-sha1", EVP_sha1 },
    { "hmac-sha224", "\13hmac-sha224", EVP_sha224 },
    { "hmac-sha256", "\13hmac-sha256", EVP_sha256 },
    { "hmac-sha384", "\13hmac-sha384", EVP_sha384 },
    { "hmac-sha512", "\13hmac-sha512", EVP_sha512 },
};

enum { ALGORITHMS = sizeof algorithms / sizeof *algorithms };

/* The algorithm's name in wire form. */
static const uint8_t *wire_name(int algorithm)
{
    return (const uint8_t *)algorithms[algorithm].wire;
}

bool tsig_set_algorithm(struct tsig_key *key, const char *text)
{
    for (int i = 0; i < ALGORITHMS; i++) {
        size_t n = strlen(algorithms[i].name);
        if (strncasecmp(text, algorithms[i].name, n) != 0)
            continue;
        char *end = NULL;
        unsigned long bits = 0;
        if (text[n] == '-')
            bits = strtoul(text + n + 1, &end, 10);
        if (text[n] && (!end || *end || bits < MAC_BITS_LEAST || bits % 8))
            continue;
        key->algorithm = i;
        key->bits = (unsigned)bits;
        return true;
    }
    return false;
}

bool tsig_set_name(struct tsig_key *key, const char *text)
{
    static const uint8_t root[1];
    struct bytes name = { (const uint8_t *)text, strlen(text) };
    if (name_parse(key->name, &key->name_n, name, root) != NAME_FINE)
        return false;
    name_lower(key->name, key->name, key->name_n);
    return true;
}

bool tsig_set_secret(struct tsig_key *key, const char *text)
{
    size_t n = strlen(text), pads = 0;
    if (n == 0 || n % 4 || n / 4 * 3 > TSIG_SECRET)
        return false;
    while (pads < 2 && text[n - 1 - pads] == '=')
        pads++;
    int got = EVP_DecodeBlock(key->secret, (const uint8_t *)text, (int)n);
    if (got < 0)
        return false;
    key->secret_n = (size_t)got - pads;
    return true;
}

/* ---- what is signed ---- */

static void put_time(uint8_t *p, uint64_t now)
{
    put_u16(p, (uint16_t)(now >> 32));
    put_u32(p + 2, (uint32_t)now);
}

/* The MAC before this one, behind its length: RFC 8945 5.3.1. */
static void add_mac(struct text *t, const struct tsig_state *s)
{
    uint8_t n[2];
    if (s->mac_n == 0)
        return;
    put_u16(n, (uint16_t)s->mac_n);
    text_add_n(t, (const char *)n, sizeof n);
    text_add_n(t, (const char *)s->mac, s->mac_n);
}

/* The record without its MAC: RFC 8945 4.3.3.  `times` are the time and the
 * fudge as they are sent, `other` the error and what follows it. */
static void add_variables(struct text *t, const struct tsig_key *key,
                          const uint8_t *times, struct bytes other)
{
    static const uint8_t class_ttl[] = { 0, KEY_CLASS, 0, 0, 0, 0 };
    const uint8_t *algorithm = wire_name(key->algorithm);
    text_add_n(t, (const char *)key->name, key->name_n);
    text_add_n(t, (const char *)class_ttl, sizeof class_ttl);
    text_add_n(t, (const char *)algorithm, name_len(algorithm));
    text_add_n(t, (const char *)times, TIMES);
    text_add_n(t, (const char *)other.at, other.n);
}

static size_t mac(uint8_t *out, const struct tsig_key *key,
                  const struct text *t)
{
    unsigned n = 0;
    HMAC(algorithms[key->algorithm].digest(), key->secret, (int)key->secret_n,
         (const uint8_t *)t->at, t->n, out, &n);
    return n;
}

/* ---- queries ---- */

void tsig_sign(struct writer *w, uint8_t *start, const struct tsig_key *key,
               struct tsig_state *state, uint64_t now)
{
    static const uint8_t no_error[4];
    const uint8_t *algorithm = wire_name(key->algorithm);
    uint8_t times[TIMES];
    size_t name_n = name_len(algorithm), n = (size_t)(w->at - start);
    if (w->bad)
        return;
    put_time(times, now);
    put_u16(times + 6, FUDGE);
    text_clear(&state->pending);
    text_add_n(&state->pending, (const char *)start, n);
    add_variables(&state->pending, key, times,
                  (struct bytes){ no_error, sizeof no_error });
    state->mac_n = mac(state->mac, key, &state->pending);
    text_clear(&state->pending);
    if (key->bits && key->bits / 8 < state->mac_n)
        state->mac_n = key->bits / 8;
    write_bytes(w, key->name, key->name_n);
    write_u16(w, TYPE_TSIG);
    write_u16(w, KEY_CLASS);
    write_u32(w, 0);
    write_u16(w, (uint16_t)(name_n + TIMES + 2 + state->mac_n + 2 + 4));
    write_bytes(w, algorithm, name_n);
    write_bytes(w, times, sizeof times);
    write_u16(w, (uint16_t)state->mac_n);
    write_bytes(w, state->mac, state->mac_n);
    write_bytes(w, start, 2); /* the ID */
    write_bytes(w, no_error, sizeof no_error);
    if (!w->bad)
        put_u16(start + ARCOUNT_AT,
                (uint16_t)(get_u16(start + ARCOUNT_AT) + 1));
}

/* ---- replies ---- */

/* The record's fields, as they stand in the reply. */
struct signature {
    uint8_t name[DNS_NAME_MAX], algorithm[DNS_NAME_MAX];
    const uint8_t *times, *mac, *id;
    size_t mac_n;
    struct bytes other; /* the error, a length, and what it is the length of */
};

static bool read_name(struct reader *r, struct bytes m, uint8_t *out)
{
    size_t n = name_unpack(out, m, (size_t)(r->at - m.at));
    name_skip(r);
    if (n)
        name_lower(out, out, n);
    return n > 0 && !r->bad;
}

static bool read_signature(struct signature *s, struct bytes m, size_t at)
{
    struct reader r = reader_over(m.at, m.n);
    read_bytes(&r, at);
    if (r.bad || !read_name(&r, m, s->name))
        return false;
    read_bytes(&r, 10); /* type, class, TTL, length */
    if (r.bad || !read_name(&r, m, s->algorithm))
        return false;
    s->times = read_bytes(&r, TIMES);
    s->mac_n = read_u16(&r);
    s->mac = read_bytes(&r, s->mac_n);
    s->id = read_bytes(&r, 2);
    s->other.at = r.at;
    read_u16(&r);
    read_bytes(&r, read_u16(&r));
    s->other.n = (size_t)(r.at - s->other.at);
    return !r.bad;
}

/* The message as it was before it was signed: RFC 8945 4.3.2. */
static void add_message(struct text *t, struct bytes m,
                        const struct signature *s, size_t at)
{
    uint8_t header[DNS_HEADER];
    memcpy(header, m.at, sizeof header);
    memcpy(header, s->id, 2);
    put_u16(header + ARCOUNT_AT, (uint16_t)(get_u16(header + ARCOUNT_AT) - 1));
    text_add_n(t, (const char *)header, sizeof header);
    text_add_n(t, (const char *)m.at + DNS_HEADER, at - DNS_HEADER);
}

/* Is it by this key, and by its algorithm? */
static bool is_key(const struct signature *s, const struct tsig_key *key)
{
    const uint8_t *algorithm = wire_name(key->algorithm);
    size_t n = name_len(algorithm);
    return name_len(s->name) == key->name_n && name_len(s->algorithm) == n &&
           memcmp(s->name, key->name, key->name_n) == 0 &&
           memcmp(s->algorithm, algorithm, n) == 0;
}

static uint64_t time_of(const struct signature *s)
{
    return (uint64_t)get_u16(s->times) << 32 | get_u32(s->times + 2);
}

/* How much of a MAC of `n` octets must be there: half of it, 10 octets, and as
 * much as we send: RFC 8945 5.2.2.1. */
static size_t mac_least(const struct tsig_key *key, size_t n)
{
    size_t least = (n + 1) / 2, ours = key->bits / 8;
    if (least < MAC_BITS_LEAST / 8)
        least = MAC_BITS_LEAST / 8;
    if (least < ours)
        least = ours;
    return least < n ? least : n;
}

static const char *judge(const struct signature *s,
                         const struct tsig_check *check,
                         struct tsig_state *state)
{
    uint8_t right[EVP_MAX_MD_SIZE];
    size_t n = mac(right, check->key, &state->pending);
    if (s->mac_n < mac_least(check->key, n) || s->mac_n > n ||
        CRYPTO_memcmp(right, s->mac, s->mac_n) != 0)
        return "tsig verify failure";
    uint64_t then = time_of(s), fudge = get_u16(s->times + 6);
    if (then + fudge < check->now || check->now + fudge < then)
        return "clocks are unsynchronized";
    memcpy(state->mac, s->mac, s->mac_n);
    state->mac_n = s->mac_n;
    state->later = true;
    return NULL;
}

const char *tsig_verify(struct bytes message, const struct tsig_check *check,
                        struct tsig_state *state)
{
    struct signature s;
    if (state->pending.n == 0)
        add_mac(&state->pending, state);
    if (check->at == 0) { /* between two signed ones: RFC 8945 5.3.1 */
        text_add_n(&state->pending, (const char *)message.at, message.n);
        return state->later ? NULL : "expected a TSIG or SIG(0)";
    }
    if (!read_signature(&s, message, check->at))
        return "TSIG record is malformed";
    if (!is_key(&s, check->key))
        return "key unknown";
    unsigned error = get_u16(s.other.at);
    if (error && s.mac_n == 0)
        return "tsig indicates error";
    add_message(&state->pending, message, &s, check->at);
    if (state->later)
        text_add_n(&state->pending, (const char *)s.times, TIMES);
    else
        add_variables(&state->pending, check->key, s.times, s.other);
    const char *wrong = judge(&s, check, state);
    text_clear(&state->pending);
    return wrong;
}

bool tsig_is_whole(const struct tsig_state *state)
{
    return state->pending.n == 0;
}

void tsig_end(struct tsig_state *state)
{
    text_free(&state->pending);
}
