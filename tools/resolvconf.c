#include "tools/resolvconf.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

static const char blank[] = " \t\r\n";

/* 1.2.3 is 1.2.0.3 here, as it is for the C library. */
static bool read_server(struct endpoint *e, const char *text, uint16_t port)
{
    struct in_addr old;
    char address[INET_ADDRSTRLEN];
    if (endpoint_read(e, text, port))
        return true;
    if (!inet_aton(text, &old) ||
        !inet_ntop(AF_INET, &old, address, sizeof address))
        return false;
    return endpoint_read(e, address, port);
}

static void add_server(struct resolvconf *c, char **rest, uint16_t port)
{
    const char *word = strtok_r(NULL, blank, rest);
    if (word && c->servers_n < RESOLVCONF_SERVERS &&
        read_server(&c->servers[c->servers_n], word, port))
        c->servers_n++;
}

/* The last line with domain or search is the one that counts. */
static void set_search(struct resolvconf *c, char **rest, unsigned most)
{
    const char *word;
    c->search_n = 0;
    while (c->search_n < most && (word = strtok_r(NULL, blank, rest)))
        snprintf(c->search[c->search_n++], RESOLVCONF_DOMAIN, "%s", word);
}

static void set_options(struct resolvconf *c, char **rest)
{
    const char *word;
    while ((word = strtok_r(NULL, blank, rest))) {
        const char *value = strchr(word, ':');
        if (!value)
            continue;
        unsigned v = (unsigned)strtoul(value + 1, NULL, 10);
        if (strncmp(word, "ndots:", 6) == 0)
            c->ndots = v;
        else if (strncmp(word, "timeout:", 8) == 0)
            c->timeout = v;
        else if (strncmp(word, "attempts:", 9) == 0)
            c->attempts = v;
    }
}

void resolvconf_read(struct resolvconf *c, FILE *f, uint16_t port)
{
    char line[1024];
    *c = (struct resolvconf){ .ndots = 1 };
    while (fgets(line, sizeof line, f)) {
        char *rest;
        const char *word = strtok_r(line, blank, &rest);
        if (!word || *word == '#' || *word == ';')
            continue;
        if (strcmp(word, "nameserver") == 0)
            add_server(c, &rest, port);
        else if (strcmp(word, "domain") == 0)
            set_search(c, &rest, 1);
        else if (strcmp(word, "search") == 0)
            set_search(c, &rest, RESOLVCONF_DOMAINS);
        else if (strcmp(word, "options") == 0)
            set_options(c, &rest);
    }
}

void resolvconf_load(struct resolvconf *c, const char *path, uint16_t port)
{
    FILE *f = fopen(path, "re");
    *c = (struct resolvconf){ .ndots = 1 };
    if (f) {
        resolvconf_read(c, f, port);
        fclose(f);
    }
    if (c->servers_n)
        return;
    endpoint_read(&c->servers[0], "::1", port);
    endpoint_read(&c->servers[1], "127.0.0.1", port);
    c->servers_n = 2;
}
