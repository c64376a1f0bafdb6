#include "tools/explain_data.h"

#include "zonefile/utf8.h"

static const struct part rest = { NULL, SHAPE_HEX, SAY_OCTETS, 0, false };

/* What a look at the octets of the last piece tells. */
static const struct piece *last(const struct walker *w)
{
    return &w->out->pieces[w->out->n - 1];
}

static struct reader over_last(const struct walker *w)
{
    const struct piece *p = last(w);
    return reader_over(w->out->message.at + p->at, p->n);
}

/* Windows of 1 to 32 octets, the lower ones first: RFC 4034 4.1.2. */
static void judge_bitmap(struct walker *w)
{
    struct reader r = over_last(w);
    int window = -1;
    while (reader_left(&r)) {
        int next = read_u8(&r);
        uint8_t n = read_u8(&r);
        read_bytes(&r, n);
        if (r.bad || next <= window || n == 0 || n > 32) {
            step_blame(w, SAY_FAULT_BITMAP, "RFC 4034 4.1.2");
            return;
        }
        window = next;
    }
}

static void judge_text(struct walker *w)
{
    struct reader r = over_last(w);
    while (reader_left(&r))
        if (utf8_next(&r) == UTF8_BAD) {
            step_blame(w, SAY_FAULT_UTF8, w->rule);
            return;
        }
}

/* All the octets that are left, if there are enough. */
static void walk_rest(struct walker *w, const struct part *p)
{
    size_t n = reader_left(&w->r);
    if (n < p->n) {
        step_cut(w, p);
        return;
    }
    if (n == 0)
        return;
    step_add(w, p, n, (uint32_t)n);
    if (p->shape == SHAPE_BITMAP)
        judge_bitmap(w);
    if (p->shape == SHAPE_TEXT)
        judge_text(w);
}

static void walk_fixed(struct walker *w, const struct part *p)
{
    if (reader_left(&w->r) < p->n)
        step_cut(w, p);
    else
        step_add(w, p, p->n, p->n);
}

/* A length, then so many octets; p->n is the least of all together. */
static void walk_string(struct walker *w, const struct part *p)
{
    struct reader peek = w->r;
    size_t n = read_u8(&peek);
    if (peek.bad || reader_left(&peek) < n) {
        step_cut(w, p);
        return;
    }
    step_add(w, p, 1 + n, (uint32_t)n);
    if (1 + n < p->n)
        step_fail(w, SAY_FAULT_STRING_EMPTY, w->rule);
}

/* As much of an address as its prefix says, and no bit more: RFC 7871 6. */
static void judge_subnet(struct walker *w, struct bytes data)
{
    struct reader r = reader_over(data.at, data.n);
    unsigned family = read_u16(&r), bits = read_u8(&r);
    read_u8(&r);
    size_t n = reader_left(&r);
    const uint8_t *address = read_bytes(&r, n);
    if (r.bad)
        return;
    if (family != 1 && family != 2)
        step_blame(w, SAY_FAULT_SUBNET_FAMILY, "RFC 7871 6");
    else if (bits > (family == 1 ? 32 : 128) || n != (bits + 7) / 8)
        step_blame(w, SAY_FAULT_SUBNET_LENGTH, "RFC 7871 6");
    else if (bits % 8 && address[n - 1] & (0xff >> bits % 8))
        step_blame(w, SAY_FAULT_SUBNET_BITS, "RFC 7871 6");
}

/* What holds of all octets of an option together. */
static void judge_option(struct walker *w, uint32_t code, struct bytes data)
{
    if (w->stopped)
        return;
    if (code == OPTION_COOKIE && data.n != 8 && (data.n < 16 || data.n > 40))
        step_blame(w, SAY_FAULT_COOKIE, "RFC 7873 4");
    if (code == OPTION_SUBNET)
        judge_subnet(w, data);
}

