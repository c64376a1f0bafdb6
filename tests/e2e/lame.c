/*
 * lame ADDRESS PORT FLAGS [RECORD]: a name server that does not do what it is
 * there for.  Whatever it is asked, it replies with the question, the header's
 * second 16 bits as FLAGS has them (hexadecimal), and RECORD, if there is one:
 * in the answer, or when it is an NS record, in the authority section.
 * FLAGS "-": it says nothing at all; "broken": what it says cannot be read.
 */
#include <arpa/inet.h>
#include <ldns/ldns.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { OCTETS = 4096, HEADER = 12 };

static int listen_at(const char *address, const char *port)
{
    struct sockaddr_in at = { .sin_family = AF_INET };
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    at.sin_port = htons((uint16_t)atoi(port));
    if (inet_pton(AF_INET, address, &at.sin_addr) != 1 || fd < 0 ||
        bind(fd, (struct sockaddr *)&at, sizeof at) != 0) {
        perror("lame");
        exit(1);
    }
    return fd;
}

static ldns_pkt *reply_to(const ldns_pkt *query, const char *record)
{
    ldns_pkt *reply = ldns_pkt_new();
    ldns_rr *question = ldns_rr_list_rr(ldns_pkt_question(query), 0), *rr;
    ldns_pkt_push_rr(reply, LDNS_SECTION_QUESTION, ldns_rr_clone(question));
    if (!record)
        return reply;
    if (ldns_rr_new_frm_str(&rr, record, 60, NULL, NULL) != LDNS_STATUS_OK)
        exit(1);
    bool ns = ldns_rr_get_type(rr) == LDNS_RR_TYPE_NS;
    ldns_pkt_push_rr(reply, ns ? LDNS_SECTION_AUTHORITY : LDNS_SECTION_ANSWER,
                     rr);
    return reply;
}

/* One query; false: it was none. */
static bool answer(int fd, const char *flags, const char *record)
{
    uint8_t octets[OCTETS], *wire = NULL;
    struct sockaddr_in from;
    socklen_t len = sizeof from;
    ldns_pkt *query;
    size_t n;
    ssize_t got =
        recvfrom(fd, octets, sizeof octets, 0, (struct sockaddr *)&from, &len);
    if (got < HEADER || *flags == '-' ||
        ldns_wire2pkt(&query, octets, (size_t)got) != LDNS_STATUS_OK)
        return false;
    ldns_pkt *reply = reply_to(query, record);
    ldns_pkt_set_id(reply, ldns_pkt_id(query));
    if (ldns_pkt2wire(&wire, reply, &n) == LDNS_STATUS_OK) {
        unsigned long bits = strtoul(flags, NULL, 16);
        bool broken = strcmp(flags, "broken") == 0;
        wire[2] = broken ? 0x80 : (uint8_t)(bits >> 8);
        wire[3] = broken ? 0 : (uint8_t)bits;
        if (broken)
            wire[HEADER] = 0xff; /* no length of a label, no pointer */
        sendto(fd, wire, n, 0, (struct sockaddr *)&from, len);
    }
    free(wire);
    ldns_pkt_free(reply);
    ldns_pkt_free(query);
    return true;
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    int fd = listen_at(argv[1], argv[2]);
    puts("ready");
    fflush(stdout);
    for (;;)
        answer(fd, argv[3], argc > 4 ? argv[4] : NULL);
}
