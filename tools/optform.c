#include "tools/optform.h"

#include "tools/explain_task.h"

const char *apply_form(const struct option *o, const struct choice *c)
{
    struct settings *s = c->settings;
    enum form form = (enum form)o->field;
    if (c->on)
        s->form = form;
    else if (s->form == form)
        s->form = FORM_DIG;
    s->quiet = s->form == FORM_EXPLAIN; /* it tells of the way itself */
    if (!c->on)
        return NULL;
    s->cmd = false;
    c->request->stats = false;
    c->request->rr_comments = -1;
    return NULL;
}

const char *apply_explain(const struct option *o, const struct choice *c)
{
    static const char *const parts[] = { "query", "reply", "words" };
    c->settings->explain = 0;
    for (unsigned i = 0; c->value && i < 3; i++)
        if (strcmp(c->value, parts[i]) == 0)
            c->settings->explain = 1u << i;
    if (c->value && c->settings->explain == 0)
        return "query, reply or words";
    return apply_form(o, c);
}

const char *apply_words(const struct option *o, const struct choice *c)
{
    c->settings->explain = EXPLAIN_WORDS;
    return apply_form(o, c);
}

const char *apply_pcap(const struct option *o, const struct choice *c)
{
    (void)o;
    if (c->batch)
        return "one file for all, of the command line";
    if (c->settings->pcap)
        return "one file for all, named once";
    c->settings->pcap = c->value;
    return c->value ? NULL : "the name of a file";
}

const char *apply_trace(const struct option *o, const struct choice *c)
{
    struct request *r = c->request;
    (void)o;
    r->trace = c->on;
    if (!c->on)
        return NULL;
    r->rd = r->identify = r->authority = r->dnssec = r->cookie = true;
    r->stats = r->comments = r->additional = r->question = false;
    r->rr_comments = 0;
    c->settings->search = false;
    return NULL;
}
