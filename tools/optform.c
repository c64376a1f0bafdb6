#include "tools/optform.h"

const char *apply_form(const struct option *o, const struct choice *c)
{
    struct settings *s = c->settings;
    enum form form = (enum form)o->field;
    if (!c->on && s->form == form)
        s->form = FORM_DIG;
    if (!c->on)
        return NULL;
    s->form = form;
    s->cmd = false;
    c->request->stats = false;
    c->request->rr_comments = -1;
    return NULL;
}
