/*
 * conformance [-t] ADDRESS PORT: ask a server that has the zones
 * conformance.zone and conformance-other.zone all that can be asked from
 * outside, by UDP and by TCP, and judge each row by its rule alone.
 *
 *     PASS   right in all
 *     FAIL   what was seen instead follows
 *     part   some of an extension that a server may do without
 *     none   nothing of it
 *     n.a.   not to be seen from outside: rows 16 and 54
 *
 * -t: tab between the columns, and no explanations.  Exit 0: nothing failed.
 */
#include "tests/shared/cases_scenes.h"
#include "tests/shared/test.h"

#include <stdlib.h>
#include <unistd.h>

enum {
    ROWS = 64,
    CHANCES = 5,
    NOTE_MAX = 2048,
    FAILURES_MAX = 65536,
    PATIENCE_MS = 700 /* a server on the other side of the world takes 400 */
};

#define INDENT "         "

static const struct rule {
    int number;
    const char *rfc, *text;
} rules[] = {
    { 1, "1034 4.3.2", "exact match: AA, no RA; RD and ID copied" },
    { 2, "2308 2.2", "NODATA has the SOA" },
    { 3, "2308 3, 5", "negative TTL is the lower of the SOA's two" },
    { 4, "8020, 4592 2.2.2", "an empty non-terminal exists" },
    { 5, "8020", "nothing exists below NXDOMAIN" },
    { 6, "4592", "a wildcard spans labels" },
    { 7, "4592 3.3.1", "a closer encloser blocks a wildcard" },
    { 8, "4592", "an empty non-terminal under a wildcard is NODATA" },
    { 9, "4592 2.1.1", "the literal * is a name" },
    { 10, "4592", "a wildcard without the type is NODATA" },
    { 11, "4592, 2181", "a wildcard alias is followed" },
    { 12, "1034, 6604", "a chain of aliases keeps its order" },
    { 13, "6604 3", "the rcode is of the last name of a chain" },
    { 14, "1034", "CNAME asked for is not followed, nor one that leads away" },
    { 15, "1034 3.6.2", "a loop of aliases ends" },
    { 16, "1034, 2181 10.1", "CNAME and other data is an error at load" },
    { 17, "6672", "DNAME makes a CNAME, of its TTL" },
    { 18, "6672 2.2", "a name that grows too long is YXDOMAIN" },
    { 19, "1034 4.2.1", "a referral has no AA, and its glue" },
    { 20, "2181 5.4.1, 6.1", "glue is no answer" },
    { 21, "4035 3.1.4.1", "DS at a cut is answered above" },
    { 22, "9471", "glue comes whole, or TC is set" },
    { 23, "2181 9", "no part of an RRset without TC" },
    { 24, "6891 6.2.5", "the client's size, 512 at least, 1232 at most" },
    { 25, "9715", "no fragments (here: no reply above 1400)" },
    { 26, "6891 6.1.3", "BADVERS, with version 0" },
    { 27, "6891 6.1.2", "an unknown option is ignored" },
    { 28, "6891 6.1.4", "unknown EDNS flags are ignored; DO is copied" },
    { 29, "6891 6.1.1", "two OPT are FORMERR; one may stand anywhere" },
    { 30, "6891 7", "OPT if and only if the query has it, on errors too" },
    { 31, "7873", "cookies; of bad length FORMERR; without a question" },
    { 32, "9018", "cookies that other servers understand" },
    { 33, "5001, 4892", "NSID when asked; CH TXT id.server and the like" },
    { 34, "9660", "the zone's version when asked" },
    { 35, "8914", "the reason of REFUSED and NOTIMP" },
    { 36, "8482", "ANY is one RRset, small by UDP" },
    { 37, "8906 8", "other opcodes: NOTIMP, never silence" },
    { 38, "8906", "an unknown type is NODATA; Z, AD, CD do no harm" },
    { 39, "9619", "more or less than one question is FORMERR" },
    { 40, "1035, 5452", "no reply to a reply; bad names do no harm" },
    { 41, "4343", "case does not matter, and comes back" },
    { 42, "3597", "an unknown type is served as it is" },
    { 43, "1035, 8906", "what is not ours is REFUSED" },
    { 44, "9460, 2782, 1035", "addresses go along when they fit" },
    { 45, "7766, 9210", "TCP in any split, pipelined, beside idle ones" },
    { 46, "7766 6.2.1.1, 7828", "keepalive by TCP, and by UDP ignored" },
    { 54, "", "reloads lose no query and mix no versions" },
};

