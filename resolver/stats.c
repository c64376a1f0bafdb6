#include "resolver/stats.h"

#include "resolver/figures.h"
#include "zonefile/dns.h"

#include <sys/mman.h>

enum { TYPE_CAA = 257, TYPE_DNSKEY = 48 };

/* What is told, in this order. */
struct row {
    const char *group, *key;
    unsigned stat;
};

/* Made out of others, in places that count nothing. */
enum { OPEN = STAT_LOST_TOLD, OTHER = STAT_TYPE };

static const struct row rows[] = {
    { "requests", "udp4", STAT_UDP4 },
    { "requests", "udp6", STAT_UDP6 },
    { "requests", "tcp4", STAT_TCP4 },
    { "requests", "tcp6", STAT_TCP6 },
    { "rcodes", "noerror", STAT_RCODE + NOERROR },
    { "rcodes", "formerr", STAT_RCODE + FORMERR },
    { "rcodes", "nxdomain", STAT_RCODE + NXDOMAIN },
    { "rcodes", "notimp", STAT_RCODE + NOTIMP },
    { "rcodes", "refused", STAT_RCODE + REFUSED },
    { "rcodes", "yxdomain", STAT_RCODE + YXDOMAIN },
    { "rcodes", "badvers", STAT_RCODE + BADVERS },
    { "rcodes", "badcookie", STAT_RCODE + BADCOOKIE },
    { "types", "A", STAT_TYPE + TYPE_A },
    { "types", "NS", STAT_TYPE + TYPE_NS },
    { "types", "CNAME", STAT_TYPE + TYPE_CNAME },
    { "types", "SOA", STAT_TYPE + TYPE_SOA },
    { "types", "PTR", STAT_TYPE + TYPE_PTR },
    { "types", "MX", STAT_TYPE + TYPE_MX },
    { "types", "TXT", STAT_TYPE + TYPE_TXT },
    { "types", "AAAA", STAT_TYPE + TYPE_AAAA },
    { "types", "SRV", STAT_TYPE + TYPE_SRV },
    { "types", "DS", STAT_TYPE + TYPE_DS },
    { "types", "DNSKEY", STAT_TYPE + TYPE_DNSKEY },
    { "types", "SVCB", STAT_TYPE + TYPE_SVCB },
    { "types", "HTTPS", STAT_TYPE + TYPE_HTTPS },
    { "types", "ANY", STAT_TYPE + TYPE_ANY },
    { "types", "CAA", STAT_TYPE + TYPE_CAA },
    { "types", "other", OTHER },
    { "outcomes", "silent", STAT_SILENT },
    { "outcomes", "truncated", STAT_TRUNCATED },
    { "outcomes", "rrl_cut", STAT_CUT },
    { "outcomes", "rrl_dropped", STAT_LIMITED },
    { "outcomes", "cookie_good", STAT_COOKIE_GOOD },
    { "outcomes", "cookie_bad", STAT_COOKIE_BAD },
    { "tcp", "tcp_open", OPEN },
    { "tcp", "tcp_opened", STAT_TCP_OPENED },
    { "tcp", "tcp_closed", STAT_TCP_CLOSED },
    { "tcp", "tcp_evicted", STAT_TCP_EVICTED },
    { "tcp", "tcp_idle", STAT_TCP_IDLE },
    { "log", "log_lines", STAT_LOGGED },
    { "log", "log_lost", STAT_LOST },
};

enum { ROWS = sizeof rows / sizeof *rows };

static size_t size(unsigned places)
{
    return sizeof(struct stats) + places * sizeof(struct counts);
}

struct stats *stats_new(unsigned places, uint32_t now)
{
    void *room = mmap(NULL, size(places), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED)
        return NULL;
    struct stats *s = room;
    s->places_n = places;
    s->started = now;
    return s;
}

void stats_free(struct stats *s)
{
    if (s)
        munmap(s, size(s->places_n));
}

uint64_t stats_sum(const struct stats *s, unsigned stat)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < s->places_n; i++)
        sum += stats_get(&s->places[i], stat);
    return sum;
}

static bool is_listed(unsigned stat)
{
    for (unsigned i = 0; i < ROWS; i++)
        if (rows[i].stat == stat)
            return stat != OTHER;
    return false;
}

static uint64_t count_others(const struct stats *s)
{
    uint64_t sum = 0;
    for (unsigned t = 0; t < STATS_TYPES; t++)
        if (!is_listed(STAT_TYPE + t))
            sum += stats_sum(s, STAT_TYPE + t);
    return sum;
}

/* What a row says. */
static uint64_t value(const struct stats *s, unsigned stat)
{
    if (stat == OTHER)
        return count_others(s);
    if (stat != OPEN)
        return stats_sum(s, stat);
    uint64_t closed = stats_sum(s, STAT_TCP_CLOSED);
    uint64_t opened = stats_sum(s, STAT_TCP_OPENED);
    return opened > closed ? opened - closed : 0; /* both move meanwhile */
}

static void write_member(struct writer *w, const char *key, unsigned value)
{
    write_text(w, ",\"");
    write_text(w, key);
    write_text(w, "\":");
    figures_number(w, value);
}

void stats_json(struct writer *w, const struct stats *s, uint32_t now)
{
    const char *group = "";
    write_text(w, "{\"start\":\"");
    figures_date(w, s->started);
    write_text(w, "Z\",\"uptime\":");
    figures_number(w, (uint32_t)(now - s->started));
    write_member(w, "generation", s->generation);
    write_member(w, "names", s->names);
    write_member(w, "zones", s->zones);
    if (s->zones == 1)
        write_member(w, "serial", s->serial);
    for (unsigned i = 0; i < ROWS; i++) {
        bool same = strcmp(rows[i].group, group) == 0;
        if (!same) {
            group = rows[i].group;
            write_text(w, i > 0 ? "},\"" : ",\"");
            write_text(w, group);
            write_text(w, "\":{");
        }
        write_text(w, same ? ",\"" : "\"");
        write_text(w, rows[i].key);
        write_text(w, "\":");
        figures_number(w, value(s, rows[i].stat));
    }
    write_text(w, "}}");
}

static void write_string(struct writer *w, const char *key, uint64_t value)
{
    uint8_t *len = write_room(w, 1);
    const uint8_t *from = w->at;
    write_text(w, key);
    write_text(w, "=");
    figures_number(w, value);
    if (len)
        *len = (uint8_t)(w->at - from);
}

void stats_strings(struct writer *w, const struct stats *s, uint32_t now)
{
    write_string(w, "uptime", (uint32_t)(now - s->started));
    write_string(w, "generation", s->generation);
    write_string(w, "names", s->names);
    write_string(w, "zones", s->zones);
    if (s->zones == 1)
        write_string(w, "serial", s->serial);
    for (unsigned i = 0; i < ROWS; i++)
        write_string(w, rows[i].key, value(s, rows[i].stat));
}
