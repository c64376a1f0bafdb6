#include "tools/trace_story.h"

#include "tools/mnemonic.h"
#include "tools/trace_rows.h"

enum {
    ZONE_AT = 4, /* columns */
    LABEL_AT = 6,
    SAID_AT = 17,
    BACK_AT = 54,
    NUMBER = 24 /* digits, and more than enough */
};

/* The line is there. */
static void flush(struct trace_story *s)
{
    fwrite(s->line.at, 1, s->line.n, s->out);
    text_clear(&s->line);
    fflush(s->out);
}

static struct trace_art art_of(const struct trace_story *s, unsigned level)
{
    return (struct trace_art){ s->ascii, s->unicode, level };
}

static void pad(struct trace_story *s, const struct trace_art *art,
                size_t column)
{
    trace_line_pad(&s->line, 0, trace_line_column(art, column));
}

void trace_story_begin(struct trace_story *s, const char *start,
                       const uint8_t *name)
{
    trace_path_begin(&s->path, name);
    s->line.unicode = s->path.text.unicode = s->unicode;
    text_format(&s->line, "\n %s\n\n", start);
    flush(s);
}

/* ---- where it goes on ---- */

/* An arrow, a label of the drawing, and what is to be said. */
static void tell_next(struct trace_story *s, const struct trace_step *step)
{
    struct trace_art art = art_of(s, step->level);
    char name[UNICODE_NAME], at[ADDRESS_TEXT];
    struct text text = { 0 };
    static const enum trace_message ids[] = {
        [BECAUSE_FIRST] = WALK_NEXT,
        [BECAUSE_REFERRED] = WALK_NEXT_GLUE,
        [BECAUSE_SOUGHT] = WALK_NEXT_SOUGHT,
        [BECAUSE_ALIAS] = WALK_NEXT_ROOT,
        [BECAUSE_FAULT] = WALK_NEXT_OTHER,
    };
    enum trace_message id = ids[s->reason];
    if (s->reason == BECAUSE_FIRST)
        return;
    endpoint_address(at, &step->at);
    trace_line_name(name, step->server.name, s->unicode);
    if (s->reason == BECAUSE_ALIAS)
        trace_line_name(name, step->name, s->unicode);
    else if (step->server.name[0] == 0)
        id = WALK_NEXT;
    trace_add(&text, s->lang, id, id == WALK_NEXT ? at : name, at, NULL);
    trace_line_fold(&s->line, &art, MARK_NEXT, text.at);
    text_free(&text);
    flush(s);
}

static void tell_seek(struct trace_story *s, const struct trace_step *step)
{
    struct trace_art art = art_of(s, step->level);
    char name[UNICODE_NAME], zone[UNICODE_NAME];
    struct text text = { 0 };
    trace_add(&text, s->lang, WALK_SEEK,
              trace_line_name(name, step->server.name, s->unicode),
              trace_line_name(zone, step->zone, s->unicode), NULL);
    trace_line_fold(&s->line, &art, MARK_BAR, text.at);
    text_free(&text);
    flush(s);
    s->reason = BECAUSE_FIRST;
}

static void tell_sought(struct trace_story *s, const struct trace_step *step)
{
    struct trace_art art = art_of(s, step->level);
    char name[UNICODE_NAME], at[ADDRESS_TEXT];
    struct text text = { 0 }, list = { 0 };
    for (unsigned i = 0; i < step->server.n; i++)
        text_format(&list, "%s%s", i ? ", " : "",
                    endpoint_address(at, &step->server.at[i]));
    trace_add(&text, s->lang, WALK_SOUGHT,
              trace_line_name(name, step->server.name, s->unicode), list.at,
              NULL);
    trace_line_fold(&s->line, &art, MARK_BAR, text.at);
    text_free(&text);
    text_free(&list);
    flush(s);
    s->reason = BECAUSE_SOUGHT;
}

void trace_story_step(struct trace_story *s, const struct trace_step *step)
{
    switch (step->what) {
    case TRACE_ASK:
        tell_next(s, step);
        break;
    case TRACE_SEEK:
        tell_seek(s, step);
        break;
    case TRACE_SOUGHT:
        tell_sought(s, step);
        break;
    case TRACE_STUCK:
        s->reason = BECAUSE_FAULT;
        break;
    case TRACE_END:
        break;
    }
}

/* ---- a question ---- */

static void add_milliseconds(struct text *t, uint64_t micro)
{
    text_format(t, "%llu.%02llu", (unsigned long long)(micro / 1000),
                (unsigned long long)(micro / 10 % 100));
}

