/*
 * names KIND N: write the zone of the bench, or the questions about it.
 *
 * The zone bench.example has the N names n0000000, n0000001, ... each with
 * an address of its own in 10.0.0.0/8.  KIND is one of
 *
 *   flat     the flat format, with $ZONE for the names and for the reverse
 *            names, so that the N addresses make N PTRs
 *   noptr    the flat format with $PTR off
 *   master   the same zone as an RFC 1035 master file
 *   queries  questions for dnsperf: 90 % an A that is there, 5 % a name that
 *            is not there, 5 % an AAAA where there is only an A
 *
 * All goes to standard output line by line: no N needs more memory.  The
 * questions come from a generator with a fixed seed: each run asks the same.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NAMES_MAX = 10000000,  /* seven digits */
    QUERIES_MIN = 100000,  /* below, a small zone repeats itself too soon */
    QUERIES_MAX = 1000000, /* above, dnsperf's own reading shows */
    BUFFER = 1 << 16,
    MISS_PERCENT = 5,
    NODATA_PERCENT = 5
};

/* SplitMix64: one multiplication more than nothing, and good enough here. */
static uint64_t draw(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

/* A number from 0 to n - 1, all equally likely. */
static uint32_t draw_below(uint64_t *state, uint32_t n)
{
    return (uint32_t)(((draw(state) >> 32) * n) >> 32);
}

/* The address of name `i`: 10.a.b.c, another one for every i below 2^24. */
static void print_address(uint32_t i)
{
    printf("10.%u.%u.%u\n", i >> 16, (i >> 8) & 255, i & 255);
}

static void print_flat(uint32_t n)
{
    printf("bench.example SOA ns.bench.example. hostmaster.bench.example. "
           "1 3600 900 604800 60\n"
           "bench.example NS ns.bench.example.\n"
           "ns.bench.example 10.255.255.255\n");
    for (uint32_t i = 0; i < n; i++) {
        printf("n%07u.bench.example ", i);
        print_address(i);
    }
}

static void print_master(uint32_t n)
{
    printf("$ORIGIN bench.example.\n"
           "$TTL 3600\n"
           "@ SOA ns hostmaster 1 3600 900 604800 60\n"
           "@ NS ns\n"
           "ns A 10.255.255.255\n");
    for (uint32_t i = 0; i < n; i++) {
        printf("n%07u A ", i);
        print_address(i);
    }
}

static void print_queries(uint32_t n)
{
    uint64_t state = 1035;
    uint32_t lines = n;
    if (lines < QUERIES_MIN)
        lines = QUERIES_MIN;
    if (lines > QUERIES_MAX)
        lines = QUERIES_MAX;
    for (uint32_t i = 0; i < lines; i++) {
        uint32_t kind = draw_below(&state, 100);
        uint32_t name = draw_below(&state, n);
        if (kind < MISS_PERCENT)
            printf("n%07ux.bench.example A\n", name);
        else if (kind < MISS_PERCENT + NODATA_PERCENT)
            printf("n%07u.bench.example AAAA\n", name);
        else
            printf("n%07u.bench.example A\n", name);
    }
}

static int print_kind(const char *kind, uint32_t n)
{
    if (strcmp(kind, "flat") == 0) {
        printf("$ZONE bench.example\n$ZONE 10.in-addr.arpa\n");
        print_flat(n);
    } else if (strcmp(kind, "noptr") == 0) {
        printf("$ZONE bench.example\n$PTR off\n");
        print_flat(n);
    } else if (strcmp(kind, "master") == 0) {
        print_master(n);
    } else if (strcmp(kind, "queries") == 0) {
        print_queries(n);
    } else {
        return -1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    static char buffer[BUFFER];
    char *end = NULL;
    unsigned long n = argc == 3 ? strtoul(argv[2], &end, 10) : 0;
    if (n == 0 || n > NAMES_MAX || *end != '\0')
        goto usage;
    setvbuf(stdout, buffer, _IOFBF, sizeof(buffer));
    if (print_kind(argv[1], (uint32_t)n) < 0)
        goto usage;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "names: cannot write: %m\n");
        return 1;
    }
    return 0;

usage:
    fprintf(stderr, "usage: names flat|noptr|master|queries N, N up to %d\n",
            NAMES_MAX);
    return 2;
}
