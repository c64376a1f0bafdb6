#include "tests/peers/stream.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

void stream_close(struct stream *s)
{
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
    s->in_n = s->out_n = 0;
}

void stream_open(struct stream *s, unsigned port)
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)port),
                              .sin_addr = { htonl(INADDR_LOOPBACK) } };
    int one = 1;
    s->in_n = s->out_n = 0;
    s->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (s->fd < 0)
        return;
    setsockopt(s->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(s->fd, (struct sockaddr *)&at, sizeof at) != 0 ||
        fcntl(s->fd, F_SETFL, O_NONBLOCK) != 0)
        stream_close(s);
}

bool stream_put(struct stream *s, struct bytes message)
{
    if (s->fd < 0 || s->out_n + 2 + message.n > STREAM_OUT)
        return false;
    put_u16(s->out + s->out_n, (uint16_t)message.n);
    memcpy(s->out + s->out_n + 2, message.at, message.n);
    s->out_n += 2 + message.n;
    stream_flush(s);
    return true;
}

static bool is_for_later(void)
{
    return errno == EAGAIN || errno == EINTR;
}

void stream_flush(struct stream *s)
{
    if (s->fd < 0 || s->out_n == 0)
        return;
    ssize_t n = send(s->fd, s->out, s->out_n, MSG_NOSIGNAL);
    if (n < 0 && !is_for_later())
        stream_close(s);
    if (n <= 0)
        return;
    s->out_n -= (size_t)n;
    memmove(s->out, s->out + n, s->out_n);
}

void stream_fill(struct stream *s)
{
    if (s->fd < 0 || s->in_n == STREAM_IN)
        return;
    ssize_t n = recv(s->fd, s->in + s->in_n, STREAM_IN - s->in_n, 0);
    if (n == 0 || (n < 0 && !is_for_later()))
        stream_close(s);
    else if (n > 0)
        s->in_n += (size_t)n;
}

size_t stream_take(struct stream *s, uint8_t *out)
{
    if (s->in_n < 2)
        return 0;
    size_t n = get_u16(s->in);
    if (s->in_n < 2 + n)
        return 0;
    memcpy(out, s->in + 2, n);
    s->in_n -= 2 + n;
    memmove(s->in, s->in + 2 + n, s->in_n);
    return n;
}
