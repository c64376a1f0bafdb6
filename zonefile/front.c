#include "zonefile/front.h"

#include "zonefile/rrtext.h"

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

bool front_ttl(struct scan *s, uint32_t *ttl)
{
    enum ttl_text kind = s->n == 2 ? rrtext_ttl(&s->words[1], ttl) : TTL_NONE;
    if (kind == TTL_NONE)
        scan_fault(s, s->n - 1, "$TTL 3600, or 1h", "is not a TTL");
    return kind == TTL_FINE || (kind == TTL_LARGE && is_long(s, 1));
}
