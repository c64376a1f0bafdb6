#include "tools/search.h"

#include <string.h>

#include "zonefile/idn.h"
#include "zonefile/nametext.h"

static const char *fault_text(enum name_fault fault)
{
    switch (fault) {
    case NAME_EMPTY:
    case NAME_EMPTY_LABEL:
        return "empty label";
    case NAME_LONG_LABEL:
        return "label too long";
    case NAME_LONG:
        return "name too long";
    case NAME_BAD_ESCAPE:
        return "bad escape";
    case NAME_RELATIVE:
    case NAME_FINE:
        break;
    }
    return NULL;
}

/* The dots between labels. */
static int dots(struct bytes text)
{
    int n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.at[i] == '\\')
            i++;
        else if (text.at[i] == '.')
            n++;
    }
    return n;
}

static const char *add(struct search *s, struct bytes text,
                       const uint8_t *origin)
{
    size_t len;
    enum name_fault fault = name_parse(s->names[s->n], &len, text, origin);
    if (fault == NAME_FINE)
        s->n++;
    return fault_text(fault);
}

static const char *add_domain(struct search *s, struct bytes text,
                              const char *domain)
{
    static const uint8_t root[1];
    uint8_t origin[DNS_NAME_MAX];
    size_t len;
    struct bytes name = { (const uint8_t *)domain, strlen(domain) };
    enum name_fault fault = name_parse(origin, &len, name, root);
    return fault == NAME_FINE ? add(s, text, origin) : fault_text(fault);
}

static const char *add_list(struct search *s, struct bytes text,
                            const struct settings *settings)
{
    const char *wrong = NULL;
    if (settings->domain)
        return add_domain(s, text, settings->domain);
    for (unsigned i = 0; !wrong && i < settings->conf.search_n; i++)
        wrong = add_domain(s, text, settings->conf.search[i]);
    return wrong;
}

static bool is_absolute(struct bytes text)
{
    uint8_t name[DNS_NAME_MAX];
    size_t len;
    return name_parse(name, &len, text, NULL) == NAME_FINE;
}

const char *search_begin(struct search *s, const struct settings *settings,
                         const struct request *r)
{
    static const uint8_t root[1];
    char ascii[IDN_MAX];
    const char *wrong = NULL;
    struct bytes text = { (const uint8_t *)r->name, strlen(r->name) };
    int ndots =
        settings->ndots >= 0 ? settings->ndots : (int)settings->conf.ndots;
    s->n = 0;
    if (r->idn_in && idn_needed(text)) {
        size_t n = idn_encode(ascii, text, &wrong);
        if (n == 0)
            return wrong;
        text = (struct bytes){ (const uint8_t *)ascii, n };
    }
    if (!(settings->search || settings->domain) || is_absolute(text))
        return add(s, text, root);
    bool first = dots(text) >= ndots;
    if (first)
        wrong = add(s, text, root);
    if (!wrong)
        wrong = add_list(s, text, settings);
    return wrong || first ? wrong : add(s, text, root);
}
