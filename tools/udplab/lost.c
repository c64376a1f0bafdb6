/*
 * Lesson 7, lost: what UDP does not promise, and the mend.
 *
 * A datagram may be lost, come twice, or be overtaken by the next.  On one
 * machine that hardly happens, so a bad line (relay.h) stands in front of the
 * server and does it.  What mends it is in the client, and is what DNS does:
 *
 *     question   2 bytes ID, the text        "this is number 4711"
 *     answer     the same ID, in capitals    "... to number 4711"
 *
 * No answer within TIMEOUT: send the same again, ID and all.  An answer with
 * another ID is to an older question, come late or twice: it is thrown away.
 *
 * So the server may get a question twice.  Here, as in DNS, to answer it twice
 * does no harm; one that pays out money had better remember the IDs.
 */
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tools/udplab/lab.h"
#include "tools/udplab/relay.h"
#include "tools/udplab/upper.h"

enum { ID = 2, TRIES = 12, TIMEOUT = 200 /* ms */, BURST = 10 };

/* The server proper. It knows nothing of the bad line. */
static int answer_all(struct lab *lab, int fd)
{
    for (;;) {
        char text[LAB_DATAGRAM];
        struct sockaddr_storage from;
        socklen_t from_len = sizeof from;
        ssize_t n = recvfrom(fd, text, sizeof text, 0, (struct sockaddr *)&from,
                             &from_len);
        if (n < 0)
            return lab_fail(lab, "recvfrom");
        if (!lab->demo)
            say(lab, "server: %zd bytes: %s\n", n,
                lab_shown(text, (size_t)n).text);
        if (n < ID) /* no ID: nobody could tell what it is the answer to */
            continue;
        upper_case(text + ID, (size_t)n - ID);
        sendto(fd, text, (size_t)n, 0, (struct sockaddr *)&from, from_len);
    }
}

/* Clients speak to `fd`; behind it is the bad line, then the server. */
static int serve(struct lab *lab, int fd)
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t at_len = sizeof at;
    int behind = socket(AF_INET, SOCK_DGRAM, 0);
    int back = socket(AF_INET, SOCK_DGRAM, 0);
    if (behind < 0 || back < 0 ||
        bind(behind, (struct sockaddr *)&at, at_len) < 0 ||
        getsockname(behind, (struct sockaddr *)&at, &at_len) < 0 ||
        connect(back, (struct sockaddr *)&at, at_len) < 0)
        return lab_fail(lab, "connect");
    if (lab_fork() == 0)
        _exit(answer_all(lab, behind) < 0);
    return relay_run(lab, fd, back);
}

/* Wait for a datagram: its length, 0 when none came in time, or -1. */
static ssize_t await(int fd, char *data, size_t room, int64_t ms)
{
    struct pollfd ready = { .fd = fd, .events = POLLIN };
    int there = poll(&ready, 1, ms > 0 ? (int)ms : 0);
    return there > 0 ? recv(fd, data, room, 0) : 0;
}

/* Send until the answer to this ID is there. */
static int ask_one(struct lab *lab, int fd, unsigned id, const char *text,
                   size_t n)
{
    char question[LAB_DATAGRAM] = { (char)(id >> 8), (char)id };
    char answer[LAB_DATAGRAM];
    size_t length = n < sizeof question - ID ? n : sizeof question - ID;
    int stray = 0;
    memcpy(question + ID, text, length);
    for (int sent = 1; sent <= TRIES; sent++) {
        int64_t end = lab_now() + TIMEOUT;
        if (send(fd, question, ID + length, 0) < 0)
            return lab_fail(lab, "send");
        ssize_t got;
        while ((got = await(fd, answer, sizeof answer, end - lab_now()))) {
            if (got < 0)
                return lab_fail(lab, "recv");
            if (got >= ID && memcmp(answer, question, ID) == 0) {
                say(lab,
                    "client: ID %u, sent %d times, %d others thrown "
                    "away: %s\n",
                    id, sent, stray,
                    lab_shown(answer + ID, (size_t)got - ID).text);
                return 0;
            }
            stray++;
        }
    }
    say(lab, "client: ID %u, sent %d times, no answer\n", id, TRIES);
    return -1;
}

static int ask(struct lab *lab)
{
    int result = 0, fd = upper_client(lab);
    char *text;
    if (fd < 0)
        return -1;
    ssize_t n;
    /* In DNS an ID is not to be guessed: who guesses it can forge an answer. */
    for (unsigned id = 1; (n = lab_next(lab, &text)) >= 0; id++)
        if (ask_one(lab, fd, id & 0xffff, text, (size_t)n) < 0)
            result = -1;
    close(fd);
    return result;
}

static int show(struct lab *lab)
{
    char data[LAB_DATAGRAM];
    int fd = upper_client(lab);
    if (fd < 0)
        return -1;
    say(lab, "Without the mend: questions 1 to %d, each sent once. Answers:\n ",
        BURST);
    for (char i = 1; i <= BURST; i++)
        send(fd, (char[]){ 0, i, 'x' }, ID + 1, 0);
    while (await(fd, data, sizeof data, 2 * TIMEOUT) > 0)
        printf(" %d", data[1]);
    close(fd);
    say(lab, "\nWith an ID, a timeout and a retry:\n");
    char *words[] = { "com", "cctv", "news", "sport", "mail", "www", NULL };
    lab->words = words;
    return ask(lab);
}

const struct lesson lesson_lost = {
    .name = "lost",
    .about = "what UDP does not promise, and the retry that mends it",
    .open = upper_server,
    .serve = serve,
    .ask = ask,
    .show = show,
};
