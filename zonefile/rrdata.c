#include "zonefile/rrdata.h"
#include "zonefile/plain.h"
#include "zonefile/rrtext.h"
#include "zonefile/svcb.h"

#include <stdio.h>
#include <stdlib.h>

/* Data on its way from words to octets. */
struct data {
    struct scan *s;
    const struct rrtext_names *names;
    uint16_t type;
    struct shape shape;
    struct writer out;
    unsigned errors; /* complaints before it */
};

/* ---- complaints ---- */

/* MX takes: a number up to 65535, a name */
static void describe(const struct data *d, char *out, size_t cap)
{
    bool more = d->shape.most > 9; /* without end; RRSIG has nine */
    size_t n = !more ? d->shape.most : d->shape.least ? d->shape.least : 1;
    size_t at = (size_t)snprintf(out, cap, "%s takes:", d->shape.name);
    for (size_t i = 0; i < n && at < cap; i++)
        at += (size_t)snprintf(out + at, cap - at, "%s %s", i ? "," : "",
                               field_kind(rrtext_field(d->type, i)).what);
    if (more && at < cap)
        snprintf(out + at, cap - at, ", ...");
}

/*
 * "'WORDS' WHAT", of `n` words, with a hint, or with what the type takes.  It
 * is said once for a record, by whoever knows most: the first.
 */
static bool fault(struct data *d, const struct word *w, size_t n,
                  const char *what, const char *hint)
{
    char takes[512];
    size_t a = (size_t)(w - d->s->words);
    struct spot where = scan_span(d->s, a, a + n - 1);
    if (d->s->complaints->errors > d->errors)
        return false;
    describe(d, takes, sizeof takes);
    complain(d->s->complaints, COMPLAINT_ERROR, where, hint ? hint : takes,
             "'%.*s' %s", (int)where.n, where.at, what);
    return false;
}

static bool fault_field(struct data *d, const struct word *w, size_t n,
                        enum field field)
{
    char what[128];
    struct field_kind kind = field_kind(field);
    snprintf(what, sizeof what, "is not %s%s", kind.what, kind.limit);
    return fault(d, w, n, what, NULL);
}

/* The word `w`, and then nothing. */
static bool fault_missing(struct data *d, const struct word *w,
                          const char *missing)
{
    char what[128];
    snprintf(what, sizeof what, "is not followed by %s", missing);
    return fault(d, w, 1, what, NULL);
}

/* ---- fields ---- */

static bool put_time(struct data *d, const struct word *w)
{
    uint32_t seconds = 0;
    bool fine = rrtext_ttl(w, &seconds) == TTL_FINE;
    write_u32(&d->out, seconds);
    return fine;
}

static bool put_address(struct data *d, const struct word *w, uint16_t type)
{
    uint8_t address[16] = { 0 };
    bool fine = plain_address(word_bytes(w), address) == type;
    write_bytes(&d->out, address, type == TYPE_A ? 4 : 16);
    return fine;
}

/* An address is a name, too, but was hardly meant as one, unless it ends with
 * a dot. */
static void warn_address(struct data *d, const struct word *w)
{
    uint8_t address[16];
    uint16_t type = plain_address(word_bytes(w), address);
    if (type)
        complain(d->s->complaints, COMPLAINT_WARNING, scan_spot(d->s, w),
                 type == TYPE_A ? "an A record holds an address"
                                : "an AAAA record holds an address",
                 "'%.*s' is taken for a name", (int)w->n, w->at);
}

static bool put_name(struct data *d, const struct word *w)
{
    uint8_t wire[DNS_NAME_MAX];
    size_t n = rrtext_name(d->s->complaints, scan_spot(d->s, w), word_bytes(w),
                           d->names, wire);
    if (n)
        warn_address(d, w);
    write_bytes(&d->out, wire, n);
    return n > 0;
}

static bool put_text(struct data *d, const struct word *w, bool length)
{
    static const char hint[] = "quotes stand around it, \\\" and \\255 within";
    uint8_t *before = length ? write_room(&d->out, 1) : NULL;
    const uint8_t *from = d->out.at;
    if (!field_text(&d->out, word_bytes(w)))
        return fault(d, w, 1, "is not a text", hint);
    if (!before)
        return true;
    if (d->out.at - from > UINT8_MAX)
        return fault(d, w, 1, "is too long a text",
                     "a text has at most 255 octets; write several");
    *before = (uint8_t)(d->out.at - from);
    return true;
}

static bool put_type(struct data *d, const struct word *w)
{
    uint16_t type = rrtext_type(w);
    write_u16(&d->out, type);
    return rrtext_is_data(type);
}

