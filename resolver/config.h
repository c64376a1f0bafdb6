/*
 * What the server shall do, and how an option changes that; read once, constant
 * from then on.
 */
#ifndef TWIG_CONFIG_H
#define TWIG_CONFIG_H

#include "resolver/options.h"
#include "resolver/rrl.h"
#include "resolver/service.h"
#include "resolver/tcp.h"
#include "resolver/user.h"
#include "zonefile/split.h"
#include "zonefile/zonefile.h"

enum {
    CONFIG_PORT = 53,
    CONFIG_PORT_UNPRIVILEGED = 5300, /* without the right to bind 53 */
    CONFIG_WORKERS_MAX = 64,
    CONFIG_ADDRESSES_MAX = 16,
    CONFIG_READS_MAX = 16,
    CONFIG_TCP_CONNECTIONS = 2000, /* 168 kB each at most */
    /* All users may be behind one balancer.  That two clients can fill all
       places locks nobody out: a newcomer takes that of the idlest. */
    CONFIG_TCP_PER_CLIENT = 1000,
    CONFIG_POLL_MAX = 86400,
    CONFIG_BREAKS_MAX = 8
};

#define CONFIG_VERSION "twigd 0.1"

/* Which queries are logged. */
enum config_log { CONFIG_LOG_NOTHING, CONFIG_LOG_FAILED, CONFIG_LOG_QUERIES };

enum config_classroom { CLASSROOM_NONE, CLASSROOM_GLUE, CLASSROOM_DIG };

struct config {
    const char *addresses[CONFIG_ADDRESSES_MAX];
    unsigned addresses_n;
    bool addresses_chosen; /* with -a; else the two loopback addresses */
    uint16_t port;
    bool port_chosen; /* with -p */
    unsigned passed;  /* sockets that are there instead, see activation.h */
    unsigned workers; /* that answer by UDP; one more does by TCP */
    enum zonefile_format format;
    const char *nsid; /* 1 to NSID_MAX octets, or NULL */
    bool hide_version;
    const char *cookie_file;  /* of secrets.h, or NULL */
    struct rrl_config limits; /* .rate == 0: none */
    const char *limit_how;    /* the last option that needs a rate, or NULL */
    struct tcp_limits tcp;
    struct user user;                    /* whom to become */
    bool user_chosen;                    /* with -u */
    const char *reads[CONFIG_READS_MAX]; /* directories, beside the zones' */
    unsigned reads_n;
    bool watch;            /* the zone files */
    unsigned poll_seconds; /* look at them so often, too; 0: never */
    enum config_log log;
    bool log_json;        /* else text */
    const char *log_file; /* NULL: stderr */
    enum walk_told walk;
    enum config_classroom classroom;
    struct {
        enum split_break how;
        const char *zone;
    } breaks[CONFIG_BREAKS_MAX]; /* in the classroom */
    unsigned breaks_n;
    char **zones; /* pointers into the arguments */
    size_t zones_n;
    char **texts; /* of the files of arguments, which zones point into */
    size_t texts_n;
};

enum config_verdict {
    CONFIG_RUN,
    CONFIG_DONE, /* --help or --version was all; it was printed on stdout */
    CONFIG_BAD   /* two lines were printed on stderr */
};

/*
 * config_set(c, what, value): an option with its value, which must stay as long
 * as *c is used; config_set_flag: one without.
 */
enum config_verdict config_set(struct config *c, enum what what,
                               const char *value);
enum config_verdict config_set_flag(struct config *c, enum what what);

/*
 * config_bad(what, about, mend): print that the arguments are wrong, in two
 * lines.  Returns CONFIG_BAD.
 */
enum config_verdict config_bad(const char *what, const char *about,
                               const char *mend);

/* Give back what commandline_read took, whatever its verdict. */
void config_free(struct config *c);

#endif
