#include "tests/peers/reply.h"

#include "tests/peers/zonetext.h"

#include <ldns/ldns.h>
#include <stdio.h>
#include <stdlib.h>

static void read_header(struct reply *r, const struct question *q,
                        const uint8_t *w, size_t n)
{
    enum { HEADER = 12 };
    r->id_ok = w[0] == q->wire[0] && w[1] == q->wire[1];
    r->qr = w[2] >> 7 & 1;
    r->opcode = w[2] >> 3 & 15;
    r->aa = w[2] >> 2 & 1;
    r->tc = w[2] >> 1 & 1;
    r->rd = w[2] & 1;
    r->ra = w[3] >> 7 & 1;
    r->z = w[3] >> 6 & 1;
    r->ad = w[3] >> 5 & 1;
    r->cd = w[3] >> 4 & 1;
    r->rcode = w[3] & 15;
    size_t question = q->name.len + 4u;
    r->question_ok = n >= HEADER + question && get_u16(w + 4) == 1 &&
                     memcmp(w + HEADER, q->wire + HEADER, question) == 0;
}

static void read_option(struct reply *r, unsigned code, struct bytes data)
{
    enum { EDE = 15 };
    if (code == EDE && data.n >= 2)
        r->ede = get_u16(data.at);
    else
        r->other_option = true;
}

static void read_opt(struct reply *r, const ldns_pkt *p)
{
    const ldns_rdf *options = ldns_pkt_edns_data(p);
    r->edns = ldns_pkt_edns(p);
    if (!r->edns)
        return;
    r->size = ldns_pkt_edns_udp_size(p);
    r->version = ldns_pkt_edns_version(p);
    r->dnssec_ok = ldns_pkt_edns_do(p);
    r->flags = ldns_pkt_edns_z(p) & 0x7fff;
    r->rcode |= (unsigned)ldns_pkt_edns_extended_rcode(p) << 4;
    if (!options)
        return;
    struct reader in =
        reader_over(ldns_rdf_data(options), ldns_rdf_size(options));
    while (reader_left(&in) && !in.bad) {
        unsigned code = read_u16(&in), n = read_u16(&in);
        const uint8_t *data = read_bytes(&in, n);
        if (data || n == 0)
            read_option(r, code, (struct bytes){ data, n });
    }
}

/* The case of names in data is kept for SVCB, which RFC 4034 came before. */
static void lower_target(struct rr *rr, uint8_t *data)
{
    bool has = (rr->type == T_SVCB || rr->type == T_HTTPS) && rr->data.n > 3;
    for (uint8_t *label = data + 2; has && *label; label += *label + 1)
        for (unsigned i = 1; i <= *label; i++)
            label[i] |= label[i] >= 'A' && label[i] <= 'Z' ? 0x20 : 0;
}

/* One record, by ldns in its canonical wire form, into the arena. */
static void read_record(struct reply *r, enum section s, ldns_rr *from)
{
    enum { FIXED = 10 };
    ldns_buffer *b = ldns_buffer_new(LDNS_MAX_PACKETLEN);
    ldns_rr2canonical(from);
    if (ldns_rr2buffer_wire_canonical(b, from, LDNS_SECTION_ANSWER) !=
            LDNS_STATUS_OK ||
        r->n == REPLY_RECORDS ||
        r->arena_n + ldns_buffer_position(b) > REPLY_ARENA) {
        r->malformed = true;
        ldns_buffer_free(b);
        return;
    }
    size_t n = ldns_buffer_position(b);
    uint8_t *wire = r->arena + r->arena_n;
    memcpy(wire, ldns_buffer_begin(b), n);
    r->arena_n += n;
    struct rr *rr = &r->rr[r->n];
    rr->section = s;
    rr->owner = dname_wire(wire);
    rr->place = r->n++;
    uint8_t *fixed = wire + rr->owner.len;
    rr->type = get_u16(fixed);
    rr->class = get_u16(fixed + 2);
    rr->ttl = get_u32(fixed + 4);
    rr->data = (struct bytes){ fixed + FIXED, n - rr->owner.len - FIXED };
    lower_target(rr, fixed + FIXED);
    ldns_buffer_free(b);
}

int rr_compare(const struct rr *a, const struct rr *b)
{
    if (a->section != b->section)
        return a->section < b->section ? -1 : 1;
    if (a->owner.len != b->owner.len)
        return a->owner.len < b->owner.len ? -1 : 1;
    int c = memcmp(a->owner.wire, b->owner.wire, a->owner.len);
    if (c)
        return c;
    if (a->type != b->type)
        return a->type < b->type ? -1 : 1;
    size_t n = a->data.n < b->data.n ? a->data.n : b->data.n;
    c = memcmp(a->data.at, b->data.at, n);
    return c ? c : (a->data.n > b->data.n) - (a->data.n < b->data.n);
}

