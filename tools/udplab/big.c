/*
 * Lesson 3, big: how much goes into one datagram.
 *
 *     | Ethernet | IP header 20 | UDP header 8 | your bytes           |
 *                |<---------------- at most 1500 -------------------->|
 *
 * So 1472 bytes go into one Ethernet frame.  A longer datagram is cut by IP
 * into fragments, and if one of them is lost, all is lost.  Above 65507 it
 * cannot be sent at all: IP's own length field has 16 bits, 65535 - 20 - 8.
 *
 * That is why DNS takes 1232 bytes by UDP (with IPv6's longer header they get
 * through everywhere), and sets TC, "truncated: ask again by TCP", when an
 * answer is longer.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <unistd.h>

#include "tools/number.h"
#include "tools/udplab/lab.h"
#include "tools/udplab/upper.h"

enum { UDP_HEADER = 8, IP_HEADER = 20, IPV6_HEADER = 40, FRAME = 1500 };

/* Answers with how many bytes have arrived. */
static int serve(struct lab *lab, int fd)
{
    for (;;) {
        char data[LAB_DATAGRAM], answer[24];
        struct sockaddr_storage from;
        socklen_t from_len = sizeof from;
        ssize_t n = recvfrom(fd, data, sizeof data, 0, (struct sockaddr *)&from,
                             &from_len);
        if (n < 0)
            return lab_fail(lab, "recvfrom");
        int length = sprintf(answer, "%zd", n);
        sendto(fd, answer, (size_t)length, 0, (struct sockaddr *)&from,
               from_len);
    }
}

/* One row of the table; the text is a size. */
static int ask_one(struct lab *lab, int fd, const char *text, size_t n)
{
    static const char data[LAB_DATAGRAM];
    char answer[24];
    unsigned size;
    if (!number_read(&size, text, LAB_DATAGRAM)) {
        say(lab, "%s is no size: 0 to 65536\n", lab_shown(text, n).text);
        return -1;
    }
    bool six = lab->at->sa_family == AF_INET6;
    unsigned header = six ? IPV6_HEADER : IP_HEADER;
    unsigned room = FRAME - header; /* of a frame, for a piece of a datagram */
    unsigned frames = (UDP_HEADER + size + room - 1) / room;

    printf("%7u %7u %7u  ", size, header + UDP_HEADER + size, frames);
    if (send(fd, data, size, 0) < 0 && errno == EMSGSIZE) {
        say(lab, "send() fails: EMSGSIZE, message too long\n");
        return 0;
    }
    ssize_t got = recv(fd, answer, sizeof answer, 0);
    if (got < 0)
        return lab_fail(lab, "recv");
    say(lab, "%s bytes arrived\n", lab_shown(answer, (size_t)got).text);
    return 0;
}

static int ask(struct lab *lab)
{
    say(lab, "  bytes  packet  frames  what happens here\n");
    return upper_ask_each(lab, ask_one);
}

/*
 * The longest packet that a path carries whole is its MTU.  Ask the kernel for
 * it.  Nothing leaves this machine: connect() only looks up the way, and what
 * is a byte too long, and must not be cut, is refused before it is sent.
 */
static void show_path(struct lab *lab, const char *address)
{
    static const char data[LAB_DATAGRAM];
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9) };
    int never_cut = IP_PMTUDISC_DO, mtu = 0;
    socklen_t mtu_len = sizeof mtu;
    inet_pton(AF_INET, address, &to.sin_addr);

    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    setsockopt(fd, IPPROTO_IP, IP_MTU_DISCOVER, &never_cut, sizeof never_cut);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) < 0 ||
        getsockopt(fd, IPPROTO_IP, IP_MTU, &mtu, &mtu_len) < 0) {
        say(lab, "To %s there is no way from here.\n", address);
    } else if (mtu < LAB_DATAGRAM) {
        size_t most = (size_t)mtu - IP_HEADER - UDP_HEADER;
        say(lab, "To %s: packets of %d bytes, %zu of them yours.\n", address,
            mtu, most);
        if (send(fd, data, most + 1, 0) < 0 && errno == EMSGSIZE)
            say(lab, "  %zu, not to be cut into fragments: EMSGSIZE\n",
                most + 1);
    } else {
        say(lab, "To %s: packets of %d bytes; nothing is ever cut.\n", address,
            mtu);
    }
    close(fd);
}

static int show(struct lab *lab)
{
    char *sizes[] = { "0",    "512",   "1232",  "1472", "1473",
                      "9000", "65507", "65508", NULL };
    lab->words = sizes;
    int result = ask(lab);
    say(lab,
        "\"frames\": so many an Ethernet would need, each with %d bytes.\n",
        FRAME);
    show_path(lab, "127.0.0.1");
    show_path(lab, "198.51.100.1"); /* of no one: RFC 5737 */
    return result;
}

const struct lesson lesson_big = {
    .name = "big",
    .about = "how much goes into one datagram, and what happens above that",
    .open = upper_server,
    .serve = serve,
    .ask = ask,
    .show = show,
};
