/*
 * hostile ADDRESS PORT PID CHANNEL KIB MS [GROUP...]: send what is malformed,
 * in every way that one can think of, to the server there, whose first process
 * is PID, and see that it stays as it is.  CHANNEL: udp, or tcp.  Its zone has
 * the names of tests/e2e/20-hostile.sh.
 *
 * A line for each group, "ok ..." or "not ok ...: why".  After each:
 *
 *   - the same processes run
 *   - their memory is not KIB greater than after the warm-up (0: any is good)
 *   - each message had the replies that it should: see judge.h
 *   - good queries were answered meanwhile, each within MS: see probe.h
 *
 * HOSTILE_SEED=1 HOSTILE_ROUNDS=1: other random messages, and more of them.
 */
#include "tests/hostile/attack.h"
#include "tests/hostile/probe.h"
#include "tests/hostile/watch.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct group {
    const char *name;
    void (*attack)(struct attack *);
    bool by[2]; /* which channel it is for */
};

static const struct group groups[] = {
    { "each bit flipped", attack_flips, { true, true } },
    { "cut at each length", attack_cuts, { true, true } },
    { "all words of flags", attack_flags, { true, true } },
    { "absurd counts", attack_counts, { true, true } },
    { "types of labels, lengths of names", attack_labels, { true, true } },
    { "pointers", attack_pointers, { true, true } },
    { "a lot of work", attack_dear, { true, true } },
    { "OPTs", attack_opts, { true, true } },
    { "options and their lengths", attack_options, { true, true } },
    { "data of all types at random", attack_types, { true, true } },
    { "TSIGs", attack_tsigs, { true, true } },
    { "several edits at random", attack_mutations, { true, true } },
    { "garbage", attack_garbage, { true, true } },
    { "the longest messages", attack_large, { true, true } },
    { "a storm", attack_storm, { true, false } },
    { "lengths that lie", attack_lengths, { false, true } },
    { "an octet at a time", attack_drip, { false, true } },
    { "half closed", attack_half_close, { false, true } },
    { "half open", attack_half_open, { false, true } },
    { "halves of the longest", attack_halves, { false, true } },
    { "reset in the middle", attack_resets, { false, true } },
    { "opened and closed at once", attack_brief, { false, true } },
    { "who never reads", attack_deaf, { false, true } },
    { "many with a lot of work", attack_toil, { false, true } },
    { "500 slow ones", attack_slow, { false, true } },
};
enum { GROUPS = sizeof groups / sizeof groups[0] };

struct siege {
    struct attack attack;
    struct probe *probe;
    struct family family;
    long memory, allowed; /* KiB */
    unsigned ms;          /* that a good query's answer may take */
    uint64_t seed;
    bool failed;
};

static void not_ok(struct siege *s, const struct group *g, const char *why)
{
    printf("not ok %s: %s\n", g->name, why);
    s->failed = true;
}

/* Memory of now; what is let go needs a moment to be gone. */
static long memory_now(const struct siege *s)
{
    enum { LOOKS = 20 };
    struct timespec pause = { .tv_nsec = 50000000 };
    long now = watch_memory(&s->family);
    for (int i = 0; i < LOOKS && now > s->memory + s->allowed; i++) {
        nanosleep(&pause, NULL);
        now = watch_memory(&s->family);
    }
    return now;
}

static void look_at_server(struct siege *s, const struct group *g, char *note)
{
    struct family now = watch_family(s->family.pids[0]);
    char why[128];
    if (!watch_same(&now, &s->family)) {
        not_ok(s, g, "other processes run than before");
        s->family = now.n > 0 ? now : s->family;
    }
    long memory = s->allowed ? memory_now(s) : 0;
    if (s->allowed && memory < 0)
        not_ok(s, g, "its memory cannot be read");
    if (memory > s->memory + s->allowed) {
        snprintf(why, sizeof why, "%ld KiB of memory, %ld before", memory,
                 s->memory);
        not_ok(s, g, why);
    }
    if (s->allowed)
        sprintf(note, ", memory %+ld KiB", memory - s->memory);
}

