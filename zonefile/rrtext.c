#include "zonefile/rrtext.h"

#include "zonefile/idn.h"
#include "zonefile/plain.h"

#include <ctype.h>
#include <ldns/ldns.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* Seconds of a unit's letter, or 0. */
static uint32_t unit(char c)
{
    switch (tolower((unsigned char)c)) {
    case 's':
        return 1;
    case 'm':
        return 60;
    case 'h':
        return 3600;
    case 'd':
        return 86400;
    case 'w':
        return 604800;
    }
    return 0;
}

enum ttl_text rrtext_ttl(const struct word *w, uint32_t *ttl)
{
    uint64_t sum = 0;
    bool large = false;
    for (size_t i = 0; i < w->n;) {
        uint64_t v = 0;
        size_t from = i;
        for (; i < w->n && isdigit((unsigned char)w->at[i]); i++)
            if ((v = v * 10 + (uint64_t)(w->at[i] - '0')) > UINT32_MAX)
                v = (uint64_t)UINT32_MAX + 1;
        if (i == from || (i == w->n && from > 0))
            return TTL_NONE; /* no number, or the last one without a unit */
        uint32_t scale = i < w->n ? unit(w->at[i++]) : 1;
        if (!scale)
            return TTL_NONE;
        sum += v * scale;
        large |= sum > TTL_MAX;
    }
    if (w->n == 0)
        return TTL_NONE;
    *ttl = (uint32_t)sum;
    return large ? TTL_LARGE : TTL_FINE;
}

uint16_t rrtext_type(const struct word *w)
{
    char text[32], *end;
    if (w->n >= sizeof text)
        return 0;
    memcpy(text, w->at, w->n);
    text[w->n] = '\0';
    if (strncasecmp(text, "TYPE", 4) == 0 && isdigit((unsigned char)text[4])) {
        unsigned long v = strtoul(text + 4, &end, 10);
        return *end || v > UINT16_MAX ? 0 : (uint16_t)v;
    }
    return (uint16_t)ldns_get_rr_type_by_name(text);
}

bool rrtext_is_data(uint16_t type)
{
    /* RFC 6895 3.1: 128 to 255 are asked for, 41 is of a message. */
    return type != 0 && type != TYPE_OPT && (type < 128 || type > 255);
}

/* Are a and b one edit apart: a letter changed, added, lost, two swapped? */
static bool is_near(const char *a, size_t n, const char *b, size_t m)
{
    size_t head = 0, tail = 0;
    while (head < n && head < m && toupper((unsigned char)a[head]) == b[head])
        head++;
    while (tail < n - head && tail < m - head &&
           toupper((unsigned char)a[n - 1 - tail]) == b[m - 1 - tail])
        tail++;
    size_t da = n - head - tail, db = m - head - tail;
    if (da == 2 && db == 2)
        return toupper((unsigned char)a[head]) == b[head + 1] &&
               toupper((unsigned char)a[head + 1]) == b[head];
    return da <= 1 && db <= 1;
}

const char *rrtext_guess(const struct word *w)
{
    static const char *const names[] = {
        "AAAA", "CNAME", "DNAME", "MX",    "NS",   "PTR",  "SOA",   "SRV",
        "TXT",  "CAA",   "DS",    "HTTPS", "SVCB", "TLSA", "NAPTR", "SSHFP",
    };
    if (w->n < 2)
        return NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_near(w->at, w->n, names[i], strlen(names[i])))
            return names[i];
    return NULL;
}

