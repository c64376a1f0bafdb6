#include "tools/tree_svg.h"

#include "tools/svg.h"
#include "tools/tree_layout.h"
#include "zonefile/unpack.h"
#include "zonefile/width.h"

#include <stdlib.h>

enum {
    LABEL = 14,  /* the size of a name, in px */
    DETAIL = 11, /* and of what is below it */
    LINE = 15,   /* from one line to the next */
    PAD = 9,
    DETAILS = 2,         /* pieces of a box; its title has all */
    DETAIL_COLUMNS = 28, /* a longer one is cut */
    FOOT = 24
};

static const char style[] =
    "<style>\n"
    "svg{--page:#fff;--ink:#1f2328;--soft:#59636e;--box:#f6f8fa;"
    "--line:#818b98;--way:#0969da}\n"
    "@media(prefers-color-scheme:dark){svg{--page:#0d1117;--ink:#e6edf3;"
    "--soft:#9198a1;--box:#161b22;--line:#6e7681;--way:#58a6ff}}\n"
    "text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"
    "'DejaVu Sans Mono','Noto Sans Mono CJK SC','Noto Sans CJK SC',"
    "'PingFang SC','Microsoft YaHei',monospace;fill:var(--ink)}\n"
    ".page{fill:var(--page)}\n"
    ".name{font-size:14px;font-weight:600}\n"
    ".data{font-size:11px;fill:var(--soft)}\n"
    ".mid{text-anchor:middle}\n"
    ".box{fill:var(--box);stroke:var(--line);stroke-width:1.2}\n"
    ".empty{stroke-dasharray:4 3}\n"
    ".apex{stroke-width:4}\n"
    ".edge,.cut,.alias{fill:none;stroke:var(--line);stroke-width:1.2}\n"
    ".cut{stroke-dasharray:6 4;stroke-width:2}\n"
    ".alias{stroke-dasharray:2 3}\n"
    ".tip{fill:var(--line)}\n"
    ".way{stroke:var(--way);stroke-width:2.5}\n"
    ".apex.way{stroke-width:4}\n"
    ".step{fill:var(--way)}\n"
    ".number{font-size:11px;font-weight:700;fill:var(--page)}\n"
    "</style>\n";

struct canvas {
    struct tree_layout layout;
    struct tree_style style;
    struct tree_words words;
    struct text label;
    struct text details; /* lines, cut */
    int details_n, label_wide, details_wide;
    struct text *out;
};

/* ---- what is in a box ---- */

static void add_detail(struct canvas *c, const char *line, size_t n)
{
    struct text whole = { 0 };
    size_t at = c->details.n;
    text_add_n(&whole, line, n);
    if (width_text(whole.at) > DETAIL_COLUMNS) {
        text_add_n(&c->details, line, width_cut(whole.at, DETAIL_COLUMNS - 1));
        text_add(&c->details, "…");
    } else {
        text_add_n(&c->details, line, n);
    }
    int wide = svg_width(c->details.at + at, c->details.n - at, DETAIL);
    c->details_wide = wide > c->details_wide ? wide : c->details_wide;
    c->details_n++;
    text_put(&c->details, '\n');
    text_free(&whole);
}

static void fill(struct canvas *c, const struct tree_item *item)
{
    int most = c->layout.down ? DETAILS : 1;
    text_clear(&c->label);
    text_clear(&c->details);
    c->details_n = c->details_wide = 0;
    tree_words_label(&c->label, item, &c->style);
    c->label_wide = svg_width(c->label.at, c->label.n, LABEL);
    if (!item->node)
        return;
    tree_words_write(&c->words, c->layout.tree, item, &c->style);
    const char *line = c->words.said.at;
    if (item->node->rrsets_n == 0) /* dashed */
        return;
    for (size_t n; *line && c->details_n < most; line += n + 1) {
        n = strcspn(line, "\n");
        add_detail(c, line, n);
    }
}

static void measure(struct canvas *c)
{
    for (size_t i = 0; i < c->layout.tree->n; i++) {
        struct tree_box *b = &c->layout.boxes[i];
        fill(c, &c->layout.tree->items[i]);
        bool beside = !c->layout.down && c->details_n > 0;
        int inner = c->label_wide;
        if (c->layout.down && c->details_wide > inner)
            inner = c->details_wide;
        b->wide = inner + 2 * PAD + (beside ? c->details_wide + PAD : 0);
        b->high = LABEL + PAD + (c->layout.down ? c->details_n * LINE : 0);
    }
}

