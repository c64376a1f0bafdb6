#include "tools/explain_step.h"

#include "tools/memory.h"
#include "zonefile/name.h"

#include <assert.h>
#include <stdlib.h>

size_t step_at(const struct walker *w)
{
    return (size_t)(w->r.at - w->out->message.at);
}

static struct piece *last(const struct walker *w)
{
    assert(w->out->n > 0);
    return &w->out->pieces[w->out->n - 1];
}

static void grow(struct walked *out)
{
    if (out->n < out->room)
        return;
    out->room = out->room ? 2 * out->room : 64;
    out->pieces =
        memory_need(realloc(out->pieces, out->room * sizeof *out->pieces));
}

void step_add(struct walker *w, const struct part *p, size_t n, uint32_t value)
{
    struct walked *out = w->out;
    size_t at = step_at(w);
    read_bytes(&w->r, n);
    assert(!w->r.bad);
    grow(out);
    out->pieces[out->n++] = (struct piece){
        .at = (uint32_t)at,
        .n = (uint32_t)n,
        .name = p->name,
        .shape = p->shape,
        .says = p->says,
        .value = value,
        .record = w->record,
        .place = (uint8_t)w->place,
    };
}

void step_blame_at(struct walker *w, size_t piece, enum saying fault,
                   const char *rule)
{
    struct piece *p = &w->out->pieces[piece];
    if (p->fault != SAY_NOTHING)
        return;
    p->fault = fault;
    p->rule = rule;
    w->out->faults++;
}

void step_blame(struct walker *w, enum saying fault, const char *rule)
{
    step_blame_at(w, w->out->n - 1, fault, rule);
}

void step_fail(struct walker *w, enum saying fault, const char *rule)
{
    if (w->stopped)
        return;
    last(w)->fault = SAY_NOTHING; /* nothing is worse than this one */
    step_blame(w, fault, rule);
    w->stopped = true;
}

void step_cut(struct walker *w, const struct part *p)
{
    struct part what = *p;
    if (w->stopped)
        return;
    what.shape = SHAPE_UNREAD;
    what.says = SAY_NOTHING;
    step_add(w, &what, reader_left(&w->r), 0);
    step_fail(w, w->cut, w->rule);
}

uint32_t step_number(struct walker *w, const struct part *p)
{
    struct reader peek = w->r;
    uint32_t value = 0;
    if (w->stopped)
        return 0;
    if (reader_left(&w->r) < p->n) {
        step_cut(w, p);
        return 0;
    }
    for (unsigned i = 0; i < p->n; i++)
        value = value << 8 | read_u8(&peek);
    step_add(w, p, p->n, value);
    return value;
}

/* A name on the way. */
struct naming {
    const char *name; /* for the next piece */
    size_t start;
    size_t len; /* of what was read, with the zero that is still to come */
    unsigned pieces;
    bool whole; /* it must not be compressed */
};

static void add_piece(struct walker *w, struct naming *g, struct part p,
                      size_t n)
{
    struct reader peek = w->r;
    uint32_t value = p.shape == SHAPE_POINTER
                         ? read_u16(&peek) & DNS_POINTER_MAX
                         : read_u8(&peek);
    p.name = g->name;
    step_add(w, &p, n, value);
    g->name = NULL;
    g->pieces++;
}

/* A pointer was added: where does it lead? */
static void judge_pointer(struct walker *w, const struct naming *g)
{
    static const char rule[] = "RFC 1035 4.1.4";
    uint8_t name[DNS_NAME_MAX];
    struct walked *out = w->out;
    size_t at = last(w)->at, to = last(w)->value;
    if (to == at) {
        step_fail(w, SAY_FAULT_POINTER_SELF, rule);
    } else if (to > at) {
        step_fail(w, SAY_FAULT_POINTER_FORWARD, rule);
    } else if (to >= g->start) {
        step_fail(w, SAY_FAULT_POINTER_LOOP, rule);
    } else {
        size_t n = name_unpack(name, out->message, to);
        if (n == 0) {
            step_fail(w, SAY_FAULT_POINTER_TARGET, rule);
        } else if (g->len - 1 + n > DNS_NAME_MAX) {
            step_fail(w, SAY_FAULT_NAME_LONG, "RFC 1035 2.3.4");
        } else {
            out->pointers++;
            out->saved += (long)n - 2;
            if (g->whole)
                step_blame(w, SAY_FAULT_POINTER_HERE, "RFC 3597 4");
            if (to < DNS_HEADER)
                step_blame(w, SAY_FAULT_POINTER_HEADER, rule);
        }
    }
}

static void next_pointer(struct walker *w, struct naming *g)
{
    struct part p = { NULL, SHAPE_POINTER, SAY_POINTER, 2, false };
    if (w->out->pointers == 0)
        p.says = SAY_POINTER_FIRST;
    if (reader_left(&w->r) < 2) {
        p.name = g->name;
        step_cut(w, &p);
        return;
    }
    add_piece(w, g, p, 2);
    judge_pointer(w, g);
}

/* A label, a pointer or the zero; true: the name goes on behind it. */
static bool next_label(struct walker *w, struct naming *g)
{
    struct part p = { g->name, SHAPE_LABEL, SAY_LABEL, 1, false };
    struct reader peek = w->r;
    uint8_t n = read_u8(&peek);
    if (peek.bad || (n <= DNS_LABEL_MAX && reader_left(&peek) < n)) {
        step_cut(w, &p);
        return false;
    }
    if (n >= DNS_POINTER) {
        next_pointer(w, g);
        return false;
    }
    if (n == 0) {
        p.shape = SHAPE_ROOT;
        p.says = g->pieces == 0 ? SAY_ROOT_ALONE : SAY_ROOT;
    }
    g->len += n > 0 ? 1u + n : 0;
    bool fits = n <= DNS_LABEL_MAX;
    if (!fits)
        p.says = SAY_NOTHING;
    add_piece(w, g, p, fits ? 1u + n : 1);
    if (!fits)
        step_fail(w, SAY_FAULT_LABEL_KIND, "RFC 1035 4.1.4");
    else if (g->len > DNS_NAME_MAX)
        step_fail(w, SAY_FAULT_NAME_LONG, "RFC 1035 2.3.4");
    return n > 0 && !w->stopped;
}

void step_name(struct walker *w, const struct part *p)
{
    struct naming g = { .name = p->name,
                        .start = step_at(w),
                        .len = 1,
                        .whole = p->shape == SHAPE_WHOLE };
    if (w->stopped)
        return;
    while (next_label(w, &g))
        ;
    if (w->stopped || (g.pieces == 1 && p->says == SAY_NAME_IS))
        return;
    struct part all = { NULL, SHAPE_NAME, p->says, 0, false };
    step_add(w, &all, 0, (uint32_t)g.start);
}
