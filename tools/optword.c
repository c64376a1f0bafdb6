#include "tools/optword.h"

#include <string.h>

#include "tools/dashtable.h"
#include "tools/mistake.h"
#include "tools/opttable.h"
#include "zonefile/nearest.h"

/* What dig takes, though several options begin like that. */
static const struct {
    const char *written, *meant;
} aliases[] = {
    { "ad", "adflag" }, { "cd", "cdflag" },     { "cl", "class" },
    { "co", "coflag" }, { "do", "dnssec" },     { "f", "fail" },
    { "i", "ignore" },  { "h", "header-only" }, { "p", "padding" },
    { "ttl", "ttlid" }, { "v", "vc" },          { "z", "zflag" },
};

static const struct option *find_exact(const char *name)
{
    size_t n_options;
    const struct option *table = opttable(&n_options);
    for (size_t i = 0; i < n_options; i++)
        if (strcasecmp(table[i].name, name) == 0)
            return &table[i];
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (strcasecmp(aliases[i].written, name) == 0)
            return find_exact(aliases[i].meant);
    return NULL;
}

static bool same_effect(const struct option *a, const struct option *b)
{
    return a->apply == b->apply && a->field == b->field;
}

/* The one option that begins so; NULL: none, or several, which are listed. */
static const struct option *find_beginning(struct refusal *r, const char *mark,
                                           const char *name)
{
    size_t n_options, n = strlen(name), used = 0;
    const struct option *table = opttable(&n_options), *found = NULL;
    bool several = false;
    for (size_t i = 0; n && i < n_options; i++) {
        if (strncasecmp(table[i].name, name, n) != 0)
            continue;
        if (used < sizeof r->mend)
            used += (size_t)snprintf(r->mend + used, sizeof r->mend - used,
                                     "%s%s%s", used ? " " : "", mark,
                                     table[i].name);
        several = several || (found && !same_effect(found, &table[i]));
        found = &table[i];
    }
    if (several)
        return NULL;
    *r->mend = '\0';
    return found;
}

/* Nearest is +noshort.  Behind -- there are the other long names, too. */
void optword_offer(struct refusal *r, const char *mark, const char *word)
{
    size_t n_options, n = strcspn(word, "=");
    const struct option *table = opttable(&n_options);
    size_t no = strncasecmp(word, "no", 2) == 0 ? 2 : 0;
    struct nearest plus = { 0 }, dash = { 0 };
    for (size_t i = 0; i < n_options; i++)
        nearest_offer(&plus, word + no, n - no, table[i].name);
    for (int i = 0; strcmp(mark, "--") == 0 && i < DASHES; i++)
        if (dash_table[i].name)
            nearest_offer(&dash, word, n, dash_table[i].name);
    bool dashed = dash.name && (!plus.name || dash.apart < plus.apart);
    if (dashed)
        snprintf(r->mend, sizeof r->mend, "Nearest is --%s.", dash.name);
    else if (plus.name)
        snprintf(r->mend, sizeof r->mend, "Nearest is %s%.*s%s.", mark, (int)no,
                 word, plus.name);
}

static bool refuse(struct refusal *r, const char *what)
{
    r->what = what;
    return false;
}

static bool refuse_name(struct refusal *r, const char *mark, const char *word)
{
    if (*r->mend) /* the candidates */
        return refuse(r, "several options begin so");
    optword_offer(r, mark, word);
    return refuse(r, "no such option");
}

/* `form`: what the value is to be. */
static bool refuse_value(struct refusal *r, const struct option *o,
                         const struct choice *c, const char *form)
{
    snprintf(r->mend, sizeof r->mend, "%s%s%s is %s.", c->mark, o->name,
             o->value, form);
    return refuse(r, c->value ? "not a value that it may have" : "no value");
}

/* dig reads nothing of a value where there is to be none. */
static bool is_lenient(const struct option *o, const struct choice *c)
{
    return strcmp(c->mark, "+") == 0 && o->undo != OWN;
}

static bool refuse_any(struct refusal *r, const struct option *o,
                       const struct choice *c)
{
    snprintf(r->mend, sizeof r->mend, "There is %s%s%s.", c->mark,
             c->on ? "" : "no", o->name);
    return refuse(r, "it takes no value");
}

bool optword_apply(struct refusal *r, const char *word, struct choice *c)
{
    char name[64];
    size_t n = strcspn(word, "=");
    *r->mend = '\0';
    snprintf(name, sizeof name, "%.*s", (int)n, word);
    c->value = word[n] && word[n + 1] ? word + n + 1 : NULL;
    c->on = strncasecmp(name, "no", 2) != 0;
    const char *bare = c->on ? name : name + 2;
    const struct option *o = find_exact(bare);
    if (!o)
        o = find_beginning(r, c->mark, bare);
    if (!o)
        return refuse_name(r, c->mark, word);
    if (o->undo == STAY && !c->on) {
        snprintf(r->mend, sizeof r->mend, "There is %s%s%s.", c->mark, o->name,
                 o->value ? o->value : "");
        return refuse(r, "it cannot be undone");
    }
    if (c->value && !(o->value && c->on)) {
        if (!is_lenient(o, c))
            return refuse_any(r, o, c);
        mistake_warn(c->at, "%s%s takes no value: '%s' is not read", c->mark,
                     name, c->value);
        c->value = NULL;
    }
    const char *form = o->apply(o, c);
    return !form || refuse_value(r, o, c, form);
}

void optword_help(FILE *out)
{
    size_t n_options;
    const struct option *table = opttable(&n_options);
    char left[40];
    for (size_t i = 0; i < n_options; i++) {
        snprintf(left, sizeof left, "+%s%s%s",
                 table[i].undo != STAY ? "[no]" : "", table[i].name,
                 table[i].value ? table[i].value : "");
        fprintf(out, "  %-25s %s\n", left, table[i].help);
    }
}
