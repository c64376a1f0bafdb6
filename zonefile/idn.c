#include "zonefile/idn.h"

#include <idn2.h>

bool idn_needed(struct bytes text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.at[i] >= 0x80)
            return true;
    return false;
}

/* One label; an ASCII one, with its escapes, stays what it is. */
static bool encode_label(struct writer *w, struct bytes label, const char **why)
{
    char text[IDN_MAX], *ascii = NULL;
    if (!idn_needed(label)) {
        write_bytes(w, label.at, label.n);
        return true;
    }
    *why = "an escape and another script do not mix in a label";
    if (memchr(label.at, '\\', label.n))
        return false;
    *why = "a label is too long";
    if (label.n >= sizeof text)
        return false;
    memcpy(text, label.at, label.n);
    text[label.n] = '\0';
    int rc =
        idn2_to_ascii_8z(text, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    if (rc != IDN2_OK) {
        *why = idn2_strerror(rc);
        return false;
    }
    write_bytes(w, ascii, strlen(ascii));
    idn2_free(ascii);
    return true;
}

size_t idn_encode(char *out, struct bytes text, const char **why)
{
    struct writer w = writer_over(out, IDN_MAX);
    size_t from = 0;
    for (size_t i = 0; i <= text.n; i++) {
        if (i < text.n && text.at[i] == '\\' && i + 1 < text.n) {
            i++;
            continue;
        }
        if (i < text.n && text.at[i] != '.')
            continue;
        struct bytes label = { text.at + from, i - from };
        if (!encode_label(&w, label, why))
            return 0;
        if (i < text.n)
            write_u8(&w, '.');
        from = i + 1;
    }
    *why = "a name is too long";
    return w.bad ? 0 : (size_t)(w.at - (uint8_t *)out);
}