size_t rrtext_name(struct complaints *c, struct spot where, struct bytes text,
                   const struct rrtext_names *names, uint8_t *wire)
{
    static const char *const faults[] = {
        [NAME_FINE] = "",
        [NAME_EMPTY] = "a name is missing",
        [NAME_EMPTY_LABEL] = "a label is empty",
        [NAME_LONG_LABEL] = "a label has at most 63 octets",
        [NAME_LONG] = "a name has at most 255 octets",
        [NAME_BAD_ESCAPE] = "an escape is \\. or \\046",
        [NAME_RELATIVE] = "no $ORIGIN ends it: write the whole name and a dot",
    };
    char ascii[IDN_MAX];
    const char *why = NULL;
    struct bytes form = text;
    if (names->utf8 && idn_needed(text))
        form = (struct bytes){ (const uint8_t *)ascii,
                               idn_encode(ascii, text, &why) };
    size_t len = 0;
    if (form.n || !why) {
        enum name_fault fault = name_parse(wire, &len, form, names->origin);
        if (fault == NAME_FINE)
            return len;
        why = faults[fault];
    }
    complain(c, COMPLAINT_ERROR, where, why, "'%.*s' is not a name",
             (int)text.n, (const char *)text.at);
    return 0;
}

/* What stands in a field, for a hint. */
static const char *field(ldns_rdf_type kind)
{
    switch ((int)kind) {
    case LDNS_RDF_TYPE_DNAME:
        return "a name";
    case LDNS_RDF_TYPE_INT8:
        return "a number up to 255";
    case LDNS_RDF_TYPE_INT16:
        return "a number up to 65535";
    case LDNS_RDF_TYPE_INT32:
    case LDNS_RDF_TYPE_PERIOD:
        return "a number";
    case LDNS_RDF_TYPE_A:
        return "an IPv4 address";
    case LDNS_RDF_TYPE_AAAA:
        return "an IPv6 address";
    case LDNS_RDF_TYPE_STR:
    case LDNS_RDF_TYPE_LONG_STR:
        return "a text";
    case LDNS_RDF_TYPE_HEX:
        return "hex digits";
    case LDNS_RDF_TYPE_B64:
        return "base64";
    }
    return "a value";
}

/* "MX takes: a number up to 65535, a name" */
static void describe(char *out, size_t cap, uint16_t type)
{
    const ldns_rr_descriptor *d = ldns_rr_descript(type);
    size_t n = ldns_rr_descriptor_maximum(d);
    if (n > 8)
        n = ldns_rr_descriptor_minimum(d);
    if (!d->_name) {
        snprintf(out, cap, "as in RFC 3597: \\# 4 0a000001");
        return;
    }
    size_t at = (size_t)snprintf(out, cap, "%s takes:", d->_name);
    for (size_t i = 0; i < n && at < cap; i++)
        at += (size_t)snprintf(out + at, cap - at, "%s %s", i ? "," : "",
                               field(ldns_rr_descriptor_field_type(d, i)));
}

static int complain_data(struct scan *s, size_t first, uint16_t type,
                         const char *why)
{
    char hint[256];
    struct word *last = &s->words[s->n - 1];
    struct spot where = first < s->n ? scan_span(s, first, s->n - 1)
                                     : (struct spot){ s->in, last->at + last->n,
                                                      0, last->line };
    const char *name = ldns_rr_descript(type)->_name;
    describe(hint, sizeof hint, type);
    complain(s->complaints, COMPLAINT_ERROR, where, hint,
             "this is no data of a record of type %s: %s",
             name ? name : "TYPEn", why);
    return -1;
}

/* ldns takes 70000 for 4464 in 16 bits: look at plain numbers ourselves. */
static bool numbers_fit(const struct scan *s, size_t first, uint16_t type)
{
    const ldns_rr_descriptor *d = ldns_rr_descript(type);
    for (size_t i = 0; first + i < s->n; i++) {
        if (i >= ldns_rr_descriptor_maximum(d))
            return true;
        ldns_rdf_type kind = ldns_rr_descriptor_field_type(d, i);
        unsigned long most = kind == LDNS_RDF_TYPE_INT8    ? UINT8_MAX
                             : kind == LDNS_RDF_TYPE_INT16 ? UINT16_MAX
                                                           : UINT32_MAX;
        if (isdigit((unsigned char)*s->words[first + i].at) &&
            (kind == LDNS_RDF_TYPE_INT8 || kind == LDNS_RDF_TYPE_INT16 ||
             kind == LDNS_RDF_TYPE_INT32) &&
            strtoul(s->words[first + i].at, NULL, 10) > most)
            return false;
    }
    return true;
}

