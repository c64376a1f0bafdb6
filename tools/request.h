/*
 * What one query asks, how it is sent, and what is shown of the reply
 * (struct request); and what holds for all queries of a run (struct settings).
 * The options of the command line set these fields, nothing else does.
 */
#ifndef TWIG_REQUEST_H
#define TWIG_REQUEST_H

#include "tools/colour.h"
#include "tools/columns.h"
#include "tools/endpoint.h"
#include "tools/keep.h"
#include "tools/mistake.h"
#include "tools/resolvconf.h"
#include "tools/tsig.h"

enum {
    REQUEST_NAME = 1025,
    REQUEST_SERVERS = 20,
    REQUEST_OPTIONS = 100, /* +ednsopt, so many */
    REQUEST_COOKIE = 40,   /* octets, RFC 7873 4 */
    EDNS_NONE = -1
};

/* A server to ask. */
struct target {
    struct endpoint at;
    const char *name; /* as it was written; lives as long as the program */
};

/* An EDNS option of the user's. */
struct ednsopt {
    uint16_t code, n;
    const uint8_t *data; /* lives as long as the program */
};

/* Whose neighbourhood an answer is wanted for: RFC 7871 6. */
struct subnet {
    bool here;
    uint16_t family; /* 0: of nobody */
    uint8_t bits;
    uint8_t address[16];
};

struct request {
    char name[REQUEST_NAME]; /* as it was written */
    struct whence place;     /* where */
    uint16_t type, class;
    bool type_set, class_set; /* the user did */
    uint32_t serial;          /* of IXFR */

    /* the header */
    uint8_t opcode;
    bool aa, tc, rd, ra, z, ad, cd;
    bool header_only;
    bool qid_set;
    uint16_t qid;

    /* EDNS; the rest counts only when the version is not EDNS_NONE */
    int edns;
    uint16_t bufsize;
    bool dnssec, compact_ok;
    uint16_t edns_flags;
    bool nsid, expire, keepalive, cookie;
    uint8_t cookie_data[REQUEST_COOKIE];
    size_t cookie_n; /* 0: eight octets by chance */
    unsigned padding;
    struct subnet subnet;
    struct ednsopt options[REQUEST_OPTIONS];
    unsigned options_n;
    bool negotiate; /* a lower version, when the server wants it */

    /* the way */
    bool tcp, tcp_set;
    bool ignore_tc;
    bool stop_at_servfail;
    bool retry_badcookie, show_badcookie;
    bool best_effort;
    unsigned tries;
    struct target servers[REQUEST_SERVERS];
    unsigned servers_n; /* 0: those of resolv.conf */

    /* what is shown */
    bool question, answer, authority, additional;
    bool comments, stats, query, identify, onesoa, micro;
    int rr_comments; /* 1 shown, -1 hidden, 0: with +multiline */
    struct columns columns;
    bool idn_in, idn_out;
    bool exitcode; /* it tells what was found */

    /* not one query but several */
    bool nssearch;
    bool trace; /* from the root down */

    char *greeting; /* what dig calls cmdline; NULL: none, or it was printed */
    struct request *next;
};

/* The form of what is shown: see form.h. */
enum form { FORM_DIG, FORM_YAML, FORM_JSON, FORM_EXPLAIN, FORM_HEXDUMP };

/* Everything of the command line that is the same for all queries. */
struct settings {
    bool short_form;
    uint16_t short_type; /* +short=TYPE: only of this type; 0: all */
    bool short_asked;    /* +short=type: only of the type asked for */
    enum form form;
    unsigned explain; /* with FORM_EXPLAIN: parts, as in explain_task.h */
    const char *lang; /* --lang, or NULL */
    const char *pcap; /* +pcap, or NULL */
    bool decode;      /* no query: a message on stdin is explained */
    bool cmd;
    int split; /* letters of a group, SPLIT_DEFAULT */
    bool keep_open;
    bool search, show_search;
    int ndots;        /* -1: resolv.conf's */
    unsigned timeout; /* seconds; 0: as dig does */
    uint16_t port;
    bool only4, only6;
    struct endpoint source;            /* len 0: none */
    const char *domain;                /* +domain, or NULL */
    const char *batch;                 /* -f, or NULL */
    struct tsig_key key;               /* name_n 0: none */
    bool plus_comments, plus_question; /* said of all queries: for AXFR */
    enum colour_when when;             /* --color */
    bool colour;                       /* what came of it */
    bool fixed_time;                   /* no clock: times are 0 */
    bool quiet;                        /* nothing is told of the way */
    const char *hints;                 /* --hints, or NULL */
    bool real_root;                    /* +trace may ask the Internet's */
    bool ascii;                        /* lines are drawn with letters */
    struct resolvconf conf;
    struct kept *kept; /* what all of this points to */
};

#endif
