#include "tools/zone_check.h"

#include "tools/zone_load.h"

#include <stdio.h>

static const char *plural(uint32_t n)
{
    return n == 1 ? "" : "s";
}

/* The serials of all zones: from one to another, mostly the same. */
static void print_serials(const struct image *img)
{
    uint32_t low = img->zones[0].serial, high = low;
    for (uint32_t i = 1; i < img->head->zones_n; i++) {
        uint32_t serial = img->zones[i].serial;
        low = serial < low ? serial : low;
        high = serial > high ? serial : high;
    }
    if (low == high)
        printf(", serial %u\n", low);
    else
        printf(", serials %u to %u\n", low, high);
}

static void print_sum(const char *zone, const struct image *img)
{
    struct zone_sum sum = zone_sum(img);
    printf("%s: %u name%s in %u zone%s, %u record%s", zone, sum.names,
           plural(sum.names), sum.zones, plural(sum.zones), sum.records,
           plural(sum.records));
    print_serials(img);
}

int zone_check(const struct zone_command *c)
{
    int code = ZONE_GOOD;
    for (size_t i = 0; i < c->words_n; i++) {
        struct zone_image z;
        struct zonefile_request q = { .zones = &c->words[i],
                                      .zones_n = 1,
                                      .format = c->format };
        if (!zone_open(&z, &q)) {
            code = ZONE_TROUBLE;
            continue;
        }
        if (z.warnings > 0 && c->strict && code == ZONE_GOOD)
            code = ZONE_DIFFERS;
        if (!c->quiet)
            print_sum(c->words[i], &z.image);
        zone_close(&z);
    }
    return code;
}
