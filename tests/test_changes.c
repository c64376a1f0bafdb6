#include "zonefile/changes.h"

#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"
#include "zonefile/nametext.h"
#include "zonefile/rrtext.h"

#include <stdlib.h>

static void put_record(FILE *out, const struct change_records *r)
{
    char name[NAME_TEXT_MAX];
    fprintf(out, "%c %s %u %s ", r->added ? '+' : '-',
            name_text(name, change_name(&r->change)), r->record.ttl,
            rrtext_shape(r->type).name);
    for (size_t i = 0; i < r->record.data.n; i++)
        fprintf(out, "%02x", r->record.data.at[i]);
    fputs(r->serial ? " serial\n" : "\n", out);
}

static void put_change(FILE *out, const struct change *c)
{
    static const char *const kinds[] = { [CHANGE_ADDED] = "added",
                                         [CHANGE_GONE] = "gone",
                                         [CHANGE_OTHER] = "changed" };
    static struct change_records r;
    char name[NAME_TEXT_MAX];
    fprintf(out, "%s %s%s\n", kinds[c->kind], name_text(name, change_name(c)),
            c->serial ? ", its serial" : "");
    change_records_begin(&r, c);
    while (change_records_next(&r))
        put_record(out, &r);
}

/* All that differs as text; malloc'd. */
static char *tell(const struct image *before, const struct image *after)
{
    struct changes c;
    struct change change;
    char *text = NULL;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    assert_non_null(out);
    assert_int_equal(changes_begin(&c, before, after), 0);
    while (changes_next(&c, &change))
        put_change(out, &change);
    changes_end(&c);
    fclose(out);
    return text;
}

static struct zone_load load(const char *text)
{
    zone_write("z", text);
    struct zone_load l = zone_load_file("z", FORMAT_DETECT);
    if (l.done < 0)
        fail_msg("%s", zone_said(&l));
    return l;
}

struct row {
    const char *before, *after, *expected;
};

static void changes_are(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct zone_load before = load(rows[i].before);
        struct zone_load after = load(rows[i].after);
        char *got = tell(&before.image, &after.image);
        if (strcmp(got, rows[i].expected) != 0)
            fail_msg("row %zu:\n%s-- and not\n%s", i, got, rows[i].expected);
        free(got);
        zone_free(&before);
        zone_free(&after);
    }
}

static void names_come_go_and_change(void **state)
{
    static const struct row rows[] = {
        { "a 10.0.0.1\n", "a 10.0.0.1\nb.c 10.0.0.2\n",
          "added b.c.\n+ b.c. 3600 A 0a000002\n" },
        { "a 10.0.0.1\nb.c 10.0.0.2\n", "a 10.0.0.1\n",
          "gone b.c.\n- b.c. 3600 A 0a000002\n" },
        /* one record of two; another type; another TTL */
        { "a 10.0.0.1 10.0.0.2\n", "a 10.0.0.2 10.0.0.3\n",
          "changed a.\n- a. 3600 A 0a000001\n+ a. 3600 A 0a000003\n" },
        { "a 10.0.0.1\n", "a TXT x\n",
          "changed a.\n- a. 3600 A 0a000001\n+ a. 3600 TXT 0178\n" },
        { "a 10.0.0.1\n", "a 60 10.0.0.1\n",
          "changed a.\n- a. 3600 A 0a000001\n+ a. 60 A 0a000001\n" },
        { "a 10.0.0.1\n", "a 10.0.0.1\na TXT x\n",
          "changed a.\n+ a. 3600 TXT 0178\n" },
        /* a name that was empty, and is again */
        { "a.b 10.0.0.1\n", "a.b 10.0.0.1\nb 10.0.0.2\n",
          "added b.\n+ b. 3600 A 0a000002\n" },
        { "a.b 10.0.0.1\nb 10.0.0.2\n", "a.b 10.0.0.1\n",
          "gone b.\n- b. 3600 A 0a000002\n" },
        /* names in data are whole, in their case */
        { "a MX 1 b\n", "a MX 1 B.a\n",
          "changed a.\n- a. 3600 MX 0001016200\n+ a. 3600 MX "
          "000101420161"
          "00\n" },
    };
    (void)state;
    changes_are(rows, ITEMS(rows));
}

static void order_is_no_difference(void **state)
{
    static const struct row rows[] = {
        { "", "", "" },
        { "a 10.0.0.1\nb 10.0.0.2\nc 10.0.0.3\n",
          "c 10.0.0.3\na 10.0.0.1\nb 10.0.0.2\n", "" },
        { "a 10.0.0.1 10.0.0.2 10.0.0.3\n", "a 10.0.0.3 10.0.0.1 10.0.0.2\n",
          "" },
        { "a 10.0.0.1\na TXT x\n", "a TXT x\na 10.0.0.1\n", "" },
        /* what is compressed depends on what stands before it */
        { "a MX 1 b.c.d\na MX 2 x.b.c.d\n", "a MX 2 x.b.c.d\na MX 1 b.c.d\n",
          "" },
        /* an empty name more, and one less */
        { "$ZONE t\na.b.t 10.0.0.1\n", "$ZONE t\na.b.t 10.0.0.1\n", "" },
        { "b.c 10.0.0.1\na 10.0.0.2\nd 10.0.0.3\n",
          "d 10.0.0.3\nx 10.0.0.4\nb.c 10.0.0.1\n",
          "added x.\n+ x. 3600 A 0a000004\n"
          "gone a.\n- a. 3600 A 0a000002\n" },
    };
    (void)state;
    changes_are(rows, ITEMS(rows));
}