/* What was seen of a row: how many of each judgement. */
struct tally {
    int seen[UNAWARE + 1];
    int options; /* right, and an extension */
};

struct run {
    struct tally tallies[ROWS];
    bool brief;
    bool has_tcp;
    char failures[FAILURES_MAX];
};

/* row_NN_...; 0: it is of no row. */
static int row_of(const char *name)
{
    return strncmp(name, "row_", 4) == 0 ? atoi(name + 4) : 0;
}

/* The text of a note, each line behind blanks. */
static void write_note(char out[NOTE_MAX], const char *head, const char *why)
{
    size_t n = (size_t)snprintf(out, NOTE_MAX, "%s\n" INDENT, head);
    for (; *why && n + sizeof INDENT + 1 < NOTE_MAX; why++) {
        if (*why == '\n' && !why[1])
            break;
        out[n++] = *why;
        if (*why == '\n')
            n += (size_t)snprintf(out + n, NOTE_MAX - n, INDENT);
    }
    snprintf(out + n, NOTE_MAX - n, "\n");
}

/* What was seen by UDP is not told again of TCP. */
static void note(struct run *run, const struct respondent *r, const char *name,
                 const char *ask, const char *why)
{
    char head[256], text[NOTE_MAX];
    size_t n = strlen(run->failures);
    snprintf(head, sizeof head, "%s by UDP: %.100s", name, ask);
    write_note(text, head, why);
    if (r->tcp && strstr(run->failures, text))
        return;
    if (r->tcp)
        memcpy(text + strlen(name) + 4, "TCP", 3); /* behind " by " */
    snprintf(run->failures + n, FAILURES_MAX - n, "%s", text);
}

static void count(struct run *run, const char *name, enum judgement is,
                  bool extension)
{
    struct tally *t = &run->tallies[row_of(name)];
    t->seen[is]++;
    t->options += extension && is == RIGHT;
}

/* A server without TCP fails what is only there by TCP. */
static bool is_asked(const struct run *run, const struct respondent *r,
                     const struct exchange *e)
{
    if (!row_of(e->name) || !exchange_goes(e, r->tcp) ||
        word_find(e->others, "ours"))
        return false;
    return !r->tcp || run->has_tcp || word_find(e->see, "tcp");
}

/* That a chain is in order must not be luck. */
static enum judgement take(const struct respondent *r, const struct exchange *e,
                           char *why)
{
    int times = e->answer && strstr(e->answer, " CNAME ") ? CHANCES : 1;
    enum judgement is = RIGHT;
    while (is == RIGHT && times-- > 0)
        is = respondent_take(r, e, why);
    return is;
}

static void ask_world(struct run *run, const struct respondent *r,
                      const struct world *w)
{
    for (size_t i = 0; i < w->n; i++) {
        const struct exchange *e = &w->exchanges[i];
        char why[WHY_MAX] = "";
        if (!is_asked(run, r, e))
            continue;
        enum judgement is = take(r, e, why);
        bool option = word_find(e->others, "optional=");
        count(run, e->name, is, option);
        if (is != RIGHT)
            note(run, r, e->name, e->ask, why);
    }
}