static void look_at_probe(struct siege *s, const struct group *g,
                          enum channel channel, char *note)
{
    struct sight seen = probe_look(s->probe, channel);
    char why[128];
    if (seen.wrong)
        not_ok(s, g, "a good query had a wrong answer meanwhile");
    if (seen.lost || seen.asked == 0) {
        snprintf(why, sizeof why,
                 "%u of %u good queries had no answer %s within %u ms, asked "
                 "%d times",
                 seen.lost, seen.asked,
                 channel == STREAMS ? "by TCP" : "by UDP", s->ms, PROBE_TRIES);
        not_ok(s, g, why);
    }
    snprintf(note, 64, ", %s %u.%u ms (%u, %u again)",
             channel == STREAMS ? "TCP" : "UDP", seen.longest_us / 1000,
             seen.longest_us / 100 % 10, seen.asked, seen.missed);
}

/* Sockets: new ones, when replies that nobody knows may come to the old. */
static bool open_channel(struct attack *a)
{
    if (a->datagrams)
        datagrams_close(a->datagrams);
    if (a->streams)
        streams_close(a->streams);
    a->datagrams = datagrams_open(&a->to, &a->tally);
    a->streams = streams_open(&a->to, &a->tally);
    return a->datagrams && a->streams;
}

static void fire(struct siege *s, const struct group *g)
{
    struct attack *a = &s->attack;
    if (a->tally.failed && !open_channel(a))
        not_ok(s, g, "no memory");
    memset(&a->tally, 0, sizeof a->tally);
    /* a group's numbers do not depend on the groups before it */
    a->random.state = s->seed * 1000 + (uint64_t)strlen(g->name);
    g->attack(a);
    if (a->channel == STREAMS)
        streams_settle(a->streams);
    else
        datagrams_settle(a->datagrams);
    if (a->tally.failed)
        not_ok(s, g, a->tally.why);
}

static void run(struct siege *s, const struct group *g)
{
    const struct tally *t = &s->attack.tally;
    char udp[64] = "", tcp[64] = "", memory[64] = "";
    bool failed = s->failed;
    s->failed = false;
    fire(s, g);
    look_at_server(s, g, memory);
    look_at_probe(s, g, DATAGRAMS, udp);
    if (s->attack.channel == STREAMS)
        look_at_probe(s, g, STREAMS, tcp);
    if (!s->failed)
        printf("ok %s (%lu messages, %lu replies; good ones%s%s%s)\n", g->name,
               t->messages, t->replies, udp, tcp, memory);
    fflush(stdout);
    s->failed |= failed;
}

static bool is_wanted(const struct group *g, char **names)
{
    bool wanted = !*names;
    for (; *names; names++)
        wanted |= strstr(g->name, *names) != NULL;
    return wanted;
}

/* Some of everything, so that buffers have the size that they will have. */
static void warm_up(struct attack *a)
{
    attack_cuts(a);
    attack_large(a);
    if (a->channel == STREAMS)
        attack_half_open(a);
}

static uint64_t number_from(const char *variable)
{
    const char *text = getenv(variable);
    return text && *text ? strtoull(text, NULL, 10) : 1;
}

/* What it may have grown by at first is not counted. */
static void run_first(struct siege *s)
{
    static const struct group first = { "warm-up", warm_up, { true, true } };
    long allowed = s->allowed;
    s->allowed = 0;
    run(s, &first);
    s->allowed = allowed;
    s->memory = watch_memory(&s->family);
}

static bool begin(struct siege *s, char **argv)
{
    struct attack *a = &s->attack;
    a->channel = strcmp(argv[4], "tcp") == 0 ? STREAMS : DATAGRAMS;
    a->rounds = (unsigned)number_from("HOSTILE_ROUNDS");
    s->seed = number_from("HOSTILE_SEED");
    s->allowed = atol(argv[5]);
    s->ms = (unsigned)atoi(argv[6]);
    s->family = watch_family(atoi(argv[3]));
    if (!endpoint_parse(&a->to, argv[1], argv[2]) || s->family.n == 0)
        return false;
    s->memory = watch_memory(&s->family);
    if (!open_channel(a))
        return false;
    s->probe = probe_start(&a->to, a->channel == STREAMS, s->ms);
    return s->probe != NULL;
}

int main(int argc, char **argv)
{
    static struct siege s;
    if (argc < 7) {
        fprintf(stderr,
                "usage: hostile ADDRESS PORT PID udp|tcp KIB MS [GROUP...]\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    if (!begin(&s, argv)) {
        printf("not ok hostile: no server there\n");
        return 1;
    }
    run_first(&s);
    for (unsigned i = 0; i < GROUPS; i++)
        if (groups[i].by[s.attack.channel] && is_wanted(&groups[i], argv + 7))
            run(&s, &groups[i]);
    probe_stop(s.probe);
    datagrams_close(s.attack.datagrams);
    streams_close(s.attack.streams);
    return s.failed;
}
