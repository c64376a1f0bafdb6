#include "tools/pcap.h"

#include "zonefile/dns.h"

enum {
    LINKTYPE_RAW = 101, /* packets begin with their IP header */
    PACKET_MAX = 65535,
    SEGMENT_MAX = 16384, /* as on loopback: a message takes few */
    IPV4_HEADER = 20,
    IPV6_HEADER = 40,
    UDP_HEADER = 8,
    TCP_HEADER = 20,
    UDP = 17,
    TCP = 6,
    TTL = 64
};

void pcap_begin(FILE *out)
{
    uint8_t header[24];
    struct writer w = writer_over(header, sizeof header);
    write_u32(&w, 0xa1b2c3d4); /* our order of octets, microseconds */
    write_u16(&w, 2);
    write_u16(&w, 4);
    write_u32(&w, 0); /* UTC */
    write_u32(&w, 0);
    write_u32(&w, PACKET_MAX + IPV6_HEADER);
    write_u32(&w, LINKTYPE_RAW);
    fwrite(header, 1, sizeof header, out);
}

/* A packet before it has headers. */
struct packet {
    const union pcap_end *from, *to;
    bool tcp;
    uint32_t seq, ack;
    struct bytes parts[2]; /* of what it carries */
};

static bool is_v6(const struct packet *p)
{
    return p->from->any.sa_family == AF_INET6;
}

static struct bytes address_of(const union pcap_end *e)
{
    if (e->any.sa_family == AF_INET6)
        return (struct bytes){ e->v6.sin6_addr.s6_addr, 16 };
    return (struct bytes){ (const uint8_t *)&e->v4.sin_addr, 4 };
}

static uint16_t port_of(const union pcap_end *e)
{
    return ntohs(e->any.sa_family == AF_INET6 ? e->v6.sin6_port
                                              : e->v4.sin_port);
}

static size_t carried(const struct packet *p)
{
    return p->parts[0].n + p->parts[1].n;
}

static size_t transport_size(const struct packet *p)
{
    return (p->tcp ? TCP_HEADER : UDP_HEADER) + carried(p);
}

/* The sum of the Internet (RFC 1071), over 16 bits at a time. */
static uint32_t sum(uint32_t so_far, struct bytes b)
{
    struct reader r = reader_over(b.at, b.n);
    while (reader_left(&r) > 1)
        so_far += read_u16(&r);
    if (reader_left(&r))
        so_far += (uint32_t)read_u8(&r) << 8;
    return so_far;
}

static uint16_t folded(uint32_t total)
{
    while (total >> 16)
        total = (total & 0xffff) + (total >> 16);
    return (uint16_t)~total;
}

static void write_v4(struct writer *w, const struct packet *p)
{
    const uint8_t *start = w->at;
    struct bytes from = address_of(p->from), to = address_of(p->to);
    write_u16(w, 0x4500); /* version 4, five words */
    write_u16(w, (uint16_t)(IPV4_HEADER + transport_size(p)));
    write_u16(w, 0);
    write_u16(w, 0x4000); /* in one piece */
    write_u8(w, TTL);
    write_u8(w, p->tcp ? TCP : UDP);
    uint8_t *check = write_room(w, 2);
    put_u16(check, 0);
    write_bytes(w, from.at, from.n);
    write_bytes(w, to.at, to.n);
    put_u16(check, folded(sum(0, (struct bytes){ start, IPV4_HEADER })));
}

static void write_v6(struct writer *w, const struct packet *p)
{
    struct bytes from = address_of(p->from), to = address_of(p->to);
    write_u32(w, 0x60000000);
    write_u16(w, (uint16_t)transport_size(p));
    write_u8(w, p->tcp ? TCP : UDP);
    write_u8(w, TTL);
    write_bytes(w, from.at, from.n);
    write_bytes(w, to.at, to.n);
}

/* The header of UDP or TCP and what it carries, with their checksum. */
static void write_transport(struct writer *w, const struct packet *p)
{
    const uint8_t *start = w->at;
    size_t n = transport_size(p);
    uint8_t *check;
    write_u16(w, port_of(p->from));
    write_u16(w, port_of(p->to));
    if (p->tcp) {
        write_u32(w, p->seq);
        write_u32(w, p->ack);
        write_u16(w, 0x5018); /* five words; PSH, ACK */
        write_u16(w, UINT16_MAX);
        check = write_room(w, 2);
        write_u16(w, 0);
    } else {
        write_u16(w, (uint16_t)n);
        check = write_room(w, 2);
    }
    put_u16(check, 0);
    write_bytes(w, p->parts[0].at, p->parts[0].n);
    write_bytes(w, p->parts[1].at, p->parts[1].n);
    uint32_t total = sum(0, address_of(p->from));
    total = sum(total, address_of(p->to));
    total += (uint32_t)n + (p->tcp ? TCP : UDP);
    uint16_t value = folded(sum(total, (struct bytes){ start, n }));
    put_u16(check, value || p->tcp ? value : UINT16_MAX); /* RFC 768 */
}

static void write_packet(FILE *out, const struct packet *p, uint64_t at_us)
{
    static const size_t most = PACKET_MAX + IPV6_HEADER;
    uint8_t buffer[16 + PACKET_MAX + IPV6_HEADER];
    struct writer w = writer_over(buffer, sizeof buffer);
    size_t n = transport_size(p) + (is_v6(p) ? IPV6_HEADER : IPV4_HEADER);
    if (n > most || transport_size(p) > PACKET_MAX - IPV4_HEADER)
        return; /* no datagram is so long */
    write_u32(&w, (uint32_t)(at_us / 1000000));
    write_u32(&w, (uint32_t)(at_us % 1000000));
    write_u32(&w, (uint32_t)n);
    write_u32(&w, (uint32_t)n);
    if (is_v6(p))
        write_v6(&w, p);
    else
        write_v4(&w, p);
    write_transport(&w, p);
    fwrite(buffer, 1, (size_t)(w.at - buffer), out);
}

/* The length, then the message, in segments one behind the other. */
static void add_segments(FILE *out, struct pcap_flow *flow, enum pcap_way way,
                         uint64_t at_us, struct packet p)
{
    uint8_t length[2];
    struct reader r = reader_over(p.parts[1].at, p.parts[1].n);
    put_u16(length, (uint16_t)p.parts[1].n);
    p.parts[0] = (struct bytes){ length, 2 };
    do {
        size_t left = reader_left(&r);
        size_t n = left > SEGMENT_MAX ? SEGMENT_MAX : left;
        p.parts[1] = (struct bytes){ read_bytes(&r, n), n };
        p.seq = 1 + flow->sent[way];
        p.ack = 1 + flow->sent[1 - way];
        write_packet(out, &p, at_us);
        flow->sent[way] += (uint32_t)carried(&p);
        p.parts[0].n = 0;
    } while (reader_left(&r));
}

void pcap_add(FILE *out, struct pcap_flow *flow, enum pcap_way way,
              uint64_t at_us, struct bytes message)
{
    bool query = way == PCAP_QUERY;
    struct packet p = { .from = query ? &flow->client : &flow->server,
                        .to = query ? &flow->server : &flow->client,
                        .tcp = flow->tcp,
                        .parts = { { 0 }, message } };
    if (message.n > DNS_MESSAGE_MAX)
        return;
    if (flow->tcp)
        add_segments(out, flow, way, at_us, p);
    else
        write_packet(out, &p, at_us);
}
