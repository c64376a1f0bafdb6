/*
 * The numbers of the DNS protocol, each with the RFC that gives it.  No code.
 */
#ifndef TWIG_DNS_H
#define TWIG_DNS_H

/* Sizes, in octets on the wire. */
enum {
    DNS_HEADER = 12,        /* RFC 1035 4.1.1 */
    DNS_LABEL_MAX = 63,     /* RFC 1035 2.3.4 */
    DNS_NAME_MAX = 255,     /* RFC 1035 2.3.4, with the root's zero */
    DNS_LABELS_MAX = 127,   /* what fits in 255 octets, without the root */
    DNS_UDP_PLAIN = 512,    /* RFC 1035 2.3.4: a reply without EDNS */
    DNS_UDP_EDNS = 1232,    /* RFC 9715: fits an IPv6 packet of 1280 octets */
    DNS_MESSAGE_MAX = 65535 /* RFC 1035 4.2.2 */
};

/* A compression pointer: two bits set, then 14 bits of offset. */
enum {
    DNS_POINTER = 0xc0,        /* RFC 1035 4.1.4, the first octet's mark */
    DNS_POINTER_MAX = 0x3fff,  /* the farthest offset it can name */
    DNS_POINTER_BITS = 0xc000, /* the mark within 16 bits */
    DNS_QNAME_AT = 12          /* the question's name, always here */
};

/* Record types with a meaning of their own in this server. */
enum {
    TYPE_A = 1,      /* RFC 1035 3.4.1 */
    TYPE_NS = 2,     /* RFC 1035 3.3.11 */
    TYPE_CNAME = 5,  /* RFC 1035 3.3.1 */
    TYPE_SOA = 6,    /* RFC 1035 3.3.13 */
    TYPE_PTR = 12,   /* RFC 1035 3.3.12 */
    TYPE_MX = 15,    /* RFC 1035 3.3.9 */
    TYPE_TXT = 16,   /* RFC 1035 3.3.14 */
    TYPE_AAAA = 28,  /* RFC 3596 2.1 */
    TYPE_SRV = 33,   /* RFC 2782 */
    TYPE_NAPTR = 35, /* RFC 3403 */
    TYPE_DNAME = 39, /* RFC 6672 */
    TYPE_OPT = 41,   /* RFC 6891 */
    TYPE_DS = 43,    /* RFC 4034 5 */
    TYPE_RRSIG = 46, /* RFC 4034 3 */
    TYPE_NSEC = 47,  /* RFC 4034 4 */
    TYPE_SVCB = 64,  /* RFC 9460 */
    TYPE_HTTPS = 65, /* RFC 9460 */
    TYPE_TSIG = 250, /* RFC 8945 */
    TYPE_IXFR = 251, /* RFC 1995 */
    TYPE_AXFR = 252, /* RFC 5936 */
    TYPE_ANY = 255   /* RFC 1035 3.2.3, RFC 8482 */
};

enum {
    CLASS_IN = 1,   /* RFC 1035 3.2.4 */
    CLASS_CH = 3,   /* RFC 1035 3.2.4; here: the server itself, RFC 4892 */
    CLASS_ANY = 255 /* RFC 1035 3.2.5 */
};

enum rcode {
    NOERROR = 0,   /* RFC 1035 4.1.1 */
    FORMERR = 1,   /* RFC 1035 4.1.1 */
    SERVFAIL = 2,  /* RFC 1035 4.1.1 */
    NXDOMAIN = 3,  /* RFC 1035 4.1.1 */
    NOTIMP = 4,    /* RFC 1035 4.1.1 */
    REFUSED = 5,   /* RFC 1035 4.1.1 */
    YXDOMAIN = 6,  /* RFC 6672 2.2 */
    BADVERS = 16,  /* RFC 6891 9, above the header's four bits */
    BADCOOKIE = 23 /* RFC 7873 8 */
};

/* The header's third and fourth octets, RFC 1035 4.1.1 and RFC 4035 3. */
enum {
    HEAD_QR = 0x80,
    HEAD_AA = 0x04,
    HEAD_TC = 0x02,
    HEAD_RD = 0x01,
    HEAD_CD = 0x10 /* in the fourth */
};

/* The same as 16 bits, with the opcode between them. */
enum {
    FLAG_QR = 0x8000,
    FLAG_OPCODE = 0x7800, /* its four bits */
    FLAG_AA = 0x0400,
    FLAG_TC = 0x0200,
    FLAG_RD = 0x0100,
    FLAG_RA = 0x0080,
    FLAG_Z = 0x0040,
    FLAG_AD = 0x0020,
    FLAG_CD = 0x0010
};

enum {
    OPT_FIXED = 11, /* root, type, class, TTL, length: RFC 6891 6.1.2 */
    OPT_DO = 0x80   /* in the third octet of its TTL: RFC 3225 */
};

/* The last 16 bits of the OPT record's TTL. */
enum {
    EDNS_DO = 0x8000,  /* RFC 3225 3 */
    EDNS_CO = 0x4000,  /* compact denial, RFC 9824 5.1 */
    EDNS_REST = 0x3fff /* without a meaning */
};

/* EDNS options, RFC 6891 6.1.2. */
enum {
    OPTION_NSID = 3,        /* RFC 5001 */
    OPTION_SUBNET = 8,      /* RFC 7871 */
    OPTION_EXPIRE = 9,      /* RFC 7314 */
    OPTION_COOKIE = 10,     /* RFC 7873 */
    OPTION_KEEPALIVE = 11,  /* RFC 7828 */
    OPTION_PADDING = 12,    /* RFC 7830 */
    OPTION_EDE = 15,        /* RFC 8914 */
    OPTION_ZONEVERSION = 19 /* RFC 9660 */
};

/* Why, beside the rcode: Extended DNS Errors, RFC 8914 4. */
enum ede {
    EDE_NONE = -1,              /* nothing more to say */
    EDE_OTHER = 0,              /* 4.1 */
    EDE_PROHIBITED = 18,        /* 4.19 */
    EDE_NOT_AUTHORITATIVE = 20, /* 4.21 */
    EDE_NOT_SUPPORTED = 21      /* 4.22 */
};

#endif
