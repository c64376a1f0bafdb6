#include "tests/shared/cases.h"
#include "tests/shared/test.h"

#include <ctype.h>
#include <ldns/ldns.h>
#include <stdlib.h>

/* ---- words ---- */

const char *word_find(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = words; p && (p = strstr(p, word)); p += n)
        if ((p == words || p[-1] == ' ') &&
            (word[n - 1] == '=' || p[n] == ' ' || p[n] == '\0'))
            return p + n;
    return NULL;
}

bool exchange_goes(const struct exchange *e, bool tcp)
{
    if (tcp)
        return !word_find(e->see, "tc") && !word_find(e->see, "udp");
    return !word_find(e->see, "tcp");
}

/* ---- the question ---- */

/* The words of a question, as numbers. */
struct words {
    uint8_t flags[2];
    uint16_t class, size, edns_flags;
    uint8_t version;
    uint8_t options[QUESTION_MAX];
    size_t options_n;
};

static void put_name(struct writer *w, const char *text)
{
    ldns_rdf *name = ldns_dname_new_frm_str(text);
    if (!name)
        fail_msg("not a name: %s", text);
    write_bytes(w, ldns_rdf_data(name), ldns_rdf_size(name));
    ldns_rdf_deep_free(name);
}

static void put_hex(struct writer *w, const char *text)
{
    for (; text[0]; text += 2) {
        char two[3] = { text[0], text[1], '\0' };
        if (!isxdigit(two[0]) || !isxdigit(two[1]))
            fail_msg("not octets in hex: %s", text);
        write_u8(w, (uint8_t)strtoul(two, NULL, 16));
    }
}

static void put_option(struct writer *w, const char *text)
{
    char *hex;
    write_u16(w, (uint16_t)strtoul(text, &hex, 10));
    hex += *hex == ':';
    write_u16(w, (uint16_t)(strlen(hex) / 2));
    put_hex(w, hex);
}

static void add_option(struct words *words, const char *text)
{
    struct writer w = writer_over(words->options + words->options_n,
                                  sizeof words->options - words->options_n);
    put_option(&w, text);
    assert_false(w.bad);
    words->options_n = (size_t)(w.at - words->options);
}

static void put_opt(struct writer *w, struct question *q,
                    const struct words *words)
{
    write_u8(w, 0);
    write_u16(w, LDNS_RR_TYPE_OPT);
    write_u16(w, words->size);
    write_u8(w, 0);
    write_u8(w, words->version);
    write_u16(w, words->edns_flags);
    write_u16(w, (uint16_t)words->options_n);
    write_bytes(w, words->options, words->options_n);
    q->dnssec_ok = words->edns_flags & 0x8000;
    q->offered = words->size < 512 ? 512 : words->size;
}

/* "+size=4096" and its like: RFC 1035 4.1.1, RFC 6891 6.1.3. */
static void take_word(struct words *w, struct question *q, const char *word)
{
    const char *equals = strchr(word, '=');
    const char *value = equals ? equals + 1 : "";
    unsigned long number = strtoul(value, NULL, 0);
    size_t n = equals ? (size_t)(equals - word) : strlen(word);
    const char *is[] = { "+norec",  "+ad",      "+cd",    "+z",
                         "+opcode", "+class",   "+edns",  "+size",
                         "+do",     "+version", "+flags", "+option" };
    size_t i = 0;
    while (i < ITEMS(is) && (strlen(is[i]) != n || memcmp(is[i], word, n) != 0))
        i++;
    q->edns |= i >= 6 && i <= 11;
    switch (i) {
    case 0:
        w->flags[0] &= 0xfe;
        return;
    case 1:
    case 2:
    case 3:
        w->flags[1] |= (uint8_t)(i == 1 ? 0x20 : i == 2 ? 0x10 : 0x40);
        return;
    case 4:
        w->flags[0] |= (uint8_t)(number << 3);
        return;
    case 5:
        w->class = (uint16_t)ldns_get_rr_class_by_name(value);
        return;
    case 6:
        return;
    case 7:
        w->size = (uint16_t)number;
        return;
    case 8:
        w->edns_flags |= 0x8000;
        return;
    case 9:
        w->version = (uint8_t)number;
        return;
    case 10:
        w->edns_flags |= (uint16_t)number;
        return;
    case 11:
        add_option(w, value);
        return;
    }
    fail_msg("what is %s?", word);
}

/* name, type, and what follows them. */
static void ask_words(struct writer *w, struct question *q, char *text)
{
    struct words words = { .flags = { 0x01, 0 }, .class = 1, .size = 1232 };
    char *rest, *name = strtok_r(text, " ", &rest);
    char *type = strtok_r(NULL, " ", &rest);
    for (char *word; (word = strtok_r(NULL, " ", &rest));)
        take_word(&words, q, word);
    write_u16(w, 0xbeef);
    write_bytes(w, words.flags, 2);
    write_u16(w, 1);
    write_u32(w, 0);
    write_u16(w, q->edns);
    put_name(w, name);
    write_u16(w, (uint16_t)ldns_get_rr_type_by_name(type));
    write_u16(w, words.class);
    if (q->edns)
        put_opt(w, q, &words);
}

static void ask_raw(struct writer *w, char *text)
{
    char *rest, *word = strtok_r(text, " ", &rest);
    while ((word = strtok_r(NULL, " ", &rest)))
        if (strchr(word, '.'))
            put_name(w, word);
        else
            put_hex(w, word);
}

void exchange_ask(const struct exchange *e, struct question *q)
{
    char *text = strdup(e->ask);
    memset(q, 0, sizeof *q);
    q->raw = strncmp(text, "raw ", 4) == 0;
    q->offered = 512;
    struct writer w = writer_over(q->wire, sizeof q->wire);
    if (q->raw)
        ask_raw(&w, text);
    else
        ask_words(&w, q, text);
    assert_false(w.bad);
    q->n = (size_t)(w.at - q->wire);
    if (q->raw && word_find(e->see, "opt")) {
        q->edns = true;
        q->offered = 1232;
    }
    free(text);
}