/* Who was asked, and what came back. */
static void tell_head(struct trace_story *s, const struct trace_step *step,
                      const char *nsid, const char *back)
{
    struct trace_art art = art_of(s, step->level);
    char zone[UNICODE_NAME], name[UNICODE_NAME], at[ADDRESS_TEXT];
    pad(s, &art, 1);
    text_format(&s->line, "%s ", step->number);
    pad(s, &art, ZONE_AT);
    text_format(&s->line, "\"%s\" ",
                trace_line_name(zone, step->zone, s->unicode));
    pad(s, &art, SAID_AT);
    trace_add(&s->line, s->lang, WALK_ASKED, NULL);
    text_format(&s->line, " %s", endpoint_address(at, &step->at));
    if (step->server.name[0])
        text_format(&s->line, "  (%s)",
                    trace_line_name(name, step->server.name, s->unicode));
    else if (*nsid)
        text_format(&s->line, "  (%s)", nsid);
    text_add(&s->line, "  ");
    pad(s, &art, BACK_AT);
    text_format(&s->line, "%s\n", back);
    flush(s);
    s->questions++;
}

static void tell_size(struct trace_story *s, const struct trace_step *step,
                      const struct trace_told *told)
{
    struct text back = { 0 }, milliseconds = { 0 };
    char octets[NUMBER], nsid[TRACE_NSID];
    trace_rows_nsid(nsid, told->message);
    snprintf(octets, sizeof octets, "%zu", told->octets);
    add_milliseconds(&milliseconds, told->micro);
    trace_add(&back, s->lang, WALK_BYTES, octets, milliseconds.at, NULL);
    tell_head(s, step, nsid, back.at);
    text_free(&back);
    text_free(&milliseconds);
    s->micro += told->micro;
}

/* A label, and behind it what is said. */
static void tell(struct trace_story *s, const struct trace_rows *rows,
                 enum trace_message label, const char *text)
{
    trace_line_begin(&s->line, rows->art, rows->mark);
    pad(s, rows->art, LABEL_AT);
    trace_add(&s->line, s->lang, label, NULL);
    text_put(&s->line, ' ');
    pad(s, rows->art, SAID_AT);
    text_add(&s->line, text);
    text_put(&s->line, '\n');
    flush(s);
}

static void tell_question(struct trace_story *s, const struct trace_step *step,
                          const struct trace_rows *rows)
{
    char name[UNICODE_NAME], type[MNEMONIC_MAX];
    struct text text = { 0 };
    if (s->told_question && s->reason != BECAUSE_FIRST &&
        s->reason != BECAUSE_ALIAS)
        return;
    text_format(&text, "%s %s ?", trace_line_name(name, step->name, s->unicode),
                mnemonic_type(type, step->type));
    if (!s->told_question) {
        text_add(&text, "   ");
        trace_add(&text, s->lang, WALK_RD_0, NULL);
    }
    tell(s, rows, WALK_WE_ASK, text.at);
    text_free(&text);
    s->told_question = true;
}

/* ---- what the server says ---- */

static void tell_why_glue(struct trace_story *s, const struct trace_rows *rows,
                          const uint8_t *zone)
{
    uint8_t server[DNS_NAME_MAX];
    char name[UNICODE_NAME], inside[UNICODE_NAME];
    struct text text = { 0 };
    const struct message *m = rows->message;
    for (size_t i = 0; !s->told_glue && i < message_count(m, AUTHORITY); i++) {
        const struct record *rr = message_record(m, AUTHORITY, i);
        if (rr->type != TYPE_NS)
            continue;
        message_name(m, rr->data_at, server);
        if (!trace_within(server, zone))
            continue;
        trace_add(&text, s->lang, WALK_WHY_GLUE,
                  trace_line_name(name, server, s->unicode),
                  trace_line_name(inside, zone, s->unicode), NULL);
        trace_line_fold(&s->line, rows->art, rows->mark, text.at);
        s->told_glue = true;
    }
    text_free(&text);
}

static void tell_referral(struct trace_story *s, const struct trace_step *step,
                          const struct trace_rows *rows, const uint8_t *zone)
{
    trace_rows_servers(&s->line, rows, zone);
    if (trace_rows_glue(&s->line, rows, zone, step->zone))
        tell_why_glue(s, rows, zone);
    s->reason = BECAUSE_REFERRED;
}

static enum trace_message saying(const struct trace_event *event)
{
    switch (event->reading.meaning) {
    case MEANS_ANSWER:
        return WALK_ANSWER;
    case MEANS_ALIAS:
        return WALK_ALIAS;
    case MEANS_NO_NAME:
        return WALK_NO_NAME;
    case MEANS_NO_DATA:
        return WALK_NO_DATA;
    case MEANS_REFERRAL:
        return WALK_REFERRAL;
    case MEANS_UPWARD:
    case MEANS_SIDEWAYS:
    case MEANS_BESIDE:
        return WALK_REFERRAL_BAD;
    case MEANS_ERROR:
        return WALK_ERROR;
    case MEANS_NOT_OURS:
        return WALK_NOT_OURS;
    case MEANS_ALIAS_CIRCLE:
        break;
    }
    return WALK_ALIAS_CIRCLE;
}