static bool put_types(struct data *d, const struct word *w, size_t n)
{
    uint8_t bits[BITMAP_OCTETS] = { 0 };
    for (size_t i = 0; i < n; i++) {
        uint16_t type = rrtext_type(&w[i]);
        if (!rrtext_is_data(type))
            return fault_field(d, &w[i], 1, FIELD_TYPE);
        bits[type / 8] |= (uint8_t)(0x80 >> type % 8);
    }
    field_bitmap(&d->out, bits);
    return true;
}

static bool put_params(struct data *d, const struct word *w, size_t n)
{
    uint8_t *first = d->out.at;
    for (size_t i = 0; i < n; i++) {
        const char *hint = svcb_put(&d->out, first, word_bytes(&w[i]));
        if (hint)
            return fault(d, &w[i], 1, "does not fit", hint);
    }
    return true;
}

/* Words as one text, malloc'd, with a NUL behind it. */
static char *join(const struct word *w, size_t n, const char *gap, size_t *len)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, len);
    if (!out)
        abort(); /* the machine is out of memory for good */
    for (size_t i = 0; i < n; i++) {
        fputs(i ? gap : "", out);
        fwrite(w[i].at, 1, w[i].n, out);
    }
    fclose(out);
    return text;
}

static bool put_joined(struct data *d, const struct word *w, size_t n,
                       bool put(struct writer *, struct bytes))
{
    size_t len;
    char *text = join(w, n, "", &len);
    bool fine = put(&d->out, (struct bytes){ (uint8_t *)text, len });
    free(text);
    return fine;
}

static bool put_by_ldns(struct data *d, const struct word *w, size_t n,
                        size_t i)
{
    size_t len;
    char *text = join(w, n, " ", &len);
    bool fine =
        strlen(text) == len && rrtext_by_ldns(&d->out, d->type, i, text);
    free(text);
    return fine;
}

/* Precedence, kind of gateway, algorithm, gateway, key: RFC 4025 3.1. */
static bool put_gateway(struct data *d, const struct word *w, size_t n)
{
    const uint8_t *from = d->out.at;
    bool fine = false;
    for (size_t i = 0; i < 3; i++)
        if (n < 4 || !field_integer(&d->out, &w[i], 1))
            return false;
    if (from[1] == 0)
        fine = word_is(&w[3], ".");
    else if (from[1] < 3)
        fine = put_address(d, &w[3], from[1] == 1 ? TYPE_A : TYPE_AAAA);
    else if (from[1] == 3)
        fine = put_name(d, &w[3]);
    if (n == 4)
        return fine && from[2] == 0; /* no key */
    return fine && put_joined(d, w + 4, n - 4, field_base64);
}

/* Seconds since 1970, or fourteen digits: RFC 4034 3.2. */
static bool put_date(struct data *d, const struct word *w, size_t i)
{
    for (size_t k = 0; k < w->n; k++)
        if (w->at[k] < '0' || w->at[k] > '9')
            return false;
    return w->n == 14 ? put_by_ldns(d, w, 1, i) : field_integer(&d->out, w, 4);
}

/* A number, or one of the names that ldns has for them. */
static bool put_named(struct data *d, const struct word *w, unsigned octets,
                      size_t i)
{
    char small = (char)(*w->at | 0x20);
    bool name = small >= 'a' && small <= 'z';
    return name ? put_by_ldns(d, w, 1, i) : field_integer(&d->out, w, octets);
}

/* Field `i` of the data, in `n` words. */
static bool put_field(struct data *d, size_t i, const struct word *w, size_t n)
{
    enum field field = rrtext_field(d->type, i);
    switch (field) {
    case FIELD_OCTETS:
        return false;
    case FIELD_NAME:
        return put_name(d, w);
    case FIELD_INT8:
    case FIELD_INT16:
    case FIELD_INT32:
        return field_integer(&d->out, w, field_kind(field).octets);
    case FIELD_NAMED_INT8:
    case FIELD_ALGORITHM:
    case FIELD_CERTIFICATE:
        return put_named(d, w, field_kind(field).octets, i);
    case FIELD_TIME:
        return put_time(d, w);
    case FIELD_DATE:
        return put_date(d, w, i);
    case FIELD_A:
        return put_address(d, w, TYPE_A);
    case FIELD_AAAA:
        return put_address(d, w, TYPE_AAAA);
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        return put_text(d, w, field == FIELD_TEXT);
    case FIELD_HEX:
        return put_joined(d, w, n, field_hex);
    case FIELD_BASE64:
        return put_joined(d, w, n, field_base64);
    case FIELD_TYPE:
        return put_type(d, w);
    case FIELD_TYPES:
        return put_types(d, w, n);
    case FIELD_PREFIX:
        return field_prefix(&d->out, word_bytes(w));
    case FIELD_PLACE:
        return field_place(&d->out, w, n);
    case FIELD_SERVICES:
        return field_services(&d->out, w, n);
    case FIELD_PARAMS:
        return put_params(d, w, n);
    case FIELD_GATEWAY:
        return put_gateway(d, w, n);
    case FIELD_HIP:
    case FIELD_NSAP:
    case FIELD_ATMA:
    case FIELD_SALT:
    case FIELD_HASH:
    case FIELD_ILNP64:
    case FIELD_EUI48:
    case FIELD_EUI64:
    case FIELD_TAG:
        break;
    }
    return put_by_ldns(d, w, n, i);
}

