#include "tools/zone_diff.h"

#include "tools/zone_load.h"
#include "tools/zone_lost.h"
#include "zonefile/changes.h"
#include "zonefile/rrline.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

struct diff {
    const struct zone_command *command;
    struct text out;
    size_t names[CHANGE_OTHER + 1]; /* by enum change_kind */
    struct change_records records;
};

static void print_record(struct diff *d)
{
    const struct change_records *r = &d->records;
    char *line = rrline_text(&(struct rrline){
        change_name(&r->change), r->record.ttl, r->type, r->record.data });
    if (!line)
        abort();
    text_format(&d->out, "%c %s\n", r->added ? '+' : '-', line);
    free(line);
}

static void print_change(struct diff *d, const struct change *change)
{
    if (change->serial && !d->command->serial)
        return;
    d->names[change->kind]++;
    change_records_begin(&d->records, change);
    while (change_records_next(&d->records))
        if (!d->records.serial || d->command->serial)
            print_record(d);
}

static bool print_changes(struct diff *d, const struct image *before,
                          const struct image *after)
{
    struct changes c;
    struct change change;
    if (changes_begin(&c, before, after) < 0)
        return false;
    while (changes_next(&c, &change))
        print_change(d, &change);
    changes_end(&c);
    return true;
}

/* The sum, and what is lost, apart. */
static void print_sum(struct diff *d, const struct text *lost, size_t lost_n)
{
    text_format(&d->out, "# names: %zu added, %zu gone, %zu changed\n",
                d->names[CHANGE_ADDED], d->names[CHANGE_GONE],
                d->names[CHANGE_OTHER]);
    if (lost_n > 0) {
        text_format(&d->out, "# %zu answer%s no more:\n", lost_n,
                    lost_n == 1 ? " is" : "s are");
        text_add_n(&d->out, lost->at, lost->n);
    }
    fwrite(d->out.at, 1, d->out.n, stdout);
}

static int compare(struct diff *d, const struct image *before,
                   const struct image *after)
{
    if (!print_changes(d, before, after)) {
        zone_mistake("cannot compare", NULL, strerror(errno));
        return ZONE_TROUBLE;
    }
    struct text lost = { 0 };
    size_t lost_n = zone_lost(&lost, before, after);
    bool same = lost_n + d->names[CHANGE_ADDED] + d->names[CHANGE_GONE] +
                    d->names[CHANGE_OTHER] ==
                0;
    if (!same && !d->command->quiet)
        print_sum(d, &lost, lost_n);
    text_free(&lost);
    return same ? ZONE_GOOD : ZONE_DIFFERS;
}

int zone_diff(const struct zone_command *c)
{
    static struct diff d; /* large */
    struct zone_image z[2] = { 0 };
    int code = ZONE_TROUBLE;
    d.command = c;
    struct zonefile_request old = { .zones = &c->words[0],
                                    .zones_n = 1,
                                    .format = c->format },
                            new = old;
    new.zones++;
    bool good = zone_open(&z[0], &old);
    good = zone_open(&z[1], &new) && good;
    if (good)
        code = compare(&d, &z[0].image, &z[1].image);
    zone_close(&z[0]);
    zone_close(&z[1]);
    text_free(&d.out);
    return code;
}