static void play_scenes(struct run *run, const struct respondent *r)
{
    for (size_t i = 0; i < SCENES; i++) {
        const struct scene *s = &scenes[i];
        char why[WHY_MAX] = "";
        if (!scene_goes(s, r) || (r->tcp && s->where != BY_STREAM))
            continue;
        enum judgement is = s->play(r, why);
        count(run, s->name, is, false);
        if (is != RIGHT)
            note(run, r, s->name, "", why);
    }
}

static void ask_all(struct run *run, struct caller *c)
{
    struct respondent r = respondent_at(c);
    r.rigour = BY_THE_RULE;
    ask_world(run, &r, &world_rows);
    ask_world(run, &r, &world_options);
    play_scenes(run, &r);
}

/* ---- the table ---- */

/* It cannot be asked: what is loaded, and how. */
static bool is_inside(int row)
{
    return row == 16 || row == 54;
}

static const char *result_of(int row, const struct tally *t)
{
    const int *seen = t->seen;
    if (seen[WRONG] || (t->options && seen[UNAWARE]))
        return "FAIL";
    if (seen[ABSENT] || seen[UNAWARE])
        return t->options ? "part" : "none";
    if (seen[RIGHT])
        return "PASS";
    return is_inside(row) ? "n.a." : "FAIL"; /* nobody asked */
}

/* The notes of one row, in order. */
static void print_notes(const struct run *run, int number)
{
    bool mine = false;
    for (const char *p = run->failures; *p;) {
        size_t n = strcspn(p, "\n");
        if (*p != ' ')
            mine = row_of(p) == number;
        if (mine)
            printf("       %.*s\n", (int)n, p);
        p += n + (p[n] == '\n');
    }
}

/* How many rows failed. */
static int print_table(const struct run *run)
{
    const char *format =
        run->brief ? "%d\t%s\t%s\t%s\n" : "%2d  %-18s %-56s %s\n";
    int passed = 0, failed = 0;
    for (size_t i = 0; i < ITEMS(rules); i++) {
        const struct rule *rule = &rules[i];
        const char *is = result_of(rule->number, &run->tallies[rule->number]);
        printf(format, rule->number, rule->rfc, rule->text, is);
        if (!run->brief && strcmp(is, "PASS") != 0)
            print_notes(run, rule->number);
        passed += strcmp(is, "PASS") == 0;
        failed += strcmp(is, "FAIL") == 0;
    }
    if (!run->brief)
        printf("%d rows pass, %d fail, %d are neither\n", passed, failed,
               (int)ITEMS(rules) - passed - failed);
    return failed;
}

static bool answers(struct caller *c)
{
    static const struct question www = {
        .wire = "\x12\x34\1\0\0\1\0\0\0\0\0\0\3www\1t\4test\0\0\1\0\1", .n = 28
    };
    static uint8_t reply[REPLY_MAX];
    return caller_ask(c, &www, reply) > 0;
}

int main(int argc, char **argv)
{
    static struct run run;
    struct caller udp, tcp;
    run.brief = argc == 4 && strcmp(argv[1], "-t") == 0;
    const char *address = argc >= 3 ? argv[argc - 2] : "";
    uint16_t port = argc >= 3 ? (uint16_t)atoi(argv[argc - 1]) : 0;
    if (argc != 3 + run.brief || !caller_open(&udp, address, port, false) ||
        !caller_open(&tcp, address, port, true)) {
        fprintf(stderr, "usage: conformance [-t] ADDRESS PORT\n");
        return 2;
    }
    udp.patience = tcp.patience = PATIENCE_MS;
    if (!answers(&udp) && !answers(&udp)) {
        fprintf(stderr, "conformance: nobody answers at %s port %u\n", address,
                port);
        return 2;
    }
    run.has_tcp = caller_connect(&tcp);
    ask_all(&run, &udp);
    ask_all(&run, &tcp);
    caller_close(&udp);
    caller_close(&tcp);
    return print_table(&run) > 0;
}
