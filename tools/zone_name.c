#include "tools/zone_name.h"

#include "tools/zone_command.h"
#include "zonefile/rrtext.h"

bool zone_name(struct name *name, const char *text)
{
    static const uint8_t root[1];
    static const struct rrtext_names names = { .origin = root, .utf8 = true };
    struct complaints quiet = { .text = NULL };
    struct source none = { .path = (char *)(uintptr_t) "" };
    uint8_t wire[DNS_NAME_MAX];
    struct bytes word = { (const uint8_t *)text, strlen(text) };
    bool good =
        rrtext_name(&quiet, (struct spot){ .in = &none }, word, &names, wire);
    complaint_free(&quiet);
    if (good)
        name_set(name, wire);
    else
        zone_mistake("not a name", text, "It is like news.cctv.com.");
    return good;
}
