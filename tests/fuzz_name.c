/* Names: out of a message, out of a text, and their hashes.  The first octet
 * says where in the rest the name starts. */
#include "tests/fuzz.h"
#include "zonefile/nametext.h"

/* Text is another form of the same name. */
static void check_text(const uint8_t *wire, size_t len)
{
    char text[NAME_TEXT_MAX];
    uint8_t again[DNS_NAME_MAX];
    size_t n = 0;
    name_text(text, wire);
    struct bytes form = { (const uint8_t *)text, strlen(text) };
    must(name_parse(again, &n, form, NULL) == NAME_FINE && n == len &&
             memcmp(again, wire, len) == 0,
         "name_parse undoes name_text");
    ldns_rdf *rdf = ldns_dname_new_frm_str(text);
    must(rdf && ldns_rdf_size(rdf) == len &&
             memcmp(ldns_rdf_data(rdf), wire, len) == 0,
         "ldns reads the text as the same name");
    ldns_rdf_deep_free(rdf);
}

static void check_same(const struct name *a, const struct name *b)
{
    must(a->len == b->len && a->labels == b->labels &&
             memcmp(a->wire, b->wire, a->len) == 0 &&
             memcmp(a->at, b->at, a->labels + 1u) == 0 &&
             memcmp(a->hash, b->hash, (a->labels + 1u) * sizeof *a->hash) == 0,
         "a name is the same whichever way it was made");
}

/* Every suffix is a name of its own, and appended gives the whole again. */
static void check_suffixes(const uint8_t *wire, size_t len)
{
    struct name n, end, whole;
    name_set(&n, wire);
    must(n.len == len && name_len(n.wire) == len, "name_set keeps the length");
    for (size_t i = 0; i < len; i++)
        must(n.wire[i] ==
                 (wire[i] >= 'A' && wire[i] <= 'Z' ? wire[i] + 32 : wire[i]),
             "name_set folds A-Z and nothing else");
    for (unsigned d = 0; d <= n.labels; d++) {
        uint8_t at = name_suffix(&n, d);
        name_set(&end, wire + at);
        must(end.labels == d && n.hash[d] == end.hash[d],
             "hash[d] is the hash of the suffix alone");
        must(name_within(n.wire, end.wire), "a name is within its suffix");
        whole = n;
        whole.wire[at] = 0;
        whole.labels = (uint8_t)(n.labels - d);
        whole.len = (uint8_t)(at + 1);
        must(name_append(&whole, &end), "the suffix fits where it was");
        check_same(&whole, &n);
    }
    whole = n;
    must(name_append(&whole, &n) == (2 * len - 1 <= DNS_NAME_MAX),
         "name_append knows when it is too long");
}

static void check_name(const uint8_t *wire, size_t len)
{
    must(name_valid(wire, len) == len && name_valid(wire, len - 1) == 0,
         "what was read is a valid name");
    check_text(wire, len);
    check_suffixes(wire, len);
}

/* As it stands in a message: beside ldns. */
static void check_message(struct bytes msg, size_t at)
{
    uint8_t out[DNS_NAME_MAX];
    struct reader r = reader_over(msg.at + at, msg.n - at);
    size_t len = name_unpack(out, msg, at), pos = at;
    size_t plain = name_valid(msg.at + at, msg.n - at);
    ldns_rdf *rdf = NULL;
    ldns_status status = ldns_wire2dname(&rdf, msg.at, msg.n, &pos);
    if (plain)
        must(len == plain && memcmp(out, msg.at + at, len) == 0,
             "an uncompressed name is unpacked as it is");
    if (len) {
        name_skip(&r);
        must(!r.bad, "what can be unpacked can be skipped");
        must(status == LDNS_STATUS_OK || status == LDNS_STATUS_INVALID_POINTER,
             "ldns unpacks it too, unless a pointer leads to octet 0");
        if (status == LDNS_STATUS_OK)
            must(ldns_rdf_size(rdf) == len &&
                     memcmp(ldns_rdf_data(rdf), out, len) == 0 &&
                     (size_t)(r.at - msg.at) == pos,
                 "ldns unpacks the same name, from as many octets");
        check_name(out, len);
    }
    ldns_rdf_deep_free(rdf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const uint8_t origin[] = "\1a\2Bc";
    uint8_t wire[DNS_NAME_MAX];
    size_t len;
    if (n == 0)
        return 0;
    struct bytes rest = { data + 1, n - 1 };
    if (data[0] < n)
        check_message(rest, data[0]);
    if (name_parse(wire, &len, rest, origin) == NAME_FINE)
        check_name(wire, len);
    if (name_parse(wire, &len, rest, NULL) == NAME_FINE)
        check_name(wire, len);
    return 0;
}
