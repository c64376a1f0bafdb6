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

#endif
