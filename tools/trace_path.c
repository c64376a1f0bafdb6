#include "tools/trace_path.h"

#include <stdio.h>
#include <string.h>

#include "tools/columns.h"
#include "zonefile/name.h"
#include "zonefile/width.h"

enum { COLUMNS = 80, MARGIN = 5, NUMBER = 16 };

static void copy_name(uint8_t *to, const uint8_t *from)
{
    memcpy(to, from, name_len(from));
}

void trace_path_begin(struct trace_path *p, const uint8_t *name)
{
    *p = (struct trace_path){ .zones = 1, .depth = 1 };
    copy_name(p->name, name);
    text_add(&p->text, ".");
}

static void add_part(struct trace_path *p, const uint8_t *name)
{
    text_put(&p->text, '\n');
    text_name(&p->text, name);
}

/* An alias may lead through the same zones again. */
static bool has_part(const struct trace_path *p, const uint8_t *name)
{
    char text[UNICODE_NAME];
    size_t n = strlen(trace_line_name(text, name, p->text.unicode));
    for (const char *part = p->text.at; part; part = strchr(part, '\n')) {
        part += *part == '\n';
        if (strcspn(part, "\n") == n && memcmp(part, text, n) == 0)
            return true;
    }
    return false;
}

void trace_path_down(struct trace_path *p, const uint8_t *zone)
{
    if (!has_part(p, zone))
        p->zones++;
    add_part(p, zone);
    copy_name(p->zone, zone);
    p->depth++;
}

void trace_path_alias(struct trace_path *p, const uint8_t *name, enum lang lang)
{
    add_part(p, p->name);
    text_put(&p->text, ' ');
    trace_add(&p->text, lang, WALK_AN_ALIAS, NULL);
    add_part(p, (const uint8_t *)"");
    copy_name(p->name, name);
    p->zone[0] = 0;
    p->depth = 1;
}

void trace_path_answer(struct trace_path *p, const struct message *m,
                       const uint8_t *name, uint16_t type)
{
    static const struct rdstyle style = { .split = 0 };
    const char *mark = " = ";
    uint8_t owner[DNS_NAME_MAX];
    add_part(p, name);
    p->found = true;
    for (size_t i = 0; i < message_count(m, ANSWER); i++) {
        const struct record *rr = message_record(m, ANSWER, i);
        message_name(m, rr->at, owner);
        if (rr->type != type || !trace_same(owner, name))
            continue;
        text_add(&p->text, mark);
        columns_data(&p->text, &style, m, rr);
        mark = ", ";
    }
    copy_name(p->name, name);
}

void trace_path_draw(struct text *t, const struct trace_path *p, bool ascii)
{
    const char *arrow = trace_line_arrow(ascii), *part = p->text.at;
    size_t used = 0;
    for (bool first = true; *part; first = false) {
        size_t n = strcspn(part, "\n");
        struct bytes bytes = { (const uint8_t *)part, n };
        size_t wide = width_bytes(bytes) + width_text(arrow);
        if (used + wide > COLUMNS) {
            text_add(t, "\n    ");
            used = MARGIN;
        }
        text_add(t, first ? " " : arrow);
        text_add_n(t, part, n);
        used += wide;
        part += n;
        part += *part == '\n';
    }
    text_put(t, '\n');
}

static unsigned labels_of(const uint8_t *name)
{
    unsigned n = 1; /* the root */
    for (; *name; name += *name + 1)
        n++;
    return n;
}

void trace_path_labels(struct text *t, const struct trace_path *p,
                       enum lang lang)
{
    unsigned labels = labels_of(p->name);
    char zone[UNICODE_NAME], name[UNICODE_NAME], counts[2][NUMBER];
    uint8_t inside[DNS_NAME_MAX] = { 0 };
    if (!p->found || labels <= p->depth || !trace_within(p->name, p->zone))
        return;
    memcpy(inside, p->name, name_len(p->name) - name_len(p->zone));
    trace_line_name(name, inside, p->text.unicode);
    name[strlen(name) - 1] = '\0';
    snprintf(counts[0], NUMBER, "%u", labels);
    snprintf(counts[1], NUMBER, "%u", p->depth);
    text_put(t, ' ');
    trace_add(t, lang, WALK_LABELS, counts[0], counts[1], name,
              trace_line_name(zone, p->zone, p->text.unicode), NULL);
    text_put(t, '\n');
}