/* ---- lines ---- */

static int middle_x(const struct tree_box *b)
{
    return b->x + b->wide / 2;
}

static int middle_y(const struct tree_box *b)
{
    return b->y + b->high / 2;
}

static void draw_edge(struct canvas *c, const struct tree_item *item,
                      const struct tree_box *b)
{
    if (item->parent == TREE_NONE)
        return;
    const struct tree_box *up = &c->layout.boxes[item->parent];
    int turn = layout_turn(&c->layout, b);
    bool way = item->step > 0;
    text_format(c->out, "<path class=\"edge%s\" d=\"", way ? " way" : "");
    if (c->layout.down)
        text_format(c->out, "M%d %dV%dH%dV%d", middle_x(up), up->y + up->high,
                    turn, middle_x(b), b->y);
    else
        text_format(c->out, "M%d %dH%dV%dH%d", up->x + up->wide, middle_y(up),
                    turn, middle_y(b), b->x);
    text_add(c->out, "\"/>\n");
}

/* Which item does the alias lead to?  TREE_NONE: it is not drawn. */
static uint32_t target_of(const struct canvas *c, const struct node *node)
{
    static struct unpack u; /* large */
    const struct rrset *set = node_rrset(node, TYPE_CNAME);
    struct name name;
    if (!set)
        return TREE_NONE;
    unpack_begin(&u, node, set);
    if (!unpack_next(&u) || !name_valid(u.data.at, u.data.n))
        return TREE_NONE;
    name_set(&name, u.data.at);
    return tree_find(c->layout.tree,
                     image_find(c->layout.tree->img, &name, name.labels));
}

/* Around the outside: below both boxes, or to the right of them. */
static void draw_alias(struct canvas *c, const struct tree_item *item,
                       const struct tree_box *b)
{
    enum { BEND = LAYOUT_LEVEL - 12, TIP = 4 };
    uint32_t target = item->node ? target_of(c, item->node) : TREE_NONE;
    if (target == TREE_NONE)
        return;
    const struct tree_box *to = &c->layout.boxes[target];
    if (c->layout.down) {
        int x = middle_x(b), y = b->y + b->high;
        int to_x = middle_x(to), to_y = to->y + to->high;
        text_format(c->out,
                    "<path class=\"alias\" d=\"M%d %dC%d %d %d %d %d %d\"/>"
                    "<path class=\"tip\" d=\"M%d %dl%d %dh%dz\"/>\n",
                    x, y, x, y + BEND, to_x, to_y + BEND, to_x, to_y + 2, to_x,
                    to_y + 1, -TIP, 2 * TIP, 2 * TIP);
    } else {
        int x = b->x + b->wide, y = middle_y(b);
        int to_x = to->x + to->wide, to_y = middle_y(to);
        text_format(c->out,
                    "<path class=\"alias\" d=\"M%d %dC%d %d %d %d %d %d\"/>"
                    "<path class=\"tip\" d=\"M%d %dl%d %dv%dz\"/>\n",
                    x, y, x + BEND, y, to_x + BEND, to_y, to_x + 2, to_y,
                    to_x + 1, to_y, 2 * TIP, -TIP, 2 * TIP);
    }
}

/* Behind this line is somebody else's data. */
static void draw_cut(struct canvas *c, const struct tree_box *b)
{
    int x = b->x, y = b->y + b->high + 8;
    if (c->layout.down)
        text_format(c->out, "<path class=\"cut\" d=\"M%d %dh%d\"/>", x, y,
                    b->wide);
    else
        text_format(c->out, "<path class=\"cut\" d=\"M%d %dv%d\"/>",
                    x = b->x + b->wide + 8, b->y - 3, b->high + 6);
    text_format(c->out, "<text class=\"name\" x=\"%d\" y=\"%d\">✂</text>\n",
                c->layout.down ? x - 4 : x + 3,
                c->layout.down ? y + 5 : middle_y(b) + 5);
}

/* ---- boxes ---- */

static void draw_title(struct canvas *c, const struct tree_item *item)
{
    struct text title = { .unicode = true };
    text_name(&title, node_name(item->node));
    for (const char *line = c->words.said.at; *line;) {
        size_t n = strcspn(line, "\n");
        text_add(&title, "; ");
        text_add_n(&title, line, n);
        line += n + 1;
    }
    if (c->words.note.n > 0)
        text_format(&title, " (%s)", c->words.note.at);
    text_add(c->out, "<title>");
    svg_escape(c->out, title.at, title.n);
    text_add(c->out, "</title>");
    text_free(&title);
}

