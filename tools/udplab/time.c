/*
 * Lesson 4, time: a protocol of our own.
 *
 * The client sends a format of strftime(3), "%H:%M"; the server answers with
 * its time in that format.  One thing a protocol must think of: how does an
 * answer say that there is none?
 *
 *     question   the format, 1 to 200 bytes
 *     answer     a digit: how it went     then the text, if it went well
 *
 * DNS does the same.  Its RCODE is a number in the header: NOERROR, FORMERR,
 * NXDOMAIN...  A number can be compared, and said in every language.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tools/udplab/lab.h"
#include "tools/udplab/upper.h"

enum { FORMAT_MAX = 200, TEXT_MAX = 500 };

enum code {
    GOOD = '0',
    TOO_LONG = '1',     /* the format, or what comes of it */
    NOT_A_STRING = '2', /* a NUL in it: for C it ends there */
    NOTHING = '3',      /* what comes of it is empty */
};

/*
 * Bytes from outside: trust nothing.  strftime() returns 0 if the result is
 * too long, and 0 if it is rightly empty; a blank in front, which is left out
 * of the answer, tells the two apart.
 */
static enum code format_time(char *text, const char *asked, size_t n)
{
    char format[1 + FORMAT_MAX + 1] = " ", result[1 + TEXT_MAX + 1];
    time_t now = time(NULL);
    if (n > FORMAT_MAX)
        return TOO_LONG;
    if (memchr(asked, '\0', n))
        return NOT_A_STRING;
    memcpy(format + 1, asked, n); /* its end is zero already */
    size_t length = strftime(result, sizeof result, format, localtime(&now));
    if (length == 0)
        return TOO_LONG;
    if (length == 1)
        return NOTHING;
    strcpy(text, result + 1);
    return GOOD;
}

static int serve(struct lab *lab, int fd)
{
    for (;;) {
        /* One byte more than is allowed: what is longer is seen to be. */
        char asked[FORMAT_MAX + 1], answer[1 + TEXT_MAX + 1] = "";
        struct sockaddr_storage from;
        socklen_t from_len = sizeof from;
        ssize_t n = recvfrom(fd, asked, sizeof asked, 0,
                             (struct sockaddr *)&from, &from_len);
        if (n < 0)
            return lab_fail(lab, "recvfrom");

        answer[0] = (char)format_time(answer + 1, asked, (size_t)n);
        say(lab, "server: %s asked for %s: code %c\n",
            lab_address(&from, from_len).text, lab_shown(asked, (size_t)n).text,
            answer[0]);
        sendto(fd, answer, strlen(answer), 0, (struct sockaddr *)&from,
               from_len);
    }
}

/* What the code means: -1, unless all is well. */
static int explain(struct lab *lab, enum code code, struct shown text)
{
    switch (code) {
    case GOOD:
        say(lab, "client: %s\n", text.text);
        return 0;
    case TOO_LONG:
        say(lab, "client: refused: the format or the result is too long\n");
        return -1;
    case NOT_A_STRING:
        say(lab, "client: refused: there is a NUL byte in the format\n");
        return -1;
    case NOTHING:
        say(lab, "client: refused: nothing comes of that format\n");
        return -1;
    }
    say(lab, "client: an answer that this protocol does not have\n");
    return -1;
}

static int ask_one(struct lab *lab, int fd, const char *format, size_t n)
{
    char answer[LAB_DATAGRAM];
    ssize_t got = upper_exchange(lab, fd, format, n, answer);
    if (got < 0)
        return -1;
    /* The server is outside, too: its answer may be empty. */
    enum code code = got > 0 ? (enum code)answer[0] : 0;
    return explain(lab, code,
                   lab_shown(answer + 1, got > 0 ? (size_t)got - 1 : 0));
}

static int ask(struct lab *lab)
{
    return upper_ask_each(lab, ask_one);
}

static int show(struct lab *lab)
{
    char *formats[] = { "%H:%M:%S", "%A, %d %B %Y", "day %j of the year",
                        NULL };
    char *refused[] = { "", "%900d", NULL };
    lab->words = formats;
    int result = ask(lab);
    say(lab, "And two that strftime() refuses; the server tells, and lives.\n");
    lab->words = refused;
    ask(lab);
    return result;
}

const struct lesson lesson_time = {
    .name = "time",
    .about = "a protocol of your own: the time, in the format that you send",
    .open = upper_server,
    .serve = serve,
    .ask = ask,
    .show = show,
};
