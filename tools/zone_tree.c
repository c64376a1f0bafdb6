#include "tools/zone_tree.h"

#include "tools/tree_html.h"
#include "tools/tree_path.h"
#include "tools/tree_svg.h"
#include "tools/tree_text.h"
#include "tools/unicode.h"
#include "tools/zone_load.h"
#include "tools/zone_name.h"
#include "tools/zone_save.h"
#include "tools/zone_watch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define CLEAR "\033[H\033[2J"

enum { SIBLINGS = 20 /* a screen of them */ };

/* Of the terminal; 0: it is none. */
static size_t columns(void)
{
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static void write_text(struct text *out, const struct tree *t,
                       const struct tree_path *path,
                       const struct zone_command *c)
{
    bool file = c->output;
    struct tree_style style = { .lang = c->lang,
                                .ascii = c->ascii || !unicode_locale(),
                                .all = c->all };
    struct tree_terminal terminal = { .colour =
                                          !file && colour_wanted(c->colour),
                                      .columns =
                                          file || c->all ? 0 : columns() };
    style.unicode = !style.ascii;
    tree_text(out, t, &style, &terminal);
    if (path->lines.n > 0)
        text_add(out, path->lines.at);
}

static int draw(const struct zone_command *c, const struct image *img,
                const struct name *name)
{
    struct tree_path path = { .way_n = 0 };
    struct text out = { 0 };
    struct tree t;
    if (name)
        tree_path_find(&path, img, name, c->lang == LANG_ZH);
    struct tree_wish wish = { .siblings = c->all ? UINT32_MAX : SIBLINGS,
                              .depth = c->depth,
                              .way = path.way,
                              .way_n = path.way_n };
    if (!tree_build(&t, img, &wish))
        abort();
    if (c->svg)
        tree_svg(&out, &t, c->lang);
    else if (c->html)
        tree_html(&out, &t, path.lines.at, c->lang);
    else
        write_text(&out, &t, &path, c);
    int code = zone_save(c->output, &out);
    text_free(&out);
    tree_free(&t);
    tree_path_free(&path);
    return code;
}

/* What there is now.  What was read is noted in `r`, if there is one. */
static int draw_once(const struct zone_command *c, const struct name *name,
                     struct readings *r)
{
    struct zone_image z = { 0 };
    size_t at = name != NULL;
    struct zonefile_request q = { .zones = c->words + at,
                                  .zones_n = c->words_n - at,
                                  .format = c->format,
                                  .cite = true,
                                  .readings = r };
    if (!zone_open(&z, &q))
        return ZONE_TROUBLE;
    int code = draw(c, &z.image, name);
    zone_close(&z);
    return code;
}

/* Again and again, until somebody ends it. */
static int draw_always(const struct zone_command *c, const struct name *name)
{
    bool clear = !c->output && isatty(STDOUT_FILENO), saved;
    do {
        struct readings r = { .fd = memfd_create("readings", MFD_CLOEXEC) };
        if (clear)
            fputs(CLEAR, stdout);
        fflush(stdout);
        draw_once(c, name, &r);
        if (fflush(stdout) != 0)
            return ZONE_TROUBLE; /* who called tells */
        saved = zone_watch_wait(&r);
        if (!saved)
            zone_mistake("cannot watch", c->words[c->words_n - 1],
                         strerror(errno));
        close(r.fd);
    } while (saved);
    return ZONE_TROUBLE;
}

int zone_tree(const struct zone_command *c)
{
    struct name name;
    bool named = c->words_n == 2;
    if (named && !zone_name(&name, c->words[0]))
        return ZONE_TROUBLE;
    return c->watch ? draw_always(c, named ? &name : NULL)
                    : draw_once(c, named ? &name : NULL, NULL);
}
