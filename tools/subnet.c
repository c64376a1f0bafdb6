#include "tools/subnet.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Read the address; one that ends early, completed by .0. */
static bool read_address(struct subnet *s, const char *text, bool early)
{
    char whole[INET6_ADDRSTRLEN + 8];
    if (inet_pton(AF_INET6, text, s->address) == 1) {
        s->family = 2;
        return true;
    }
    s->family = 1;
    snprintf(whole, sizeof whole, "%.15s", text);
    for (unsigned i = 0; i < (early ? 4 : 1); i++) {
        if (inet_pton(AF_INET, whole, s->address) == 1)
            return true;
        strcat(whole, ".0"); /* at most 15 + 8 of them */
    }
    return false;
}

/* Bits behind the prefix are nobody's business: RFC 7871 6. */
static void cut(struct subnet *s)
{
    for (unsigned i = 0; i < sizeof s->address; i++) {
        unsigned bits = s->bits > i * 8 ? s->bits - i * 8 : 0;
        if (bits < 8)
            s->address[i] &= (uint8_t)(0xff00 >> bits);
    }
}

bool subnet_read(struct subnet *s, const char *text)
{
    char copy[INET6_ADDRSTRLEN + 8], *slash, *end;
    *s = (struct subnet){ .here = true };
    if (strcmp(text, "0") == 0)
        text = "0/0";
    if (strlen(text) >= sizeof copy)
        return false;
    strcpy(copy, text);
    slash = strchr(copy, '/');
    if (slash)
        *slash++ = '\0';
    if (!read_address(s, copy, slash))
        return false;
    unsigned long most = s->family == 1 ? 32 : 128, bits = most;
    if (slash) {
        bits = strtoul(slash, &end, 10);
        if (*slash < '0' || *slash > '9' || *end || bits > most)
            return false;
    }
    s->bits = (uint8_t)bits;
    cut(s);
    return true;
}
