#include "resolver/way.h"

#include "zonefile/walkline.h"

enum {
    LEG_MAX = 2720, /* 127 labels or 253 octets that are all escapes, twice, and
                       the path of a file */
    WHOLE_MAX = (LINKS_MAX + 2) * LEG_MAX
};

/* Where UTF-8 can be cut, at `at` or before. */
static size_t cut(const uint8_t *text, size_t at)
{
    while (at > 0 && (text[at] & 0xc0) == 0x80)
        at--;
    return at;
}

/* Into `room` octets: the beginning, and more of the end, which says what came
 * of it. */
static void write_short(struct writer *w, const uint8_t *text, size_t n,
                        size_t room)
{
    static const char gap[] = " ... ";
    if (n <= room) {
        write_bytes(w, text, n);
        return;
    }
    size_t head = cut(text, room / 3);
    size_t tail = n - (room - head - strlen(gap));
    while ((text[tail] & 0xc0) == 0x80)
        tail++;
    write_bytes(w, text, head);
    write_bytes(w, gap, strlen(gap));
    write_bytes(w, text + tail, n - tail);
}

size_t way_line(uint8_t *out, const struct image *img, const struct query *q,
                enum walk_told how)
{
    uint8_t whole[WHOLE_MAX];
    struct walk walk;
    struct writer all = writer_over(whole, sizeof whole);
    struct writer w = writer_over(out, WAY_MAX);
    bool chinese = how == WALK_CHINESE;
    if (q->verdict != ASK_OK || q->class != CLASS_IN || q->type == 0 ||
        q->type == TYPE_AXFR || q->type == TYPE_IXFR)
        return 0;
    walk_begin(&walk, img, &q->name, q->type);
    walkline_write(&all, &walk, chinese);
    while (walk_on(&walk)) {
        write_bytes(&all, "; ", 2);
        walkline_write(&all, &walk, chinese);
    }
    const uint8_t *end = all.at;
    write_bytes(&all, ". ", 2);
    if (walkline_near(&all, &walk, chinese))
        end = all.at;
    write_short(&w, whole, (size_t)(end - whole), WAY_MAX);
    return (size_t)(w.at - out);
}

static void write_string(struct writer *w, const struct writer *leg,
                         const uint8_t *from)
{
    uint8_t *len = write_room(w, 1);
    const uint8_t *at = w->at;
    write_short(w, from, (size_t)(leg->at - from), UINT8_MAX);
    if (len)
        *len = (uint8_t)(w->at - at);
}

void way_strings(struct writer *w, const struct image *img, struct bytes labels,
                 enum walk_told how)
{
    uint8_t wire[DNS_NAME_MAX] = { 0 }, leg[LEG_MAX];
    struct name name;
    struct walk walk;
    struct writer out;
    memcpy(wire, labels.at, labels.n);
    name_set(&name, wire);
    walk_begin(&walk, img, &name, 0);
    do {
        out = writer_over(leg, sizeof leg);
        walkline_write(&out, &walk, how == WALK_CHINESE);
        write_string(w, &out, leg);
    } while (walk_on(&walk));
    out = writer_over(leg, sizeof leg);
    if (walkline_near(&out, &walk, how == WALK_CHINESE))
        write_string(w, &out, leg);
}
