/*
 * peers: serve random zones with twigd, NSD, Knot and BIND, ask all of them the
 * same random questions, and print what they differ in that no rule allows.
 *
 * Reading order: rng dname batch content zonegen zonetext configs probe servers
 * question stream asker reply compare facts allow rules report main.
 */
#include "tests/peers/asker.h"
#include "tests/peers/report.h"
#include "tests/peers/zonegen.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct options {
    uint64_t seed;
    unsigned long questions; /* in all */
    unsigned zones, batches;
    bool keep;
    struct forms forms;
    const char *twigd;
};

struct run {
    struct options options;
    struct servers servers;
    struct asker asker;
    struct tally tally;
    unsigned zones, lost[SERVERS];
    unsigned passed, failed; /* batches */
};

static volatile sig_atomic_t interrupted;

static void interrupt(int signal)
{
    interrupted = signal;
}

/* A peer that hangs is no finding of ours, but is told. */
static bool is_lost(struct run *run, const struct exchange *e, unsigned peer)
{
    if (e->n[peer] || !(run->asker.lost >> peer & 1))
        return false;
    if (e->waiting >> peer & 1) {
        printf("%s does not reply any more; asked last:\n",
               run->servers.of[peer].name);
        question_print(&e->q);
        run->lost[peer]++;
    }
    return true;
}

/* Judge all peers' replies to one question; false: a finding. */
static bool judge(struct run *run, const struct batch *b,
                  const struct exchange *e, uint64_t seed)
{
    static struct reply replies[SERVERS];
    static struct comparison c;
    bool good = true;
    for (unsigned i = 0; i < SERVERS; i++)
        if (run->servers.of[i].used)
            reply_read(&replies[i], &e->q, e->reply[i], e->n[i]);
    for (unsigned i = TWIGD + 1; i < SERVERS; i++) {
        const struct difference *first;
        if (!run->servers.of[i].used || is_lost(run, e, i))
            continue;
        c = (struct comparison){ .batch = b, .q = &e->q, .peer = i };
        c.ours = &replies[TWIGD];
        c.theirs = &replies[i];
        compare(&c);
        if (rules_explain(&c, &run->tally, &first))
            continue;
        good = false;
        report_print(&c, first, run->servers.of[i].name, seed);
    }
    return good;
}

/* Ask `n` questions; how many were findings. */
static unsigned long ask(struct run *run, const struct batch *b,
                         unsigned long n, uint64_t seed)
{
    struct rng rng = { seed ^ 0x5175657374 }; /* a stream of its own */
    unsigned long asked = 0, findings = 0;
    asker_open(&run->asker, &run->servers);
    for (;;) {
        struct exchange *e;
        while (asked < n && !interrupted && (e = asker_room(&run->asker))) {
            question_make(&e->q, b, &run->options.forms, &rng);
            asker_ask(&run->asker, e);
            asked++;
        }
        e = asker_take(&run->asker);
        if (!e)
            break;
        findings += !judge(run, b, e, seed);
        asker_give_back(&run->asker, e);
    }
    asker_close(&run->asker);
    return findings;
}

/* One batch; false: something about it is wrong. */
static bool run_batch(struct run *run, uint64_t seed, unsigned long questions)
{
    enum { OCCLUDING_EVERY = 8 };
    struct batch b = { .occluding = seed % OCCLUDING_EVERY == 7 };
    struct rng rng = { seed };
    unsigned findings = run->servers.findings;
    run->servers.of[NSD].used = !b.occluding;
    zonegen(&b, run->options.zones, &rng);
    bool good = servers_start(&run->servers, &b, &rng);
    if (good) {
        good = ask(run, &b, questions, seed) == 0;
        if (!servers_stop(&run->servers)) {
            printf("twigd did not end well, seed %lu\n", (unsigned long)seed);
            good = false;
        }
    }
    run->zones += batch_served(&b);
    batch_free(&b);
    return good && findings == run->servers.findings;
}

static void usage(void)
{
    fputs("usage: peers [-n QUESTIONS] [-z ZONES] [-b BATCHES] [-s SEED] "
          "[-t TCP-PERCENT] [-k] TWIGD\n",
          stderr);
    exit(2);
}

static struct options read_options(int argc, char **argv)
{
    struct options o = { .seed = (uint64_t)time(NULL) * 1009,
                         .questions = 4000,
                         .zones = 50,
                         .forms = { .tcp_percent = 15 } };
    int c;
    while ((c = getopt(argc, argv, "n:z:b:s:t:k")) != -1) {
        unsigned long v = optarg ? strtoul(optarg, NULL, 10) : 0;
        switch (c) {
        case 'n':
            o.questions = v;
            break;
        case 'z':
            o.zones = (unsigned)v;
            break;
        case 'b':
            o.batches = (unsigned)v;
            break;
        case 's':
            o.seed = v;
            break;
        case 't':
            o.forms.tcp_percent = (unsigned)v;
            break;
        case 'k':
            o.keep = true;
            break;
        default:
            usage();
        }
    }
    if (optind + 1 != argc || !o.questions || !o.zones)
        usage();
    o.twigd = realpath(argv[optind], NULL);
    if (!o.twigd) {
        perror(argv[optind]);
        exit(2);
    }
    if (!o.batches) /* 25 questions for each name or so */
        o.batches = (unsigned)(o.questions / 20000);
    o.batches = o.batches < 1 ? 1 : o.batches;
    return o;
}

static void summary(const struct run *run)
{
    printf("\n");
    tally_print(&run->tally);
    printf("%u zones; left out, refused by twigd %u, nsd %u, knot %u, bind "
           "%u\n",
           run->zones, run->servers.refused[TWIGD], run->servers.refused[NSD],
           run->servers.refused[KNOT], run->servers.refused[BIND]);
    printf("peers that hung: nsd %u, knot %u, bind %u times\n", run->lost[NSD],
           run->lost[KNOT], run->lost[BIND]);
    printf("%u passed, %u failed\n", run->passed, run->failed);
}

int main(int argc, char **argv)
{
    static struct run run;
    run.options = read_options(argc, argv);
    const struct options *o = &run.options;
    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGINT, interrupt);
    signal(SIGTERM, interrupt);
    printf("peers: %lu questions in %u batches of %u zones, seed %lu\n",
           o->questions, o->batches, o->zones, (unsigned long)o->seed);
    servers_begin(&run.servers, o->twigd);
    run.servers.keep = o->keep;
    asker_begin(&run.asker);
    for (unsigned i = 0; i < o->batches && !interrupted; i++) {
        bool good = run_batch(&run, o->seed + i, o->questions / o->batches);
        run.passed += good;
        run.failed += !good;
    }
    servers_end(&run.servers);
    asker_end(&run.asker);
    free((char *)o->twigd);
    summary(&run);
    return run.failed != 0 || interrupted;
}
