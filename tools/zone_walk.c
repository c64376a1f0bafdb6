#include "tools/zone_walk.h"

#include "tools/mnemonic.h"
#include "tools/walk_picture.h"
#include "tools/zone_load.h"
#include "tools/zone_name.h"
#include "zonefile/records.h"
#include "zonefile/walkline.h"

#include <stdio.h>
#include <stdlib.h>

enum { LINE = 4096 };

struct errand {
    const struct zone_command *command;
    struct records *records; /* where each record was read */
    struct walk walk;
    struct text out;
};

/* ---- the line of the file that decided ---- */

/* A record of the owner, or of a name below it. */
static const struct record *record_at(const struct records *r, uint32_t owner,
                                      uint16_t type)
{
    const struct owner *o = records_owner(r, owner);
    const struct record *any = NULL, *rec = records_get(r, o->first);
    for (; rec; rec = records_get(r, rec->next)) {
        if (rec->flags & RECORD_DROPPED)
            continue;
        if (rec->type == type)
            return rec;
        any = any ? any : rec;
    }
    for (uint32_t i = owner + 1; !any && i < r->names_n; i++)
        if (records_owner(r, i)->first &&
            name_within(records_name(r, records_owner(r, i)),
                        records_name(r, o)))
            any = records_get(r, records_owner(r, i)->first);
    return any;
}

/* The type of the record that decided; 0: any of them. */
static uint16_t deciding_type(const struct walk *w)
{
    if (w->found.set)
        return w->found.set->type;
    if (w->end == WALK_PTR)
        return TYPE_A;
    return 0;
}

static void tell_decider(struct errand *e)
{
    const struct node *node = walk_decider(&e->walk);
    uint32_t owner = node ? records_find(e->records, node_name(node)) : NO_ZONE;
    const struct record *rec =
        owner == NO_ZONE
            ? NULL
            : record_at(e->records, owner, deciding_type(&e->walk));
    if (!rec)
        return;
    struct text place = { 0 };
    struct spot spot = records_spot(e->records, rec);
    text_add(&place, spot.in->path);
    if (spot.line)
        text_format(&place, ":%u", spot.line);
    text_add(&e->out, " (");
    messages_add(&e->out, e->command->lang, SAY_WALK_DECIDED, place.at, NULL);
    text_add(&e->out, ")");
    text_free(&place);
}

/* ---- one leg: up to the next alias ---- */

static void tell_line(struct errand *e)
{
    char line[LINE];
    struct writer out = writer_over(line, sizeof line);
    bool chinese = e->command->lang == LANG_ZH;
    if (e->command->line)
        walkline_write(&out, &e->walk, chinese);
    else
        walkline_outcome(&out, &e->walk, chinese);
    size_t n = (size_t)(out.at - (uint8_t *)line);
    bool colon = !e->command->line && n > 2 && line[0] == ':';
    text_add_n(&e->out, line + (colon ? 2 : 0), n - (colon ? 2 : 0));
}

static void tell_leg(struct errand *e)
{
    if (!e->command->line) {
        walk_picture(&e->out, &e->walk, e->command->lang);
        text_add(&e->out, "=> ");
    }
    tell_line(e);
    tell_decider(e);
    text_put(&e->out, '\n');
}

static void tell_near(struct errand *e)
{
    char line[LINE];
    struct writer out = writer_over(line, sizeof line);
    if (!walkline_near(&out, &e->walk, e->command->lang == LANG_ZH))
        return;
    text_add_n(&e->out, line, (size_t)(out.at - (uint8_t *)line));
    text_put(&e->out, '\n');
}

/* ---- the command ---- */

static bool is_found(const struct walk *w)
{
    return w->end == WALK_FOUND || w->end == WALK_PTR;
}

static int walk(struct errand *e, const struct image *img,
                const struct name *name, uint16_t type)
{
    walk_begin(&e->walk, img, name, type);
    do
        tell_leg(e);
    while (walk_on(&e->walk));
    tell_near(e);
    fwrite(e->out.at, 1, e->out.n, stdout);
    return is_found(&e->walk) ? ZONE_GOOD : ZONE_DIFFERS;
}

int zone_walk(const struct zone_command *c)
{
    struct zone_image z = { 0 };
    struct complaints quiet = { .text = NULL };
    struct name name;
    uint16_t type = 0;
    bool typed = c->words_n > 1 && mnemonic_read_type(&type, c->words[1]);
    size_t at = typed ? 2 : 1;
    struct zonefile_request q = { .zones = c->words + at,
                                  .zones_n = c->words_n - at,
                                  .format = c->format };
    int code = ZONE_TROUBLE;
    if (!zone_name(&name, c->words[0]) || !zone_open(&z, &q))
        return ZONE_TROUBLE;
    struct errand *e = calloc(1, sizeof *e);
    if (!e)
        abort();
    e->command = c;
    e->records = zonefile_records(&q, &quiet);
    if (e->records)
        code = walk(e, &z.image, &name, type);
    else
        zone_mistake("cannot load it twice", c->words[0],
                     "Has the file changed meanwhile, or is it a pipe?");
    text_free(&e->out);
    records_free(e->records);
    free(e);
    complaint_free(&quiet);
    zone_close(&z);
    return code;
}
