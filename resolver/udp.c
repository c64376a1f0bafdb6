#include "resolver/udp.h"

#include "resolver/answer.h"
#include "resolver/clock.h"
#include "resolver/endpoint.h"
#include "resolver/outbox.h"

#include <stdlib.h>

enum {
    UDP_BATCH = OUTBOX_MAX,
    /* Longer than any request that fits an Ethernet frame; the rest of one
       is not read.  No power of two: requests at equal offsets of a page
       would fight for the same cache lines. */
    UDP_REQUEST = 1472,
    UDP_CONTROL = CMSG_SPACE(sizeof(struct in6_pktinfo))
};

struct udp {
    struct outbox *out;
    struct rrl *limits;
    struct journal *journal;
    struct moment now; /* of this batch */
    struct mmsghdr in[UDP_BATCH];
    struct iovec at[UDP_BATCH];
    struct query query[UDP_BATCH];
    union endpoint from[UDP_BATCH];
    _Alignas(struct cmsghdr) uint8_t control[UDP_BATCH][UDP_CONTROL];
    uint8_t request[UDP_BATCH][UDP_REQUEST];
    uint8_t reply[UDP_BATCH][DNS_UDP_EDNS];
};

struct udp *udp_new(struct rrl *limits, struct journal *journal)
{
    struct udp *u = calloc(1, sizeof *u);
    if (!u)
        return NULL;
    u->limits = limits;
    u->journal = journal;
    u->out = outbox_new();
    if (!u->out) {
        free(u);
        return NULL;
    }
    for (int i = 0; i < UDP_BATCH; i++) {
        u->at[i] = (struct iovec){ u->request[i], UDP_REQUEST };
        u->in[i].msg_hdr = (struct msghdr){ .msg_name = &u->from[i],
                                            .msg_iov = &u->at[i],
                                            .msg_iovlen = 1,
                                            .msg_control = u->control[i] };
    }
    return u;
}

void udp_free(struct udp *u)
{
    if (u)
        outbox_free(u->out);
    free(u);
}

/* The kernel writes over both lengths, so they are set before each batch. */
static int receive(struct udp *u, int fd, int flags)
{
    for (int i = 0; i < UDP_BATCH; i++) {
        u->in[i].msg_hdr.msg_namelen = sizeof u->from[i];
        u->in[i].msg_hdr.msg_controllen = UDP_CONTROL;
    }
    return recvmmsg(fd, u->in, UDP_BATCH, MSG_WAITFORONE | flags, NULL);
}

/* Read all requests first, so that the memory of the whole batch is asked for
 * before the first look-up needs it. */
static void parse(struct udp *u, int got, const struct image *img)
{
    for (int i = 0; i < got; i++) {
        struct bytes request = { u->request[i], u->in[i].msg_len };
        query_parse(&u->query[i], request);
        if (endpoint_port(&u->from[i]) == 0)
            u->query[i].verdict = ASK_DROP; /* nobody asks from there: a reply
                                               is one to a forged packet */
        if (u->query[i].verdict == ASK_OK)
            image_warm_slot(img, &u->query[i].name);
    }
    for (int i = 0; i < got; i++)
        if (u->query[i].verdict == ASK_OK)
            image_warm_node(img, &u->query[i].name);
}

/* Has the client a good cookie?  Then it is where it says it is. */
static bool is_known(const struct udp *u, const struct service *self,
                     const struct client *from, int i)
{
    struct bytes cookie = u->query[i].edns.cookie;
    if (cookie.n <= COOKIE_CLIENT)
        return false;
    bool good =
        cookie_is_good(&self->cookies, cookie, from->address, from->now);
    journal_count(u->journal, good ? STAT_COOKIE_GOOD : STAT_COOKIE_BAD);
    return good;
}

/* What becomes of reply `i`, of `len` octets, by response rate limiting. */
static enum fate limit(struct udp *u, const struct service *self,
                       const struct client *from, int i, size_t *len)
{
    struct bytes reply = { u->reply[i], *len };
    uint32_t now = (uint32_t)u->now.ms;
    if (is_known(u, self, from, i))
        return FATE_ANSWERED;
    switch (rrl_check(u->limits, from->address, rrl_kind(reply), now)) {
    case RRL_SEND:
        break;
    case RRL_SLIP:
        *len = rrl_slip(u->reply[i], *len);
        return FATE_CUT;
    case RRL_DROP:
        return FATE_LIMITED;
    }
    return FATE_ANSWERED;
}

static void serve(struct udp *u, const struct image *img,
                  const struct service *self, struct client *from, int i)
{
    from->address = endpoint_address(&u->from[i]);
    from->port = endpoint_port(&u->from[i]);
    size_t len = answer_query(img, self, from, &u->query[i], u->reply[i]);
    enum fate fate = len > 0 ? FATE_ANSWERED : FATE_SILENT;
    if (u->limits && fate == FATE_ANSWERED)
        fate = limit(u, self, from, i, &len);
    journal_note(from, &u->query[i], (struct bytes){ u->reply[i], len }, fate);
    if (fate == FATE_ANSWERED || fate == FATE_CUT)
        outbox_add(u->out, &u->in[i].msg_hdr, u->reply[i], len);
}

int udp_turn(struct udp *u, int fd, int flags, const struct image *img,
             const struct service *self)
{
    int got = receive(u, fd, flags);
    if (got < 0)
        return -1;
    parse(u, got, img);
    u->now = clock_moment();
    struct client from = { .by = BY_UDP,
                           .now = u->now.seconds,
                           .ms = u->now.milliseconds,
                           .journal = u->journal };
    for (int i = 0; i < got; i++)
        serve(u, img, self, &from, i);
    outbox_send(u->out, fd);
    return got;
}
