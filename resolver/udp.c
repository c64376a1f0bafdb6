#include "resolver/udp.h"

#include "resolver/answer.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>

enum {
    UDP_BATCH = 32,
    /* A longer request is cut, and so malformed.  No power of two: requests
       at equal offsets of a page would fight for the same cache lines. */
    UDP_REQUEST = 1536 - 64,
    UDP_CONTROL = CMSG_SPACE(sizeof(struct in6_pktinfo))
};

struct udp {
    struct mmsghdr in[UDP_BATCH], out[UDP_BATCH];
    struct iovec in_at[UDP_BATCH], out_at[UDP_BATCH];
    struct query query[UDP_BATCH];
    struct sockaddr_storage from[UDP_BATCH];
    _Alignas(struct cmsghdr) uint8_t control[UDP_BATCH][UDP_CONTROL];
    uint8_t request[UDP_BATCH][UDP_REQUEST];
    uint8_t reply[UDP_BATCH][DNS_UDP_EDNS];
};

struct udp *udp_new(void)
{
    struct udp *u = calloc(1, sizeof *u);
    if (!u)
        return NULL;
    for (int i = 0; i < UDP_BATCH; i++) {
        u->in_at[i] = (struct iovec){ u->request[i], UDP_REQUEST };
        u->in[i].msg_hdr = (struct msghdr){ .msg_name = &u->from[i],
                                            .msg_iov = &u->in_at[i],
                                            .msg_iovlen = 1,
                                            .msg_control = u->control[i] };
        u->out_at[i].iov_base = u->reply[i];
        u->out[i].msg_hdr.msg_iov = &u->out_at[i];
        u->out[i].msg_hdr.msg_iovlen = 1;
    }
    return u;
}

void udp_free(struct udp *u)
{
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

/*
 * On a socket bound to all addresses the kernel tells which one was asked;
 * given back, that makes it the reply's source.  The interface is left open,
 * but for link-local addresses, which mean nothing without it.
 */
static void keep_source(struct msghdr *m)
{
    struct cmsghdr *c = CMSG_FIRSTHDR(m);
    if (!c)
        return;
    void *data = CMSG_DATA(c);
    if (c->cmsg_level == IPPROTO_IP) {
        ((struct in_pktinfo *)data)->ipi_ifindex = 0;
    } else {
        struct in6_pktinfo *info = data;
        if (!IN6_IS_ADDR_LINKLOCAL(&info->ipi6_addr))
            info->ipi6_ifindex = 0;
    }
}

/* Send all; what the kernel refuses to send to somebody is left out. */
static void send_all(const struct udp *u, int fd, unsigned n)
{
    struct mmsghdr *at = (struct mmsghdr *)(uintptr_t)u->out;
    while (n > 0) {
        int sent = sendmmsg(fd, at, n, 0);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            sent = 1;
        at += sent;
        n -= (unsigned)sent;
    }
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

int udp_turn(struct udp *u, int fd, int flags, const struct image *img)
{
    int got = receive(u, fd, flags);
    if (got < 0)
        return -1;
    parse(u, got, img);
    unsigned n = 0; /* replies so far: silence takes no place */
    for (int i = 0; i < got; i++) {
        size_t len = answer_query(img, &u->query[i], BY_UDP, u->reply[n]);
        if (len == 0)
            continue;
        struct msghdr *in = &u->in[i].msg_hdr, *out = &u->out[n].msg_hdr;
        u->out_at[n].iov_len = len;
        out->msg_name = in->msg_name;
        out->msg_namelen = in->msg_namelen;
        out->msg_control = in->msg_control;
        out->msg_controllen = in->msg_controllen;
        keep_source(in);
        n++;
    }
    send_all(u, fd, n);
    return got;
}
