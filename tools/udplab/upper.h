/*
 * What lesson 1 teaches, and later lessons use again.
 */
#ifndef TWIG_UDPLAB_UPPER_H
#define TWIG_UDPLAB_UPPER_H

#include "tools/udplab/lab.h"

#include <stddef.h>

/* a to z become A to Z; every other byte stays, so UTF-8 stays UTF-8. */
void upper_case(char *text, size_t n);

/* A server's socket, bound to lab->at; or -1, and it was said why. */
int upper_server(const struct lab *lab);

/*
 * A client's socket, connected to lab->at; or -1, and it was said why.  recv()
 * waits for LAB_PATIENCE seconds.
 */
int upper_client(const struct lab *lab);

/*
 * upper_exchange(lab, fd, text, n, answer): send the text, and wait for what
 * comes back, into `answer` of LAB_DATAGRAM bytes.  Returns its length; or -1,
 * and it was said why.
 */
ssize_t upper_exchange(const struct lab *lab, int fd, const char *text,
                       size_t n, char *answer);

/*
 * upper_ask_each(lab, ask_one): the client's side: ask_one() for each text that
 * there is to send, by a socket of upper_client().  Returns -1 when one of them
 * has failed.
 */
int upper_ask_each(struct lab *lab, int (*ask_one)(struct lab *lab, int fd,
                                                   const char *text, size_t n));

#endif
