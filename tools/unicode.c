#include "tools/unicode.h"

#include <idn2.h>
#include <stdlib.h>
#include <string.h>

#include "zonefile/utf8.h"

static bool may_be_shown(const char *text)
{
    struct bytes b = { (const uint8_t *)text, strlen(text) };
    while (b.n) {
        size_t n = utf8_shown(b);
        if (n == 0)
            return false;
        b.at += n;
        b.n -= n;
    }
    return true;
}

bool unicode_name(char *out, const char *ascii)
{
    char *name = NULL;
    bool good;
    if (!strcasestr(ascii, "xn--") || strchr(ascii, '\\'))
        return false;
    if (idn2_to_unicode_8z8z(ascii, &name, IDN2_NONTRANSITIONAL) != IDN2_OK)
        return false;
    good = strlen(name) < UNICODE_NAME && may_be_shown(name);
    if (good)
        strcpy(out, name);
    idn2_free(name);
    return good;
}

bool unicode_locale(void)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
    }
    return false;
}
