#include "resolver/edns.h"

enum {
    OPTION_HEAD = 4, /* code and length: RFC 6891 6.1.2 */
    COOKIE_LONGEST = 40,
    VERSION_LEN = 6, /* of the zone: labels, type, serial */
    EXPIRE_LEN = 4,
    KEEPALIVE_LEN = 2,
    EDE_LEN = 2,
    PADDING_BLOCK = 468 /* RFC 8467 4.1 */
};

/* ---- of the request ---- */

/* A client's cookie, and perhaps ours behind it: RFC 7873 5.2.2. */
static bool is_cookie_length(size_t n)
{
    return n == COOKIE_CLIENT || (n >= 16 && n <= COOKIE_LONGEST);
}

/* One option.  False: malformed. */
static bool read_option(struct edns *e, unsigned code, struct bytes data)
{
    switch (code) {
    case OPTION_NSID:
        e->asks |= ASKS_NSID;
        return true;
    case OPTION_EXPIRE:
        e->asks |= ASKS_EXPIRE;
        return true;
    case OPTION_KEEPALIVE:
        e->asks |= ASKS_KEEPALIVE;
        return true;
    case OPTION_PADDING:
        e->asks |= ASKS_PADDING;
        return true;
    case OPTION_ZONEVERSION:
        e->asks |= ASKS_VERSION;
        return data.n == 0; /* RFC 9660 3.1 */
    case OPTION_COOKIE:
        if (e->asks & ASKS_COOKIE)
            return true; /* RFC 7873 5.2: of several, the first */
        e->asks |= ASKS_COOKIE;
        e->cookie = data;
        return is_cookie_length(data.n);
    default:
        return true;
    }
}

static bool read_options(struct edns *e, struct reader r)
{
    bool good = true;
    while (good && reader_left(&r)) {
        uint16_t code = read_u16(&r), len = read_u16(&r);
        const uint8_t *data = read_bytes(&r, len);
        good = data && read_option(e, code, (struct bytes){ data, len });
    }
    if (!good) {
        e->asks = 0;
        e->cookie = (struct bytes){ NULL, 0 };
    }
    return good;
}

bool edns_read(struct edns *e, struct reader *r)
{
    uint16_t size = read_u16(r);
    read_u8(r); /* the upper rcode bits: of replies only */
    uint8_t version = read_u8(r);
    uint16_t flags = read_u16(r);
    uint16_t len = read_u16(r);
    const uint8_t *options = read_bytes(r, len);
    if (r->bad)
        return false;
    e->here = true;
    e->version = version;
    e->dnssec_ok = flags & OPT_DO << 8;
    e->size = size > DNS_UDP_PLAIN ? size : DNS_UDP_PLAIN; /* RFC 6891 6.2.3 */
    bool good = read_options(e, reader_over(options, len));
    if (version == 0)
        return good;
    /* What another version means by its options we cannot know (RFC 6891
       6.1.3).  But who sent what reads as a cookie believes no reply without
       one (RFC 7873 5.3), and that it is BADVERS he needs to know. */
    e->asks &= ASKS_COOKIE;
    return true;
}

/* ---- of the reply ---- */

/* The options of the reply, but those that it can do without. */
static unsigned options(const struct edns *asked, const struct service *self,
                        enum transport by)
{
    unsigned reply = asked->asks & ~(unsigned)ASKS_PADDING;
    if (self->nsid.n == 0)
        reply &= ~(unsigned)ASKS_NSID;
    if (self->cookies.n == 0)
        reply &= ~(unsigned)ASKS_COOKIE;
    if (by != BY_TCP) /* RFC 7828 3.2.1 */
        reply &= ~(unsigned)ASKS_KEEPALIVE;
    return reply;
}

size_t edns_room(const struct edns *asked, const struct service *self,
                 enum transport by)
{
    if (!asked->asks)
        return asked->here ? OPT_FIXED : 0;
    unsigned reply = options(asked, self, by);
    size_t n = OPT_FIXED;
    if (reply & ASKS_NSID)
        n += OPTION_HEAD + self->nsid.n;
    if (reply & ASKS_EXPIRE)
        n += OPTION_HEAD + EXPIRE_LEN;
    if (reply & ASKS_COOKIE)
        n += OPTION_HEAD + COOKIE_FULL;
    if (reply & ASKS_KEEPALIVE)
        n += OPTION_HEAD + KEEPALIVE_LEN;
    if (reply & ASKS_VERSION)
        n += OPTION_HEAD + VERSION_LEN;
    return n;
}

