#include "zonefile/citation.h"

#include "zonefile/utf8.h"

enum { PATH_SHOWN = 80 /* octets: of a longer path the end */ };

/* A path as it is shown: in UTF-8, with ? for what is none or would steer a
 * terminal. */
static int add_path(struct citations *w, const char *path)
{
    static const char cut[] = "...";
    size_t n = strlen(path), more = n > PATH_SHOWN ? strlen(cut) : 0;
    if (more)
        path += n - (PATH_SHOWN - more);
    struct reader r = reader_over(path, strlen(path));
    uint8_t *to = arena_take(&w->paths, more + strlen(path) + 1);
    if (!to)
        return -1;
    struct writer out = writer_over(to, more + strlen(path) + 1);
    write_bytes(&out, cut, more);
    while (reader_left(&r)) {
        const uint8_t *from = r.at;
        if (utf8_is_plain(utf8_next(&r)))
            write_bytes(&out, from, (size_t)(r.at - from));
        else
            write_u8(&out, '?');
    }
    w->paths.len = (size_t)(out.at - w->paths.base) + 1;
    return 0;
}

/* The first record of an owner that counts, or 0. */
static uint32_t first_of(const struct records *r, const struct owner *o)
{
    uint32_t ref = o->first;
    while (ref && records_get(r, ref)->flags & RECORD_DROPPED)
        ref = records_get(r, ref)->next;
    return ref;
}

/* Parents stand before their children. */
static int find_below(struct citations *w)
{
    const struct records *r = w->records;
    void *p = arena_take(&w->below, r->names_n * sizeof(uint32_t));
    uint32_t *below = p;
    for (uint32_t i = r->names_n; p && i-- > 0;) {
        const struct owner *o = records_owner(r, i);
        uint32_t first = first_of(r, o);
        below[i] = first ? first : below[i];
        if (below[i])
            below[o->parent] = below[i];
    }
    return p ? 0 : -1;
}

int citation_begin(struct citations *w, const struct records *r)
{
    w->records = r;
    for (uint32_t i = 0; i < r->sources_n; i++) {
        uint32_t start = (uint32_t)w->paths.len;
        void *p = arena_take(&w->starts, sizeof start);
        if (!p || add_path(w, r->sources[i]->path) < 0)
            return -1;
        memcpy(p, &start, sizeof start);
    }
    return find_below(w);
}

void citation_free(struct citations *w)
{
    arena_free(&w->below);
    arena_free(&w->all);
    arena_free(&w->paths);
    arena_free(&w->starts);
}

int citation_add(struct citations *w, uint64_t place, const struct record *rec)
{
    if (!w->records)
        return 0;
    const void *starts = w->starts.base;
    void *p = arena_take(&w->all, sizeof(struct citation));
    if (!p)
        return -1;
    *(struct citation *)p =
        (struct citation){ (uint32_t)place, rec->line,
                           ((const uint32_t *)starts)[rec->source] };
    return 0;
}

int citation_add_empty(struct citations *w, uint64_t place,
                       const struct owner *o)
{
    if (!w->records)
        return 0;
    const void *below = w->below.base;
    size_t owner = (size_t)(o - records_owner(w->records, 0));
    uint32_t first = ((const uint32_t *)below)[owner];
    return first ? citation_add(w, place, records_get(w->records, first)) : 0;
}

static int write_arena(struct spool *out, const struct arena *a)
{
    void *p = a->len ? spool_take(out, image_padded((uint32_t)a->len)) : NULL;
    if (p)
        memcpy(p, a->base, a->len);
    return p || !a->len ? 0 : -1;
}

int citation_write(const struct citations *w, struct spool *out,
                   struct image_head *head)
{
    head->citations_at = spool_end(out);
    if (write_arena(out, &w->all) < 0)
        return -1;
    head->paths_at = spool_end(out);
    return write_arena(out, &w->paths);
}
