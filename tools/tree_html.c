#include "tools/tree_html.h"

#include "tools/svg.h"
#include "tools/tree_svg.h"

static const char head[] =
    "<meta charset=\"utf-8\"/>\n"
    "<meta name=\"viewport\" content=\"width=device-width\"/>\n"
    "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
    "<style>\n"
    "body{font-family:system-ui,sans-serif;margin:1.5em}\n"
    "figure{margin:0;overflow:auto}\n"
    "td,th,pre{font-family:ui-monospace,Menlo,Consolas,monospace;"
    "text-align:left;vertical-align:top}\n"
    "td,th{padding:.2em 1.5em .2em 0;border-bottom:1px solid #8888}\n"
    "summary{cursor:pointer;margin:1em 0}\n"
    "</style>\n";

static void say(struct text *out, enum lang lang, enum saying id)
{
    struct text t = { 0 };
    messages_add(&t, lang, id, NULL);
    svg_escape(out, t.at, t.n);
    text_free(&t);
}

static void add_lines(struct text *out, const char *lines, const char *between)
{
    const char *before = "";
    for (size_t n; *lines; lines += n + 1) {
        n = strcspn(lines, "\n");
        text_add(out, before);
        svg_escape(out, lines, n);
        before = between;
    }
}

static void add_row(struct text *out, const struct tree *t,
                    const struct tree_item *item, struct tree_words *w,
                    enum lang lang)
{
    const struct tree_style style = { .lang = lang,
                                      .unicode = true,
                                      .all = true };
    struct text name = { .unicode = true };
    text_name(&name, node_name(item->node));
    tree_words_write(w, t, item, &style);
    text_add(out, "<tr><td>");
    svg_escape(out, name.at, name.n);
    text_add(out, "</td><td>");
    add_lines(out, w->said.at, "<br/>");
    text_add(out, "</td><td>");
    svg_escape(out, w->note.at, w->note.n);
    text_add(out, "</td></tr>\n");
    text_free(&name);
}

static void add_table(struct text *out, const struct tree *t, enum lang lang)
{
    struct tree_words w = { .said = { 0 } };
    text_add(out, "<details><summary>");
    say(out, lang, SAY_TREE_TABLE);
    text_add(out, "</summary>\n<table>\n<tr><th>");
    say(out, lang, SAY_TREE_NAME);
    text_add(out, "</th><th>");
    say(out, lang, SAY_TREE_DATA);
    text_add(out, "</th><th></th></tr>\n");
    for (size_t i = 0; i < t->n; i++)
        if (t->items[i].node)
            add_row(out, t, &t->items[i], &w, lang);
    text_add(out, "</table>\n</details>\n");
    tree_words_free(&w);
}

void tree_html(struct text *out, const struct tree *t, const char *way,
               enum lang lang)
{
    text_format(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<title>",
                lang == LANG_ZH ? "zh" : "en");
    tree_words_sum(out, t, lang);
    text_format(out, "</title>\n%s</head>\n<body>\n<figure>\n", head);
    tree_svg(out, t, lang);
    text_add(out, "<figcaption>");
    say(out, lang, SAY_TREE_LEGEND);
    text_add(out, "</figcaption>\n</figure>\n");
    if (way) {
        text_add(out, "<pre>");
        add_lines(out, way, "\n");
        text_add(out, "</pre>\n");
    }
    add_table(out, t, lang);
    text_add(out, "</body>\n</html>\n");
}
