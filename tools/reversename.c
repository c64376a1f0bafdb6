#include "tools/reversename.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void write_ipv6(char *out, size_t room, const uint8_t *address)
{
    size_t n = 0;
    for (int i = 15; i >= 0 && n < room; i--)
        n += (size_t)snprintf(out + n, room - n, "%x.%x.", address[i] & 15,
                              address[i] >> 4);
    if (n < room)
        snprintf(out + n, room - n, "ip6.arpa.");
}

void reversename_write(char *out, size_t room, const char *text)
{
    uint8_t address[16];
    size_t n = 0, end = strlen(text);
    if (inet_pton(AF_INET6, text, address) == 1) {
        write_ipv6(out, room, address);
        return;
    }
    do {
        size_t start = end;
        while (start && text[start - 1] != '.')
            start--;
        n += (size_t)snprintf(out + n, room - n, "%.*s.", (int)(end - start),
                              text + start);
        end = start ? start - 1 : 0;
    } while (end && n < room);
    if (n < room)
        snprintf(out + n, room - n, "in-addr.arpa.");
}
