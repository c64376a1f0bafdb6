#include "tools/walk_picture.h"

#include "zonefile/walkline.h"
#include "zonefile/width.h"

#include <string.h>

enum { CHILDREN_SHOWN = 5, LINE = 1024, GAP = 3 };

/* What a walkline_ function wrote, as a string. */
static const char *end_line(struct writer *w, char *line)
{
    w->bad = false;
    if (w->at == w->end)
        w->at--;
    *w->at = '\0';
    return line;
}

/* The label of a step; of the wildcard its star. */
static const char *label_of(const struct walk *w, const struct walk_step *s,
                            char line[LINE])
{
    struct writer out = writer_over(line, LINE);
    if (s->at == WALK_STAR)
        write_u8(&out, '*');
    else
        walkline_label(&out, &w->name, s->depth);
    return end_line(&out, line);
}

static const char *types_of(const struct node *node, char line[LINE])
{
    struct writer out = writer_over(line, LINE);
    walkline_types(&out, node);
    return end_line(&out, line);
}

/* ---- what is there ---- */

static void tell_state(struct text *t, const struct walk_step *s,
                       enum lang lang)
{
    char types[LINE];
    switch (s->at) {
    case WALK_ABOVE:
        messages_add(t, lang, SAY_WALK_ABOVE, NULL);
        break;
    case WALK_NAME:
        if (s->node)
            messages_add(t, lang, SAY_WALK_NAME, types_of(s->node, types),
                         NULL);
        else
            messages_add(t, lang, SAY_WALK_ADDRESS, NULL);
        break;
    case WALK_EMPTY:
        messages_add(t, lang, SAY_WALK_EMPTY, NULL);
        break;
    case WALK_MISSING:
        messages_add(t, lang, SAY_WALK_MISSING, NULL);
        break;
    case WALK_STAR:
        messages_add(t, lang, SAY_WALK_STAR, types_of(s->node, types), NULL);
        break;
    }
}

static void tell_marks(struct text *t, const struct walk_step *s,
                       enum lang lang)
{
    unsigned flags = s->node ? s->node->flags : 0;
    struct text zone = { 0 };
    if (flags & NODE_APEX) {
        text_name(&zone, node_name(s->node));
        text_add(t, "; ");
        messages_add(t, lang, SAY_WALK_APEX, zone.at, NULL);
    }
    if (flags & NODE_CUT) {
        text_add(t, "; ");
        messages_add(t, lang, SAY_WALK_CUT, NULL);
    }
    if (flags & NODE_DNAME) {
        text_add(t, "; ");
        messages_add(t, lang, SAY_WALK_DNAME, NULL);
    }
    text_free(&zone);
}

static void tell_step(struct text *t, const struct walk_step *s, enum lang lang)
{
    if (s->depth == 0) {
        messages_add(t, lang, SAY_WALK_START, NULL);
        text_add(t, "; ");
    }
    tell_state(t, s, lang);
    tell_marks(t, s, lang);
}

/* ---- what is below ---- */

static bool is_child(const struct node *node, const struct name *name,
                     unsigned depth)
{
    const uint8_t *wire = node_name(node);
    size_t at = name_suffix(name, depth), len = name->len - at;
    return *wire && node->name_len == len + *wire + 1u &&
           memcmp(wire + *wire + 1, name->wire + at, len) == 0;
}

/* The children of a step that leads on, some of them by name. */
static void tell_children(struct text *t, const struct walk *w, unsigned depth,
                          enum lang lang)
{
    struct text names = { 0 }, all = { 0 };
    char more[16];
    unsigned n = 0;
    const struct node *node = image_first(w->img);
    for (; node; node = image_next(w->img, node)) {
        char line[LINE];
        struct name child;
        if (image_is_glue(w->img, node) || !is_child(node, &w->name, depth))
            continue;
        if (++n > CHILDREN_SHOWN)
            continue;
        struct writer out = writer_over(line, LINE);
        name_set(&child, node_name(node));
        walkline_label(&out, &child, child.labels);
        text_add(&names, n > 1 ? " " : "");
        text_add(&names, end_line(&out, line));
    }
    text_format(&all, "%u", n > CHILDREN_SHOWN ? n - CHILDREN_SHOWN : 0);
    strncpy(more, all.at, sizeof more - 1)[sizeof more - 1] = '\0';
    text_clear(&all);
    if (n > CHILDREN_SHOWN)
        messages_add(&all, lang, SAY_WALK_MORE, names.at, more, NULL);
    else if (n > 0)
        text_add(&all, names.at);
    if (n > 0)
        messages_add(t, lang, SAY_WALK_CHILDREN, all.at, NULL);
    text_free(&names);
    text_free(&all);
}

/* ---- lines ---- */

static void pad(struct text *t, size_t used, size_t columns)
{
    for (; used < columns; used++)
        text_put(t, ' ');
}

/* The widest label, and the widest state but of a last one, which has nothing
 * behind it. */
static void measure(const struct walk *w, enum lang lang, size_t *label,
                    size_t *state)
{
    for (unsigned i = 0; i < w->steps_n; i++) {
        char line[LINE];
        struct text t = { 0 };
        size_t n = width_text(label_of(w, &w->steps[i], line));
        *label = n > *label ? n : *label;
        tell_step(&t, &w->steps[i], lang);
        n = i + 1 < w->steps_n ? width_text(t.at) : 0;
        *state = n > *state ? n : *state;
        text_free(&t);
    }
}

void walk_picture(struct text *out, const struct walk *w, enum lang lang)
{
    size_t label = 0, state = 0;
    measure(w, lang, &label, &state);
    for (unsigned i = 0; i < w->steps_n; i++) {
        const struct walk_step *s = &w->steps[i];
        char line[LINE];
        struct text t = { 0 }, children = { 0 };
        const char *name = label_of(w, s, line);
        text_format(out, "%2u %s", i + 1, name);
        pad(out, width_text(name), label + 2);
        tell_step(&t, s, lang);
        text_add(out, t.at);
        if (s->node && s->at != WALK_STAR)
            tell_children(&children, w, s->depth, lang);
        if (children.n) {
            pad(out, width_text(t.at), state + GAP);
            text_add(out, children.at);
        }
        text_put(out, '\n');
        text_free(&t);
        text_free(&children);
    }
}