/* Is word `i` of the data a name, by the type's description? */
static bool is_name(uint16_t type, size_t i)
{
    const ldns_rr_descriptor *d = ldns_rr_descript(type);
    return i < ldns_rr_descriptor_minimum(d) &&
           ldns_rr_descriptor_field_type(d, i) == LDNS_RDF_TYPE_DNAME;
}

static size_t word_name(struct scan *s, size_t i,
                        const struct rrtext_names *names, uint8_t *wire)
{
    return rrtext_name(s->complaints, scan_spot(s, &s->words[i]),
                       word_bytes(&s->words[i]), names, wire);
}

/* The record as one line for ldns, malloc'd; NULL: complained of. */
static char *one_line(struct scan *s, size_t first, uint16_t type,
                      const struct rrtext_names *names)
{
    char *text = NULL, ascii[IDN_MAX];
    size_t len;
    FILE *out = open_memstream(&text, &len);
    if (!out)
        abort();
    fprintf(out, ". 0 IN TYPE%u", type);
    for (size_t i = first; i < s->n; i++) {
        struct bytes w = word_bytes(&s->words[i]);
        if (names->utf8 && is_name(type, i - first) && idn_needed(w)) {
            uint8_t wire[DNS_NAME_MAX];
            const char *why;
            if (!word_name(s, i, names, wire)) {
                fclose(out);
                free(text);
                return NULL;
            }
            w.n = idn_encode(ascii, w, &why);
            w.at = (const uint8_t *)ascii;
        }
        fprintf(out, " %.*s", (int)w.n, (const char *)w.at);
    }
    fclose(out);
    return text;
}

static int copy_data(const ldns_rr *rr, uint8_t *out)
{
    struct writer w = writer_over(out, RDATA_MAX);
    for (size_t i = 0; i < ldns_rr_rd_count(rr); i++) {
        const ldns_rdf *rdf = ldns_rr_rdf(rr, i);
        if (rdf)
            write_bytes(&w, ldns_rdf_data(rdf), ldns_rdf_size(rdf));
    }
    return w.bad ? -1 : (int)(w.at - out);
}

static int read_by_ldns(struct scan *s, size_t first, uint16_t type,
                        const struct rrtext_names *names, uint8_t *out)
{
    ldns_rr *rr = NULL;
    ldns_rdf *origin = NULL;
    char *text = one_line(s, first, type, names);
    if (!text)
        return -1;
    if (names->origin)
        origin = ldns_rdf_new_frm_data(LDNS_RDF_TYPE_DNAME,
                                       name_len(names->origin), names->origin);
    ldns_status status = ldns_rr_new_frm_str(&rr, text, 0, origin, NULL);
    free(text);
    ldns_rdf_deep_free(origin);
    if (status != LDNS_STATUS_OK)
        return complain_data(s, first, type, ldns_get_errorstr_by_id(status));
    int n = copy_data(rr, out);
    ldns_rr_free(rr);
    return n < 0 ? complain_data(s, first, type, "over 65,535 octets") : n;
}

static bool is_single_name(uint16_t type)
{
    return type == TYPE_CNAME || type == TYPE_NS || type == TYPE_PTR ||
           type == TYPE_DNAME;
}

int rrtext_data(struct scan *s, size_t first, uint16_t type,
                const struct rrtext_names *names, uint8_t *out)
{
    if (first == s->n && type != 10 /* NULL may be empty */)
        return complain_data(s, first, type, "it is missing");
    const struct word *w = &s->words[first];
    bool one = s->n - first == 1;
    if (one && is_single_name(type))
        return (int)word_name(s, first, names, out) ?: -1;
    if (one && (type == TYPE_A || type == TYPE_AAAA) &&
        plain_address(word_bytes(w), out) == type)
        return type == TYPE_A ? 4 : 16;
    bool generic = word_is(w, "\\#");
    if (!generic && !numbers_fit(s, first, type))
        return complain_data(s, first, type, "a number is too large");
    return read_by_ldns(s, first, type, names, out);
}
