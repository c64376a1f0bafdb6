#include "tools/tree_text.h"

#include "zonefile/width.h"

#define WAY "\033[1;36m"
#define PLAIN "\033[0m"

enum { GAP = 3, LEFT_MAX = 40 /* a longer one moves its own line only */ };

enum stroke { STROKE_ON, STROKE_LAST, STROKE_PAST, STROKE_NONE };

static const char *const strokes[][2] = {
    [STROKE_ON] = { "├─ ", "|-- " },
    [STROKE_LAST] = { "└─ ", "`-- " },
    [STROKE_PAST] = { "│  ", "|   " },
    [STROKE_NONE] = { "   ", "    " },
};

struct page {
    const struct tree *tree;
    const struct tree_style *style;
    const struct tree_terminal *terminal;
    struct text left, right;
    struct tree_words words;
    struct text *out;
};

/* The lines that lead to an item. */
static void put_strokes(struct page *p, const struct tree_item *item)
{
    enum stroke s[DNS_LABELS_MAX];
    unsigned n = 0;
    const struct tree_item *i = item;
    for (; i->parent != TREE_NONE; i = &p->tree->items[i->parent])
        if (i == item)
            s[n++] = i->is_last ? STROKE_LAST : STROKE_ON;
        else
            s[n++] = i->is_last ? STROKE_NONE : STROKE_PAST;
    while (n-- > 0)
        text_add(&p->left, strokes[s[n]][p->style->ascii]);
}

/* The name at the end of its lines, and its step.  Returns where it begins. */
static size_t put_left(struct page *p, const struct tree_item *item)
{
    text_clear(&p->left);
    put_strokes(p, item);
    size_t at = p->left.n;
    tree_words_label(&p->left, item, p->style);
    if (item->step)
        text_format(&p->left, " [%u]", item->step);
    return at;
}

static void put_right(struct page *p, const struct tree_item *item)
{
    text_clear(&p->right);
    if (!item->node)
        return;
    tree_words_write(&p->words, p->tree, item, p->style);
    const char *line = p->words.said.at;
    for (size_t n; *line; line += n + 1) {
        n = strcspn(line, "\n");
        text_add(&p->right, p->right.n > 0 ? "   " : "");
        text_add_n(&p->right, line, n);
    }
    if (p->words.note.n > 0)
        text_format(&p->right, "   (%s)", p->words.note.at);
}

/* What goes beside the names on a line of the terminal. */
static size_t room_of(const struct page *p, const char *text, size_t used)
{
    size_t columns = p->terminal->columns, n = strlen(text);
    if (columns == 0 || used + width_text(text) <= columns)
        return n;
    return columns > used + 1 ? width_cut(text, columns - used - 1) : 0;
}

static void put_line(struct page *p, const struct tree_item *item, size_t left)
{
    bool colour = p->terminal->colour && item->step;
    size_t at = put_left(p, item), used = width_text(p->left.at);
    text_add_n(p->out, p->left.at, at);
    text_add(p->out, colour ? WAY : "");
    text_add(p->out, p->left.at + at);
    text_add(p->out, colour ? PLAIN : "");
    put_right(p, item);
    if (p->right.n > 0) {
        do
            text_put(p->out, ' ');
        while (++used < left + GAP);
        size_t n = room_of(p, p->right.at, used);
        text_add_n(p->out, p->right.at, n);
        if (n < p->right.n)
            text_add(p->out, p->style->ascii ? ">" : "…");
    }
    text_put(p->out, '\n');
}

/* How far the names reach to the right. */
static size_t measure(struct page *p)
{
    size_t most = 0;
    for (size_t i = 0; i < p->tree->n; i++) {
        put_left(p, &p->tree->items[i]);
        size_t n = width_text(p->left.at);
        if (n > most && n <= LEFT_MAX)
            most = n;
    }
    return most;
}

void tree_text(struct text *out, const struct tree *t,
               const struct tree_style *style,
               const struct tree_terminal *terminal)
{
    struct page p = {
        .tree = t, .style = style, .terminal = terminal, .out = out
    };
    size_t left = measure(&p);
    for (size_t i = 0; i < t->n; i++)
        put_line(&p, &t->items[i], left);
    tree_words_sum(out, t, style->lang);
    text_put(out, '\n');
    text_free(&p.left);
    text_free(&p.right);
    tree_words_free(&p.words);
}
