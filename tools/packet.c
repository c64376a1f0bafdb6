#include "tools/packet.h"

#include "zonefile/name.h"

enum {
    OPCODE_SHIFT = 11, /* in the header's second 16 bits */
    SOA_NUMBERS = 5
};

static void write_header(struct writer *w, const struct request *r, uint16_t id)
{
    unsigned flags = (unsigned)r->opcode << OPCODE_SHIFT;
    flags |= (r->aa ? FLAG_AA : 0U) | (r->tc ? FLAG_TC : 0U) |
             (r->rd ? FLAG_RD : 0U) | (r->ra ? FLAG_RA : 0U) |
             (r->z ? FLAG_Z : 0U) | (r->ad ? FLAG_AD : 0U) |
             (r->cd ? FLAG_CD : 0U);
    bool ixfr = r->type == TYPE_IXFR && !r->header_only;
    write_u16(w, id);
    write_u16(w, (uint16_t)flags);
    write_u16(w, !r->header_only);
    write_u16(w, 0);
    write_u16(w, ixfr);
    write_u16(w, r->edns != EDNS_NONE);
}

/* The version that we have: an SOA of which the serial counts, RFC 1995 3. */
static void write_serial(struct writer *w, const struct request *r)
{
    write_u16(w, DNS_POINTER_BITS | DNS_QNAME_AT);
    write_u16(w, TYPE_SOA);
    write_u16(w, r->class);
    write_u32(w, 0);
    write_u16(w, 2 + 4 * SOA_NUMBERS);
    write_u16(w, 0); /* two names, both the root */
    write_u32(w, r->serial);
    for (unsigned i = 1; i < SOA_NUMBERS; i++)
        write_u32(w, 0);
}

static void write_option(struct writer *w, unsigned code, const void *data,
                         size_t n)
{
    write_u16(w, (uint16_t)code);
    write_u16(w, (uint16_t)n);
    write_bytes(w, data, n);
}

static void write_subnet(struct writer *w, const struct subnet *s)
{
    size_t n = (s->bits + 7U) / 8;
    write_u16(w, OPTION_SUBNET);
    write_u16(w, (uint16_t)(4 + n));
    write_u16(w, s->family);
    write_u8(w, s->bits);
    write_u8(w, 0); /* the scope is the server's */
    write_bytes(w, s->address, n);
}

/* RFC 7830: so many zeros that the message is a multiple of r->padding. */
static void write_padding(struct writer *w, const uint8_t *start,
                          unsigned block)
{
    size_t n = (size_t)(w->at - start) + 4;
    size_t pad = n % block ? block - n % block : 0;
    write_u16(w, OPTION_PADDING);
    write_u16(w, (uint16_t)pad);
    uint8_t *room = write_room(w, pad);
    if (room)
        memset(room, 0, pad);
}

static void write_options(struct writer *w, const struct request *r,
                          const struct packet_parts *parts)
{
    if (r->nsid)
        write_option(w, OPTION_NSID, NULL, 0);
    if (r->subnet.here)
        write_subnet(w, &r->subnet);
    if (r->cookie && parts->cookie)
        write_option(w, OPTION_COOKIE, parts->cookie, parts->cookie_n);
    if (r->expire)
        write_option(w, OPTION_EXPIRE, NULL, 0);
    if (r->keepalive)
        write_option(w, OPTION_KEEPALIVE, NULL, 0);
    for (unsigned i = 0; i < r->options_n; i++)
        write_option(w, r->options[i].code, r->options[i].data,
                     r->options[i].n);
}

static void write_edns(struct writer *w, const uint8_t *start,
                       const struct request *r,
                       const struct packet_parts *parts)
{
    unsigned flags = r->edns_flags & EDNS_REST;
    flags |= (r->dnssec ? EDNS_DO : 0U) | (r->compact_ok ? EDNS_CO : 0U);
    write_u8(w, 0);
    write_u16(w, TYPE_OPT);
    write_u16(w, r->bufsize);
    write_u8(w, 0);
    write_u8(w, (uint8_t)r->edns);
    write_u16(w, (uint16_t)flags);
    uint8_t *length = write_room(w, 2);
    write_options(w, r, parts);
    if (r->padding)
        write_padding(w, start, r->padding);
    if (!w->bad)
        put_u16(length, (uint16_t)(w->at - length - 2));
}

size_t packet_write(uint8_t *out, size_t room, const struct request *r,
                    const struct packet_parts *parts)
{
    struct writer w = writer_over(out, room);
    write_header(&w, r, parts->id);
    if (!r->header_only) {
        write_bytes(&w, parts->name, name_len(parts->name));
        write_u16(&w, r->type);
        write_u16(&w, r->class);
        if (r->type == TYPE_IXFR)
            write_serial(&w, r);
    }
    if (r->edns != EDNS_NONE)
        write_edns(&w, out, r, parts);
    if (parts->key)
        tsig_sign(&w, out, parts->key, parts->tsig, parts->now);
    return w.bad ? 0 : (size_t)(w.at - out);
}
