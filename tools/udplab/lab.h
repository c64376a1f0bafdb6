/*
 * What the lessons share because it is not what they teach: the wishes of the
 * command line, two languages, how odd bytes are shown, what an error means
 * and what mends it.  No datagram is sent or received here: a lesson does
 * that itself, where you can see it.
 */
#ifndef TWIG_UDPLAB_LAB_H
#define TWIG_UDPLAB_LAB_H

#include "tools/messages.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

enum {
    LAB_PORT = 1688,
    LAB_PATIENCE = 3,     /* seconds that a client waits for an answer */
    LAB_DATAGRAM = 65536, /* no datagram is longer */
    LAB_SHOWN = 1024,     /* of one datagram, more is not printed */
};

struct lab {
    const char *lesson;  /* its name */
    struct sockaddr *at; /* the server's address: -a and -p */
    socklen_t at_len;
    unsigned seed; /* --seed: what is left to chance is the same again */
    enum lang lang;
    bool demo;    /* both sides run here, and nobody wants to wait long */
    char **words; /* what there is to send; then NULL */
    bool lines;   /* or else the lines of standard input */
    char *line;   /* the last of them */
    size_t line_room;
};

/* The functions of a lesson return 0, or -1 when they have said what failed. */
struct lesson {
    const char *name, *about;
    int (*open)(const struct lab *);    /* the server's socket, bound */
    int (*serve)(struct lab *, int fd); /* serve on it, until killed */
    int (*ask)(struct lab *);           /* the client, by your words */
    int (*show)(struct lab *);          /* the client in the demonstration */
};

extern const struct lesson lesson_upper, lesson_boundary, lesson_big,
    lesson_time, lesson_chat, lesson_workers, lesson_lost;

/*
 * say(lab, text, ...): printf, in the reader's language.  What is said in two
 * languages stands in words.c, in_words() finds it there.
 */
void say(const struct lab *lab, const char *text, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * lab_fail(lab, call): that system call has failed; say on stderr what errno
 * means, and what mends it.  Returns -1.
 */
int lab_fail(const struct lab *lab, const char *call);

/*
 * lab_next(lab, &text): what to send next: the words of the command line, or
 * else the lines of standard input.  How many bytes, a zero behind them; -1 at
 * the end.  The text lives until the next call.
 */
ssize_t lab_next(struct lab *lab, char **text);

/* Bytes as they may go to a terminal: characters of UTF-8, all else as \DDD. */
struct shown {
    char text[LAB_SHOWN + 64];
};
struct shown lab_shown(const void *bytes, size_t n);

/* 127.0.0.1 port 40000 */
struct shown lab_address(const void *address, socklen_t len);

/* A clock that is never set back, in milliseconds. */
int64_t lab_now(void);

/* fork(); the child ends when we do.  What was printed is printed once. */
pid_t lab_fork(void);

/* End a child that lab_fork() began; one of -1 is none. */
void lab_end(pid_t child);

#endif
