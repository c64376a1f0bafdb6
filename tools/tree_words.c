#include "tools/tree_words.h"

#include "zonefile/rrline.h"
#include "zonefile/rrtext.h"
#include "zonefile/unpack.h"
#include "zonefile/width.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    PIECE_COLUMNS = 60, /* of one record */
    PIECES = 4          /* of one name; a tree is no list of records */
};

enum sign { SIGN_ALIAS, SIGN_CUT, SIGN_EMPTY, SIGN_MORE };

static const char *const signs[][2] = {
    [SIGN_ALIAS] = { "→ ", "-> " },
    [SIGN_CUT] = { "✂ ", "8< " },
    [SIGN_EMPTY] = { "·", "-" },
    [SIGN_MORE] = { "…", "..." },
};

/* What the words are about. */
struct subject {
    const struct tree *tree;
    const struct node *node;
    const struct tree_style *style;
    struct tree_words *words;
    unsigned pieces, left_out;
};

static const char *sign(const struct subject *s, enum sign which)
{
    return signs[which][s->style->ascii];
}

static void add_number(struct text *t, enum lang lang, enum saying id,
                       uint32_t number)
{
    char digits[16];
    snprintf(digits, sizeof digits, "%u", number);
    messages_add(t, lang, id, digits, NULL);
}

/* One more piece, if there is room for it. */
static void add_piece(struct subject *s, const char *text)
{
    struct text *out = &s->words->said;
    size_t n = strlen(text);
    if (!s->style->all && s->pieces == PIECES) {
        s->left_out++;
        return;
    }
    s->pieces++;
    if (s->style->all || width_text(text) <= PIECE_COLUMNS) {
        text_add_n(out, text, n);
    } else {
        text_add_n(out, text, width_cut(text, PIECE_COLUMNS - 3));
        text_add(out, sign(s, SIGN_MORE));
    }
    text_put(out, '\n');
}

/* ---- records ---- */

static void add_record(struct subject *s, uint16_t type, struct bytes data)
{
    char mnemonic[RRLINE_TYPE], *shown = rrtext_data(type, data);
    struct text piece = { 0 };
    if (!shown)
        abort();
    text_format(&piece, "%s %s", rrline_type(mnemonic, type), shown);
    add_piece(s, piece.at);
    free(shown);
    text_free(&piece);
}

/* A name that leads elsewhere: of an alias. */
static void add_target(struct subject *s, struct bytes data)
{
    struct text piece = { .unicode = s->style->unicode };
    text_add(&piece, sign(s, SIGN_ALIAS));
    if (name_valid(data.at, data.n))
        text_name(&piece, data.at);
    add_piece(s, piece.at);
    text_free(&piece);
}

/* Of a SOA the serial says enough. */
static void add_soa(struct subject *s)
{
    struct text piece = { 0 };
    text_format(&piece, "SOA serial %u",
                s->tree->img->zones[s->node->zone].serial);
    add_piece(s, piece.at);
    text_free(&piece);
}

static void add_set(struct subject *s, const struct rrset *set)
{
    static struct unpack u; /* large */
    if (set->type == TYPE_SOA && !s->style->all) {
        add_soa(s);
        return;
    }
    unpack_begin(&u, s->node, set);
    while (unpack_next(&u))
        if (set->type == TYPE_CNAME || set->type == TYPE_DNAME)
            add_target(s, u.data);
        else
            add_record(s, set->type, u.data);
}

/* ---- a delegation ---- */

static void add_servers(struct text *out, const struct subject *s,
                        const struct rrset *set)
{
    static struct unpack u;
    unpack_begin(&u, s->node, set);
    while (unpack_next(&u)) {
        text_put(out, ' ');
        if (name_valid(u.data.at, u.data.n))
            text_name(out, u.data.at);
    }
}

/* The addresses that go along with the NS records. */
static void add_glue(struct text *out, const struct subject *s,
                     const struct rrset *set)
{
    static struct unpack u;
    const struct tail *tail = set->tail ? rrset_tail(set) : NULL;
    unsigned n = 0;
    for (unsigned i = 0; tail && i < tail->extras_n; i++) {
        const struct rrset *glue =
            image_at(s->tree->img, tail_extras(tail)[i].rrset);
        unpack_begin(&u, s->node, glue);
        while ((glue->type == TYPE_A || glue->type == TYPE_AAAA) &&
               unpack_next(&u)) {
            char *address = rrtext_data(glue->type, u.data);
            if (!address)
                abort();
            text_format(out, "%s%s", n++ > 0 ? " " : " (", address);
            free(address);
        }
    }
    text_add(out, n > 0 ? ")" : "");
}

static void add_cut(struct subject *s)
{
    struct text piece = { .unicode = s->style->unicode }, servers = piece;
    const struct rrset *set = node_rrset(s->node, TYPE_NS);
    text_add(&piece, sign(s, SIGN_CUT));
    add_servers(&servers, s, set);
    add_glue(&servers, s, set);
    messages_add(&piece, s->style->lang, SAY_TREE_CUT, servers.at + 1, NULL);
    add_piece(s, piece.at);
    text_free(&piece);
    text_free(&servers);
}

