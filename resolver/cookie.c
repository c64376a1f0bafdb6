#include "resolver/cookie.h"

#include <assert.h>
#include <sodium/crypto_shorthash_siphash24.h>
#include <sodium/crypto_verify_16.h>

enum {
    VERSION = 1,                      /* RFC 9018 4.1 */
    VERSION_AT = COOKIE_CLIENT,       /* the server's part begins with it */
    STAMP_AT = COOKIE_CLIENT + 4,     /* RFC 9018 4.3 */
    HASH_AT = COOKIE_CLIENT + 8,      /* RFC 9018 4.4 */
    PAST_MAX = 60 * 60,               /* seconds: RFC 9018 4.3 */
    FUTURE_MAX = 5 * 60,              /* seconds: RFC 9018 4.3 */
    SERVER = COOKIE_FULL - VERSION_AT /* octets of the server's part */
};

_Static_assert(COOKIE_SECRET == crypto_shorthash_siphash24_KEYBYTES, "key");
_Static_assert(SERVER == crypto_verify_16_BYTES, "compared at once");

/* The hash of what stands before it in `cookie`, and of the address. */
static void put_hash(uint8_t cookie[COOKIE_FULL],
                     const uint8_t secret[COOKIE_SECRET], struct bytes address)
{
    uint8_t hashed[HASH_AT + 16];
    struct writer w = writer_over(hashed, sizeof hashed);
    write_bytes(&w, cookie, HASH_AT);
    write_bytes(&w, address.at, address.n);
    assert(!w.bad);
    crypto_shorthash_siphash24(cookie + HASH_AT, hashed,
                               (size_t)(w.at - hashed), secret);
}

void cookie_make(uint8_t out[COOKIE_FULL], const struct cookie_secrets *s,
                 const uint8_t client[COOKIE_CLIENT], struct bytes address,
                 uint32_t now)
{
    assert(s->n > 0);
    memcpy(out, client, COOKIE_CLIENT);
    put_u32(out + VERSION_AT, (uint32_t)VERSION << 24);
    put_u32(out + STAMP_AT, now);
    put_hash(out, s->at[0], address);
}

/* Seconds are counted modulo 2^32, so there is no first and no last one: only
 * the distance counts.  RFC 1982. */
static bool is_timely(uint32_t stamp, uint32_t now)
{
    uint32_t oldest = now - PAST_MAX;
    return stamp - oldest <= PAST_MAX + FUTURE_MAX;
}

bool cookie_is_good(const struct cookie_secrets *s, struct bytes cookie,
                    struct bytes address, uint32_t now)
{
    if (cookie.n != COOKIE_FULL || cookie.at[VERSION_AT] != VERSION ||
        !is_timely(get_u32(cookie.at + STAMP_AT), now))
        return false;
    uint8_t ours[COOKIE_FULL];
    memcpy(ours, cookie.at, HASH_AT); /* reserved octets as they came: 4.2 */
    for (unsigned i = 0; i < s->n; i++) {
        put_hash(ours, s->at[i], address);
        if (crypto_verify_16(ours + VERSION_AT, cookie.at + VERSION_AT) == 0)
            return true;
    }
    return false;
}
