#include "resolver/bulletin.h"

#include "resolver/loader.h"
#include "resolver/log.h"
#include "zonefile/changes.h"
#include "zonefile/rrline.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    DATA_SHOWN = 120, /* characters of a record's data */
    NICE = 19         /* there is time: first the queries are answered */
};

struct bulletin {
    FILE *out;
    unsigned came, went; /* records that there was no line for */
    unsigned lines;
};

static bool ttl_of(const struct node *node, uint16_t type, uint32_t *ttl)
{
    const struct rrset *set = node ? node_rrset(node, type) : NULL;
    if (set)
        *ttl = get_u32(rrset_records(set) + 2 + 2 + 2); /* owner, type, class */
    return set;
}

/* Has the RRset of this record another TTL than before? */
static bool is_other_ttl(const struct change_records *r)
{
    uint32_t before, after;
    return ttl_of(r->change.before, r->type, &before) &&
           ttl_of(r->change.after, r->type, &after) && before != after;
}

static void put_record(struct bulletin *b, const struct change_records *r)
{
    char name[NAME_TEXT_MAX], type[RRLINE_TYPE], ttl[16] = "";
    char *data = rrline_data(r->type, r->record.data);
    if (is_other_ttl(r))
        snprintf(ttl, sizeof ttl, " %u", r->record.ttl);
    if (data)
        fprintf(b->out, "twigd: %c %s%s %s %.*s%s\n", r->added ? '+' : '-',
                rrline_name(name, change_name(&r->change)), ttl,
                rrline_type(type, r->type), DATA_SHOWN, data,
                strlen(data) > DATA_SHOWN ? "..." : "");
    free(data);
}

static void put_change(struct bulletin *b, const struct change *change)
{
    struct change_records r; /* large: only what is used is set */
    change_records_begin(&r, change);
    while (change_records_next(&r)) {
        if (r.serial)
            continue;
        if (b->lines++ < BULLETIN_LINES)
            put_record(b, &r);
        else if (r.added)
            b->came++;
        else
            b->went++;
    }
}

char *bulletin_text(const struct image *before, const struct image *after)
{
    char *text = NULL;
    size_t len;
    struct bulletin b = { .out = open_memstream(&text, &len) };
    struct changes changes;
    struct change change;
    if (!b.out)
        return NULL;
    if (changes_begin(&changes, before, after) == 0) {
        while (changes_next(&changes, &change))
            put_change(&b, &change);
        changes_end(&changes);
        if (b.came + b.went)
            fprintf(b.out, "twigd: and %u more came, %u went\n", b.came,
                    b.went);
        if (b.lines == 0)
            fputs("twigd: no record changed\n", b.out);
    }
    fclose(b.out);
    return text;
}

pid_t bulletin_print(const struct image *before, const struct image *after)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    close_range(STDERR_FILENO + 1, UINT_MAX, 0);
    if (nice(NICE) == -1)
        _exit(1);
    loader_begin_child("twigd-tell");
    char *text = bulletin_text(before, after);
    if (text)
        log_text(text);
    _exit(0);
}
