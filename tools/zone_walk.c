#include "tools/zone_walk.h"

#include "tools/mnemonic.h"
#include "tools/walk_picture.h"
#include "tools/zone_load.h"
#include "tools/zone_name.h"
#include "zonefile/walkline.h"

#include <stdio.h>
#include <stdlib.h>

enum { LINE = 4096 };

struct errand {
    const struct zone_command *command;
    struct walk walk;
    struct text out;
};

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
    struct name name;
    uint16_t type = 0;
    bool typed = c->words_n > 1 && mnemonic_read_type(&type, c->words[1]);
    size_t at = typed ? 2 : 1;
    struct zonefile_request q = { .zones = c->words + at,
                                  .zones_n = c->words_n - at,
                                  .format = c->format,
                                  .cite = true };
    if (!zone_name(&name, c->words[0]) || !zone_open(&z, &q))
        return ZONE_TROUBLE;
    struct errand *e = calloc(1, sizeof *e);
    if (!e)
        abort();
    e->command = c;
    int code = walk(e, &z.image, &name, type);
    text_free(&e->out);
    free(e);
    zone_close(&z);
    return code;
}
