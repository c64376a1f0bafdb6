/*
 * The front door: which format a file is in, many files and zones at once, and
 * the serial of a SOA that is made.
 */
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- formats: read as the other one, each of these says something else ----
 */

static const struct zone_row masters[] = {
    { "$ORIGIN b.\n@ 60 SOA a. b. 1 2 3 4 5\n@ NS a.\na TXT x\n",
      "a.b. 60 IN TXT \"x\"\n" },
    { "; comment\n\n$TTL 60\n$TTL 70\nb. SOA a. b. 1 2 3 4 5\nb. NS a.\n"
      " TXT x\n",
      "b. 70 IN TXT \"x\"\n" },
    { "b. SOA a. b. 1 2 3 4 5\nb. NS a.\n TXT x\n", "b. 5 IN TXT \"x\"\n" },
    { "b. 1h IN SOA a. b. 1 2 3 4 5\nb. NS a.\n TXT x\n",
      "b. 3600 IN TXT \"x\"\n" },
    { "b. IN 60 SOA (a. b. 1\n2 3 4 5)\nb. NS a.\n TXT x\n",
      "b. 60 IN TXT \"x\"\n" },
};

static const struct zone_row flats[] = {
    { "$TTL 60\na.b 203.0.113.1\nb TXT y\n",
      "b. 60 IN TXT \"y\"\na.b. 60 IN A 203.0.113.1\n" },
    { "# comment\n$ZONE b\n$TTL 60\na.b TXT x\nb SOA a b 1 2 3 4 5\n",
      "a.b. 60 IN TXT \"x\"\n" },
    { "203.0.113.1 a.b b\n",
      "b. 3600 IN A 203.0.113.1\na.b. 3600 IN A 203.0.113.1\n" },
    { "\n", "" },
    { "\n# nothing\n", "" },
};

static void a_master_file_is_known_by_how_it_begins(void **state)
{
    (void)state;
    zone_records_are(masters, ITEMS(masters));
}

static void any_other_file_is_flat(void **state)
{
    (void)state;
    zone_records_are(flats, ITEMS(flats));
}

static void the_user_may_decide(void **state)
{
    (void)state;
    zone_write("z", "b. SOA a b 1 2 3 4 5\na.b 203.0.113.1\n");
    struct zone_load flat = zone_load_file("z", FORMAT_FLAT);
    assert_string_equal(zone_said(&flat),
                        "z:1:1: a SOA below its zone\n"
                        "    1 | b. SOA a b 1 2 3 4 5\n"
                        "      | ^^ a zone has one SOA, at its top\n");
    zone_free(&flat);
    zone_write("z", "a.b 203.0.113.1\n");
    struct zone_load master = zone_load_file("z", FORMAT_MASTER);
    assert_int_equal(master.complaints.errors, 1);
    zone_free(&master);
}

/* ---- what the user names ---- */

struct wish {
    const char *zones[3];
    const char *said; /* the complaints, or the records when there are none */
};

static const struct wish wishes[] = {
    { { "flat" }, "a.b. 3600 IN A 203.0.113.1\n" },
    { { "flat", "master" },
      "a.b. 3600 IN A 203.0.113.1\nwww.cctv.com. 60 IN A 203.0.113.2\n" },
    /* ORIGIN=FILE: its SOA may be @, and nothing else may be its zone */
    { { "cctv.com=at" }, "www.cctv.com. 60 IN A 203.0.113.3\n" },
    { { "CCTV.com.=master" }, "www.cctv.com. 60 IN A 203.0.113.2\n" },
    { { ".=at" }, "www. 60 IN A 203.0.113.3\n" },
    { { "baidu.com=at", "cctv.com=at" },
      "www.baidu.com. 60 IN A 203.0.113.3\n"
      "www.cctv.com. 60 IN A 203.0.113.3\n" },
    { { "baidu.com=master" },
      "master:2:1: '@' begins another zone\n"
      "    2 | @ 60 SOA a. b. 1 2 3 4 5\n"
      "      | ^ the zone was to be baidu.com.\n" },
    { { "cctv.com=flat" },
      "flat:1:5: '203.0.113.1' is not a record type\n"
      "    1 | a.b 203.0.113.1\n"
      "      |     ^^^^^^^^^^^ A, AAAA, CNAME, MX, TXT, or TYPE123\n" },
    /* unless there is a file of that name */
    { { "a=b" }, "x.y. 3600 IN A 203.0.113.4\n" },
    { { "c=d" }, "d: No such file or directory\n" },
    { { "=at" }, "=at: ORIGIN=FILE begins with a zone's name\n" },
    { { "a..b=at" }, "a..b=at: ORIGIN=FILE begins with a zone's name\n" },
    { { "" }, "'': No such file or directory\n" },
    { { "missing", "flat", "gone" },
      "missing: No such file or directory\ngone: No such file or directory\n" },
    /* a directory: its files in order, but for hidden and editors' ones */
    { { "dir" },
      "n.a. 3600 IN A 203.0.113.5\nn.b. 3600 IN A 203.0.113.5\n"
      "n.c. 3600 IN A 203.0.113.5\n" },
    { { "empty" }, "empty: a directory without a zone file\n" },
    /* nothing in it, as on a disk that is full */
    { { "void" }, "void: warning: the file is empty\n" },
    { { "dirvoid" }, "dirvoid/b: warning: the file is empty\n" },
    /* two files, one zone */
    { { "one", "two" },
      "p.u. 3600 IN A 203.0.113.6\nq.u. 3600 IN A 203.0.113.7\n" },
    { { "cctv.com=at", "soa" },
      "soa:1:1: cctv.com. has two SOA records\n"
      "    1 | cctv.com. 60 SOA c. d. 1 2 3 4 5\n"
      "      | ^^^^^^^^^ the other one is at at:1\n" },
    /* one bad file, no image; the mistakes of all are told */
    { { "flat", "bad", "dirbad" },
      "bad:1:5: 'x' is not an address and not a record type\n"
      "    1 | a.b x\n"
      "      |     ^\n"
      "dirbad/bad:1:5: 'y' is not an address and not a record type\n"
      "    1 | a.b y\n"
      "      |     ^\n" },
};