static void draw_text(struct canvas *c, const char *class, int x, int y)
{
    text_format(c->out, "<text class=\"%s%s\" x=\"%d\" y=\"%d\">", class,
                c->layout.down ? " mid" : "", x, y);
}

static void draw_words(struct canvas *c, const struct tree_box *b)
{
    int x = c->layout.down ? middle_x(b) : b->x + PAD;
    int y = b->y + LABEL + PAD / 2 - 1;
    draw_text(c, "name", x, y);
    svg_escape(c->out, c->label.at, c->label.n);
    text_add(c->out, "</text>");
    const char *line = c->details_n > 0 ? c->details.at : "";
    for (size_t n; *line; line += n + 1) {
        n = strcspn(line, "\n");
        if (c->layout.down)
            y += LINE;
        else
            x += c->label_wide + PAD;
        draw_text(c, "data", x, y);
        svg_escape(c->out, line, n);
        text_add(c->out, "</text>");
    }
}

static void draw_box(struct canvas *c, const struct tree_item *item,
                     const struct tree_box *b)
{
    const struct node *node = item->node;
    bool star = tree_is_star(node);
    text_format(c->out, "<rect class=\"box%s%s%s\" x=\"%d\" y=\"%d\"",
                node->rrsets_n == 0 ? " empty" : "",
                node->flags & NODE_APEX ? " apex" : "",
                item->step ? " way" : "", b->x, b->y);
    text_format(c->out, " width=\"%d\" height=\"%d\" rx=\"%d\"/>", b->wide,
                b->high, star ? b->high / 2 : 4);
    if (item->step)
        text_format(c->out,
                    "<circle class=\"step\" cx=\"%d\" cy=\"%d\" r=\"8\"/>"
                    "<text class=\"number mid\" x=\"%d\" y=\"%d\">%u</text>",
                    b->x, b->y, b->x, b->y + 4, item->step);
}

static void draw_item(struct canvas *c, const struct tree_item *item,
                      const struct tree_box *b)
{
    fill(c, item);
    text_add(c->out, "<g>");
    if (item->node) {
        draw_title(c, item);
        draw_box(c, item, b);
    }
    draw_words(c, b);
    if (item->node && item->node->flags & NODE_CUT)
        draw_cut(c, b);
    text_add(c->out, "</g>\n");
}

/* ---- all ---- */

static void draw_begin(struct canvas *c)
{
    struct text sum = { 0 };
    tree_words_sum(&sum, c->layout.tree, c->style.lang);
    int wide = svg_width(sum.at, sum.n, DETAIL) + 2 * LAYOUT_MARGIN;
    int high = c->layout.high + FOOT;
    wide = wide > c->layout.wide ? wide : c->layout.wide;
    text_format(c->out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
                "height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">\n",
                wide, high, wide, high);
    text_format(c->out, "<title>%s</title>\n%s", sum.at, style);
    text_format(c->out,
                "<rect class=\"page\" width=\"%d\" height=\"%d\"/>\n"
                "<text class=\"data\" x=\"%d\" y=\"%d\">%s</text>\n",
                wide, high, LAYOUT_MARGIN, high - FOOT / 2, sum.at);
    text_free(&sum);
}

void tree_svg(struct text *out, const struct tree *t, enum lang lang)
{
    struct canvas c = { .style = { .lang = lang, .unicode = true },
                        .out = out };
    if (!layout_begin(&c.layout, t))
        abort();
    measure(&c);
    layout_place(&c.layout);
    draw_begin(&c);
    for (int way = 0; way < 2; way++) /* the way lies above */
        for (size_t i = 0; i < t->n; i++)
            if ((t->items[i].step > 0) == way)
                draw_edge(&c, &t->items[i], &c.layout.boxes[i]);
    for (size_t i = 0; i < t->n; i++)
        draw_alias(&c, &t->items[i], &c.layout.boxes[i]);
    for (size_t i = 0; i < t->n; i++)
        draw_item(&c, &t->items[i], &c.layout.boxes[i]);
    text_add(out, "</svg>\n");
    layout_free(&c.layout);
    text_free(&c.label);
    text_free(&c.details);
    tree_words_free(&c.words);
}
