#include "zonefile/readings.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a load noted, a line each, "kind path why". */
static const char *noted(const struct readings *r)
{
    static const char *const kinds[] = { "named", "member", "directory" };
    static char text[2048];
    static uint8_t octets[4096];
    ssize_t n = pread(r->fd, octets, sizeof octets, 0);
    assert_in_range(n, 0, sizeof octets - 1);
    struct reader in = reader_over(octets, (size_t)n);
    struct reading one;
    size_t at = 0;
    *text = '\0';
    while (readings_next(&in, &one)) {
        int wrote =
            snprintf(text + at, sizeof text - at, "%s %s%s\n", kinds[one.kind],
                     one.path, one.mark.why ? " missing" : "");
        at += (size_t)wrote;
    }
    assert_false(in.bad);
    return text;
}

static struct readings readings(void)
{
    int fd = memfd_create("readings", MFD_CLOEXEC);
    assert_true(fd >= 0);
    return (struct readings){ .fd = fd };
}

/* Load with what was served before, and tell how it went. */
static int load(const char *zone, uint64_t served, struct readings *r)
{
    char *zones[] = { (char *)(uintptr_t)zone };
    int fd = memfd_create("image", MFD_CLOEXEC);
    struct complaints c = { .text = NULL };
    int done = zonefile_load(
        &(struct zonefile_request){
            .zones = zones, .zones_n = 1, .served = served, .readings = r },
        fd, &c);
    complaint_free(&c);
    close(fd);
    return done;
}

/* Whatever became of it: what is missing may come. */
static void all_that_a_load_looked_for_is_noted(void **state)
{
    static const struct {
        const char *zone, *noted;
        int done;
        bool awaited;
    } rows[] = {
        { "a.zone", "named a.zone\n", 0, false },
        { "none.zone", "named none.zone missing\n", -1, true },
        { "bad.zone", "named bad.zone\n", -1, false },
        { "empty.zone", "named empty.zone\n", 0, true },
        { "dir",
          "directory dir\nmember dir/b.zone\nmember dir/empty\n"
          "member dir/lost missing\n",
          -1, true },
        { "m.test=m.zone",
          "named m.zone\nnamed sub/inc\nnamed sub/none missing"
          "\n",
          -1, true },
        { "x.test=none.zone", "named none.zone missing\n", -1, true },
    };
    (void)state;
    zone_write("a.zone", "a 203.0.113.7\n");
    zone_write("bad.zone", "a 203.0.113\n");
    zone_write("empty.zone", "");
    zone_write("m.zone", "@ 60 SOA a b 1 2 3 4 5\n@ 60 NS a\n"
                         "$INCLUDE sub/inc\n");
    assert_int_equal(mkdir("sub", 0700), 0);
    assert_int_equal(mkdir("dir", 0700), 0);
    assert_int_equal(mkdir("dir/dir", 0700), 0);
    zone_write("sub/inc", "a 60 A 203.0.113.7\n$INCLUDE none\n");
    zone_write("dir/b.zone", "b 203.0.113.7\n");
    zone_write("dir/b.zone~", "an editor's\n");
    zone_write("dir/empty", "");
    assert_int_equal(symlink("nowhere", "dir/lost"), 0);
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct readings r = readings();
        assert_int_equal(load(rows[i].zone, 0, &r), rows[i].done);
        assert_string_equal(noted(&r), rows[i].noted);
        assert_int_equal(r.awaited != 0, rows[i].awaited);
        close(r.fd);
    }
}

/* An empty one was created a moment ago; a name server of nothing is no zone */
static void an_empty_member_is_no_zone(void **state)
{
    struct readings r = readings();
    (void)state;
    assert_int_equal(mkdir("members", 0700), 0);
    zone_write("members/new", "");
    assert_int_equal(load("members", 0, &r), -1);
    zone_write("members/old", "$ZONE old.test\n");
    assert_int_equal(load("members", 0, &r), 0);
    struct zone_load l = zone_load_file("members", FORMAT_DETECT);
    assert_int_equal(l.image.head->zones_n, 1);
    zone_free(&l);
    close(r.fd);
}

static void the_same_text_is_not_loaded_again(void **state)
{
    struct readings r = readings();
    (void)state;
    zone_write("same", "a 203.0.113.7\n");
    assert_int_equal(load("same", 0, &r), 0);
    uint64_t served = r.fingerprint;
    assert_true(served != 0);
    zone_write("same", "a 203.0.113.7\n");
    assert_int_equal(load("same", served, &r), ZONEFILE_SAME);
    zone_write("same", "a 203.0.113.8\n");
    assert_int_equal(load("same", served, &r), 0);
    assert_true(r.fingerprint != served);
    zone_write("same", "a 203.0.113\n");
    assert_int_equal(load("same", served, &r), -1);
    zone_write("same", "a 203.0.113.7\n");
    assert_int_equal(load("same", served, &r), ZONEFILE_SAME);
    close(r.fd);
}

static bool changes(const char *path, const char *how)
{
    struct mark before = mark_path(path);
    usleep(10000); /* the kernel's clock for files goes in steps of 4 ms */
    assert_int_equal(system(how), 0);
    struct mark after = mark_path(path);
    return !mark_same(&before, &after);
}

static void a_mark_tells_a_change_of_any_kind(void **state)
{
    (void)state;
    zone_write("m", "one");
    assert_int_equal(mkdir("d", 0700), 0);
    assert_false(changes("m", "cat m >/dev/null"));
    assert_true(changes("m", "printf two >m"));
    assert_true(changes("m", "printf two >m2; touch -r m m2; mv m2 m"));
    assert_true(changes("m", "chmod 400 m"));
    assert_true(changes("m", "rm m"));
    assert_false(changes("m", ":"));
    assert_true(changes("m", "ln -s d m"));
    assert_true(changes("d", ": >d/new"));
    assert_true(changes("d", "rm d/new"));
    assert_false(changes("d", "ls d >/dev/null"));
}

/* What a process that read zone files left behind may be anything. */
static void damage_is_seen(void **state)
{
    struct readings r = readings();
    uint8_t octets[512];
    (void)state;
    zone_write("whole", "a 203.0.113.7\n");
    assert_int_equal(load("whole", 0, &r), 0);
    ssize_t n = pread(r.fd, octets, sizeof octets, 0);
    assert_int_equal(n, 32 + sizeof "whole");
    for (ssize_t cut = 1; cut < n; cut++) {
        uint8_t *copy = guarded(octets, (size_t)cut);
        struct reader in = reader_over(copy, (size_t)cut);
        struct reading one;
        assert_false(readings_next(&in, &one));
        assert_true(in.bad);
        guard_free(copy);
    }
    static const struct {
        size_t at;
        uint8_t to;
    } rows[] = {
        { 1, 3 }, { 0, 1 }, { 7, 0 }, { 4, 1 }, { 37, 'x' }, { 33, 0 }
    };
    for (size_t i = 0; i < ITEMS(rows); i++) {
        uint8_t *copy = guarded(octets, (size_t)n);
        struct reader in = reader_over(copy, (size_t)n);
        struct reading one;
        copy[rows[i].at] = rows[i].to;
        assert_false(readings_next(&in, &one));
        assert_true(in.bad);
        guard_free(copy);
    }
    close(r.fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_a_load_looked_for_is_noted),
        cmocka_unit_test(an_empty_member_is_no_zone),
        cmocka_unit_test(the_same_text_is_not_loaded_again),
        cmocka_unit_test(a_mark_tells_a_change_of_any_kind),
        cmocka_unit_test(damage_is_seen),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
