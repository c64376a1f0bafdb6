#include "tools/paste.h"

#include "tools/explain.h"
#include "tools/hexdump.h"

#include <stdlib.h>

enum { PASTE_MAX = 1 << 20 };

static void tell(const struct settings *s, struct bytes message)
{
    struct explain task = { .reply = message,
                            .parts = s->explain,
                            .lang = messages_lang(s->lang),
                            .colour = s->colour };
    explain_print(stdout, &task);
}

bool paste_tell(const struct settings *s, FILE *f)
{
    static uint8_t octets[PASTE_MAX], message[DNS_MESSAGE_MAX];
    struct bytes text = { octets, fread(octets, 1, sizeof octets, f) };
    unsigned line = 0;
    do {
        struct hexdump_read got = hexdump_read(message, sizeof message, text);
        line += got.line;
        if (got.fault != HEXDUMP_FINE) {
            fprintf(stderr, "twig: line %u: %s\n", line,
                    hexdump_why(got.fault));
            return false;
        }
        tell(s, (struct bytes){ message, got.n });
        text.at += got.used;
        text.n -= got.used;
    } while (text.n > 0);
    return true;
}
