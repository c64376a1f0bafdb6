#include "zonefile/front.h"

#include "zonefile/rrtext.h"

#include <stdio.h>
#include <string.h>

static bool is_long(struct scan *s, size_t at)
{
    scan_fault(s, at, "at most 2147483647 seconds, RFC 2181 8", "is too long");
    return false;
}

bool front_read(struct scan *s, size_t at, struct front *f)
{
    *f = (struct front){ .at = at };
    for (; f->at < s->n; f->at++) {
        const struct word *w = &s->words[f->at];
        if (word_is(w, "IN") || word_is(w, "CLASS1"))
            continue;
        if (word_is(w, "CH") || word_is(w, "HS")) {
            scan_fault(s, f->at, "this server has class IN only",
                       "is another class");
            return false;
        }
        enum ttl_text kind = rrtext_ttl(w, &f->ttl);
        if (kind == TTL_NONE)
            return true;
        if (kind == TTL_LARGE)
            return is_long(s, f->at);
        f->has_ttl = true;
    }
    return true;
}

/* Does it look as if it was to be an IPv4 address, an IPv6 address? */
static const char *address_hint(const struct word *w)
{
    size_t digits = 0, dots = 0, colons = 0, hex = 0;
    for (size_t i = 0; i < w->n; i++) {
        digits += w->at[i] >= '0' && w->at[i] <= '9';
        hex += strchr("abcdefABCDEF", w->at[i]) != NULL;
        dots += w->at[i] == '.';
        colons += w->at[i] == ':';
    }
    if (digits && dots == 3 && digits + dots == w->n)
        return "each number is 0 to 255, without a zero in front";
    if (digits && dots && digits + dots == w->n)
        return "an IPv4 address has four numbers: 203.0.113.7";
    if (colons && digits + hex + dots + colons == w->n)
        return "an IPv6 address is like 2001:db8::7";
    return NULL;
}

uint16_t front_type(struct scan *s, size_t at, bool bare)
{
    char guessed[64];
    const struct word *w = &s->words[at];
    const char *guess = rrtext_guess(w), *hint = address_hint(w);
    uint16_t type = rrtext_type(w);
    if (rrtext_is_data(type))
        return type;
    if (type) {
        scan_fault(s, at, NULL, "is asked for, but no record has that type");
        return 0;
    }
    if (!bare)
        hint = "A, AAAA, CNAME, MX, TXT, or TYPE123";
    if (guess && (!hint || !bare)) {
        snprintf(guessed, sizeof guessed, "did you mean %s?", guess);
        hint = guessed;
    }
    scan_fault(s, at, hint,
               bare ? "is not an address and not a record type"
                    : "is not a record type");
    return 0;
}

bool front_ttl(struct scan *s, uint32_t *ttl)
{
    enum ttl_text kind = s->n == 2 ? rrtext_ttl(&s->words[1], ttl) : TTL_NONE;
    if (kind == TTL_NONE)
        scan_fault(s, s->n - 1, "90, 5m, 1h30m or 2d", "is not a TTL");
    return kind == TTL_FINE || (kind == TTL_LARGE && is_long(s, 1));
}
