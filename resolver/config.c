#include "resolver/config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SLIP_MAX = 10 };

enum config_verdict config_bad(const char *what, const char *about,
                               const char *mend)
{
    fprintf(stderr, "twigd: %s: '%s'\n%s\n", what, about, mend);
    return CONFIG_BAD;
}

static enum config_verdict check(bool good, const char *what, const char *about,
                                 const char *mend)
{
    return good ? CONFIG_RUN : config_bad(what, about, mend);
}

/* A whole number of 1 to `most`; 0 when it is not. */
static unsigned read_number(const char *text, unsigned most)
{
    char *end;
    errno = 0;
    unsigned long v = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno || v > most)
        return 0;
    return (unsigned)v;
}

/* An address, with or without %INTERFACE behind it, to 4 octets or 16: how
 * many; 0: it is none. */
static size_t read_address(uint8_t octets[16], const char *text)
{
    char host[INET6_ADDRSTRLEN];
    size_t n = strcspn(text, "%");
    if (n >= sizeof host)
        return 0;
    memcpy(host, text, n);
    host[n] = '\0';
    if (inet_pton(AF_INET6, host, octets) == 1)
        return 16;
    return !text[n] && inet_pton(AF_INET, host, octets) == 1 ? 4 : 0;
}

/* Would a socket at the one be in the way of one at the other? */
static bool overlap(const char *one, const char *other)
{
    static const uint8_t all[16] = { 0 };
    uint8_t a[16], b[16];
    size_t n = read_address(a, one);
    if (n != read_address(b, other))
        return false;
    return memcmp(a, all, n) == 0 || memcmp(b, all, n) == 0 ||
           (memcmp(a, b, n) == 0 &&
            strcmp(strchrnul(one, '%'), strchrnul(other, '%')) == 0);
}

static enum config_verdict add_address(struct config *c, const char *text)
{
    uint8_t octets[16];
    char mend[128];
    if (c->addresses_n == CONFIG_ADDRESSES_MAX)
        return config_bad("too many addresses", text, "At most 16.");
    if (!read_address(octets, text))
        return config_bad("not an address", text,
                          "It is like 127.0.0.1, ::1 or fe80::1%eth0.");
    for (unsigned i = 0; i < c->addresses_n; i++)
        if (overlap(c->addresses[i], text)) {
            snprintf(mend, sizeof mend, "%s and %s overlap: leave one out.",
                     c->addresses[i], text);
            return config_bad("an address is listened to twice", text, mend);
        }
    c->addresses[c->addresses_n++] = text;
    c->addresses_chosen = true;
    return CONFIG_RUN;
}

static enum config_verdict set_connections(unsigned *limit, const char *value)
{
    *limit = read_number(value, TCP_CONNECTIONS_MAX);
    return check(*limit, "not a number of connections", value,
                 "It is 1 to 100000.");
}

static enum config_verdict set_rate(struct rrl_config *c, const char *value)
{
    c->rate = read_number(value, RRL_RATE_MAX);
    return check(c->rate, "not a rate", value,
                 "It is 1 to 1000000 replies a second.");
}

static enum config_verdict set_slip(struct config *c, const char *value)
{
    c->limit_how = "--rrl-slip";
    c->limits.slip = read_number(value, SLIP_MAX);
    return check(c->limits.slip || strcmp(value, "0") == 0, "not a slip", value,
                 "It is 0 (none) to 10: each so-manyth is cut.");
}

static enum config_verdict set_poll(struct config *c, const char *value)
{
    c->poll_seconds = read_number(value, CONFIG_POLL_MAX);
    return check(c->poll_seconds, "not a time", value,
                 "It is 1 to 86400 seconds.");
}

static enum config_verdict set_log(struct config *c, const char *value)
{
    c->log =
        strcmp(value, "failed") == 0 ? CONFIG_LOG_FAILED : CONFIG_LOG_QUERIES;
    if (c->log == CONFIG_LOG_FAILED || strcmp(value, "queries") == 0)
        return CONFIG_RUN;
    return config_bad("not what is logged", value, "It is queries or failed.");
}

static enum config_verdict set_log_form(struct config *c, const char *value)
{
    c->log_json = strcmp(value, "json") == 0;
    if (c->log_json || strcmp(value, "text") == 0)
        return CONFIG_RUN;
    return config_bad("not a format of the log", value, "It is text or json.");
}

static enum config_verdict set_format(struct config *c, const char *value)
{
    c->format = strcmp(value, "flat") == 0 ? FORMAT_FLAT : FORMAT_MASTER;
    if (c->format == FORMAT_FLAT || strcmp(value, "master") == 0)
        return CONFIG_RUN;
    return config_bad("not a format", value, "It is flat or master.");
}

static enum config_verdict set_user(struct config *c, const char *value)
{
    c->user_chosen = true;
    if (!user_find(&c->user, value))
        return config_bad("no such user", value,
                          "Make one: useradd --system NAME");
    return geteuid() == 0 || c->user.uid == geteuid()
               ? CONFIG_RUN
               : config_bad("no right to become this user", value,
                            "Only root can: start without -u, or as root.");
}

