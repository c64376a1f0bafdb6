#include "tools/udplab/lab.h"

#include <errno.h>
#include <netdb.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tools/udplab/words.h"
#include "zonefile/utf8.h"

void say(const struct lab *lab, const char *text, ...)
{
    va_list args;
    va_start(args, text);
    vprintf(in_words(lab->lang, text), args);
    va_end(args);
}

/* The same to stderr, behind the program's name. */
__attribute__((format(printf, 2, 3))) static void
warn_in_words(const struct lab *lab, const char *text, ...)
{
    va_list args;
    va_start(args, text);
    fflush(stdout); /* what was said before stands before it */
    fputs("udplab: ", stderr);
    vfprintf(stderr, in_words(lab->lang, text), args);
    va_end(args);
}

int lab_fail(const struct lab *lab, const char *call)
{
    int error = errno;
    struct shown at = lab_address(lab->at, lab->at_len);
    switch (error) {
    case EADDRINUSE:
        warn_in_words(lab,
                      "%s is taken: another server has it.\n"
                      "End that one, or take another port with -p PORT, on "
                      "both sides.\n",
                      at.text);
        break;
    case EACCES:
        warn_in_words(lab,
                      "you may not have %s.\n"
                      "Ports below 1024 are for root: take another with "
                      "-p PORT.\n",
                      at.text);
        break;
    case EADDRNOTAVAIL:
        warn_in_words(lab,
                      "%s is no address of this machine.\n"
                      "ip address lists those it has; 127.0.0.1 always is.\n",
                      at.text);
        break;
    case ECONNREFUSED:
        warn_in_words(lab,
                      "nobody listens at %s: the machine there sent an ICMP "
                      "message, \"port unreachable\".\n"
                      "Start the server first, in another terminal: "
                      "udplab %s serve\n",
                      at.text, lab->lesson);
        break;
    case EAGAIN:
        warn_in_words(lab,
                      "no answer from %s in %d s. The question was lost, or "
                      "the answer, or nobody reads there: UDP does not say.\n"
                      "Ask again: that is what DNS does.\n",
                      at.text, LAB_PATIENCE);
        break;
    case EMSGSIZE:
        warn_in_words(lab,
                      "too long: one datagram carries 65507 bytes by IPv4.\n"
                      "Send less, or in several (udplab big shows more).\n");
        break;
    default:
        warn_in_words(lab, "%s, %s: %s\n", at.text, call, strerror(error));
    }
    return -1;
}

ssize_t lab_next(struct lab *lab, char **text)
{
    if (!lab->lines) {
        *text = *lab->words;
        return *text ? (lab->words++, (ssize_t)strlen(*text)) : -1;
    }
    ssize_t n = getline(&lab->line, &lab->line_room, stdin);
    if (n > 0 && lab->line[n - 1] == '\n')
        lab->line[--n] = '\0';
    *text = lab->line;
    return n;
}

struct shown lab_shown(const void *bytes, size_t n)
{
    struct shown shown;
    struct reader r = reader_over(bytes, n);
    size_t used = 0;
    while (reader_left(&r) && used < LAB_SHOWN) {
        const uint8_t *from = r.at;
        uint32_t c = utf8_next(&r);
        if (c != UTF8_BAD && c != '\\' && utf8_is_plain(c)) {
            memcpy(shown.text + used, from, (size_t)(r.at - from));
            used += (size_t)(r.at - from);
            continue;
        }
        for (; from < r.at; from++)
            used += (size_t)sprintf(shown.text + used, "\\%03u", *from);
    }
    shown.text[used] = '\0';
    if (reader_left(&r))
        sprintf(shown.text + used, "... (%zu bytes)", n);
    return shown;
}

struct shown lab_address(const void *address, socklen_t len)
{
    char host[64] = "?", port[16] = "?";
    struct shown shown;
    getnameinfo(address, len, host, sizeof host, port, sizeof port,
                NI_NUMERICHOST | NI_NUMERICSERV);
    snprintf(shown.text, sizeof shown.text, "%s port %s", host, port);
    return shown;
}

int64_t lab_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

pid_t lab_fork(void)
{
    fflush(stdout); /* or the child would print it again */
    pid_t child = fork();
    if (child == 0)
        prctl(PR_SET_PDEATHSIG, SIGKILL);
    return child;
}

void lab_end(pid_t child)
{
    if (child <= 0) /* kill(-1) would end everything that we may end */
        return;
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}
