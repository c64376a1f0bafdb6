/*
 * Messages as hexadecimal digits: written so that Wireshark's text2pcap reads
 * them, and read from whatever people paste.
 */
#ifndef TWIG_HEXDUMP_H
#define TWIG_HEXDUMP_H

#include "zonefile/wire.h"

#include <stdio.h>

/*
 * hexdump_print(out, octets): "0000  1f 2c ..." of 16 octets a line.  The
 * offset 0000 begins a packet for text2pcap; to it these are the data of a
 * datagram: text2pcap -u 5300,53 dump.txt dump.pcap.
 */
void hexdump_print(FILE *out, struct bytes octets);

enum hexdump_fault {
    HEXDUMP_FINE,
    HEXDUMP_NOTHING,   /* there are no octets at all */
    HEXDUMP_CHARACTER, /* neither a digit nor what may stand between them */
    HEXDUMP_ODD,       /* half an octet; also hexdump without -C: its words
                          are turned around */
    HEXDUMP_SQUEEZED,  /* "*": lines were left out; hexdump -Cv shows all */
    HEXDUMP_LONG       /* more than `room` */
};

struct hexdump_read {
    size_t n;      /* how many octets there were */
    size_t used;   /* of the text: what is left begins with another message */
    unsigned line; /* where reading ended, from 1 */
    enum hexdump_fault fault;
};

/*
 * hexdump_read(out, room, text): the octets of the first message into `out`,
 * from hex with or without blanks, commas and line ends, 0x or \x before it; as
 * hexdump -C, xxd, text2pcap, Wireshark, tcpdump -x and dig print it, with
 * offsets in front and text behind.  An offset that is 0 again begins the next
 * message.  Lines that begin with # or ; are not read, nor "36 bytes".
 */
struct hexdump_read hexdump_read(uint8_t *out, size_t room, struct bytes text);

/* The fault in words, for the line that complains. */
const char *hexdump_why(enum hexdump_fault fault);

#endif
