#include "resolver/outbox.h"

#include "resolver/endpoint.h"

#include <errno.h>
#include <netinet/udp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    BUCKETS = 64, /* of clients, by port: twice as many as can be there */
    /* Batches that are sent without cutting once a message could not be cut:
       so seldom a try costs nothing, and it may have been the interface to
       one client alone. */
    PLAIN_BATCHES = 1000,
    CONTROL =
        CMSG_SPACE(sizeof(struct in6_pktinfo)) + CMSG_SPACE(sizeof(uint16_t))
};

struct letter {
    const struct msghdr *asked;
    uint8_t *reply;
    size_t len;
    unsigned message; /* which one it goes with */
};

/* Letters to one client.  All are as long as the first, or the last shorter. */
struct message {
    const struct msghdr *asked;
    size_t len;
    unsigned n, first; /* of its letters in `at`; .first: when it is sent */
    bool full;         /* a shorter one has come */
};

struct outbox {
    struct letter letters[OUTBOX_MAX];
    struct message messages[OUTBOX_MAX];
    unsigned letters_n, messages_n;
    uint8_t newest[BUCKETS]; /* 1 + the newest message of a bucket */
    unsigned plain;          /* so many batches more are not cut */
    struct mmsghdr out[OUTBOX_MAX];
    struct iovec at[OUTBOX_MAX];
    _Alignas(struct cmsghdr) uint8_t control[OUTBOX_MAX][CONTROL];
};

struct outbox *outbox_new(void)
{
    return calloc(1, sizeof(struct outbox));
}

void outbox_free(struct outbox *o)
{
    free(o);
}

static unsigned bucket(const struct msghdr *asked)
{
    return endpoint_port(asked->msg_name) % BUCKETS;
}

static bool same_client(const struct msghdr *a, const struct msghdr *b)
{
    return a->msg_namelen == b->msg_namelen &&
           a->msg_controllen == b->msg_controllen &&
           memcmp(a->msg_name, b->msg_name, a->msg_namelen) == 0 &&
           memcmp(a->msg_control, b->msg_control, a->msg_controllen) == 0;
}

void outbox_add(struct outbox *o, const struct msghdr *asked, uint8_t *reply,
                size_t len)
{
    uint8_t *newest = &o->newest[bucket(asked)];
    struct message *m = *newest ? &o->messages[*newest - 1] : NULL;
    if (!m || o->plain || m->full || len > m->len ||
        !same_client(m->asked, asked)) {
        m = &o->messages[o->messages_n++];
        *m = (struct message){ .asked = asked, .len = len };
        *newest = (uint8_t)o->messages_n;
    }
    m->n++;
    m->full = len < m->len;
    o->letters[o->letters_n++] =
        (struct letter){ asked, reply, len, (unsigned)(m - o->messages) };
}

/*
 * On a socket bound to all addresses the kernel tells which one was asked;
 * given back, that makes it the source of the reply.  The interface is left
 * open, but for link-local addresses, which mean nothing without it.
 */
static size_t put_source(uint8_t *to, const struct msghdr *asked)
{
    size_t n = asked->msg_controllen;
    if (n == 0 || n > CMSG_SPACE(sizeof(struct in6_pktinfo)))
        return 0;
    memcpy(to, asked->msg_control, n);
    void *head = to;
    struct cmsghdr *c = head;
    void *data = CMSG_DATA(c);
    struct in6_pktinfo *info = data;
    if (c->cmsg_level == IPPROTO_IP)
        ((struct in_pktinfo *)data)->ipi_ifindex = 0;
    else if (!IN6_IS_ADDR_LINKLOCAL(&info->ipi6_addr))
        info->ipi6_ifindex = 0;
    return n;
}

/* Say how long the datagrams are that the message is to be cut into. */
static size_t put_segment(uint8_t *to, size_t len)
{
    uint16_t size = (uint16_t)len;
    void *head = to;
    struct cmsghdr *c = head;
    c->cmsg_level = SOL_UDP;
    c->cmsg_type = UDP_SEGMENT;
    c->cmsg_len = CMSG_LEN(sizeof size);
    memcpy(CMSG_DATA(c), &size, sizeof size);
    return CMSG_SPACE(sizeof size);
}

/* The message header of `n` letters from `at` on. */
static struct msghdr header(struct iovec *at, const struct message *m,
                            uint8_t *control)
{
    size_t n = put_source(control, m->asked);
    if (m->n > 1)
        n += put_segment(control + n, m->len);
    return (struct msghdr){ .msg_name = m->asked->msg_name,
                            .msg_namelen = m->asked->msg_namelen,
                            .msg_iov = at,
                            .msg_iovlen = m->n,
                            .msg_control = n ? control : NULL,
                            .msg_controllen = n };
}

/* Bring the letters of each message together. */
static void sort(struct outbox *o)
{
    unsigned first = 0;
    for (unsigned i = 0; i < o->messages_n; i++) {
        struct message *m = &o->messages[i];
        m->first = first;
        o->out[i].msg_hdr = header(&o->at[first], m, o->control[i]);
        o->newest[bucket(m->asked)] = 0;
        first += m->n;
    }
    for (unsigned i = 0; i < o->letters_n; i++) {
        const struct letter *l = &o->letters[i];
        struct message *m = &o->messages[l->message];
        o->at[m->first++] = (struct iovec){ l->reply, l->len };
    }
}

/* A message that the kernel would not cut: its letters one by one. */
static void send_letters(struct outbox *o, int fd, unsigned i)
{
    struct message one = o->messages[i];
    struct iovec *at = o->out[i].msg_hdr.msg_iov;
    unsigned n = one.n;
    for (one.n = 1; n > 0; n--, at++) {
        struct msghdr m = header(at, &one, o->control[i]);
        while (sendmsg(fd, &m, 0) < 0 && errno == EINTR)
            ;
    }
}

/* Message `i` was refused. */
static void refused(struct outbox *o, int fd, unsigned i, int why)
{
    if (o->messages[i].n == 1)
        return;
    if (why == EINVAL || why == EIO || why == ENOPROTOOPT)
        o->plain = PLAIN_BATCHES; /* the kernel or the interface cannot */
    send_letters(o, fd, i);
}

void outbox_send(struct outbox *o, int fd)
{
    o->plain -= o->plain > 0;
    sort(o);
    for (unsigned i = 0; i < o->messages_n;) {
        int sent = sendmmsg(fd, o->out + i, o->messages_n - i, 0);
        if (sent > 0)
            i += (unsigned)sent;
        else if (errno != EINTR)
            refused(o, fd, i++, errno);
    }
    o->letters_n = o->messages_n = 0;
}
