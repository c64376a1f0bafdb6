#include "zonefile/rrtext.h"

#include "zonefile/fields.h"
#include "zonefile/idn.h"
#include "zonefile/nametext.h"
#include "zonefile/nearest.h"

#include <ctype.h>
#include <errno.h>
#include <ldns/ldns.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* Seconds of a unit's letter, or 0. */
static uint32_t unit(char c)
{
    static const char letters[] = "smhdw";
    static const uint32_t seconds[] = { 1, 60, 3600, 86400, 604800 };
    const char *p = memchr(letters, tolower((unsigned char)c), 5);
    return p ? seconds[p - letters] : 0;
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
    char text[32];
    if (w->n >= sizeof text || memchr(w->at, '\0', w->n))
        return 0;
    memcpy(text, w->at, w->n);
    text[w->n] = '\0';
    if (strncasecmp(text, "TYPE", 4) == 0) {
        uint32_t v;
        struct bytes digits = { (const uint8_t *)text + 4, w->n - 4 };
        return field_number(digits, UINT16_MAX, &v) ? (uint16_t)v : 0;
    }
    return (uint16_t)ldns_get_rr_type_by_name(text);
}

bool rrtext_is_data(uint16_t type)
{
    /* RFC 6895 3.1: 128 to 255 are asked for, 41 is of a message. */
    return type != 0 && type != TYPE_OPT && (type < 128 || type > 255);
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
        if (nearest_distance(w->at, w->n, names[i]) <= 1)
            return names[i];
    return NULL;
}

/* A quote that no backslash is in front of. */
static bool has_quote(struct bytes text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.at[i] == '"')
            return true;
        i += text.at[i] == '\\';
    }
    return false;
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
    if (has_quote(text)) {
        why = "a name has no quotes around it; \\\" is one within";
    } else if (form.n || !why) {
        enum name_fault fault = name_parse(wire, &len, form, names->origin);
        if (fault == NAME_FINE)
            return len;
        why = faults[fault];
    }
    complain(c, COMPLAINT_ERROR, where, why, "'%.*s' is not a name",
             (int)text.n, (const char *)text.at);
    return 0;
}

/* ---- what ldns knows of the data ---- */

enum { TYPE_NSAP_PTR = 23 };

/* RFC 1706 6 has a name there; ldns has a text. */
static const ldns_rr_descriptor *descript(uint16_t type)
{
    return ldns_rr_descript(type == TYPE_NSAP_PTR ? TYPE_PTR : type);
}

enum field rrtext_field(uint16_t type, size_t i)
{
    static const uint8_t fields[] = {
        [LDNS_RDF_TYPE_DNAME] = FIELD_NAME,
        [LDNS_RDF_TYPE_INT8] = FIELD_INT8,
        [LDNS_RDF_TYPE_INT16] = FIELD_INT16,
        [LDNS_RDF_TYPE_INT32] = FIELD_INT32,
        [LDNS_RDF_TYPE_PERIOD] = FIELD_TIME,
        [LDNS_RDF_TYPE_A] = FIELD_A,
        [LDNS_RDF_TYPE_AAAA] = FIELD_AAAA,
        [LDNS_RDF_TYPE_STR] = FIELD_TEXT,
        [LDNS_RDF_TYPE_LONG_STR] = FIELD_LONG_TEXT,
        [LDNS_RDF_TYPE_HEX] = FIELD_HEX,
        [LDNS_RDF_TYPE_B64] = FIELD_BASE64,
        [LDNS_RDF_TYPE_TYPE] = FIELD_TYPE,
        [LDNS_RDF_TYPE_NSEC] = FIELD_TYPES,
        [LDNS_RDF_TYPE_APL] = FIELD_PREFIX,
        [LDNS_RDF_TYPE_LOC] = FIELD_PLACE,
        [LDNS_RDF_TYPE_WKS] = FIELD_SERVICES,
        [LDNS_RDF_TYPE_SVCPARAMS] = FIELD_PARAMS,
        [LDNS_RDF_TYPE_IPSECKEY] = FIELD_GATEWAY,
        [LDNS_RDF_TYPE_ALG] = FIELD_ALGORITHM,
        [LDNS_RDF_TYPE_CERT_ALG] = FIELD_CERTIFICATE,
        [LDNS_RDF_TYPE_CERTIFICATE_USAGE] = FIELD_NAMED_INT8,
        [LDNS_RDF_TYPE_SELECTOR] = FIELD_NAMED_INT8,
        [LDNS_RDF_TYPE_MATCHING_TYPE] = FIELD_NAMED_INT8,
        [LDNS_RDF_TYPE_TIME] = FIELD_DATE,
        [LDNS_RDF_TYPE_HIP] = FIELD_HIP,
        [LDNS_RDF_TYPE_NSAP] = FIELD_NSAP,
        [LDNS_RDF_TYPE_ATMA] = FIELD_ATMA,
        [LDNS_RDF_TYPE_NSEC3_SALT] = FIELD_SALT,
        [LDNS_RDF_TYPE_NSEC3_NEXT_OWNER] = FIELD_HASH,
        [LDNS_RDF_TYPE_ILNP64] = FIELD_ILNP64,
        [LDNS_RDF_TYPE_EUI48] = FIELD_EUI48,
        [LDNS_RDF_TYPE_EUI64] = FIELD_EUI64,
        [LDNS_RDF_TYPE_TAG] = FIELD_TAG,
    };
    ldns_rdf_type kind = ldns_rr_descriptor_field_type(descript(type), i);
    return kind < sizeof fields ? fields[kind] : FIELD_OCTETS;
}

