#include "tools/zone_watch.h"

#include "zonefile/fingerprint.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAUSE = 50 * 1000 /* us between two looks: at once, for an eye */ };

/* Of the marks of all readings: as they were noted, or as they are now. */
static uint64_t look(struct bytes readings, bool now)
{
    struct reader in = reader_over(readings.at, readings.n);
    struct reading one;
    uint64_t all = 0;
    while (readings_next(&in, &one)) {
        struct mark m = now ? mark_path(one.path) : one.mark;
        uint64_t parts[] = { (uint64_t)m.why, m.device, m.file, m.changed };
        all = fingerprint(all, parts, sizeof parts);
    }
    return all;
}

bool zone_watch_wait(const struct readings *r)
{
    struct stat st;
    if (fstat(r->fd, &st) < 0)
        return false;
    size_t n = (size_t)st.st_size;
    void *at = mmap(NULL, n, PROT_READ, MAP_PRIVATE, r->fd, 0);
    if (at == MAP_FAILED)
        return false;
    struct bytes readings = { at, n };
    uint64_t seen = look(readings, false), now;
    while ((now = look(readings, true)) == seen)
        usleep(PAUSE);
    do {
        seen = now;
        usleep(PAUSE);
    } while ((now = look(readings, true)) != seen);
    munmap(at, n);
    return true;
}
