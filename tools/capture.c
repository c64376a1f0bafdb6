#include "tools/capture.h"

#include <string.h>
#include <time.h>

int capture_open(struct capture *c, const char *path)
{
    *c = (struct capture){ .out = fopen(path, "wbe") };
    if (!c->out)
        return -1;
    pcap_begin(c->out);
    return 0;
}

/* Who talks to whom; over another connection it begins anew. */
static void follow(struct capture *c, int fd, bool tcp)
{
    struct pcap_flow now = { .tcp = tcp };
    socklen_t client = sizeof now.client, server = sizeof now.server;
    getsockname(fd, &now.client.any, &client);
    getpeername(fd, &now.server.any, &server);
    if (tcp != c->flow.tcp ||
        memcmp(&now.client, &c->flow.client, sizeof now.client) != 0 ||
        memcmp(&now.server, &c->flow.server, sizeof now.server) != 0)
        c->flow = now;
}

void capture_add(struct capture *c, int fd, bool tcp, enum pcap_way way,
                 struct bytes message)
{
    struct timespec now;
    if (!c->out)
        return;
    clock_gettime(CLOCK_REALTIME, &now);
    follow(c, fd, tcp);
    uint64_t us = (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
    pcap_add(c->out, &c->flow, way, us, message);
}

int capture_close(struct capture *c)
{
    FILE *out = c->out;
    c->out = NULL;
    if (!out)
        return 0;
    bool bad = ferror(out);
    return fclose(out) != 0 || bad ? -1 : 0;
}
