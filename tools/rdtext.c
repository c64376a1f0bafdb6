#include "tools/rdtext.h"

#include "tools/mnemonic.h"
#include "tools/rdrare.h"
#include "tools/rdshape.h"
#include "tools/rdsvcb.h"

/* ---- keys ---- */

enum { DNSKEY = 48, CDNSKEY = 60, DHCID = 49 };

/* The flags of a DNSKEY: RFC 4034 2.1.1, RFC 5011 3. */
enum { KEY_SECURE_ENTRY = 0x0001, KEY_REVOKED = 0x0080 };

static const char *role(unsigned flags)
{
    if (!(flags & KEY_SECURE_ENTRY))
        return " ZSK;";
    return flags & KEY_REVOKED ? " revoked KSK;" : " KSK;";
}

/* ; KSK; alg = RSASHA256 ; key id = 19036 */
static void write_key_comment(struct walk *w)
{
    const uint8_t *p = w->data->message.at + w->data->at;
    if (w->fault || (!w->style->comments && w->data->type != DHCID))
        return;
    if (w->data->type == DHCID) {
        if (w->style->multiline && w->data->n >= 3)
            walk_format(w, " ; %u %u %zu", get_u16(p), p[2], w->data->n - 3);
        return;
    }
    bool dnskey = w->data->type == DNSKEY || w->data->type == CDNSKEY;
    const char *algorithm = mnemonic_algorithm(p[3]);
    walk_add(w, dnskey ? " ;" : ";");
    walk_add(w, dnskey ? role(get_u16(p)) : "");
    if (algorithm)
        walk_format(w, " alg = %s", algorithm);
    else
        walk_format(w, " alg = %u", p[3]);
    walk_format(w, " ; key id = %u", rare_key_tag(w->data));
}

/* What is left: a key or a signature, or a word in its place. */
static void write_crypto(struct walk *w, char letter)
{
    size_t n = reader_left(&w->r);
    if (!w->style->no_crypto) {
        if (letter == 'X')
            field_write_hex(w, n);
        else
            field_write_base64(w, n);
        return;
    }
    walk_take(w, n);
    if (letter == 'k')
        walk_format(w, "[key id = %u]", rare_key_tag(w->data));
    else
        walk_add(w, "[omitted]");
}

/* ---- the walk ---- */

static void write_algorithm(struct walk *w)
{
    unsigned v = walk_number(w, 1);
    const char *name = mnemonic_algorithm((uint8_t)v);
    if (name)
        walk_add(w, name);
    else
        walk_format(w, "%u", v);
}

static void write_certificate_type(struct walk *w)
{
    static const char *const names[] = { NULL,   "PKIX",   "SPKI",
                                         "PGP",  "IPKIX",  "ISPKI",
                                         "IPGP", "ACPKIX", "IACPKIX" };
    unsigned v = walk_number(w, 2);
    if (v > 0 && v < sizeof names / sizeof *names)
        walk_add(w, names[v]);
    else
        walk_format(w, "%u", v);
}

static void write_type(struct walk *w)
{
    char name[MNEMONIC_MAX];
    walk_add(w, mnemonic_type(name, (uint16_t)walk_number(w, 2)));
}

/* 10 1 3 gateway: a bit and the kind in the octet before it. */
static void write_relay(struct walk *w)
{
    unsigned v = walk_number(w, 1);
    walk_format(w, "%u %u ", v >> 7, v & 0x7f);
    rare_write_gateway(w, v & 0x7f);
}

/* 3 2 gateway: its kind, then the key's algorithm */
static void write_ipsec_gateway(struct walk *w)
{
    unsigned kind = w->r.at[-1], algorithm = walk_number(w, 1);
    walk_format(w, "%u ", algorithm);
    rare_write_gateway(w, kind);
}

static void write_number(struct walk *w, char letter)
{
    walk_format(w, "%u", walk_number(w, (unsigned)(letter - '0')));
}

/* The rest of the octets, in one of the ways. */
static void write_rest(struct walk *w, char letter)
{
    size_t n = reader_left(&w->r);
    const uint8_t *p;
    switch (letter) {
    case 'h':
        field_write_hex(w, n);
        break;
    case 'B':
        field_write_base64(w, n);
        break;
    case 'Y':
        p = walk_take(w, n);
        if (p)
            field_write_base64_whole(w, p, n);
        break;
    default:
        write_crypto(w, letter);
        break;
    }
}