/* One option or parameter: its number, its length, its data. */
static uint32_t walk_item(struct walker *w, const struct part *code,
                          const struct layout *find(uint16_t number))
{
    static const struct part length = { "LENGTH", SHAPE_LENGTH, SAY_LENGTH, 2,
                                        false };
    uint32_t number = step_number(w, code);
    uint32_t n = step_number(w, &length);
    if (w->stopped)
        return number;
    if (reader_left(&w->r) < n) {
        step_fail(w, SAY_FAULT_ITEM_LONG, w->rule);
        return number;
    }
    const struct layout *layout = find((uint16_t)number);
    data_walk(w, layout ? layout : &layout_unknown_item, n);
    return number;
}

static void walk_options(struct walker *w)
{
    static const struct part code = { "OPTION", SHAPE_OPTION, SAY_OPTION, 2,
                                      false };
    while (!w->stopped && reader_left(&w->r)) {
        const uint8_t *start = w->r.at;
        uint32_t number = walk_item(w, &code, layout_of_option);
        if (w->stopped)
            return;
        struct bytes data = { start + 4, (size_t)(w->r.at - start) - 4 };
        judge_option(w, number, data);
    }
}

/* What "mandatory" lists is there, and is not itself: RFC 9460 8. */
static void judge_mandatory(struct walker *w, size_t first)
{
    uint8_t there[(UINT16_MAX + 1) / 8] = { 0 };
    const struct piece *pieces = w->out->pieces;
    for (size_t i = first; i < w->out->n; i++)
        if (pieces[i].says == SAY_PARAMETER && pieces[i].value != 0)
            there[pieces[i].value / 8] |= (uint8_t)(1 << pieces[i].value % 8);
    for (size_t i = first; i < w->out->n; i++) {
        uint32_t key = pieces[i].value;
        if (pieces[i].says == SAY_MANDATORY && !(there[key / 8] >> key % 8 & 1))
            step_blame_at(w, i, SAY_FAULT_MANDATORY, "RFC 9460 8");
    }
}

static void walk_parameters(struct walker *w)
{
    static const struct part key = { "KEY", SHAPE_PARAMETER, SAY_PARAMETER, 2,
                                     false };
    int64_t before = -1;
    size_t first = w->out->n;
    while (!w->stopped && reader_left(&w->r)) {
        struct reader peek = w->r;
        bool fell = read_u16(&peek) <= before;
        size_t n = w->out->n;
        before = walk_item(w, &key, layout_of_parameter);
        if (fell && !w->stopped)
            step_blame_at(w, n, SAY_FAULT_PARAMETER_ORDER, "RFC 9460 2.2");
    }
    if (!w->stopped)
        judge_mandatory(w, first);
}

static void walk_part(struct walker *w, const struct part *p)
{
    switch (p->shape) {
    case SHAPE_NAME:
    case SHAPE_WHOLE:
        step_name(w, p);
        return;
    case SHAPE_STRING:
        walk_string(w, p);
        return;
    case SHAPE_OCTETS:
    case SHAPE_TEXT:
    case SHAPE_HEX:
    case SHAPE_BITMAP:
    case SHAPE_SUBNET:
        walk_rest(w, p);
        return;
    case SHAPE_FIXED:
        walk_fixed(w, p);
        return;
    case SHAPE_OPTIONS:
        walk_options(w);
        return;
    case SHAPE_PARAMETERS:
        walk_parameters(w);
        return;
    default:
        step_number(w, p);
    }
}

static void walk_parts(struct walker *w, const struct layout *layout)
{
    for (const struct part *p = layout->parts; p->name && !w->stopped; p++)
        do {
            walk_part(w, p);
        } while (p->repeat && !w->stopped && reader_left(&w->r));
    if (w->stopped || reader_left(&w->r) == 0)
        return;
    step_add(w, &rest, reader_left(&w->r), (uint32_t)reader_left(&w->r));
    step_fail(w, SAY_FAULT_DATA_LONG, w->rule);
}

void data_walk(struct walker *w, const struct layout *layout, size_t n)
{
    struct walker outer = *w;
    struct reader inner = w->r;
    if (w->stopped || (n == 0 && layout->may_be_empty))
        return;
    read_bytes(&inner, n);
    w->r.end = inner.at;
    w->cut = SAY_FAULT_DATA_SHORT;
    w->rule = layout->rule;
    walk_parts(w, layout);
    w->r.end = outer.r.end;
    w->cut = outer.cut;
    w->rule = outer.rule;
}
