/*
 * broken PORT: a server on 127.0.0.1 with the faults of faults.h.  Ends by
 * itself after some minutes.
 *
 * Each query is a line of stdout: udp or tcp, its octets, those of the ID and
 * of a cookie as 00.
 */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/golden/faults.h"
#include "zonefile/dns.h"

enum {
    LIFE = 900,
    ROOM = 4096,
    IXFR_SOA = 34 /* a pointer, the record, two roots, five numbers */
};

/* ---- the question ---- */

static void find_cookie(struct question *q, struct reader r)
{
    unsigned records = get_u16(q->message.at + 10);
    if (get_u16(q->message.at + 8))
        read_bytes(&r, IXFR_SOA);
    if (!records)
        return;
    read_bytes(&r, 5); /* the root, type, class */
    q->version = read_u32(&r) >> 16 & 0xff;
    unsigned n = read_u16(&r);
    const uint8_t *options = read_bytes(&r, n);
    if (!options)
        return;
    r = reader_over(options, n);
    while (reader_left(&r)) {
        unsigned code = read_u16(&r), len = read_u16(&r);
        const uint8_t *data = read_bytes(&r, len);
        if (code == OPTION_COOKIE && data)
            q->cookie = (struct bytes){ data, len };
    }
}

static bool read_question(struct question *q, struct bytes m, bool tcp)
{
    struct reader r = reader_over(m.at, m.n);
    *q = (struct question){ .message = m, .tcp = tcp };
    read_bytes(&r, DNS_HEADER);
    q->whole.at = r.at;
    if (r.bad)
        return false;
    if (get_u16(m.at + 4) == 0) {
        find_cookie(q, r);
        return true;
    }
    while (!r.bad && reader_left(&r)) {
        unsigned n = read_u8(&r);
        const uint8_t *label = read_bytes(&r, n);
        if (n == 0)
            break;
        if (label && q->words_n < 8)
            snprintf(q->words[q->words_n++], 64, "%.*s", (int)n, label);
    }
    q->type = read_u16(&r);
    read_u16(&r);
    q->whole.n = (size_t)(r.at - q->whole.at);
    if (!r.bad)
        find_cookie(q, r);
    return !r.bad;
}

/* ---- sockets ---- */

/* What came, for who compares queries. */
static void note(const struct question *q)
{
    size_t from = q->cookie.n ? (size_t)(q->cookie.at - q->message.at) : 0;
    printf(q->tcp ? "tcp " : "udp ");
    for (size_t i = 0; i < q->message.n; i++) {
        bool masked = i < 2 || (i >= from && i < from + q->cookie.n);
        printf("%02x", masked ? 0 : q->message.at[i]);
    }
    printf("\n");
    fflush(stdout);
}

static void serve_udp(int fd)
{
    uint8_t in[ROOM], out[ROOM];
    struct sockaddr_in from;
    socklen_t len = sizeof from;
    struct question q;
    struct writer w = writer_over(out, sizeof out);
    ssize_t n = recvfrom(fd, in, sizeof in, 0, (struct sockaddr *)&from, &len);
    if (n < 0 || !read_question(&q, (struct bytes){ in, (size_t)n }, false))
        return;
    note(&q);
    if (!faults_answer(&w, &q))
        return;
    sendto(fd, out, (size_t)(w.at - out), 0, (struct sockaddr *)&from, len);
    if (strcmp(q.words[0], "wrongid") != 0 || strcmp(q.words[1], "good") != 0)
        return;
    w = writer_over(out, sizeof out);
    faults_good(&w, &q);
    sendto(fd, out, (size_t)(w.at - out), 0, (struct sockaddr *)&from, len);
}

static bool read_all(int fd, uint8_t *to, size_t n)
{
    while (n) {
        ssize_t got = read(fd, to, n);
        if (got <= 0)
            return false;
        to += got;
        n -= (size_t)got;
    }
    return true;
}

static void serve_tcp(int listening)
{
    uint8_t in[ROOM], out[ROOM];
    int fd = accept(listening, NULL, NULL);
    struct question q;
    struct writer w = writer_over(out + 2, sizeof out - 2);
    if (fd < 0)
        return;
    if (read_all(fd, in, 2) && get_u16(in) < sizeof in) {
        size_t n = get_u16(in);
        if (!read_all(fd, in, n) ||
            !read_question(&q, (struct bytes){ in, n }, true))
            goto close;
        note(&q);
        if (faults_answer(&w, &q)) {
            put_u16(out, (uint16_t)(w.at - out - 2));
            if (write(fd, out, (size_t)(w.at - out)) < 0)
                perror("broken");
        }
    }
close:
    close(fd);
}

static int open_socket(int kind, uint16_t port)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons(port) };
    int fd = socket(AF_INET, kind, 0), on = 1;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0 ||
        (kind == SOCK_STREAM && listen(fd, 8) != 0)) {
        perror("broken");
        exit(1);
    }
    return fd;
}

int main(int argc, char **argv)
{
    uint16_t port = (uint16_t)(argc > 1 ? atoi(argv[1]) : 0);
    struct pollfd p[2] = {
        { open_socket(SOCK_DGRAM, port), POLLIN, 0 },
        { open_socket(SOCK_STREAM, port), POLLIN, 0 },
    };
    alarm(LIFE);
    fprintf(stderr, "broken: serving\n");
    while (poll(p, 2, -1) > 0) {
        if (p[0].revents & POLLIN)
            serve_udp(p[0].fd);
        if (p[1].revents & POLLIN)
            serve_tcp(p[1].fd);
    }
    return 0;
}
