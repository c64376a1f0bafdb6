#include "tools/trace_hints.h"

#include "zonefile/nametext.h"

#include <string.h>
#include <strings.h>

enum { LINE = 1024, WORDS = 5 };

/* ---- a file ---- */

/* The words of a line; the first is NULL when it begins with a blank. */
static unsigned split(char *line, char **words)
{
    bool blank = *line == ' ' || *line == '\t';
    unsigned n = 0;
    char *rest;
    line[strcspn(line, ";\r\n")] = '\0';
    if (blank)
        words[n++] = NULL;
    for (char *w = strtok_r(line, " \t", &rest); w && n < WORDS;
         w = strtok_r(NULL, " \t", &rest))
        words[n++] = w;
    return n;
}

static bool read_name(uint8_t *out, const char *text)
{
    size_t n;
    struct bytes bytes = { (const uint8_t *)text, strlen(text) };
    return name_parse(out, &n, bytes, NULL) == NAME_FINE;
}

/* TTL and class say nothing here. */
static bool is_passed_over(const char *word)
{
    return strcasecmp(word, "IN") == 0 ||
           (*word >= '0' && *word <= '9' && !strpbrk(word, ".:"));
}

static struct trace_server *find(struct trace_servers *s, const uint8_t *name)
{
    for (unsigned i = 0; i < s->n; i++)
        if (trace_same(s->list[i].name, name))
            return &s->list[i];
    return NULL;
}

/* An NS record of the root, or an address of a server that has one. */
static void take_record(struct trace_servers *s, const uint8_t *owner,
                        char *const *words, const struct trace_rules *rules)
{
    bool a = strcasecmp(words[0], "A") == 0;
    bool aaaa = strcasecmp(words[0], "AAAA") == 0;
    uint8_t name[DNS_NAME_MAX];
    struct endpoint at;
    if (strcasecmp(words[0], "NS") == 0 && owner[0] == 0 &&
        read_name(name, words[1]) && !find(s, name))
        trace_servers_add(s, name);
    struct trace_server *server = find(s, owner);
    if (server && (a || aaaa) && endpoint_read(&at, words[1], 0) &&
        a == (at.at.any.sa_family == AF_INET))
        trace_server_add(server, &at, rules);
}

static void read_all(struct trace_servers *s, FILE *f,
                     const struct trace_rules *rules)
{
    char line[LINE], *words[WORDS];
    uint8_t owner[DNS_NAME_MAX] = { 0 };
    bool known = true;
    while (fgets(line, sizeof line, f)) {
        unsigned n = split(line, words), i = 1;
        if (n > 0 && words[0])
            known = read_name(owner, words[0]);
        while (i < n && is_passed_over(words[i]))
            i++;
        if (known && i + 2 == n)
            take_record(s, owner, words + i, rules);
    }
}

bool trace_hints_read(struct trace_servers *s, FILE *f,
                      const struct trace_rules *rules)
{
    unsigned addresses = 0;
    s->n = 0;
    read_all(s, f, rules);
    if (fseek(f, 0, SEEK_SET) == 0) {
        /* an address may stand before the NS record of its name */
        for (unsigned i = 0; i < s->n; i++)
            s->list[i].n = 0;
        read_all(s, f, rules);
    }
    for (unsigned i = 0; i < s->n; i++)
        addresses += s->list[i].n;
    return addresses > 0;
}

/* ---- the Internet ---- */

/* As IANA has them: https://www.iana.org/domains/root/servers */
static const char *const real[13][2] = {
    { "198.41.0.4", "2001:503:ba3e::2:30" },
    { "170.247.170.2", "2801:1b8:10::b" },
    { "192.33.4.12", "2001:500:2::c" },
    { "199.7.91.13", "2001:500:2d::d" },
    { "192.203.230.10", "2001:500:a8::e" },
    { "192.5.5.241", "2001:500:2f::f" },
    { "192.112.36.4", "2001:500:12::d0d" },
    { "198.97.190.53", "2001:500:1::53" },
    { "192.36.148.17", "2001:7fe::53" },
    { "192.58.128.30", "2001:503:c27::2:30" },
    { "193.0.14.129", "2001:7fd::1" },
    { "199.7.83.42", "2001:500:9f::42" },
    { "202.12.27.33", "2001:dc3::35" },
};

void trace_hints_real(struct trace_servers *s, const struct trace_rules *rules)
{
    uint8_t name[] = "\1a\14root-servers\3net";
    struct endpoint at;
    s->n = 0;
    for (unsigned i = 0; i < sizeof real / sizeof *real; i++) {
        name[1] = (uint8_t)('a' + i);
        struct trace_server *server = trace_servers_add(s, name);
        for (unsigned k = 0; k < 2; k++)
            if (endpoint_read(&at, real[i][k], 0))
                trace_server_add(server, &at, rules);
    }
}
