#include "tests/peers/probe.h"

#include <arpa/inet.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

bool probe(unsigned port, const struct dname *origin)
{
    enum { HEADER = 12, WAIT_MS = 200 };
    uint8_t q[HEADER + DNAME_MAX + 4] = { 0x12, 0x34, 0, 0, 0, 1 };
    uint8_t reply[4096];
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)port),
                              .sin_addr = { htonl(INADDR_LOOPBACK) } };
    bool served = false;
    size_t n = HEADER;
    memcpy(q + n, origin->wire, origin->len);
    n += origin->len;
    memcpy(q + n, "\0\6\0\1", 4); /* SOA, IN */
    n += 4;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    struct pollfd p = { .fd = fd, .events = POLLIN };
    if (connect(fd, (struct sockaddr *)&at, sizeof at) == 0 &&
        send(fd, q, n, 0) > 0 && poll(&p, 1, WAIT_MS) == 1 &&
        recv(fd, reply, sizeof reply, 0) > HEADER)
        served = reply[2] & 0x04 && (reply[3] & 0x0f) == 0 && reply[7] > 0;
    close(fd);
    return served;
}
