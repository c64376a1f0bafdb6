/* Cookies: one that is made is good within its time, whichever secret it was
 * made with; any change to it, to the address or to the secret ends that.
 * What no octet is left for is zero; the last octets are a cookie as it comes
 * from outside. */
#include "resolver/cookie.h"
#include "tests/fuzz.h"

/* `n` octets of the input into `out`, or zeroes. */
static void take(struct reader *in, uint8_t *out, size_t n)
{
    memset(out, 0, n);
    if (reader_left(in) >= n)
        memcpy(out, read_bytes(in, n), n);
}

static void flip(uint8_t *out, const uint8_t *by, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] ^= by[i];
}

static bool is_zero(const uint8_t *p, size_t n)
{
    while (n > 0 && p[n - 1] == 0)
        n--;
    return n == 0;
}

/* Everything that a cookie depends on, and a change to each of them. */
struct input {
    struct cookie_secrets secrets;
    uint8_t client[COOKIE_CLIENT], address[16], in_cookie[COOKIE_FULL],
        in_address[16], in_secret[COOKIE_SECRET], now[4], passed[4];
    size_t address_n;
};

static void read_input(struct input *f, struct reader *in)
{
    uint8_t choice[1];
    take(in, choice, 1);
    f->address_n = choice[0] & 1 ? 16 : 4;
    f->secrets.n = 1 + choice[0] / 2 % COOKIE_SECRETS_MAX;
    take(in, f->now, 4);
    take(in, f->passed, 4);
    take(in, f->client, sizeof f->client);
    take(in, f->address, sizeof f->address);
    take(in, f->in_cookie, sizeof f->in_cookie);
    take(in, f->in_address, sizeof f->in_address);
    take(in, f->in_secret, sizeof f->in_secret);
    take(in, f->secrets.at[0], sizeof f->secrets.at);
}

static void check_time(const struct input *f, const uint8_t *cookie)
{
    struct bytes from = { f->address, f->address_n };
    struct bytes made = { cookie, COOKIE_FULL };
    uint32_t now = get_u32(f->now), passed = get_u32(f->passed);
    int64_t age = (int32_t)passed;
    must(cookie_is_good(&f->secrets, made, from, now + passed) ==
             (age >= -300 && age <= 3600),
         "a cookie is good for an hour, and 5 minutes before it was made");
}

static void check_changes(struct input *f, const uint8_t *cookie)
{
    struct bytes from = { f->address, f->address_n };
    uint32_t now = get_u32(f->now);
    uint8_t changed[COOKIE_FULL];
    memcpy(changed, cookie, COOKIE_FULL);
    flip(changed, f->in_cookie, COOKIE_FULL);
    must(cookie_is_good(&f->secrets, (struct bytes){ changed, COOKIE_FULL },
                        from, now) == is_zero(f->in_cookie, COOKIE_FULL),
         "a changed cookie is not good");
    struct bytes made = { cookie, COOKIE_FULL };
    for (size_t n = 0; n < COOKIE_FULL; n++)
        must(!cookie_is_good(&f->secrets, (struct bytes){ cookie, n }, from,
                             now),
             "a part of a cookie is not good");
    flip(f->address, f->in_address, f->address_n);
    must(cookie_is_good(&f->secrets, made, from, now) ==
             is_zero(f->in_address, f->address_n),
         "a cookie is of its address alone");
    flip(f->address, f->in_address, f->address_n);
}

/* The secret it was made with comes last, then it changes. */
static void check_secrets(const struct input *f, const uint8_t *cookie)
{
    struct bytes from = { f->address, f->address_n };
    struct bytes made = { cookie, COOKIE_FULL };
    struct cookie_secrets s = { .n = f->secrets.n };
    for (unsigned i = 0; i < s.n; i++)
        memcpy(s.at[i], f->secrets.at[s.n - 1 - i], COOKIE_SECRET);
    must(cookie_is_good(&s, made, from, get_u32(f->now)),
         "a cookie is good with any of the secrets");
    s = (struct cookie_secrets){ .n = 1 };
    memcpy(s.at[0], f->secrets.at[0], COOKIE_SECRET);
    flip(s.at[0], f->in_secret, COOKIE_SECRET);
    must(cookie_is_good(&s, made, from, get_u32(f->now)) ==
             is_zero(f->in_secret, COOKIE_SECRET),
         "a cookie is good with its secret alone");
    s.n = 0;
    must(!cookie_is_good(&s, made, from, get_u32(f->now)),
         "without a secret there are no cookies");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct reader in = reader_over(data, n);
    struct input f;
    uint8_t cookie[COOKIE_FULL];
    read_input(&f, &in);
    struct bytes from = { f.address, f.address_n };
    cookie_make(cookie, &f.secrets, f.client, from, get_u32(f.now));
    must(memcmp(cookie, f.client, COOKIE_CLIENT) == 0,
         "a cookie begins with the client's");
    check_time(&f, cookie);
    check_changes(&f, cookie);
    check_secrets(&f, cookie);
    struct bytes rest = { in.at, reader_left(&in) };
    if (cookie_is_good(&f.secrets, rest, from, get_u32(f.now)))
        must(rest.n == COOKIE_FULL && rest.at[COOKIE_CLIENT] == 1,
             "what comes from outside is good only when it has the form");
    return 0;
}
