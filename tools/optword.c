#include "tools/optword.h"

#include <stdlib.h>
#include <string.h>

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

/* The one option that begins so; or NULL, and those that do are in `why`. */
static const struct option *find_beginning(char *why, const char *name)
{
    size_t n_options;
    const struct option *table = opttable(&n_options);
    const struct option *found = NULL;
    size_t n = strlen(name), used = 0;
    bool several = false;
    for (size_t i = 0; n && i < n_options; i++) {
        if (strncasecmp(table[i].name, name, n) != 0)
            continue;
        used += (size_t)snprintf(why + used, OPTWORD_WHY - used, " +%s",
                                 table[i].name);
        if (used >= OPTWORD_WHY)
            used = OPTWORD_WHY - 1;
        several = several || (found && !same_effect(found, &table[i]));
        found = &table[i];
    }
    if (several)
        return NULL;
    *why = '\0';
    return found;
}

/* How far apart: of two that are the same, the one with the same beginning. */
static unsigned apart(const char *word, const char *name)
{
    return 2 * nearest_distance(word, strlen(word), name) + (*word != *name);
}

const char *optword_nearest(const char *word)
{
    size_t n_options;
    const struct option *table = opttable(&n_options);
    const char *best = table[0].name;
    for (size_t i = 0; i < n_options; i++)
        if (apart(word, table[i].name) < apart(word, best))
            best = table[i].name;
    return best;
}

static bool refuse(char *why, const char *name, const char *what)
{
    char candidates[OPTWORD_WHY];
    strcpy(candidates, why);
    if (what)
        snprintf(why, OPTWORD_WHY, "+%.40s %s", name, what);
    else if (*candidates)
        snprintf(why, OPTWORD_WHY, "+%.40s may be%.200s", name, candidates);
    else
        snprintf(why, OPTWORD_WHY, "no such option: +%.40s\nNearest is +%s",
                 name, optword_nearest(name));
    return false;
}

bool optword_apply(char *why, const char *word, struct choice *choice)
{
    char name[64];
    size_t n = strcspn(word, "=");
    *why = '\0';
    snprintf(name, sizeof name, "%.*s", (int)n, word);
    choice->value = word[n] ? word + n + 1 : NULL;
    choice->on = strncasecmp(name, "no", 2) != 0;
    const char *bare = choice->on ? name : name + 2;
    const struct option *o = find_exact(bare);
    if (!o)
        o = find_beginning(why, bare);
    if (!o)
        return refuse(why, bare, NULL);
    if (!o->undo && !choice->on)
        return refuse(why, name, "means nothing: it cannot be undone");
    const char *wrong = o->apply(o, choice);
    return !wrong || refuse(why, o->name, wrong);
}

void optword_help(FILE *out)
{
    size_t n_options;
    const struct option *table = opttable(&n_options);
    char left[40];
    for (size_t i = 0; i < n_options; i++) {
        snprintf(left, sizeof left, "+%s%s%s", table[i].undo ? "[no]" : "",
                 table[i].name, table[i].value ? table[i].value : "");
        fprintf(out, "  %-25s %s\n", left, table[i].help);
    }
}
