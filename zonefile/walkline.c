#include "zonefile/walkline.h"

#include "zonefile/nametext.h"
#include "zonefile/rrtext.h"
#include "zonefile/unpack.h"

#include <stdio.h>

enum phrase {
    SAY_ARROW,
    SAY_MISSING,
    SAY_FOUND,
    SAY_MADE,
    SAY_ALIAS,
    SAY_DNAME,
    SAY_TOO_LONG,
    SAY_CUT,
    SAY_EMPTY,
    SAY_NO_TYPE,
    SAY_NO_TYPE_END,
    SAY_NO_NAME,
    SAY_FOREIGN,
    SAY_DECIDED,
    SAY_DECIDED_END,
    SAY_NEAR
};

static const char *const phrases[][2] = {
    [SAY_ARROW] = { " -> ", " → " },
    [SAY_MISSING] = { "? no such child", "? 没有这个子节点" },
    [SAY_FOUND] = { "found, ", "找到, " },
    [SAY_MADE] = { "found, PTR to ", "找到, PTR 指向 " },
    [SAY_ALIAS] = { "alias of ", "别名, 指向 " },
    [SAY_DNAME] = { "all below is elsewhere: ", "下面的名字都在别处: " },
    [SAY_TOO_LONG] = { "the name there is too long: YXDOMAIN",
                       "那里的名字太长: YXDOMAIN" },
    [SAY_CUT] = { "zone cut: ask ", "区切割: 请去问 " },
    [SAY_EMPTY] = { "exists but empty: NODATA", "存在, 但是空的: NODATA" },
    [SAY_NO_TYPE] = { "found the name, but no ", "找到名字, 但没有 " },
    [SAY_NO_TYPE_END] = { ": NODATA", " 记录: NODATA" },
    [SAY_NO_NAME] = { ": NXDOMAIN", ": NXDOMAIN" },
    [SAY_FOREIGN] = { "outside every zone here: REFUSED",
                      "不在这里的任何区内: REFUSED" },
    [SAY_DECIDED] = { " (decided by ", " (由 " },
    [SAY_DECIDED_END] = { ")", " 决定)" },
    [SAY_NEAR] = { "Did you mean ", "是不是 " },
};

static void put(struct writer *out, const char *text)
{
    write_bytes(out, text, strlen(text));
}

static void say(struct writer *out, enum phrase id, bool chinese)
{
    put(out, phrases[id][chinese]);
}

/* In presentation form, without the final dot. */
static void put_name(struct writer *out, const uint8_t *wire)
{
    char text[NAME_TEXT_MAX];
    size_t n = strlen(name_text(text, wire));
    write_bytes(out, text, n > 1 ? n - 1 : n);
}

void walkline_label(struct writer *out, const struct name *name, unsigned depth)
{
    uint8_t label[DNS_LABEL_MAX + 2] = { 0 };
    const uint8_t *at = name->wire + name_suffix(name, depth);
    memcpy(label, at, *at + 1u);
    put_name(out, label);
}

static void put_type(struct writer *out, uint16_t type, unsigned n)
{
    char text[32];
    struct shape shape = rrtext_shape(type);
    snprintf(text, sizeof text, n > 1 ? "%s x%u" : "%s", shape.name, n);
    put(out, text);
}

void walkline_types(struct writer *out, const struct node *node)
{
    const struct rrset *set = node_rrsets(node);
    for (unsigned i = 0; i < node->rrsets_n; i++, set = rrset_next(set)) {
        put(out, i > 0 ? " " : "");
        put_type(out, set->type, set->records);
    }
}

static void put_found(struct writer *out, const struct walk *w)
{
    if (w->found.set)
        put_type(out, w->found.set->type, w->found.set->records);
    else
        walkline_types(out, w->steps[w->steps_n - 1].node);
}

/* The name servers of the zone below, the first of them. */
static void put_servers(struct writer *out, const struct walk *w)
{
    struct unpack u; /* large: only what is used is set */
    unpack_begin(&u, w->found.node, w->found.set);
    if (unpack_next(&u) && name_valid(u.data.at, u.data.n))
        put_name(out, u.data.at);
}

/* The line of the zone file, if the image tells. */
static void put_decider(struct writer *out, const struct walk *w, bool chinese)
{
    char line[16] = "";
    const struct citation *from = image_citation(w->img, walk_decider(w));
    if (!from)
        return;
    if (from->line)
        snprintf(line, sizeof line, ":%u", from->line);
    say(out, SAY_DECIDED, chinese);
    put(out, citation_path(w->img, from));
    put(out, line);
    say(out, SAY_DECIDED_END, chinese);
}

void walkline_outcome(struct writer *out, const struct walk *w, bool chinese)
{
    switch (w->end) {
    case WALK_FOUND:
        say(out, SAY_FOUND, chinese);
        put_found(out, w);
        break;
    case WALK_PTR:
        say(out, SAY_MADE, chinese);
        put_name(out, node_name(w->found.node));
        break;
    case WALK_ALIAS:
        say(out, SAY_ALIAS, chinese);
        put_name(out, w->target);
        break;
    case WALK_DNAME:
        if (w->target_len) {
            say(out, SAY_DNAME, chinese);
            put_name(out, w->target);
        } else {
            say(out, SAY_TOO_LONG, chinese);
        }
        break;
    case WALK_CUT:
        say(out, SAY_CUT, chinese);
        put_servers(out, w);
        break;
    case WALK_NODATA:
        say(out, SAY_EMPTY, chinese);
        break;
    case WALK_NO_TYPE:
        say(out, SAY_NO_TYPE, chinese);
        put_type(out, w->type, 1);
        say(out, SAY_NO_TYPE_END, chinese);
        break;
    case WALK_NO_NAME:
        say(out, SAY_NO_NAME, chinese);
        break;
    case WALK_FOREIGN:
        say(out, SAY_FOREIGN, chinese);
        break;
    }
    put_decider(out, w, chinese);
}

void walkline_write(struct writer *out, const struct walk *w, bool chinese)
{
    for (unsigned i = 0; i < w->steps_n; i++) {
        const struct walk_step *s = &w->steps[i];
        if (i > 0)
            say(out, SAY_ARROW, chinese);
        if (s->at == WALK_STAR)
            put(out, "*");
        else
            walkline_label(out, &w->name, s->depth);
        if (s->at == WALK_MISSING)
            say(out, SAY_MISSING, chinese);
    }
    if (w->end != WALK_NO_NAME)
        put(out, " : ");
    walkline_outcome(out, w, chinese);
}

bool walkline_near(struct writer *out, const struct walk *w, bool chinese)
{
    struct name near;
    if (!walk_near(w, &near))
        return false;
    say(out, SAY_NEAR, chinese);
    put_name(out, near.wire);
    put(out, "?");
    return true;
}