/* ---- remarks ---- */

static bool is_named(const struct node *node, const uint8_t *wire)
{
    return tree_order(node_name(node), wire) == 0;
}

static void note(struct subject *s, enum saying id)
{
    messages_add(&s->words->note, s->style->lang, id, NULL);
}

/* The PTRs that nobody wrote are below the tops of the reverse trees. */
static bool note_reverse(struct subject *s)
{
    const struct image_head *head = s->tree->img->head;
    uint32_t n = 0;
    if (is_named(s->node, NAME_IN_ADDR_ARPA))
        n = head->addr4_n;
    if (is_named(s->node, NAME_IP6_ARPA))
        n = head->addr6_n;
    if (n > 0)
        add_number(&s->words->note, s->style->lang, SAY_TREE_REVERSE, n);
    return n > 0;
}

static void note_star(struct subject *s)
{
    const uint8_t *wire = node_name(s->node);
    struct text above = { .unicode = s->style->unicode };
    text_name(&above, wire + *wire + 1);
    messages_add(&s->words->note, s->style->lang, SAY_TREE_STAR, above.at,
                 NULL);
    text_free(&above);
}

static void add_note(struct subject *s)
{
    unsigned flags = s->node->flags;
    if (note_reverse(s))
        return;
    if (flags & NODE_CUT)
        note(s, SAY_TREE_BELOW);
    else if (flags & NODE_DNAME)
        note(s, SAY_TREE_DNAME);
    else if (tree_is_star(s->node))
        note_star(s);
    else if (flags & NODE_CNAME)
        text_add(&s->words->note, "CNAME");
    else if (s->node->rrsets_n == 0)
        note(s, SAY_TREE_EMPTY);
}

/* ---- all of it ---- */

static void add_zone(struct subject *s)
{
    struct text piece = { 0 }, name = { .unicode = s->style->unicode };
    text_name(&name, node_name(s->node));
    messages_add(&piece, s->style->lang, SAY_TREE_ZONE, name.at, NULL);
    add_piece(s, piece.at);
    text_free(&piece);
    text_free(&name);
}

static void add_left_out(struct subject *s)
{
    struct text *out = &s->words->said;
    if (s->left_out == 0)
        return;
    text_format(out, "%s ", sign(s, SIGN_MORE));
    add_number(out, s->style->lang, SAY_TREE_MORE, s->left_out);
    text_put(out, '\n');
}

void tree_words_write(struct tree_words *w, const struct tree *t,
                      const struct tree_item *item,
                      const struct tree_style *style)
{
    struct subject s = { t, item->node, style, w, 0, 0 };
    text_clear(&w->said);
    text_clear(&w->note);
    if (s.node->flags & NODE_APEX)
        add_zone(&s);
    if (s.node->flags & NODE_CUT)
        add_cut(&s);
    if (s.node->rrsets_n == 0)
        add_piece(&s, sign(&s, SIGN_EMPTY));
    const struct rrset *set = node_rrsets(s.node);
    for (unsigned i = 0; i < s.node->rrsets_n; i++, set = rrset_next(set))
        if (!(s.node->flags & NODE_CUT && set->type == TYPE_NS))
            add_set(&s, set);
    add_left_out(&s);
    add_note(&s);
}

void tree_words_free(struct tree_words *w)
{
    text_free(&w->said);
    text_free(&w->note);
}

void tree_words_label(struct text *out, const struct tree_item *item,
                      const struct tree_style *style)
{
    if (!item->node) {
        text_format(out, "%s ", signs[SIGN_MORE][style->ascii]);
        add_number(out, style->lang, SAY_TREE_MORE, item->more);
        return;
    }
    uint8_t wire[DNS_NAME_MAX + 1];
    struct text name = { .unicode = style->unicode };
    memcpy(wire, node_name(item->node), item->own);
    wire[item->own] = 0; /* of a top it is there already */
    text_name(&name, wire);
    text_add_n(out, name.at, item->level && name.n > 1 ? name.n - 1 : name.n);
    text_free(&name);
}

void tree_words_sum(struct text *out, const struct tree *t, enum lang lang)
{
    static const enum saying says[] = { SAY_TREE_NAMES,   SAY_TREE_LEVELS,
                                        SAY_TREE_RECORDS, SAY_TREE_EMPTIES,
                                        SAY_TREE_CUTS,    SAY_TREE_ZONES };
    const struct image_head *head = t->img->head;
    const uint32_t numbers[] = { t->names, head->depth_max, t->records,
                                 t->empty, t->cuts,         head->zones_n };
    for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
        text_add(out, i > 0 ? ", " : "");
        add_number(out, lang, says[i], numbers[i]);
    }
}
