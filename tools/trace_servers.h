/*
 * The servers of a zone, as a delegation names them: names, and the addresses
 * that go with them.  Who may say what an address is, and which addresses may
 * be asked, is decided here.
 */
#ifndef TWIG_TRACE_SERVERS_H
#define TWIG_TRACE_SERVERS_H

#include "tools/endpoint.h"
#include "tools/message.h"

enum {
    TRACE_SERVERS = 16,  /* of a zone; more are not asked */
    TRACE_ADDRESSES = 4, /* of a server */
};

/* Which addresses may be asked. */
struct trace_rules {
    bool v4, v6;
    bool world; /* those of the Internet, too */
};

struct trace_server {
    uint8_t name[DNS_NAME_MAX]; /* the root: it has none */
    struct endpoint at[TRACE_ADDRESSES];
    unsigned n;      /* addresses */
    unsigned next;   /* the one to ask next */
    unsigned sought; /* how often its address was looked up */
    bool barred;     /* it has addresses that may not be asked */
};

struct trace_servers {
    struct trace_server list[TRACE_SERVERS];
    unsigned n;
};

/* Are two names the same; is one the other or below it?  Case is nothing. */
bool trace_same(const uint8_t *a, const uint8_t *b);
bool trace_within(const uint8_t *name, const uint8_t *zone);

/* An address that is of this machine or its neighbourhood: loopback, private
 * (RFC 1918, RFC 4193), link-local. */
bool trace_at_home(const struct endpoint *e);

/* Another server, without an address; NULL when there are too many. */
struct trace_server *trace_servers_add(struct trace_servers *s,
                                       const uint8_t *name);

/* An address of a server, when it may be asked. */
void trace_server_add(struct trace_server *server, const struct endpoint *at,
                      const struct trace_rules *rules);

/* The address in an A or AAAA record; false: it is another. */
bool trace_address(struct endpoint *out, const struct message *m,
                   const struct record *rr);

/* The servers that a section's NS records of `zone` name. */
void trace_servers_read(struct trace_servers *s, const struct message *m,
                        enum section section, const uint8_t *zone);

/*
 * trace_servers_glue(s, m, speaker, rules): the addresses in the additional
 * section.  Whoever serves the zone `speaker` may give those of names in it,
 * no others.
 */
void trace_servers_glue(struct trace_servers *s, const struct message *m,
                        const uint8_t *speaker,
                        const struct trace_rules *rules);

/* As if nobody had been asked yet. */
void trace_servers_rewind(struct trace_servers *s);

#endif
