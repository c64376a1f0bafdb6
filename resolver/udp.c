#include "resolver/udp.h"

#include "resolver/answer.h"
#include "resolver/outbox.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

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
    struct mmsghdr in[UDP_BATCH];
    struct iovec at[UDP_BATCH];
    struct query query[UDP_BATCH];
    struct sockaddr_storage from[UDP_BATCH];
    _Alignas(struct cmsghdr) uint8_t control[UDP_BATCH][UDP_CONTROL];
    uint8_t request[UDP_BATCH][UDP_REQUEST];
    uint8_t reply[UDP_BATCH][DNS_UDP_EDNS];
};

struct udp *udp_new(struct rrl *limits)
{
    struct udp *u = calloc(1, sizeof *u);
    if (!u)
        return NULL;
    u->limits = limits;
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

/* Nobody asks from port 0: a reply there is one to a forged packet. */
static bool has_port(const struct sockaddr_storage *from)
{
    const void *p = from;
    if (from->ss_family == AF_INET6)
        return ((const struct sockaddr_in6 *)p)->sin6_port != 0;
    return ((const struct sockaddr_in *)p)->sin_port != 0;
}

/* Read all requests first, so that the memory of the whole batch is asked for
 * before the first look-up needs it. */
static void parse(struct udp *u, int got, const struct image *img)
{
    for (int i = 0; i < got; i++) {
        struct bytes request = { u->request[i], u->in[i].msg_len };
        query_parse(&u->query[i], request);
        if (!has_port(&u->from[i]))
            u->query[i].verdict = ASK_DROP;
        if (u->query[i].verdict == ASK_OK)
            image_warm_slot(img, &u->query[i].name);
    }
    for (int i = 0; i < got; i++)
        if (u->query[i].verdict == ASK_OK)
            image_warm_node(img, &u->query[i].name);
}

static struct bytes address(const struct sockaddr_storage *from)
{
    const void *p = from;
    if (from->ss_family == AF_INET6)
        return (struct bytes){
            ((const struct sockaddr_in6 *)p)->sin6_addr.s6_addr, 16
        };
    const void *v4 = &((const struct sockaddr_in *)p)->sin_addr;
    return (struct bytes){ v4, 4 };
}

/* Good enough for cookies and limits: they move with the timer's ticks. */
static struct timespec now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return t;
}

static uint32_t milliseconds(void)
{
    struct timespec t = now(CLOCK_MONOTONIC_COARSE);
    return (uint32_t)t.tv_sec * 1000 + (uint32_t)(t.tv_nsec / 1000000);
}

/* What of reply `i` may be sent, by response rate limiting: its length.  Who
 * has a good cookie is where it says it is. */
static size_t limited(struct udp *u, const struct service *self,
                      const struct client *from, int i, size_t len)
{
    struct bytes reply = { u->reply[i], len };
    struct bytes cookie = u->query[i].edns.cookie;
    if (cookie.n > COOKIE_CLIENT &&
        cookie_is_good(&self->cookies, cookie, from->address, from->now))
        return len;
    switch (
        rrl_check(u->limits, from->address, rrl_kind(reply), milliseconds())) {
    case RRL_SEND:
        return len;
    case RRL_SLIP:
        return rrl_slip(u->reply[i], len);
    case RRL_DROP:
        break;
    }
    return 0;
}

int udp_turn(struct udp *u, int fd, int flags, const struct image *img,
             const struct service *self)
{
    int got = receive(u, fd, flags);
    if (got < 0)
        return -1;
    parse(u, got, img);
    struct client from = { .by = BY_UDP,
                           .now = (uint32_t)now(CLOCK_REALTIME_COARSE).tv_sec };
    for (int i = 0; i < got; i++) {
        from.address = address(&u->from[i]);
        size_t len = answer_query(img, self, &from, &u->query[i], u->reply[i]);
        if (u->limits && len > 0)
            len = limited(u, self, &from, i, len);
        if (len > 0)
            outbox_add(u->out, &u->in[i].msg_hdr, u->reply[i], len);
    }
    outbox_send(u->out, fd);
    return got;
}