struct shape rrtext_shape(uint16_t type)
{
    const ldns_rr_descriptor *d = descript(type);
    const char *name = ldns_rr_descript(type)->_name;
    struct shape shape = {
        .least = ldns_rr_descriptor_minimum(d),
        .most = ldns_rr_descriptor_maximum(d),
    };
    if (rrtext_field(type, 0) == FIELD_OCTETS)
        shape.least = shape.most = 1;
    if (name)
        snprintf(shape.name, sizeof shape.name, "%s", name);
    else
        snprintf(shape.name, sizeof shape.name, "TYPE%u", type);
    return shape;
}

bool rrtext_by_ldns(struct writer *w, uint16_t type, size_t i, const char *text)
{
    errno = 0; /* it looks at what was there */
    ldns_rdf *rdf = ldns_rdf_new_frm_str(
        ldns_rr_descriptor_field_type(descript(type), i), text);
    if (!rdf)
        return false;
    write_bytes(w, ldns_rdf_data(rdf), ldns_rdf_size(rdf));
    ldns_rdf_deep_free(rdf);
    return true;
}

/* Are these octets the fields of the record, and nothing else? */
static bool same_data(const ldns_rr *rr, struct bytes data)
{
    struct reader r = reader_over(data.at, data.n);
    for (size_t i = 0; i < ldns_rr_rd_count(rr); i++) {
        const ldns_rdf *rdf = ldns_rr_rdf(rr, i);
        const uint8_t *p = read_bytes(&r, ldns_rdf_size(rdf));
        if (!p || (ldns_rdf_size(rdf) &&
                   memcmp(p, ldns_rdf_data(rdf), ldns_rdf_size(rdf)) != 0))
            return false;
    }
    return reader_left(&r) == 0;
}

/* The record with these data, or without any when they are not what its type
 * has.  Without memory there is nothing that could be said. */
static ldns_rr *record_of(uint16_t type, struct bytes data)
{
    uint8_t *wire = malloc(2 + data.n); /* as in a message: the length first */
    ldns_rr *rr = ldns_rr_new();
    if (!wire || !rr)
        abort();
    put_u16(wire, (uint16_t)data.n);
    if (data.n)
        memcpy(wire + 2, data.at, data.n);
    ldns_rr_set_type(rr, type == TYPE_NSAP_PTR ? TYPE_PTR : type);
    size_t at = 0;
    bool fits =
        ldns_wire2rdf(rr, wire, 2 + data.n, &at) == LDNS_STATUS_OK &&
        ldns_rr_rd_count(rr) >= ldns_rr_descriptor_minimum(descript(type)) &&
        same_data(rr, data);
    free(wire);
    if (fits)
        return rr;
    ldns_rr_free(rr);
    return NULL;
}

bool rrtext_fits(uint16_t type, struct bytes data)
{
    ldns_rr *rr = record_of(type, data);
    ldns_rr_free(rr);
    return rr != NULL;
}

char *rrtext_octets(struct bytes data)
{
    char *text = NULL;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    if (!out)
        abort();
    fprintf(out, "\\# %zu%s", data.n, data.n ? " " : "");
    for (size_t i = 0; i < data.n; i++)
        fprintf(out, "%02x", data.at[i]);
    fclose(out);
    return text;
}

/* Names as we write them: ldns leaves @ and $ as they are, which mean something
 * to others. */
static bool put_field(ldns_buffer *out, const ldns_rdf *rdf)
{
    char name[NAME_TEXT_MAX];
    if (ldns_rdf_get_type(rdf) != LDNS_RDF_TYPE_DNAME)
        return ldns_rdf2buffer_str(out, rdf) == LDNS_STATUS_OK;
    name_text(name, ldns_rdf_data(rdf));
    return ldns_buffer_printf(out, "%s", name) >= 0;
}

char *rrtext_data(uint16_t type, struct bytes data)
{
    bool known = rrtext_field(type, 0) != FIELD_OCTETS;
    ldns_rr *rr = known ? record_of(type, data) : NULL;
    if (!rr)
        return rrtext_octets(data);
    ldns_buffer *out = ldns_buffer_new(LDNS_MIN_BUFLEN);
    bool good = out != NULL;
    for (size_t i = 0; i < ldns_rr_rd_count(rr) && good; i++) {
        if (i > 0)
            ldns_buffer_printf(out, " ");
        good = put_field(out, ldns_rr_rdf(rr, i));
    }
    char *text = good ? ldns_buffer_export2str(out) : rrtext_octets(data);
    ldns_buffer_free(out);
    ldns_rr_free(rr);
    return text;
}
