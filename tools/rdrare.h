/*
 * Record data with a form of its own: places, prefixes,
 * gateways, keys and what is said of them.
 */
#ifndef TWIG_RDRARE_H
#define TWIG_RDRARE_H

#include "tools/rdfield.h"

/* All of LOC, RFC 1876 3; a version that is not known as \#. */
void rare_write_place(struct walk *w);

/* 1:192.0.2.0/24 !2:..., RFC 3123 5. */
void rare_write_prefixes(struct walk *w);

/* The ports of WKS: RFC 1035 3.4.2. */
void rare_write_ports(struct walk *w);

/* The gateway of a kind: 0 none, 1 and 2 an address, 3 a name. */
void rare_write_gateway(struct walk *w, unsigned kind);

/* HIP, RFC 8005 5, from its first octet. */
void rare_write_hip(struct walk *w);

/* The five numbers of an SOA. */
void rare_write_soa_numbers(struct walk *w);

/* "1 week 2 days": so many seconds in words. */
void rare_write_duration(struct walk *w, uint32_t seconds);

/* OPT as data: code, length and octets of each option. */
void rare_write_options(struct walk *w);

/* All of TSIG, RFC 8945 4.2. */
void rare_write_signature(struct walk *w);

/* All of TKEY, RFC 2930 2. */
void rare_write_agreement(struct walk *w);

/* All of A6, RFC 2874 3.1: the end of an address, and whose its start is. */
void rare_write_part(struct walk *w);

/* The types of NXT, RFC 2535 5.2, each behind a blank. */
void rare_write_types(struct walk *w);

/* RFC 4034 B: the key tag of all the data. */
unsigned rare_key_tag(const struct rdata *data);

#endif