static void write_files(void)
{
    zone_write("flat", "a.b 203.0.113.1\n");
    zone_write("master", "$ORIGIN cctv.com.\n@ 60 SOA a. b. 1 2 3 4 5\n"
                         "@ NS a.\nwww A 203.0.113.2\n");
    zone_write("at", "@ 60 SOA a b 1 2 3 4 5\n@ NS a\nwww A 203.0.113.3\n");
    zone_write("soa", "cctv.com. 60 SOA c. d. 1 2 3 4 5\n");
    zone_write("a=b", "x.y 203.0.113.4\n");
    zone_write("one", "$ZONE u\np.u 203.0.113.6\n");
    zone_write("two", "$ZONE u\nq.u 203.0.113.7\n");
    zone_write("bad", "a.b x\n");
    assert_int_equal(mkdir("empty", 0700) | mkdir("dir", 0700), 0);
    assert_int_equal(mkdir("dir/sub", 0700) | mkdir("dirbad", 0700), 0);
    zone_write("dirbad/bad", "a.b y\n");
    zone_write("void", "");
    assert_int_equal(mkdir("dirvoid", 0700), 0);
    zone_write("dirvoid/a", "n.a 203.0.113.5\n");
    zone_write("dirvoid/b", "");
    zone_write("dir/c", "n.c 203.0.113.5\n");
    zone_write("dir/a", "n.a 203.0.113.5\n");
    zone_write("dir/b.zone", "n.b 203.0.113.5\n");
    zone_write("dir/.hidden", "n.d x\n");
    zone_write("dir/a~", "n.d x\n");
    zone_write("dir/#a#", "n.d x\n");
    zone_write("dir/sub/a", "n.d x\n");
}

static struct zone_load load_wish(const struct wish *w)
{
    char *zones[3];
    size_t n = 0;
    while (n < 3 && w->zones[n]) {
        zones[n] = strdup(w->zones[n]);
        n++;
    }
    struct zone_load l =
        zone_load(&(struct zonefile_request){ .zones = zones, .zones_n = n });
    while (n--)
        free(zones[n]);
    return l;
}

static void files_directories_and_origins_are_found(void **state)
{
    (void)state;
    write_files();
    for (size_t i = 0; i < ITEMS(wishes); i++) {
        struct zone_load l = load_wish(&wishes[i]);
        char *text = l.done == 0 ? zone_dump_plain(&l.image) : NULL;
        const char *got = l.complaints.text ? zone_said(&l) : text;
        assert_string_equal(got, wishes[i].said);
        free(text);
        zone_free(&l);
    }
}

static void without_a_file_there_is_the_lesson(void **state)
{
    (void)state;
    struct zone_load l = zone_load(&(struct zonefile_request){ .zones_n = 0 });
    assert_string_equal(zone_said(&l), "");
    assert_int_equal(l.image.zones[0].serial, 1);
    zone_free(&l);
}

/* ---- serials ---- */

struct change {
    int64_t mtime;
    const char *text;
    uint32_t serial; /* of the zone cctv.com */
};

#define MADE "$ZONE cctv.com\n"
#define OTHER "$ZONE cctv.com\na.cctv.com 203.0.113.7\n"
#define WRITTEN "cctv.com. SOA a. b. 4294967290 2 3 4 5\ncctv.com. NS a.\n"

/* One after the other, each load knowing the image of the one before. */
static const struct change changes[] = {
    { 1000, MADE, 1000 },
    { 2000, OTHER, 2000 },
    { 2000, OTHER, 2000 }, /* nothing changed */
    { 3000, OTHER, 2000 }, /* it was touched */
    { 2000, MADE, 2001 },  /* twice in a second, or the time was set */
    { 1500, OTHER, 2002 }, /* an older file: never back */
    { 1500, OTHER, 2002 },
    { 2001, MADE, 2003 },             /* newer, but no more than what was */
    { 5000000000, OTHER, 705032704 }, /* after 2106 */
    { 3000000000, MADE, 705032705 },  /* over 2^31 away is back */
    { 3001, WRITTEN, 4294967290 },
    { 3002, MADE, 3002 }, /* on from there, over the edge: RFC 1982 */
    { 4000, "$ZONE baidu.com\n$ZONE x.cctv.com\n$ZONE cctv.com\n", 4000 },
};