static enum config_verdict add_read(struct config *c, const char *value)
{
    if (c->reads_n == CONFIG_READS_MAX)
        return config_bad("too many directories to read", value, "At most 16.");
    c->reads[c->reads_n++] = value;
    return CONFIG_RUN;
}

static enum config_verdict set_walk(struct config *c, const char *value)
{
    c->walk = WALK_CHINESE;
    return check(strcmp(value, "zh") == 0, "not a language of the walk", value,
                 "It is --walk (English) or --walk=zh.");
}

static enum config_verdict set_classroom(struct config *c, const char *value)
{
    c->classroom = CLASSROOM_DIG;
    return check(strcmp(value, "dig") == 0, "not a kind of classroom", value,
                 "It is --classroom or --classroom=dig.");
}

/* lame=cctv.com */
static enum config_verdict add_break(struct config *c, const char *text)
{
    static const struct {
        const char *word;
        enum split_break how;
    } kinds[] = { { "lame=", BREAK_LAME },
                  { "noglue=", BREAK_NOGLUE },
                  { "loop=", BREAK_LOOP } };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t n = strlen(kinds[i].word);
        if (strncmp(text, kinds[i].word, n) != 0 || !text[n])
            continue;
        if (c->breaks_n == CONFIG_BREAKS_MAX)
            return config_bad("too much is broken", text,
                              "At most 8 delegations.");
        c->breaks[c->breaks_n].how = kinds[i].how;
        c->breaks[c->breaks_n++].zone = text + n;
        return CONFIG_RUN;
    }
    return config_bad("not a way to break a delegation", text,
                      "It is lame=ZONE, noglue=ZONE or loop=ZONE.");
}

enum config_verdict config_set(struct config *c, enum what what,
                               const char *value)
{
    switch (what) {
    case SET_ADDRESS:
        return add_address(c, value);
    case SET_PORT:
        c->port = (uint16_t)read_number(value, UINT16_MAX);
        c->port_chosen = true;
        return check(c->port, "not a port", value, "A port is 1 to 65535.");
    case SET_WORKERS:
        c->workers = read_number(value, CONFIG_WORKERS_MAX);
        return check(c->workers, "not a number of workers", value,
                     "It is 1 to 64.");
    case SET_FORMAT:
        return set_format(c, value);
    case SET_NSID:
        c->nsid = value;
        return check(strlen(value) <= NSID_MAX, "not a name server identifier",
                     value, "It is 1 to 128 octets long.");
    case SET_COOKIE_SECRET_FILE:
        c->cookie_file = value;
        return CONFIG_RUN;
    case SET_LIMIT:
        return set_rate(&c->limits, value);
    case SET_LIMIT_SLIP:
        return set_slip(c, value);
    case SET_TCP_CONNECTIONS:
        return set_connections(&c->tcp.connections, value);
    case SET_TCP_PER_CLIENT:
        return set_connections(&c->tcp.per_client, value);
    case SET_POLL:
        return set_poll(c, value);
    case SET_LOG:
        return set_log(c, value);
    case SET_LOG_FORMAT:
        return set_log_form(c, value);
    case SET_USER:
        return set_user(c, value);
    case ADD_READ:
        return add_read(c, value);
    case SET_LOG_FILE:
        c->log_file = value;
        return CONFIG_RUN;
    case OPEN_CLASSROOM:
        return set_classroom(c, value);
    case TELL_WALK:
        return set_walk(c, value);
    case SET_BREAK:
        return add_break(c, value);
    case HIDE_VERSION:
    case SET_LIMIT_LOOPBACK:
    case NO_WATCH:
    case SHOW_HELP:
    case SHOW_VERSION:
        break; /* they have no value: config_set_flag */
    }
    return CONFIG_BAD;
}

enum config_verdict config_set_flag(struct config *c, enum what what)
{
    switch (what) {
    case HIDE_VERSION:
        c->hide_version = true;
        return CONFIG_RUN;
    case SET_LIMIT_LOOPBACK:
        c->limit_how = "--rrl-loopback";
        c->limits.spare_loopback = false;
        return CONFIG_RUN;
    case NO_WATCH:
        c->watch = false;
        return CONFIG_RUN;
    case TELL_WALK:
        c->walk = WALK_ENGLISH;
        return CONFIG_RUN;
    case OPEN_CLASSROOM:
        c->classroom = CLASSROOM_GLUE;
        return CONFIG_RUN;
    case SHOW_HELP:
        fputs(options_help, stdout);
        return CONFIG_DONE;
    default: /* SHOW_VERSION */
        puts(CONFIG_VERSION);
        return CONFIG_DONE;
    }
}

void config_free(struct config *c)
{
    for (size_t i = 0; i < c->texts_n; i++)
        free(c->texts[i]);
    free(c->texts);
    free(c->zones);
}