static void write_head(struct writer *w, unsigned code, size_t n)
{
    write_u16(w, (uint16_t)code);
    write_u16(w, (uint16_t)n);
}

static void write_cookie(struct writer *w, const struct edns *asked,
                         const struct edns_reply *says)
{
    write_head(w, OPTION_COOKIE, COOKIE_FULL);
    uint8_t *room = write_room(w, COOKIE_FULL);
    if (room)
        cookie_make(room, &says->self->cookies, asked->cookie.at,
                    says->to->address, says->to->now);
}

static void write_options(struct writer *w, const struct edns *asked,
                          const struct edns_reply *says)
{
    unsigned reply = options(asked, says->self, says->to->by);
    if (reply & ASKS_NSID) {
        write_head(w, OPTION_NSID, says->self->nsid.n);
        write_bytes(w, says->self->nsid.at, says->self->nsid.n);
    }
    if (reply & ASKS_EXPIRE && says->has_expire) {
        write_head(w, OPTION_EXPIRE, EXPIRE_LEN);
        write_u32(w, says->expire);
    }
    if (reply & ASKS_COOKIE)
        write_cookie(w, asked, says);
    if (reply & ASKS_KEEPALIVE) {
        write_head(w, OPTION_KEEPALIVE, KEEPALIVE_LEN);
        write_u16(w, IDLE_SECONDS * 10); /* in units of 100 ms */
    }
    if (reply & ASKS_VERSION && says->has_zone) {
        write_head(w, OPTION_ZONEVERSION, VERSION_LEN);
        write_u8(w, says->zone_labels);
        write_u8(w, 0); /* SOA-SERIAL: RFC 9660 7.2 */
        write_u32(w, says->serial);
    }
}

static size_t left(const struct writer *w)
{
    return (size_t)(w->end - w->at);
}

/* RFC 8467 4.1: to a multiple of 468 octets, so that the length of a message
 * tells little.  `n` octets stand before it. */
static void write_padding(struct writer *w, size_t n)
{
    if (left(w) < OPTION_HEAD)
        return;
    size_t over = (n + OPTION_HEAD) % PADDING_BLOCK;
    size_t pad = over ? PADDING_BLOCK - over : 0;
    if (pad > left(w) - OPTION_HEAD)
        pad = left(w) - OPTION_HEAD;
    write_head(w, OPTION_PADDING, pad);
    uint8_t *room = write_room(w, pad);
    if (room)
        memset(room, 0, pad);
}

/* An Extended DNS Error, RFC 8914 2, if there is room. */
static void write_ede(struct writer *w, enum ede code, struct bytes text)
{
    if (left(w) < OPTION_HEAD + EDE_LEN + text.n)
        return;
    write_head(w, OPTION_EDE, EDE_LEN + text.n);
    write_u16(w, (uint16_t)code);
    write_bytes(w, text.at, text.n);
}

void edns_write(struct writer *w, const struct edns *asked,
                const struct edns_reply *says)
{
    uint8_t *record = write_room(w, OPT_FIXED);
    if (!record)
        return;
    if (asked->asks)
        write_options(w, asked, says);
    if (says->why != EDE_NONE)
        write_ede(w, says->why, (struct bytes){ NULL, 0 });
    if (says->walk.n > 0)
        write_ede(w, EDE_OTHER, says->walk);
    if (asked->asks & ASKS_PADDING && says->to->by == BY_TCP)
        write_padding(w, says->before + (size_t)(w->at - record));
    record[0] = 0;
    put_u16(record + 1, TYPE_OPT);
    put_u16(record + 3, DNS_UDP_EDNS);
    record[5] = (uint8_t)(says->rcode >> 4);
    record[6] = 0;
    record[7] = asked->dnssec_ok ? OPT_DO : 0;
    record[8] = 0;
    put_u16(record + 9, (uint16_t)(w->at - record - OPT_FIXED));
}
