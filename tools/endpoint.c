#include "tools/endpoint.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The interface behind % is a name or a number. */
static bool read_scope(struct endpoint *e, const char *scope)
{
    char *end;
    unsigned index = if_nametoindex(scope);
    if (index == 0) {
        index = (unsigned)strtoul(scope, &end, 10);
        if (*scope == '\0' || *end)
            return false;
    }
    e->at.v6.sin6_scope_id = index;
    return true;
}

bool endpoint_read(struct endpoint *e, const char *text, uint16_t port)
{
    char host[INET6_ADDRSTRLEN];
    size_t n = strcspn(text, "%");
    memset(e, 0, sizeof *e);
    if (n >= sizeof host)
        return false;
    memcpy(host, text, n);
    host[n] = '\0';
    if (!text[n] && inet_pton(AF_INET, host, &e->at.v4.sin_addr) == 1) {
        e->at.v4.sin_family = AF_INET;
        e->at.v4.sin_port = htons(port);
        e->len = sizeof e->at.v4;
        return true;
    }
    if (inet_pton(AF_INET6, host, &e->at.v6.sin6_addr) != 1)
        return false;
    e->at.v6.sin6_family = AF_INET6;
    e->at.v6.sin6_port = htons(port);
    e->len = sizeof e->at.v6;
    return !text[n] || read_scope(e, text + n + 1);
}

bool endpoint_port(uint16_t *port, const char *text)
{
    size_t n = strlen(text);
    if (n == 0 || n > 5 || strspn(text, "0123456789") != n)
        return false;
    unsigned long v = strtoul(text, NULL, 10);
    *port = (uint16_t)v;
    return v >= 1 && v <= UINT16_MAX;
}

char *endpoint_split(char *text, uint16_t *port)
{
    char *mark = strchr(text, '#');
    char *colon = strchr(text, ':');
    if (text[0] == '[') {
        char *end = strchr(text, ']');
        if (!end)
            return NULL;
        *end = '\0';
        text++;
        mark = end + 1;
        if (!*mark)
            return text;
        if (*mark != ':' && *mark != '#')
            return NULL;
    } else if (!mark && colon && !strchr(colon + 1, ':')) {
        mark = colon; /* one colon: a port; several: an IPv6 address */
    }
    if (!mark)
        return text;
    *mark = '\0';
    return endpoint_port(port, mark + 1) ? text : NULL;
}

uint16_t endpoint_port_of(const struct endpoint *e)
{
    return ntohs(e->at.any.sa_family == AF_INET ? e->at.v4.sin_port
                                                : e->at.v6.sin6_port);
}

void endpoint_set_port(struct endpoint *e, uint16_t port)
{
    if (e->at.any.sa_family == AF_INET)
        e->at.v4.sin_port = htons(port);
    else
        e->at.v6.sin6_port = htons(port);
}

char *endpoint_address(char *out, const struct endpoint *e)
{
    if (e->at.any.sa_family == AF_INET) {
        inet_ntop(AF_INET, &e->at.v4.sin_addr, out, ADDRESS_TEXT);
        return out;
    }
    inet_ntop(AF_INET6, &e->at.v6.sin6_addr, out, ADDRESS_TEXT);
    char name[IF_NAMESIZE];
    size_t n = strlen(out);
    if (e->at.v6.sin6_scope_id == 0)
        return out;
    if (if_indextoname(e->at.v6.sin6_scope_id, name))
        snprintf(out + n, ADDRESS_TEXT - n, "%%%s", name);
    else
        snprintf(out + n, ADDRESS_TEXT - n, "%%%u", e->at.v6.sin6_scope_id);
    return out;
}

char *endpoint_text(char *out, const struct endpoint *e)
{
    char address[ADDRESS_TEXT];
    snprintf(out, ENDPOINT_TEXT, "%s#%u", endpoint_address(address, e),
             endpoint_port_of(e));
    return out;
}
