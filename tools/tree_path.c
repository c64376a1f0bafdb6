#include "tools/tree_path.h"

#include "zonefile/walkline.h"

enum { LINE = 4096 };

static void add_line(struct tree_path *p, const struct walk *w, bool chinese)
{
    char line[LINE];
    struct writer out = writer_over(line, sizeof line);
    walkline_write(&out, w, chinese);
    text_add_n(&p->lines, line, (size_t)(out.at - (uint8_t *)line));
    text_put(&p->lines, '\n');
}

void tree_path_find(struct tree_path *p, const struct image *img,
                    const struct name *name, bool chinese)
{
    struct walk w;
    walk_begin(&w, img, name, 0);
    do {
        for (unsigned i = 0; i < w.steps_n; i++)
            if (w.steps[i].node)
                p->way[p->way_n++] =
                    (struct tree_way){ w.steps[i].node, (uint8_t)(i + 1) };
        add_line(p, &w, chinese);
    } while (walk_on(&w));
}

void tree_path_free(struct tree_path *p)
{
    text_free(&p->lines);
}
