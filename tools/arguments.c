#include "tools/arguments.h"

#include <stdio.h>
#include <stdlib.h>

#include "tools/memory.h"
#include "tools/version.h"

static struct request *clone(const struct request *from)
{
    struct request *r = memory_need(malloc(sizeof *r));
    *r = *from;
    return r;
}

void arguments_keep(struct arguments *a)
{
    a->request = clone(&a->command->defaults);
    a->kept = true;
}

void arguments_end(struct arguments *a)
{
    if (a->kept)
        free(a->request);
    a->kept = false;
}

/* The lines that a reply begins with: the command, how many servers were
 * found, and once the options that hold for all. */
static char *make_greeting(struct arguments *a)
{
    struct command *c = a->command;
    struct text t = { 0 };
    bool first = !c->greeted;
    if (!c->settings.cmd)
        return NULL;
    c->greeted = true;
    text_format(&t, "%s; <<>> %s <<>>", first ? "\n" : "", TWIG_VERSION);
    for (int i = 1; i < a->n; i++)
        text_format(&t, " %s", a->at[i]);
    text_put(&t, '\n');
    if (first && c->addresses)
        text_format(&t, "; (%u server%s found)\n", c->addresses,
                    c->addresses > 1 ? "s" : "");
    if (first)
        text_format(&t, ";; global options:%s +cmd\n",
                    c->settings.short_form ? " +short" : "");
    return t.at;
}

void arguments_query(struct arguments *a, const char *name)
{
    if (!a->kept)
        a->request = clone(&a->command->defaults);
    a->kept = false;
    snprintf(a->request->name, REQUEST_NAME, "%s", name);
    a->request->place = a->place;
    if (!a->any)
        a->request->greeting = make_greeting(a);
    a->any = true;
    a->request->next = NULL;
    *a->command->end = a->request;
    a->command->end = &a->request->next;
}
