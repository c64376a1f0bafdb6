/*
 * Lesson 2, boundary: a datagram keeps its edges.
 *
 * What one send() gave, one recv() takes: never half of it, never two glued
 * together.  A buffer that is too short loses the rest of that datagram, and
 * nothing else: the next recv() begins with the next datagram.
 *
 *     UDP   [one] [two] [three]          recv: "one", recv: "two", ...
 *     TCP   o n e t w o t h r e e        recv: "onetwothree"
 *
 * TCP is a stream: it delivers every byte, in order, and knows no edges.  So
 * DNS over TCP puts the length in front of each message, and over UDP not.
 */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tools/udplab/lab.h"
#include "tools/udplab/upper.h"

enum { SHORT = 10 }; /* the server's buffer: too short, on purpose */

/* Answers with how long the datagram was, a blank, and what was left of it. */
static int serve(struct lab *lab, int fd)
{
    for (;;) {
        char kept[SHORT], answer[SHORT + 24];
        struct sockaddr_storage from;
        socklen_t from_len = sizeof from;

        /* MSG_TRUNC: return the length that the datagram had, even if the
         * buffer was shorter. Without it you would never know. */
        ssize_t n = recvfrom(fd, kept, sizeof kept, MSG_TRUNC,
                             (struct sockaddr *)&from, &from_len);
        if (n < 0)
            return lab_fail(lab, "recvfrom");
        size_t left = n < SHORT ? (size_t)n : SHORT;
        say(lab, "server: a datagram of %zd bytes, my buffer has %d: %s\n", n,
            SHORT, lab_shown(kept, left).text);

        int head = sprintf(answer, "%zd ", n);
        memcpy(answer + head, kept, left);
        sendto(fd, answer, (size_t)head + left, 0, (struct sockaddr *)&from,
               from_len);
    }
}

static int ask_one(struct lab *lab, int fd, const char *text, size_t n)
{
    char answer[LAB_DATAGRAM], *kept;
    ssize_t got = upper_exchange(lab, fd, text, n, answer);
    if (got < 0)
        return -1;
    answer[got] = '\0'; /* strtoul() wants a string, recv() makes none */
    unsigned long length = strtoul(answer, &kept, 10);
    size_t left = (size_t)(answer + got - kept) - (*kept == ' ');
    say(lab, "client: sent %zu bytes, it has seen %zu of %lu\n", n, left,
        length);
    return 0;
}

static int ask(struct lab *lab)
{
    return upper_ask_each(lab, ask_one);
}

/* The same words by TCP: three send(), and one recv() gets them all. */
static int show_stream(struct lab *lab)
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t at_len = sizeof at;
    int door = socket(AF_INET, SOCK_STREAM, 0); /* a stream, not datagrams */
    int out = socket(AF_INET, SOCK_STREAM, 0);
    if (door < 0 || out < 0 || bind(door, (struct sockaddr *)&at, at_len) < 0 ||
        listen(door, 1) < 0)
        return lab_fail(lab, "listen");
    getsockname(door, (struct sockaddr *)&at, &at_len);

    /* Here connect() does send: TCP needs a connection, both ends agree. */
    if (connect(out, (struct sockaddr *)&at, at_len) < 0)
        return lab_fail(lab, "connect");
    int in = accept(door, NULL, NULL);
    if (in < 0)
        return lab_fail(lab, "accept");

    send(out, "one", 3, 0);
    send(out, "two", 3, 0);
    send(out, "three", 5, 0);
    for (int there = 0; there < 11; ioctl(in, FIONREAD, &there))
        usleep(1000); /* until all 11 bytes have arrived */

    char text[100];
    ssize_t n = recv(in, text, sizeof text, 0);
    say(lab, "tcp: sent 3, 3 and 5 bytes; one recv() got %zd: %s\n", n,
        lab_shown(text, n > 0 ? (size_t)n : 0).text);
    close(door);
    close(out);
    close(in);
    return n == 11 ? 0 : -1;
}

static int show(struct lab *lab)
{
    char *words[] = { "one", "two", "a datagram that is long", "three", NULL };
    lab->words = words;
    if (ask(lab) < 0 || show_stream(lab) < 0)
        return -1;
    say(lab, "UDP keeps the edges: 4 sent, 4 received. The long one lost its "
             "end, the next came whole.\n"
             "TCP keeps every byte, and forgets where each send() ended.\n");
    return 0;
}

const struct lesson lesson_boundary = {
    .name = "boundary",
    .about = "datagrams keep their edges; a stream, TCP, does not",
    .open = upper_server,
    .serve = serve,
    .ask = ask,
    .show = show,
};