/* ---- all of it ---- */

/* The words from `w` to the end of the entry. */
static size_t words_left(const struct data *d, const struct word *w)
{
    return (size_t)(d->s->words + d->s->n - w);
}

/* The octets of a text in quotes that others follow without a blank: "a""b" is
 * two texts.  0: it is alone. */
static size_t quoted(const struct word *w, enum field field)
{
    bool text = field == FIELD_TEXT || field == FIELD_LONG_TEXT;
    size_t n = 1;
    if (!text || *w->at != '"')
        return 0;
    while (n < w->n && w->at[n] != '"')
        n += w->at[n] == '\\' ? 2 : 1;
    return n + 1 < w->n ? n + 1 : 0;
}

static bool put_fields(struct data *d, struct word *w)
{
    size_t i = 0;
    for (; i < d->shape.most && words_left(d, w); i++) {
        enum field field = rrtext_field(d->type, i);
        size_t n = field_kind(field).words, left = words_left(d, w);
        struct word whole = *w;
        size_t head = quoted(w, field);
        if (n == FIELD_REST || n > left)
            n = left;
        w->n = head ? head : w->n;
        if (!put_field(d, i, w, n))
            return fault_field(d, w, n, field);
        if (!head)
            w += n;
        else
            *w = (struct word){ whole.at + head, whole.n - head, whole.line };
    }
    if (words_left(d, w))
        return fault(d, w, words_left(d, w), "is too much", NULL);
    if (i < d->shape.least)
        return fault_missing(d, w - 1,
                             field_kind(rrtext_field(d->type, i)).what);
    return true;
}

/* \# 4 0a000001: RFC 3597 5.  Data of a known type must have its form. */
static bool put_octets(struct data *d, const struct word *w)
{
    char what[64];
    uint32_t len;
    const uint8_t *from = d->out.at;
    size_t n = words_left(d, w);
    if (n < 2)
        return fault_missing(d, w, field_kind(FIELD_INT16).what);
    if (!field_number(word_bytes(&w[1]), RDATA_MAX, &len))
        return fault_field(d, &w[1], 1, FIELD_INT16);
    if (n == 2 && len)
        return fault_missing(d, &w[1], "hex digits");
    if (n > 2 && !put_joined(d, w + 2, n - 2, field_hex))
        return fault_field(d, w + 2, n - 2, FIELD_HEX);
    if (d->out.bad || d->out.at - from != len) {
        snprintf(what, sizeof what, "is not %u octets", len);
        return fault(d, w + 2, n - 2, what, "two hex digits are an octet");
    }
    if (rrtext_field(d->type, 0) != FIELD_OCTETS &&
        !rrtext_fits(d->type, (struct bytes){ from, len }))
        return fault(d, w, n, "is not what the type takes", NULL);
    return true;
}

/* Parameters that are good one by one, but not together. */
static bool check_params(struct data *d, const struct word *w,
                         struct bytes data)
{
    size_t skip = 2 + name_len(data.at + 2);
    struct bytes params = { data.at + skip, data.n - skip };
    const char *why = svcb_fault(params);
    return !why || fault(d, w, words_left(d, w), "does not fit together", why);
}

int rrdata_read(struct scan *s, size_t first, uint16_t type,
                const struct rrtext_names *names, uint8_t *out)
{
    struct word *w = s->words + first;
    struct data d = {
        .s = s,
        .names = names,
        .type = type,
        .shape = rrtext_shape(type),
        .out = writer_over(out, RDATA_MAX),
        .errors = s->complaints->errors,
    };
    bool octets = first < s->n && word_is(w, "\\#");
    if (octets ? !put_octets(&d, w) : !put_fields(&d, w))
        return -1;
    struct bytes data = { out, (size_t)(d.out.at - out) };
    if (d.out.bad) {
        fault(&d, w, words_left(&d, w), "is over 65535 octets", NULL);
        return -1;
    }
    if ((type == TYPE_SVCB || type == TYPE_HTTPS) &&
        !check_params(&d, octets ? w : w + 2, data))
        return -1;
    return (int)data.n;
}
