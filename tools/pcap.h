/*
 * Messages as a file that Wireshark, tshark and tcpdump -r open: the octets
 * are those of the network, the headers of IP, UDP and TCP around them are
 * made up, with the addresses and ports that were used.
 *
 *     0 +----------------------+  24 octets: magic, 2.4, LINKTYPE_RAW
 *       | header of the file   |
 *    24 +----------------------+  time, length
 *       | 16 octets            |
 *       | IP | UDP or TCP | message
 *       +----------------------+
 *       | 16 octets ...        |
 */
#ifndef TWIG_PCAP_H
#define TWIG_PCAP_H

#include "zonefile/wire.h"

#include <netinet/in.h>
#include <stdio.h>

/* One side of a conversation; IPv4 and IPv6. */
union pcap_end {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

struct pcap_flow {
    union pcap_end client, server; /* of one family */
    bool tcp;
    uint32_t sent[2]; /* octets so far, over TCP: client's, server's */
};

enum pcap_way { PCAP_QUERY, PCAP_REPLY };

/* Write the header of the file. */
void pcap_begin(FILE *out);

/*
 * pcap_add(out, flow, way, at_us, message): one message, sent at that time, in
 * microseconds since 1970; over TCP in as many segments as it takes, its
 * length in front.  Write errors stay with `out`.
 */
void pcap_add(FILE *out, struct pcap_flow *flow, enum pcap_way way,
              uint64_t at_us, struct bytes message);

#endif