#define SOA(serial, minimum)                                                   \
    "$ORIGIN t.\n@ 60 SOA n r " serial " 2 3 4 " minimum "\n@ 60 NS n\n"
#define SOA_HEX "016e0174000172017400"

static void a_serial_alone_is_told_apart(void **state)
{
    static const struct row rows[] = {
        { SOA("1", "5"), SOA("1", "5"), "" },
        { SOA("1", "5"), SOA("2", "5"),
          "changed t., its serial\n"
          "- t. 60 SOA " SOA_HEX "0000000100000002000000030000000400000005"
          " serial\n"
          "+ t. 60 SOA " SOA_HEX "0000000200000002000000030000000400000005"
          " serial\n" },
        { SOA("1", "5"), SOA("1", "6"),
          "changed t.\n"
          "- t. 60 SOA " SOA_HEX "0000000100000002000000030000000400000005\n"
          "+ t. 60 SOA " SOA_HEX "0000000100000002000000030000000400000006\n" },
        { SOA("1", "5"), SOA("2", "5") "@ 60 TXT x\n",
          "changed t.\n"
          "- t. 60 SOA " SOA_HEX "0000000100000002000000030000000400000005"
          " serial\n"
          "+ t. 60 SOA " SOA_HEX "0000000200000002000000030000000400000005"
          " serial\n"
          "+ t. 60 TXT 0178\n" },
    };
    (void)state;
    changes_are(rows, ITEMS(rows));
}

#define CUT "$ZONE t\nc.t NS n.c.t\n"

static void glue_counts(void **state)
{
    static const struct row rows[] = {
        { CUT "n.c.t 10.0.0.1\n", CUT "n.c.t 10.0.0.2\n",
          "changed n.c.t.\n- n.c.t. 3600 A 0a000001\n"
          "+ n.c.t. 3600 A 0a000002\n" },
        { CUT "n.c.t 10.0.0.1\n", CUT,
          "gone n.c.t.\n- n.c.t. 3600 A 0a000001\n" },
        { CUT "c.t NS m.c.t\nm.c.t 10.0.0.1\nn.c.t 10.0.0.2\n",
          CUT "c.t NS m.c.t\nn.c.t 10.0.0.2\nm.c.t 10.0.0.1\n", "" },
        /* it was glue, and is a name of the zone now */
        { CUT "n.c.t 10.0.0.1\n", "$ZONE t\nn.c.t 10.0.0.1\n",
          "gone c.t.\n- c.t. 3600 NS 016e016301"
          "7400\n" },
        /* what is below a cut and no glue was never there */
        { CUT "x.c.t 10.0.0.1\n", CUT, "" },
    };
    (void)state;
    changes_are(rows, ITEMS(rows));
}

static void zones_come_and_go(void **state)
{
    static const char with[] = "$ZONE t\n$ZONE u\n"
                               "u SOA a b 1 2 3 4 5\nu NS a.u\na.t 10.0.0.1\n";
    static const struct row rows[] = {
        { "$ZONE t\na.t 10.0.0.1\n", with,
          "added u.\n"
          "+ u. 3600 SOA 0161000162000000000100000002000000030000000400000005\n"
          "+ u. 3600 NS 0161017500\n" },
        { with, "$ZONE t\na.t 10.0.0.1\n",
          "gone u.\n"
          "- u. 3600 SOA 0161000162000000000100000002000000030000000400000005\n"
          "- u. 3600 NS 0161017500\n" },
    };
    (void)state;
    changes_are(rows, ITEMS(rows));
}

/* Many names in another order: each is found all the same. */
static void a_shuffled_file_is_the_same(void **state)
{
    enum { N = 5000 };
    char *text[2] = { NULL, NULL };
    size_t n;
    (void)state;
    for (unsigned turn = 0; turn < 2; turn++) {
        FILE *out = open_memstream(&text[turn], &n);
        for (unsigned i = 0; i < N; i++) {
            unsigned k = turn ? i * 7 % N : i;
            fprintf(out, "n%u.t 10.0.%u.%u\n", k, k / 250, k % 250);
        }
        fclose(out);
    }
    changes_are(&(struct row){ text[0], text[1], "" }, 1);
    free(text[0]);
    free(text[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_come_go_and_change),
        cmocka_unit_test(order_is_no_difference),
        cmocka_unit_test(a_serial_alone_is_told_apart),
        cmocka_unit_test(glue_counts),
        cmocka_unit_test(zones_come_and_go),
        cmocka_unit_test(a_shuffled_file_is_the_same),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