static void tell_saying(struct trace_story *s, const struct trace_step *step,
                        const struct trace_rows *rows,
                        const struct trace_event *event)
{
    const struct trace_reading *r = &event->reading;
    char name[UNICODE_NAME], type[MNEMONIC_MAX], rcode[MNEMONIC_MAX];
    struct text text = { 0 };
    bool error = r->meaning == MEANS_ERROR;
    trace_add(&text, s->lang, saying(event),
              error ? mnemonic_rcode(rcode, r->rcode)
                    : trace_line_name(name, r->name, s->unicode),
              mnemonic_type(type, step->type), NULL);
    tell(s, rows, WALK_IT_SAYS, text.at);
    text_free(&text);
}

/* What of it belongs to the path. */
static void keep(struct trace_story *s, const struct trace_step *step,
                 const struct message *m, const struct trace_reading *r)
{
    if (r->meaning == MEANS_REFERRAL)
        trace_path_down(&s->path, r->name);
    else if (r->meaning == MEANS_ANSWER)
        trace_path_answer(&s->path, m, r->name, step->type);
    else if (r->meaning == MEANS_ALIAS)
        trace_path_alias(&s->path, r->name, s->lang);
}

void trace_story_reply(struct trace_story *s, const struct trace_step *step,
                       const struct trace_told *told,
                       const struct trace_event *event)
{
    const struct trace_reading *r = &event->reading;
    struct trace_art art = art_of(s, step->level);
    bool on = event->fault == TRACE_FINE &&
              (r->meaning == MEANS_REFERRAL || r->meaning == MEANS_ALIAS);
    struct trace_rows rows = { &art, on ? MARK_BAR : MARK_NONE, s->lang,
                               told->message };
    tell_size(s, step, told);
    tell_question(s, step, &rows);
    tell_saying(s, step, &rows, event);
    s->reason = BECAUSE_FAULT;
    if (r->meaning == MEANS_REFERRAL)
        tell_referral(s, step, &rows, r->name);
    else if (r->meaning == MEANS_ANSWER || r->meaning == MEANS_ALIAS)
        trace_rows_answer(&s->line, &rows);
    if (step->level == 0)
        keep(s, step, told->message, r);
    if (r->meaning == MEANS_ALIAS)
        s->reason = BECAUSE_ALIAS;
    flush(s);
}

/* ---- what is wrong ---- */

void trace_story_silence(struct trace_story *s, const struct trace_wrong *wrong)
{
    char seconds[NUMBER];
    enum trace_message id = WALK_NO_REPLY_UNREACHABLE;
    struct text text = { 0 };
    if (wrong->fault == TRACE_TIMEOUT)
        id = WALK_NO_REPLY_TIMEOUT;
    else if (wrong->fault == TRACE_NOBODY)
        id = WALK_NO_REPLY_NOBODY;
    else if (wrong->fault == TRACE_BROKEN)
        id = WALK_NO_REPLY_BROKEN;
    snprintf(seconds, sizeof seconds, "%u", wrong->seconds);
    trace_add(&text, s->lang, id, seconds, NULL);
    tell_head(s, wrong->step, "", text.at);
    text_free(&text);
    s->reason = BECAUSE_FAULT;
}

void trace_story_fault(struct trace_story *s, const struct trace_wrong *wrong)
{
    struct trace_art art = art_of(s, wrong->step->level);
    struct text what = { 0 }, mend = { 0 };
    trace_fault_tell(&what, &mend, s->lang, wrong);
    trace_line_fold(&s->line, &art, MARK_NONE, what.at);
    trace_line_fold(&s->line, &art, MARK_NONE, mend.at);
    text_free(&what);
    text_free(&mend);
    flush(s);
}

/* ---- the end ---- */

static void tell_sums(struct trace_story *s)
{
    char questions[NUMBER], zones[NUMBER];
    struct text milliseconds = { 0 };
    snprintf(zones, sizeof zones, "%u", s->path.zones);
    snprintf(questions, sizeof questions, "%u", s->questions);
    add_milliseconds(&milliseconds, s->micro);
    text_put(&s->line, ' ');
    trace_add(&s->line, s->lang, WALK_SUM, zones, questions, milliseconds.at,
              NULL);
    text_put(&s->line, '\n');
    text_free(&milliseconds);
}

void trace_story_end(struct trace_story *s, int code)
{
    char number[NUMBER];
    text_put(&s->line, '\n');
    trace_path_draw(&s->line, &s->path, s->ascii);
    tell_sums(s);
    if (code == 0) {
        trace_path_labels(&s->line, &s->path, s->lang);
    } else {
        snprintf(number, sizeof number, "%d", code);
        text_put(&s->line, ' ');
        trace_add(&s->line, s->lang, WALK_FAILED, number, NULL);
        text_put(&s->line, '\n');
    }
    text_put(&s->line, '\n');
    flush(s);
    text_free(&s->path.text);
    text_free(&s->line);
}
