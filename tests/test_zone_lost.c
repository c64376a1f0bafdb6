#include "tools/zone_lost.h"

#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <stdlib.h>

static struct zone_load load(const char *path, const char *text)
{
    zone_write(path, text);
    struct zone_load l = zone_load_file(path, FORMAT_DETECT);
    if (l.done < 0)
        fail_msg("%s", zone_said(&l));
    return l;
}

#define ZONE "$ZONE t\n$PTR off\n"

static const struct {
    const char *before, *after, *lost;
} rows[] = {
    { ZONE "a.t 10.0.0.1\n", ZONE "a.t 10.0.0.2\nb.t 10.0.0.3\n", "" },
    /* a name, a type, a zone */
    { ZONE "a.t 10.0.0.1\n", ZONE, "a.t A: NXDOMAIN\n" },
    { ZONE "a.t 10.0.0.1\nb.a.t 10.0.0.1\n", ZONE "b.a.t 10.0.0.1\n",
      "a.t A: NODATA\n" },
    { ZONE "a.t 10.0.0.1\na.t TXT x\n", ZONE "a.t TXT x\n", "a.t A: NODATA\n" },
    { ZONE "$ZONE u\na.u 10.0.0.1\n", ZONE,
      "u SOA: REFUSED\nu NS: REFUSED\na.u A: REFUSED\n" },
    /* aliases: what they lead to, not themselves */
    { ZONE "a.t CNAME b.t\nb.t 10.0.0.1\n", ZONE "a.t CNAME c.t\n",
      "a.t A: NXDOMAIN\nb.t A: NXDOMAIN\n" },
    { ZONE "a.t CNAME b.t\nb.t 10.0.0.1\n", ZONE "a.t 10.0.0.1\n",
      "b.t A: NXDOMAIN\n" },
    { ZONE "a.t CNAME b.t\nb.t 10.0.0.1\n",
      ZONE "a.t CNAME x.org\nb.t 10.0.0.1\n", "" },
    { ZONE "a.t CNAME x.org\n", ZONE "b.t 10.0.0.1\n",
      "a.t CNAME: NXDOMAIN\n" },
    /* wildcards: gone, and blocked by a name, for it and below it */
    { ZONE "*.t 10.0.0.1\n", ZONE, "*.t A: NXDOMAIN\n" },
    { ZONE "*.t 10.0.0.1\n", ZONE "*.t 10.0.0.1\na.t TXT x\n",
      "a.t A: NODATA\n*.a.t A: NXDOMAIN\n" },
    { ZONE "*.t 10.0.0.1\n", ZONE "*.t 10.0.0.1\na.b.t 10.0.0.1\n",
      "b.t A: NODATA\n*.b.t A: NXDOMAIN\n*.a.b.t A: NXDOMAIN\n" },
    /* behind a cut; glue was no answer before */
    { ZONE "a.s.t 10.0.0.1\n", ZONE "s.t NS x.org\n", "a.s.t A: delegated\n" },
    { ZONE "s.t NS ns.s.t\nns.s.t 10.0.0.1\n", ZONE "s.t NS x.org\n", "" },
    /* what was elsewhere: an alias, a delegation */
    { ZONE "a.t CNAME x.org\n", ZONE "a.t 10.0.0.1\n", "" },
    { ZONE "a.t CNAME x.org\n", ZONE "a.t NS x.org\n", "" },
    { ZONE "s.t NS x.org\n", ZONE, "s.t NS: NXDOMAIN\n" },
    { ZONE "s.t NS x.org\n", ZONE "a.s.t 10.0.0.1\n", "s.t NS: NODATA\n" },
    { ZONE "s.t NS x.org\n", ZONE "s.t 10.0.0.1\n", "" },
    { ZONE "a.s.t NS x.org\n", ZONE "s.t NS x.org\n", "" },
    { ZONE "*.t CNAME x.org\n", ZONE "*.t CNAME x.org\na.t TXT x\n",
      "*.a.t CNAME: NXDOMAIN\n" },
    { ZONE "a.t CNAME b.s.t\ns.t NS x.org\n", ZONE "s.t NS x.org\n",
      "a.t CNAME: NXDOMAIN\n" },
    /* PTRs that were made: with $PTR, and with their address */
    { "a.t 10.0.0.1\n", "$PTR off\na.t 10.0.0.1\n",
      "1.0.0.10.in-addr.arpa PTR: NXDOMAIN\n" },
    { "a.t 10.0.0.1\n", "a.t 10.0.0.2\n",
      "1.0.0.10.in-addr.arpa PTR: NXDOMAIN\n" },
    { "a.t 10.0.0.1\n", "b.t 10.0.0.1\n", "a.t A: NXDOMAIN\n" },
    { "a.t 10.0.0.1\n",
      "$PTR off\na.t 10.0.0.1\n"
      "1.0.0.10.in-addr.arpa PTR a.t\n",
      "" },
    { "a.t ::1\n", "a.t TXT x\n",
      "a.t AAAA: NODATA\n"
      "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6."
      "arpa "
      "PTR: NXDOMAIN\n" },
    /* a DNAME takes a name to where there is none */
    { ZONE "a.s.t 10.0.0.1\n", ZONE "s.t DNAME u.t\n", "a.s.t A: NXDOMAIN\n" },
};

static void answers_that_are_no_more(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct zone_load before = load("before", rows[i].before);
        struct zone_load after = load("after", rows[i].after);
        struct text lost = { 0 };
        size_t lines = 0, n = zone_lost(&lost, &before.image, &after.image);
        for (size_t k = 0; k < lost.n; k++)
            lines += lost.at[k] == '\n';
        assert_string_equal(lost.n ? lost.at : "", rows[i].lost);
        assert_int_equal(n, lines);
        text_free(&lost);
        zone_free(&before);
        zone_free(&after);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_that_are_no_more),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
