#include "tests/hostile/watch.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The parent of a process that is no zombie, or 0. */
static pid_t parent_of(const char *pid)
{
    char path[300], line[512];
    pid_t parent = 0;
    char state = 'Z';
    snprintf(path, sizeof path, "/proc/%s/stat", pid);
    FILE *f = fopen(path, "re");
    if (!f)
        return 0;
    if (fgets(line, sizeof line, f)) {
        const char *rest = strrchr(line, ')'); /* a name may hold any other */
        if (rest && sscanf(rest, ") %c %d", &state, &parent) != 2)
            parent = 0;
    }
    fclose(f);
    return state == 'Z' ? 0 : parent;
}

static void add_children(struct family *f, pid_t of)
{
    DIR *dir = opendir("/proc");
    if (!dir)
        return;
    for (struct dirent *e; (e = readdir(dir)) && f->n < FAMILY_MAX;)
        if (*e->d_name >= '1' && *e->d_name <= '9' &&
            parent_of(e->d_name) == of)
            f->pids[f->n++] = atoi(e->d_name);
    closedir(dir);
}

static int by_number(const void *a, const void *b)
{
    const pid_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

struct family watch_family(pid_t first)
{
    struct family f = { .n = 0 };
    char pid[16];
    snprintf(pid, sizeof pid, "%d", first);
    if (parent_of(pid) == 0)
        return f;
    f.pids[f.n++] = first;
    for (size_t i = 0; i < f.n; i++)
        add_children(&f, f.pids[i]);
    qsort(f.pids, f.n, sizeof f.pids[0], by_number);
    return f;
}

bool watch_same(const struct family *a, const struct family *b)
{
    return a->n == b->n &&
           memcmp(a->pids, b->pids, a->n * sizeof a->pids[0]) == 0;
}

/* Anonymous and shared memory of one process, or -1. */
static long memory_of(pid_t pid)
{
    char path[64], line[256];
    long sum = 0, found = 0, kib;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", pid);
    FILE *f = fopen(path, "re");
    if (!f)
        return -1;
    while (fgets(line, sizeof line, f))
        if (sscanf(line, "Pss_Anon: %ld", &kib) == 1 ||
            sscanf(line, "Pss_Shmem: %ld", &kib) == 1) {
            sum += kib;
            found++;
        }
    fclose(f);
    return found == 2 ? sum : -1;
}

long watch_memory(const struct family *f)
{
    long sum = 0;
    for (size_t i = 0; i < f->n; i++) {
        long one = memory_of(f->pids[i]);
        if (one < 0)
            return -1;
        sum += one;
    }
    return f->n > 0 ? sum : -1;
}
