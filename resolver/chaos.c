#include "resolver/chaos.h"

static bool is_named(const struct query *q, const char *wire, size_t n)
{
    return q->name.len == n && memcmp(q->name.wire, wire, n) == 0;
}

enum chaos chaos_find(struct bytes *text, const struct service *self,
                      const struct query *q)
{
    static const struct {
        const char *wire;
        uint8_t len;
        bool version; /* or the server's name */
    } names[] = {
        { "\7version\4bind", 14, true },
        { "\7version\6server", 16, true },
        { "\10hostname\4bind", 15, false },
        { "\2id\6server", 11, false },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!is_named(q, names[i].wire, names[i].len))
            continue;
        *text = names[i].version ? self->version : self->name;
        if (text->n == 0)
            return CHAOS_HIDDEN;
        bool asked = q->type == TYPE_TXT || q->type == TYPE_ANY;
        return asked ? CHAOS_TEXT : CHAOS_NODATA;
    }
    return CHAOS_UNKNOWN;
}