static void write_field(struct walk *w, char letter)
{
    static const struct {
        char letter;
        void (*write)(struct walk *w);
    } fields[] = {
        { 'n', field_write_name },
        { 'a', field_write_a },
        { '6', field_write_long_aaaa },
        { 's', field_write_string },
        { 'S', field_write_strings },
        { 'q', field_write_rest },
        { 't', write_type },
        { 'b', field_write_bitmap },
        { 'd', field_write_date },
        { 'c', field_write_tag },
        { 'H', field_write_salt },
        { 'N', field_write_hash },
        { 'e', field_write_dashed },
        { 'i', field_write_ilnp },
        { 'z', field_write_nsap },
        { 'C', write_certificate_type },
        { 'g', write_algorithm },
        { 'G', write_relay },
        { 'R', write_ipsec_gateway },
        { 'P', rdsvcb_write },
        { 'L', rare_write_place },
        { 'A', rare_write_prefixes },
        { 'W', rare_write_ports },
        { 'K', rare_write_hip },
        { 'O', rare_write_soa_numbers },
        { 'Z', write_key_comment },
        { 'E', rare_write_options },
        { 'T', rare_write_signature },
        { 'U', rare_write_agreement },
        { 'p', rare_write_part },
        { 'j', rare_write_types },
    };
    if (letter == '1' || letter == '2' || letter == '4') {
        write_number(w, letter);
        return;
    }
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].letter == letter) {
            fields[i].write(w);
            return;
        }
    write_rest(w, letter);
}

/* What stands between two fields. */
enum gap { GAP_NONE, GAP_BLANK, GAP_LINE };

/* Brackets and new lines, which there are with +multiline only. */
static enum gap punctuate(struct walk *w, char mark, enum gap gap)
{
    bool lines = w->style->multiline;
    switch (mark) {
    case '[':
        walk_add(w, lines ? "( " : "");
        return gap;
    case '(':
        walk_add(w, lines ? " (" : "");
        return GAP_LINE;
    case ')':
        walk_add(w, lines ? " )" : "");
        return GAP_NONE;
    case '}':
        if (w->style->comments)
            walk_break(w);
        else
            walk_add(w, lines ? " " : "");
        walk_add(w, lines ? ")" : "");
        return GAP_NONE;
    default:
        return GAP_LINE;
    }
}

/* These bring their own blanks; an empty field stands for nothing. */
static bool brings_its_gap(const struct walk *w, char letter)
{
    return strchr("OPWZj", letter) ||
           (strchr("hBkxXb", letter) && reader_left(&w->r) == 0);
}

static void write_fields(struct walk *w, const char *fields)
{
    enum gap gap = GAP_NONE;
    for (const char *f = fields; *f && !w->fault; f++) {
        if (strchr("()[]|}", *f)) {
            gap = punctuate(w, *f, gap);
            continue;
        }
        if (brings_its_gap(w, *f))
            gap = GAP_NONE;
        if (gap == GAP_LINE)
            walk_break(w);
        else if (gap == GAP_BLANK)
            walk_add(w, " ");
        write_field(w, *f);
        gap = GAP_BLANK;
    }
    if (!w->fault && reader_left(&w->r))
        walk_fault(w, "extra input data");
}

/* \# 4 0A000001: RFC 3597 5 */
static void write_unknown(struct walk *w)
{
    size_t n = reader_left(&w->r);
    walk_format(w, "\\# %zu", n);
    if (n == 0)
        return;
    walk_add(w, w->style->multiline ? " ( " : " ");
    field_write_hex(w, n);
    walk_add(w, w->style->multiline ? " )" : "");
}

/* The same of a type that is known: names in it are written out. */
static void write_as_unknown(struct walk *w, const char *fields)
{
    struct text raw = { 0 };
    struct walk look = *w;
    look.t = NULL;
    look.raw = &raw;
    write_fields(&look, fields);
    w->r = reader_over(raw.at ? raw.at : "", raw.n);
    write_unknown(w);
    text_free(&raw);
}

static struct walk walk_over(struct text *t, const struct rdata *data,
                             const struct rdstyle *style)
{
    return (struct walk){
        .r = reader_over(data->message.at + data->at, data->n),
        .data = data,
        .t = t,
        .style = style,
    };
}

void rdtext_write(struct text *t, const struct rdata *data,
                  const struct rdstyle *style)
{
    struct walk w = walk_over(t, data, style);
    const char *fields = rdshape_fields(data);
    if (!fields)
        write_unknown(&w);
    else if (style->unknown)
        write_as_unknown(&w, fields);
    else
        write_fields(&w, fields);
}

const char *rdtext_fault(const struct rdata *data)
{
    static const struct rdstyle plain = { .split = 0 };
    struct walk w = walk_over(NULL, data, &plain);
    const char *fields = rdshape_fields(data);
    if (fields)
        write_fields(&w, fields);
    return w.fault;
}
