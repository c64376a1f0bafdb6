/*
 * All messages that are sent and received, kept in a file for Wireshark: +pcap.
 */
#ifndef TWIG_CAPTURE_H
#define TWIG_CAPTURE_H

#include "tools/pcap.h"

#include <stdbool.h>

struct capture {
    FILE *out; /* NULL: nothing is kept */
    struct pcap_flow flow;
};

/* capture_open(c, path): begin the file.  -1 with errno. */
int capture_open(struct capture *c, const char *path);

/*
 * capture_add(c, fd, tcp, way, message): one message that went over this
 * connected socket just now.
 */
void capture_add(struct capture *c, int fd, bool tcp, enum pcap_way way,
                 struct bytes message);

/* capture_close(c): 0, or -1 with errno: not all of it could be written. */
int capture_close(struct capture *c);

#endif
