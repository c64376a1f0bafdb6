/*
 * A bad line: it stands between a client and a server, takes each datagram, and
 * loses it, or doubles it, or lets the next one overtake it.
 *
 *     client ----> front | relay | back ----> server
 *            <----                      <----
 */
#ifndef TWIG_UDPLAB_RELAY_H
#define TWIG_UDPLAB_RELAY_H

#include "tools/udplab/lab.h"

/*
 * relay_run(lab, front, back): carry what comes in at `front` out at `back`,
 * which is connected to the server, and the answers home, badly, until killed.
 * One client at a time: the last that spoke.  Each has the same accidents,
 * those of --seed.
 */
int relay_run(struct lab *lab, int front, int back);

#endif
