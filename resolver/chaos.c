#include "resolver/chaos.h"

#include "resolver/loopback.h"
#include "resolver/stats.h"
#include "resolver/way.h"

_Static_assert((int)STATS_TEXT_MAX <= (int)WAY_STRINGS_MAX, "one room for all");

static bool is_named(const struct query *q, const char *wire, size_t n)
{
    return q->name.len == n && memcmp(q->name.wire, wire, n) == 0;
}

/* NAME.walk.twigd; NAME into *labels. */
static bool is_walk(const struct query *q, struct bytes *labels)
{
    static const uint8_t end[] = "\4walk\5twigd";
    size_t n = q->name.len - sizeof end;
    if (q->name.labels < 2 || n != name_suffix(&q->name, 2) ||
        memcmp(q->name.wire + n, end, sizeof end) != 0)
        return false;
    *labels = (struct bytes){ q->name.wire, n };
    return true;
}

/* Counters and walks are for who sits at this machine. */
static enum chaos find_inside(enum chaos what, bool told,
                              const struct client *from, bool asked)
{
    if (!told || !is_loopback(from->address))
        return CHAOS_HIDDEN;
    return asked ? what : CHAOS_NODATA;
}

enum chaos chaos_find(struct bytes *text, const struct service *self,
                      const struct client *from, const struct query *q)
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
    bool asked = q->type == TYPE_TXT || q->type == TYPE_ANY;
    if (is_named(q, "\5stats\5twigd", 13))
        return find_inside(CHAOS_STATS, self->stats != NULL, from, asked);
    if (is_walk(q, text))
        return find_inside(CHAOS_WALK, self->walk, from, asked);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!is_named(q, names[i].wire, names[i].len))
            continue;
        *text = names[i].version ? self->version : self->name;
        if (text->n == 0)
            return CHAOS_HIDDEN;
        return asked ? CHAOS_TEXT : CHAOS_NODATA;
    }
    return CHAOS_UNKNOWN;
}

void chaos_answer(struct reply *r, const struct image *img,
                  const struct query *q)
{
    const struct service *self = r->says.self;
    uint8_t room[WAY_STRINGS_MAX];
    struct writer w = writer_over(room, sizeof room);
    struct bytes text;
    switch (chaos_find(&text, self, r->says.to, q)) {
    case CHAOS_TEXT:
        write_u8(&w, (uint8_t)text.n);
        write_bytes(&w, text.at, text.n);
        break;
    case CHAOS_STATS:
        stats_strings(&w, self->stats, r->says.to->now);
        break;
    case CHAOS_WALK:
        way_strings(&w, img, text, self->walk);
        break;
    case CHAOS_NODATA:
        break;
    case CHAOS_HIDDEN:
        reply_refuse(r, REFUSED, EDE_PROHIBITED);
        return;
    case CHAOS_UNKNOWN:
        reply_refuse(r, REFUSED, EDE_NOT_AUTHORITATIVE);
        return;
    }
    struct bytes strings = { room, (size_t)(w.at - room) };
    r->flags |= HEAD_AA;
    if (strings.n > 0 && !reply_put_strings(r, strings))
        r->flags |= HEAD_TC;
}