static uint32_t serial_of(const struct image *img)
{
    struct name n;
    name_set(&n, (const uint8_t *)"\4cctv\3com");
    const struct node *node = image_find(img, &n, n.labels);
    assert_non_null(node);
    const struct zone *zone = &img->zones[node->zone];
    const struct rrset *soa = node_rrset(node, TYPE_SOA);
    assert_non_null(soa);
    assert_int_equal(get_u32(rrset_records(soa) + soa->len - 20), zone->serial);
    return zone->serial;
}

static void a_made_serial_never_goes_back(void **state)
{
    (void)state;
    struct zone_load before = { .done = -1 };
    char path[] = "z", *zones[] = { path };
    for (size_t i = 0; i < ITEMS(changes); i++) {
        struct timespec stamp = { .tv_sec = changes[i].mtime };
        zone_write("z", changes[i].text);
        utimensat(AT_FDCWD, "z", (struct timespec[]){ stamp, stamp }, 0);
        struct zone_load l = zone_load(&(struct zonefile_request){
            .zones = zones, .zones_n = 1, .before = &before.image });
        assert_int_equal(l.done, 0);
        assert_int_equal(serial_of(&l.image), changes[i].serial);
        zone_free(&before);
        before = l;
    }
    zone_free(&before);
}

/* PTRs are made from the addresses of all files. */
static void the_serial_of_reverse_zones_goes_by_all_files(void **state)
{
    static const struct {
        const char *zone, *text;
        bool moves;
    } rows[] = {
        { "113.0.203.in-addr.arpa", "a.cctv.com 203.0.113.8\n", true },
        { "8.b.d.0.1.0.0.2.ip6.arpa", "a.cctv.com 2001:db8::8\n", true },
        { "", "a.cctv.com 203.0.113.8\n", true },
        { "arpa", "a.cctv.com 203.0.113.8\n", true },
        { "in-addr.arpa.test", "a.cctv.com 203.0.113.8\n", false },
    };
    char top[] = "top", forward[] = "forward", *zones[] = { top, forward };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        char text[64];
        snprintf(text, sizeof text, "$ZONE %s.\n", rows[i].zone);
        zone_write("top", text);
        zone_write("forward", "$ZONE cctv.com\n");
        struct zonefile_request q = { .zones = zones, .zones_n = 2 };
        struct zone_load before = zone_load(&q);
        snprintf(text, sizeof text, "$ZONE cctv.com\n%s", rows[i].text);
        zone_write("forward", text);
        q.before = &before.image;
        struct zone_load after = zone_load(&q);
        assert_int_equal(before.image.zones[0].serial, ZONE_STAMP);
        assert_int_equal(after.image.zones[0].serial,
                         ZONE_STAMP + rows[i].moves);
        assert_int_equal(after.image.zones[1].serial, ZONE_STAMP + 1);
        zone_free(&before);
        zone_free(&after);
    }
}

/* ---- bugs ---- */

/* [owner] [TTL] [class] SOA is a SOA; a TXT that says so is not. */
static const struct zone_row only_called_soa[] = {
    { "a.b TXT SOA\n", "a.b. 3600 IN TXT \"SOA\"\n" },
    { "203.0.113.1 www soa.b\n",
      "www. 3600 IN A 203.0.113.1\nsoa.b. 3600 IN A 203.0.113.1\n" },
    { "soa 203.0.113.1\n", "soa. 3600 IN A 203.0.113.1\n" },
};

static void a_word_soa_does_not_make_a_master_file(void **state)
{
    (void)state;
    zone_records_are(only_called_soa, ITEMS(only_called_soa));
}

/* Opening a FIFO waits for a writer: the loader, and a reload, would hang. */
static void a_fifo_in_a_directory_does_not_hang_the_loader(void **state)
{
    (void)state;
    assert_int_equal(mkdir("fifos", 0700), 0);
    assert_int_equal(mkfifo("fifos/f", 0600), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        alarm(2);
        struct zone_load l = zone_load_file("fifos", FORMAT_DETECT);
        _exit(l.done == 0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_master_file_is_known_by_how_it_begins),
        cmocka_unit_test(any_other_file_is_flat),
        cmocka_unit_test(the_user_may_decide),
        cmocka_unit_test(files_directories_and_origins_are_found),
        cmocka_unit_test(without_a_file_there_is_the_lesson),
        cmocka_unit_test(a_made_serial_never_goes_back),
        cmocka_unit_test(the_serial_of_reverse_zones_goes_by_all_files),
        cmocka_unit_test(a_word_soa_does_not_make_a_master_file),
        cmocka_unit_test(a_fifo_in_a_directory_does_not_hang_the_loader),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
