#include "tests/shared/cases_trial.h"

#include "tests/shared/test.h"

#include <stdlib.h>

/* The OPT record of a reply: RFC 6891 6.1.2, and each option that may be in
 * it.  In `see`:
 *
 *     ede=20                RFC 8914: the code, and no text
 *     nsid=twig             RFC 5001: the text
 *     zoneversion=02..      RFC 9660: the octets in hex
 *     keepalive=100         RFC 7828: tenths of a second
 *     expire=1209600        RFC 7314: seconds
 *     padding=468           RFC 8467: the reply is a multiple of that long
 *     cookie=9018           RFC 9018 4: the client's 8 octets, and 16 of which
 *                           the first four are 01 00 00 00
 *     cookie=7873           RFC 7873 4: the client's 8 octets, and 8 to 32
 *
 * By the rule an NSID is any text, a keepalive any time, an EDE has a text or
 * none.
 */

enum { SERVER_SIZE = 1232 };

enum { OPTION_ZONEVERSION = 19 }; /* the others are known to ldns */

bool opt_find(struct bytes options, uint16_t code, struct bytes *out)
{
    struct reader r = reader_over(options.at, options.n);
    while (!r.bad && reader_left(&r)) {
        uint16_t is = read_u16(&r), n = read_u16(&r);
        *out = (struct bytes){ r.at, n };
        read_bytes(&r, n);
        if (!r.bad && is == code)
            return true;
    }
    return false;
}

/* How many there are; -1: malformed. */
static int count_options(struct bytes options)
{
    int n = 0;
    struct reader r = reader_over(options.at, options.n);
    for (; !r.bad && reader_left(&r); n++) {
        read_u16(&r);
        read_bytes(&r, read_u16(&r));
    }
    return r.bad ? -1 : n;
}

/* The client's part of the cookie in a question of ours. */
static bool asked_cookie(const struct trial *t, struct bytes *out)
{
    static const uint8_t head[] = { 0, LDNS_EDNS_COOKIE, 0 };
    for (size_t i = 12; i + 12 <= t->q->n; i++)
        if (memcmp(t->q->wire + i, head, 3) == 0) {
            *out = (struct bytes){ t->q->wire + i + 4, 8 };
            return true;
        }
    return false;
}

static bool is_cookie(const struct trial *t, struct bytes got, const char *kind)
{
    static const uint8_t version[] = { 1, 0, 0, 0 };
    struct bytes mine;
    if (!asked_cookie(t, &mine) || got.n < 16 || got.n > 40 ||
        memcmp(got.at, mine.at, 8) != 0)
        return false;
    bool any = strncmp(kind, "7873", 4) == 0 && t->rigour == BY_THE_RULE;
    return any || (got.n == 24 && memcmp(got.at + 8, version, 4) == 0);
}

static bool is_text(const struct trial *t, struct bytes got, const char *text)
{
    size_t n = strcspn(text, " ");
    if (t->rigour == BY_THE_RULE)
        return got.n > 0;
    return got.n == n && memcmp(got.at, text, n) == 0;
}

static bool is_hex(struct bytes got, const char *text)
{
    size_t n = strcspn(text, " ");
    bool same = got.n * 2 == n;
    for (size_t i = 0; same && i < got.n; i++) {
        char two[3] = { text[2 * i], text[2 * i + 1], '\0' };
        same = strtoul(two, NULL, 16) == got.at[i];
    }
    return same;
}

static bool is_ede(const struct trial *t, struct bytes got, unsigned long code)
{
    return (t->rigour == TO_THE_LETTER ? got.n == 2 : got.n >= 2) &&
           get_u16(got.at) == code;
}

