#include "tools/columns.h"

#include "tools/mnemonic.h"

enum { TAB = 8 };

/* Where the fields begin: all there, one of TTL and class left out, both. */
struct layout {
    size_t ttl, class, type, data;
};

static struct layout layout_of(const struct columns *c)
{
    if (c->data.multiline || (c->no_ttl && c->no_class))
        return (struct layout){ 24, 24, 24, 32 };
    if (c->no_ttl || c->no_class)
        return (struct layout){ 24, 24, 32, 40 };
    return (struct layout){ 24, 32, 40, 48 };
}

/* The line so far: where it began in the text, what takes no column. */
struct line {
    struct text *t;
    size_t start;
    size_t column;
};

/* From where the line is to a column, or one further than it is. */
static void go_to(struct line *l, size_t to)
{
    size_t from = l->column;
    if (to < from + 1)
        to = from + 1;
    size_t tabs = to / TAB - from / TAB;
    size_t blanks = tabs ? to % TAB : to - from;
    for (size_t i = 0; i < tabs; i++)
        text_put(l->t, '\t');
    for (size_t i = 0; i < blanks; i++)
        text_put(l->t, ' ');
    l->column = to;
    l->start = l->t->n;
}

/* What was added since is in the line now. */
static void count(struct line *l)
{
    l->column += l->t->n - l->start;
    l->start = l->t->n;
}

/* So many seconds as 1w2d3h4m5s. */
static void add_units(struct text *t, uint32_t seconds)
{
    static const struct {
        uint32_t seconds;
        char letter;
    } units[] = {
        { 604800, 'w' }, { 86400, 'd' }, { 3600, 'h' }, { 60, 'm' }, { 1, 's' },
    };
    if (seconds == 0)
        text_add(t, "0s");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (seconds >= units[i].seconds)
            text_format(t, "%u%c", seconds / units[i].seconds, units[i].letter);
        seconds %= units[i].seconds;
    }
}

static void add_name(struct line *l, const struct message *m, size_t at)
{
    uint8_t name[DNS_NAME_MAX];
    l->start = l->t->n;
    message_name(m, at, name);
    text_name(l->t, name);
    count(l);
}

static void add_class(struct line *l, const struct columns *c, uint16_t class)
{
    char name[MNEMONIC_MAX];
    if (c->data.unknown)
        text_format(l->t, "CLASS%u", class);
    else
        text_add(l->t, mnemonic_class(name, class));
    count(l);
}

static void add_type(struct line *l, const struct columns *c, uint16_t type)
{
    char name[MNEMONIC_MAX];
    if (c->data.unknown)
        text_format(l->t, "TYPE%u", type);
    else
        text_add(l->t, mnemonic_type(name, type));
    count(l);
}

void columns_data(struct text *t, const struct rdstyle *style,
                  const struct message *m, const struct record *rr)
{
    struct rdata data = { m->raw, rr->data_at, rr->data_n, rr->type,
                          rr->class };
    rdtext_write(t, &data, style);
}

void columns_record(struct text *t, const struct columns *c,
                    const struct message *m, const struct record *rr)
{
    struct layout at = layout_of(c);
    struct line l = { .t = t };
    add_name(&l, m, rr->at);
    if (!c->no_ttl) {
        go_to(&l, at.ttl);
        if (c->ttl_units)
            add_units(t, rr->ttl);
        else
            text_format(t, "%u", rr->ttl);
        count(&l);
    }
    if (!c->no_class) {
        go_to(&l, at.class);
        add_class(&l, c, rr->class);
    }
    go_to(&l, at.type);
    add_type(&l, c, rr->type);
    go_to(&l, at.data);
    columns_data(t, &c->data, m, rr);
    text_put(t, '\n');
}

void columns_question(struct text *t, const struct columns *c,
                      const struct message *m, const struct record *q)
{
    struct layout at = layout_of(c);
    struct line l = { .t = t };
    text_put(t, ';');
    add_name(&l, m, q->at);
    go_to(&l, at.class);
    add_class(&l, c, q->class);
    go_to(&l, at.type);
    add_type(&l, c, q->type);
    text_put(t, '\n');
}