static int by_content(const void *a, const void *b)
{
    return rr_compare(a, b);
}

void reply_read(struct reply *r, const struct question *q, const uint8_t *wire,
                size_t n)
{
    enum { HEADER = 12 };
    memset(r, 0, offsetof(struct reply, rr));
    r->n = 0;
    r->arena_n = 0;
    r->ede = -1;
    r->length = n;
    r->silent = n == 0;
    r->malformed = n > 0 && n < HEADER;
    if (n < HEADER)
        return;
    ldns_pkt *p = NULL;
    read_header(r, q, wire, n);
    if (ldns_wire2pkt(&p, wire, n) != LDNS_STATUS_OK) {
        r->malformed = true;
        return;
    }
    const ldns_rr_list *lists[SECTIONS] = { ldns_pkt_answer(p),
                                            ldns_pkt_authority(p),
                                            ldns_pkt_additional(p) };
    for (unsigned s = 0; s < SECTIONS; s++)
        for (size_t i = 0; i < ldns_rr_list_rr_count(lists[s]); i++)
            read_record(r, s, ldns_rr_list_rr(lists[s], i));
    read_opt(r, p);
    ldns_pkt_free(p);
    qsort(r->rr, r->n, sizeof *r->rr, by_content);
}

const struct rr *reply_find(const struct reply *r, enum section s,
                            const struct dname *owner, uint16_t type)
{
    for (unsigned i = 0; i < r->n; i++)
        if (r->rr[i].section == s && (type == T_ANY || r->rr[i].type == type) &&
            (!owner || dname_equal(&r->rr[i].owner, owner)))
            return &r->rr[i];
    return NULL;
}

bool rr_target(const struct rr *rr, struct dname *out)
{
    size_t skip = 0;
    switch (rr->type) {
    case T_NS:
    case T_CNAME:
    case T_DNAME:
    case T_PTR:
        break;
    case T_MX:
    case T_KX:
    case T_AFSDB:
    case T_RT:
    case T_SVCB:
    case T_HTTPS:
        skip = 2;
        break;
    case T_SRV:
        skip = 6;
        break;
    case T_NAPTR: /* two numbers and three strings: RFC 3403 4.1 */
        skip = 4;
        for (unsigned i = 0; i < 3; i++)
            skip += skip < rr->data.n ? 1u + rr->data.at[skip] : 1u;
        break;
    default:
        return false;
    }
    if (skip >= rr->data.n)
        return false;
    *out = dname_wire(rr->data.at + skip);
    return true;
}

/* ---- printing ---- */

static void print_record(const struct rr *rr)
{
    char text[DNAME_TEXT_MAX], room[12];
    struct dname target;
    printf("      %s %u", dname_text(text, &rr->owner), rr->ttl);
    if (rr->class != C_IN)
        printf(" CLASS%u", rr->class);
    printf(" %s", zonetext_type(rr->type, room));
    if (rr_target(rr, &target))
        printf(" %s", dname_text(text, &target));
    size_t shown = rr->data.n < 24 ? rr->data.n : 24;
    printf(" \\# %zu ", rr->data.n);
    for (size_t i = 0; i < shown; i++)
        printf("%02x", rr->data.at[i]);
    printf(shown < rr->data.n ? "...\n" : "\n");
}

void reply_print(const struct reply *r)
{
    static const char *const sections[] = { "answer", "authority",
                                            "additional" };
    if (r->silent || r->malformed) {
        printf("    %s\n", r->silent ? "silence" : "malformed");
        return;
    }
    printf("    rcode %u%s%s%s%s%s%s%s, %zu octets", r->rcode,
           r->aa ? " aa" : "", r->tc ? " tc" : "", r->rd ? " rd" : "",
           r->ra ? " ra" : "", r->ad ? " ad" : "", r->cd ? " cd" : "",
           r->z ? " z" : "", r->length);
    if (r->edns)
        printf(", edns %u, size %u%s", r->version, r->size,
               r->dnssec_ok ? " do" : "");
    if (r->ede >= 0)
        printf(", ede %d", r->ede);
    printf("\n");
    for (unsigned i = 0; i < r->n; i++) {
        if (i == 0 || r->rr[i].section != r->rr[i - 1].section)
            printf("    %s:\n", sections[r->rr[i].section]);
        print_record(&r->rr[i]);
    }
}