/* Is that what was to be seen of it? */
static bool is_option(const struct trial *t, uint16_t code, struct bytes got,
                      const char *value)
{
    unsigned long number = strtoul(value, NULL, 10);
    switch (code) {
    case LDNS_EDNS_NSID:
        return is_text(t, got, value);
    case LDNS_EDNS_EXPIRE:
        return got.n == 4 && get_u32(got.at) == number;
    case LDNS_EDNS_COOKIE:
        return is_cookie(t, got, value);
    case LDNS_EDNS_KEEPALIVE:
        return got.n == 2 &&
               (t->rigour == BY_THE_RULE || get_u16(got.at) == number);
    case LDNS_EDNS_PADDING:
        return t->reply.n % number == 0;
    case LDNS_EDNS_EDE:
        return is_ede(t, got, number);
    case OPTION_ZONEVERSION:
        return is_hex(got, value);
    }
    return false;
}

static const struct {
    const char *word;
    uint16_t code;
} words[] = {
    { "ede=", LDNS_EDNS_EDE },
    { "nsid=", LDNS_EDNS_NSID },
    { "zoneversion=", OPTION_ZONEVERSION },
    { "keepalive=", LDNS_EDNS_KEEPALIVE },
    { "expire=", LDNS_EDNS_EXPIRE },
    { "padding=", LDNS_EDNS_PADDING },
    { "cookie=", LDNS_EDNS_COOKIE },
};

/* An option that must be there is there, and right. */
static bool judge_option(struct trial *t, struct bytes options, size_t word)
{
    const char *value = word_find(t->e->see, words[word].word);
    int width = (int)strcspn(words[word].word, "=");
    struct bytes got;
    if (!opt_find(options, words[word].code, &got)) {
        t->lacks = t->rigour == BY_THE_RULE ? ABSENT : WRONG;
        return wrong(t, "no %.*s", width, words[word].word);
    }
    char hex[2 * 24 + 1] = "";
    for (size_t i = 0; i < got.n && i < 24; i++)
        snprintf(hex + 2 * i, 3, "%02x", got.at[i]);
    return is_option(t, words[word].code, got, value) ||
           wrong(t, "%.*s is %s", width, words[word].word, hex);
}

/* By the rule only the one that `others` names. */
static bool is_judged(const struct trial *t, const char *word)
{
    const char *option = word_find(t->e->others, "optional=");
    if (t->rigour == BY_THE_RULE &&
        (!option || strncmp(option, word, strcspn(word, "=")) != 0))
        return false;
    return trial_sees(t, word);
}

static bool judge_options(struct trial *t, struct bytes options)
{
    struct bytes got;
    int n = count_options(options), expected = 0;
    if (n < 0)
        return wrong(t, "the options of OPT are malformed");
    for (size_t i = 0; i < ITEMS(words); i++) {
        if (!is_judged(t, words[i].word))
            continue;
        expected++;
        if (!judge_option(t, options, i))
            return false;
    }
    if (t->rigour == TO_THE_LETTER && n != expected)
        return wrong(t, "OPT has %d options instead of %d", n, expected);
    const char *no = word_find(t->e->others, "no=");
    if (no && opt_find(options, (uint16_t)strtoul(no, NULL, 10), &got))
        return wrong(t, "option %lu is there", strtoul(no, NULL, 10));
    return true;
}

bool judge_opt(struct trial *t)
{
    const uint8_t *p = t->opt.at;
    if (trial_asks(t, "opt") && t->q->edns != (t->opt.n != 0))
        return wrong(t, "OPT is %s", t->opt.n ? "there" : "missing");
    if (!t->opt.n) /* then it has no options either */
        return judge_options(t, (struct bytes){ p, 0 });
    uint16_t size = get_u16(p + 2), flags = get_u16(p + 6);
    if (size < 512 || (t->rigour == TO_THE_LETTER && size != SERVER_SIZE))
        return wrong(t, "OPT has size %u", size);
    if (p[5] != 0)
        return wrong(t, "OPT has version %u", p[5]);
    if (trial_asks(t, "flags") && !t->q->raw &&
        flags != (t->q->dnssec_ok ? 0x8000 : 0))
        return wrong(t, "OPT has flags %04x", flags);
    return judge_options(t, (struct bytes){ p + 10, t->opt.n - 10 });
}
