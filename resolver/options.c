#include "resolver/options.h"

#include <ctype.h>
#include <string.h>

#include "zonefile/nearest.h"

const char options_help[] =
    "Usage: twigd [-a ADDRESS]... [-p PORT] [-w WORKERS] [-f FORMAT] "
    "[ZONE]...\n"
    "\n"
    "Serve names from zone files, as an authoritative DNS server.\n"
    "ZONE is FILE, ORIGIN=FILE (a master file without $ORIGIN) or a DIRECTORY\n"
    "of such files.  Without ZONE: the built-in lesson zone.\n"
    "\n"
    "  -a, --address ADDRESS  listen there (127.0.0.1 and ::1)\n"
    "  -p, --port PORT        port (53; 5300 without the right to bind it)\n"
    "  -w, --workers WORKERS  processes that answer by UDP (one a CPU, at\n"
    "                         most 4); one more does by TCP\n"
    "  -f, --format FORMAT    flat or master (each file tells by itself)\n"
    "  -u, --user USER        from root to USER, once the sockets are open\n"
    "                         (nobody)\n"
    "      --read DIRECTORY   may be read, too: for $INCLUDE and links; files\n"
    "                         beside the zone files always may\n"
    "      --nsid TEXT        the server's name: NSID, CH TXT id.server\n"
    "      --hide-version     no CH TXT version.bind, version.server\n"
    "      --cookie-secret FILE  secrets of DNS cookies, 32 hex digits a line\n"
    "      --rrl RATE         at most so many replies of a kind a second to a\n"
    "                         network by UDP (no limit)\n"
    "      --rrl-slip N       each Nth reply over the limit is cut short, not\n"
    "                         dropped (2; 0: none)\n"
    "      --rrl-loopback     limit loopback addresses, too\n"
    "      --tcp-connections N  TCP connections in all (2000); one more, and\n"
    "                         the idlest is closed\n"
    "      --tcp-per-client N  and of one client (1000)\n"
    "      --poll SECONDS     look at the zone files so often, too: for file\n"
    "                         systems that do not tell of changes\n"
    "      --no-watch         do not watch the zone files: wait for SIGHUP\n"
    "      --log queries|failed  a line for each query, or for those without\n"
    "                         an answer (no log)\n"
    "      --log-format text|json  what the lines are (text)\n"
    "      --log-file FILE    where they go (standard error); SIGHUP begins\n"
    "                         another, once it was moved away\n"
    "      --walk[=zh]        tell in each reply how its name is found, label "
    "by\n"
    "                         label, as an Extended DNS Error; =zh: in "
    "Chinese\n"
    "      --classroom[=dig]  serve a flat file as the real tree is: a server\n"
    "                         for each zone, from 127.0.0.41 on; =dig: with\n"
    "                         server names that dig +trace finds offline\n"
    "      --break lame|noglue|loop=ZONE  in the classroom: delegate it "
    "wrongly\n"
    "  -h, --help             print this\n"
    "  -V, --version          print the version\n"
    "  @FILE                  more arguments, one a line\n"
    "\n"
    "Zone files are loaded again when they change, and at any time by SIGHUP.\n"
    "SIGUSR1 prints the counters; SIGTERM and SIGINT stop the server.\n"
    "Ask it: dig @127.0.0.1 news.cctv.com, dig @127.0.0.1 CH TXT stats.twigd\n";

/* Of several that begin as what was written, the first is meant. */
static const struct option options[] = {
    { SHOW_HELP, 'h', "help", NULL },
    { SHOW_VERSION, 'V', "version", NULL },
    { SET_ADDRESS, 'a', "address", "an address" },
    { SET_PORT, 'p', "port", "a port" },
    { SET_WORKERS, 'w', "workers", "a number" },
    { SET_FORMAT, 'f', "format", "flat or master" },
    { SET_USER, 'u', "user", "a user" },
    { ADD_READ, '\0', "read", "a directory" },
    { SET_NSID, '\0', "nsid", "a text" },
    { HIDE_VERSION, '\0', "hide-version", NULL },
    { SET_COOKIE_SECRET_FILE, '\0', "cookie-secret", "a file" },
    { SET_LIMIT, '\0', "rrl", "a number" },
    { SET_LIMIT_SLIP, '\0', "rrl-slip", "a number" },
    { SET_LIMIT_LOOPBACK, '\0', "rrl-loopback", NULL },
    { SET_TCP_CONNECTIONS, '\0', "tcp-connections", "a number" },
    { SET_TCP_PER_CLIENT, '\0', "tcp-per-client", "a number" },
    { SET_POLL, '\0', "poll", "seconds" },
    { NO_WATCH, '\0', "no-watch", NULL },
    { SET_LOG, '\0', "log", "queries or failed" },
    { SET_LOG_FORMAT, '\0', "log-format", "text or json" },
    { SET_LOG_FILE, '\0', "log-file", "a file" },
    { TELL_WALK, '\0', "walk", "=zh" },
    { OPEN_CLASSROOM, '\0', "classroom", "=dig" },
    { SET_BREAK, '\0', "break", "lame, noglue or loop, =, and a zone" },
};

enum { OPTIONS = sizeof options / sizeof *options };

const struct option *option_nearest(const char *name)
{
    const struct option *best = &options[0];
    size_t n = strlen(name);
    for (size_t i = 0; i < OPTIONS; i++) {
        if (name[0] && !name[1] &&
            toupper((unsigned char)name[0]) == options[i].letter)
            return &options[i];
        if (n > 1 && nearest_distance(name, n, options[i].name) <
                         nearest_distance(name, n, best->name))
            best = &options[i];
    }
    return best;
}

const struct option *option_find(const char *text, const char **value)
{
    const char *name = text + 2;
    size_t n = strcspn(name, "= \t"); /* a file has both on one line */
    *value = NULL;
    for (size_t i = 0; i < OPTIONS; i++) {
        const struct option *o = &options[i];
        if (text[1] != '-' && o->letter && text[1] == o->letter) {
            *value = text[2] ? text + 2 + strspn(text + 2, " \t") : NULL;
            return o;
        }
        if (text[1] == '-' && n > 0 && strncmp(name, o->name, n) == 0) {
            *value =
                name[n] ? name + n + 1 + strspn(name + n + 1, " \t") : NULL;
            return o;
        }
    }
    return NULL;
}
