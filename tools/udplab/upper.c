/*
 * Lesson 1, upper: a server and its client, as small as they can be.
 *
 *     server                                client
 *     socket()                              socket()
 *     bind()      "I am at port 1688"       connect()   "I speak to 1688"
 *     recvfrom()  <------- "news" --------  send()
 *     sendto()    -------- "NEWS" ------->  recv()
 *
 * UDP sends and forgets.  Nothing is agreed on before the first datagram, and
 * nothing is left after the last: the server needs one socket, however many
 * clients there are, and learns with each datagram who sent it.
 */
#include "tools/udplab/upper.h"

#include <sys/time.h>
#include <unistd.h>

void upper_case(char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text[i] >= 'a' && text[i] <= 'z')
            text[i] = (char)(text[i] - 'a' + 'A');
}

/* A server has an address that its clients know: bind() takes it. */
int upper_server(const struct lab *lab)
{
    int fd = socket(lab->at->sa_family, SOCK_DGRAM, 0);
    if (fd < 0)
        return lab_fail(lab, "socket");
    if (bind(fd, lab->at, lab->at_len) < 0)
        return lab_fail(lab, "bind");
    return fd;
}

static int serve(struct lab *lab, int fd)
{
    for (;;) {
        char text[LAB_DATAGRAM];
        struct sockaddr_storage from; /* room for IPv4 and for IPv6 */
        socklen_t from_len = sizeof from;

        /* Sleep until a datagram is there; take it, and who sent it. */
        ssize_t n = recvfrom(fd, text, sizeof text, 0, (struct sockaddr *)&from,
                             &from_len);
        if (n < 0)
            return lab_fail(lab, "recvfrom");
        say(lab, "server: %s sent %zd bytes: %s\n",
            lab_address(&from, from_len).text, n,
            lab_shown(text, (size_t)n).text);

        upper_case(text, (size_t)n);

        /* Back to where it came from. If that fails (the sender may have lied
         * about its port), it is that client's bad luck: the next is served. */
        sendto(fd, text, (size_t)n, 0, (struct sockaddr *)&from, from_len);
    }
}

/* One question, one answer. */
ssize_t upper_exchange(const struct lab *lab, int fd, const char *text,
                       size_t n, char *answer)
{
    /* It returns as soon as the kernel has the datagram. Whether anybody gets
     * it, nobody knows yet. */
    if (send(fd, text, n, 0) < 0)
        return lab_fail(lab, "send");

    ssize_t got = recv(fd, answer, LAB_DATAGRAM, 0);
    return got < 0 ? lab_fail(lab, "recv") : got;
}

int upper_client(const struct lab *lab)
{
    int fd = socket(lab->at->sa_family, SOCK_DGRAM, 0);
    if (fd < 0)
        return lab_fail(lab, "socket");

    /* No bind(): the kernel picks a port for a client. connect() sends nothing
     * either. It notes where send() goes to, keeps out datagrams of all others,
     * and lets us hear of "nobody listens there" (ECONNREFUSED). */
    if (connect(fd, lab->at, lab->at_len) < 0)
        return lab_fail(lab, "connect");

    /* An answer may never come: do not wait for ever (EAGAIN). */
    struct timeval patience = { .tv_sec = LAB_PATIENCE };
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return fd;
}

int upper_ask_each(struct lab *lab, int (*ask_one)(struct lab *lab, int fd,
                                                   const char *text, size_t n))
{
    int fd = upper_client(lab), result = 0;
    if (fd < 0)
        return -1;
    char *text;
    ssize_t n;
    while ((n = lab_next(lab, &text)) >= 0)
        if (ask_one(lab, fd, text, (size_t)n) < 0)
            result = -1;
    close(fd);
    return result;
}

static int ask_one(struct lab *lab, int fd, const char *text, size_t n)
{
    char answer[LAB_DATAGRAM];
    ssize_t got = upper_exchange(lab, fd, text, n, answer);
    if (got < 0)
        return -1;
    say(lab, "client: the answer is %s\n", lab_shown(answer, (size_t)got).text);
    return 0;
}

static int ask(struct lab *lab)
{
    return upper_ask_each(lab, ask_one);
}

/* The last one is empty: a datagram without a byte is one, too. */
static int show(struct lab *lab)
{
    char *words[] = { "hello", "com -> cctv -> news", "UTF-8: 新闻 news", "",
                      NULL };
    lab->words = words;
    int result = ask(lab);
    say(lab, "Four datagrams each way. There was no connection to open or to "
             "close.\n");
    return result;
}

const struct lesson lesson_upper = {
    .name = "upper",
    .about = "the echo in capitals: a server and a client, as small as can be",
    .open = upper_server,
    .serve = serve,
    .ask = ask,
    .show = show,
};
