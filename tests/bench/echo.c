/*
 * echo ADDRESS PORT: the least that can be called an answer over UDP.
 *
 * Every datagram goes back as it came, with QR and AA set so that dnsperf
 * counts it as a reply.  Nothing is read, looked up or written beyond that:
 * what this program costs is what the kernel takes for a datagram in and a
 * datagram out, and no server with the same two calls can be faster.  It is
 * the floor that `make bench` measures the others against.
 */
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    BATCH = 32,         /* as many as twigd takes in one call */
    SIZE = 1232,        /* the largest message of DNS flag day 2020 */
    STRIDE = 1344,      /* no power of two, so buffers spread over the cache */
    HEADER = 12,        /* RFC 1035 4.1.1 */
    QR = 0x80,          /* RFC 1035 4.1.1, byte 2 */
    AA = 0x04,          /* RFC 1035 4.1.1, byte 2 */
    SPACE = 4096 * 1024 /* asked of the kernel; it may give less */
};

struct batch {
    struct mmsghdr msgs[BATCH];
    struct iovec parts[BATCH];
    struct sockaddr_in6 from[BATCH]; /* IPv4 fits too */
    _Alignas(64) uint8_t bytes[BATCH][STRIDE];
};

static void batch_point(struct batch *b)
{
    memset(b, 0, sizeof(*b));
    for (int i = 0; i < BATCH; i++) {
        b->parts[i].iov_base = b->bytes[i];
        b->parts[i].iov_len = SIZE;
        b->msgs[i].msg_hdr.msg_iov = &b->parts[i];
        b->msgs[i].msg_hdr.msg_iovlen = 1;
        b->msgs[i].msg_hdr.msg_name = &b->from[i];
        b->msgs[i].msg_hdr.msg_namelen = sizeof(b->from[i]);
    }
}

/* Make the first `n` slots, which have been used, fit to receive again. */
static void batch_renew(struct batch *b, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        b->msgs[i].msg_hdr.msg_iov->iov_len = SIZE;
        b->msgs[i].msg_hdr.msg_namelen = sizeof(b->from[i]);
    }
}

/*
 * Turn `n` requests into replies; return how many there are.  What is too
 * short for a header, or is a reply itself, is left behind the others: two
 * echoes must not talk to each other for ever.
 */
static unsigned batch_turn(struct batch *b, unsigned n)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < n; i++) {
        struct iovec *part = b->msgs[i].msg_hdr.msg_iov;
        uint8_t *flags = (uint8_t *)part->iov_base + 2;
        part->iov_len = b->msgs[i].msg_len;
        if (part->iov_len < HEADER || (*flags & QR))
            continue;
        *flags |= QR | AA;
        if (kept != i) {
            struct mmsghdr hole = b->msgs[kept];
            b->msgs[kept] = b->msgs[i];
            b->msgs[i] = hole;
        }
        kept++;
    }
    return kept;
}

static void send_all(int fd, struct mmsghdr *msgs, unsigned n)
{
    while (n > 0) {
        int sent = sendmmsg(fd, msgs, n, 0);
        if (sent < 0 && errno == EINTR)
            continue;
        unsigned done = sent > 0 ? (unsigned)sent : 1; /* skip a bad one */
        msgs += done;
        n -= done;
    }
}

static int serve(int fd)
{
    static struct batch b;
    batch_point(&b);
    for (;;) {
        int got = recvmmsg(fd, b.msgs, BATCH, MSG_WAITFORONE, NULL);
        if (got < 0 && errno != EINTR)
            return -1;
        if (got <= 0)
            continue;
        send_all(fd, b.msgs, batch_turn(&b, (unsigned)got));
        batch_renew(&b, (unsigned)got);
    }
}

static int listen_at(const char *address, const char *port)
{
    struct addrinfo *place = NULL;
    const struct addrinfo want = {
        .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
        .ai_socktype = SOCK_DGRAM,
    };
    errno = EINVAL;
    if (getaddrinfo(address, port, &want, &place) != 0)
        return -1;
    int fd = socket(place->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        goto forget;
    const int space = SPACE;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &space, sizeof(space));
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &space, sizeof(space));
    if (bind(fd, place->ai_addr, place->ai_addrlen) < 0) {
        close(fd);
        fd = -1;
    }
forget:
    freeaddrinfo(place);
    return fd;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: echo ADDRESS PORT\n");
        return 2;
    }
    int fd = listen_at(argv[1], argv[2]);
    if (fd < 0 || serve(fd) < 0) {
        fprintf(stderr, "echo: %s port %s: %m\n", argv[1], argv[2]);
        return 1;
    }
    return 0;
}
