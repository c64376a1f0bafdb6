#include "tests/shared/serve_caller.h"

#include "tests/shared/test.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <unistd.h>

socklen_t caller_endpoint(union endpoint *e, const char *address, uint16_t port)
{
    memset(e, 0, sizeof *e);
    if (inet_pton(AF_INET, address, &e->v4.sin_addr) == 1) {
        e->v4.sin_family = AF_INET;
        e->v4.sin_port = htons(port);
        return sizeof e->v4;
    }
    if (inet_pton(AF_INET6, address, &e->v6.sin6_addr) != 1)
        return 0;
    e->v6.sin6_family = AF_INET6;
    e->v6.sin6_port = htons(port);
    return sizeof e->v6;
}

bool caller_open(struct caller *c, const char *address, uint16_t port, bool tcp)
{
    *c = (struct caller){ .tcp = tcp, .patience = 2000, .fd = -1 };
    c->at_len = caller_endpoint(&c->at, address, port);
    return c->at_len > 0;
}

void caller_close(struct caller *c)
{
    if (c->fd >= 0)
        close(c->fd);
    c->fd = -1;
}

bool caller_connect(struct caller *c)
{
    const struct timeval patience = { c->patience / 1000,
                                      c->patience % 1000 * 1000 };
    const int one = 1;
    int type = c->tcp ? SOCK_STREAM : SOCK_DGRAM;
    if (c->fd >= 0)
        return true;
    c->fd = socket(c->at.any.sa_family, type | SOCK_CLOEXEC, 0);
    setsockopt(c->fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (c->tcp)
        setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (c->fd >= 0 && connect(c->fd, &c->at.any, c->at_len) == 0)
        return true;
    caller_close(c);
    return false;
}

/* ---- TCP: RFC 1035 4.2.2 ---- */

bool caller_send_raw(struct caller *c, const uint8_t *octets, size_t n)
{
    while (n > 0) {
        ssize_t sent = send(c->fd, octets, n, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        octets += sent;
        n -= (size_t)sent;
    }
    return true;
}

bool caller_send(struct caller *c, const uint8_t *wire, size_t n)
{
    uint8_t message[2 + QUESTION_MAX];
    if (n > QUESTION_MAX)
        return false;
    put_u16(message, (uint16_t)n);
    memcpy(message + 2, wire, n);
    return caller_send_raw(c, message, n + 2);
}

/* All n octets; false: the stream ends, or patience does. */
static bool receive_all(struct caller *c, uint8_t *out, size_t n)
{
    while (n > 0) {
        struct pollfd wait = { c->fd, POLLIN, 0 };
        if (poll(&wait, 1, c->patience) <= 0)
            return false;
        ssize_t got = recv(c->fd, out, n, 0);
        c->ended = got <= 0;
        if (c->ended)
            return false;
        out += got;
        n -= (size_t)got;
    }
    return true;
}

size_t caller_receive(struct caller *c, uint8_t *out)
{
    uint8_t head[2];
    if (!receive_all(c, head, 2) || !receive_all(c, out, get_u16(head)))
        return 0;
    return get_u16(head);
}

/* ---- either ---- */

/* An empty datagram may be sent, so n may be 0. */
static bool send_one(struct caller *c, const uint8_t *wire, size_t n)
{
    return c->tcp ? caller_send(c, wire, n) : send(c->fd, wire, n, 0) >= 0;
}

static size_t receive_one(struct caller *c, uint8_t *out)
{
    struct pollfd wait = { c->fd, POLLIN, 0 };
    if (c->tcp)
        return caller_receive(c, out);
    if (poll(&wait, 1, c->patience) <= 0)
        return 0;
    ssize_t n = recv(c->fd, out, REPLY_MAX, 0);
    return n > 0 ? (size_t)n : 0;
}

/* Octets of a reply that came too late for its question. */
static void drain(struct caller *c, uint8_t *out)
{
    while (!c->tcp && recv(c->fd, out, REPLY_MAX, MSG_DONTWAIT) > 0)
        ;
}

static size_t ask_once(struct caller *c, const struct question *q, uint8_t *out)
{
    static const uint8_t status[12] = { 0xab, 0xcd, 0x10 };
    if (!caller_connect(c))
        return 0;
    drain(c, out);
    bool doubtful = c->ordered && (q->n < 12 || q->wire[2] & 0x80);
    c->ended = !send_one(c, q->wire, q->n) ||
               (doubtful && !send_one(c, status, sizeof status));
    if (c->ended)
        return 0;
    size_t n = receive_one(c, out);
    return doubtful && n == 12 && memcmp(out, status, 2) == 0 ? 0 : n;
}

size_t caller_ask(struct caller *c, const struct question *q, uint8_t *out)
{
    bool kept = c->fd >= 0;
    size_t n = ask_once(c, q, out);
    if (n > 0 || !c->tcp)
        return n;
    caller_close(c); /* else it may still answer */
    return kept && c->ended ? ask_once(c, q, out) : 0;
}
