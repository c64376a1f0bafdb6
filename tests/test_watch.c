#include "resolver/watch.h"

#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { NOTHING = -1, T = 1000000 /* when all happens, ms */ };

static void run(const char *command)
{
    if (system(command) != 0)
        fail_msg("%s", command);
}

/* Note a file, as a load does. */
static void note(struct readings *r, const char *path, enum reading_kind kind)
{
    if (kind == READ_DIRECTORY)
        readings_directory(r, path);
    else
        source_free(readings_file(r, path, kind));
}

/* What one load would read. */
static int read_all(void)
{
    struct readings r = { .fd = memfd_create("readings", MFD_CLOEXEC) };
    note(&r, "a.zone", READ_NAMED);
    note(&r, "link", READ_NAMED);
    note(&r, "zones", READ_DIRECTORY);
    note(&r, "zones/m.zone", READ_MEMBER);
    note(&r, "no/such/file", READ_NAMED);
    note(&r, "loop", READ_NAMED);
    note(&r, "twin", READ_NAMED);
    return r.fd;
}

static void make_files(void)
{
    run("rm -rf ./* ..data ..[12]; mkdir zones ..1 near; echo a >a.zone; "
        "echo l >..1/l; ln -s ..1 ..data; ln -s ..data/l link; "
        "echo m >zones/m.zone; echo o >other; ln -s loop loop; "
        "echo t >twin; ln twin near/twin");
}

static struct watch watch_files(void)
{
    struct watch w;
    make_files();
    watch_open(&w);
    assert_true(w.fd >= 0);
    struct watch_news news = { read_all(), true, watch_clock() };
    assert_true(watch_renew(&w, &news));
    assert_int_equal(w.blind, 0);
    close(news.fd);
    return w;
}

/* When is it to be loaded?  ms after it happened. */
static int seen(struct watch *w)
{
    struct lull l;
    lull_begin(&l);
    watch_read(w, &l, T);
    return lull_due(&l) == UINT64_MAX ? NOTHING : (int)(lull_due(&l) - T);
}

static const struct {
    const char *what;
    int due;
} rows[] = {
    /* finished */
    { "echo b >a.zone", 0 },
    { "mv other a.zone", 0 },
    { "rm a.zone; ln -s other a.zone", 0 },
    { "rm a.zone; ln other a.zone", 0 },
    { "echo b >..1/l", 0 },
    { "mkdir ..2; ln -s ..2 tmp; mv -T tmp ..data; rm -r ..1", 0 },
    { "ln -sfn other link", 0 },
    { "echo b >zones/m.zone", 0 },
    { "echo b >twin", 0 },
    { "echo b >near/twin", 0 }, /* by its other name */
    { "mv other zones/new", 0 },
    { "mv zones old", LULL_QUIET },
    { "mv zones old; mv near zones", 0 },
    /* perhaps half of something */
    { "echo n >zones/new", LULL_SOON },
    { "rm zones/m.zone", LULL_SOON },
    { "mv zones/m.zone .", LULL_SOON },
    { "chmod 600 a.zone", LULL_SOON },
    { "rm a.zone", LULL_QUIET },
    { "rm link", LULL_QUIET },
    { "rm -r zones", LULL_SOON }, /* its file first */
    { "mkdir no", LULL_QUIET },
    /* in the middle */
    { "exec 9>>a.zone; echo b >&9; kill -9 $$", 0 },
    { "truncate -s 0 a.zone", 0 },
    /* nobody looked for that */
    { "echo b >other", NOTHING },
    { "touch .a.zone.swp; rm .a.zone.swp", NOTHING },
    { "touch 4913; rm 4913", NOTHING },
    { "cp a.zone a.zone~", NOTHING },
    { "echo b >zones/.hidden; echo b >zones/m.zone~; mkdir zones/d", NOTHING },
    { "ln -s x '.#a.zone'; rm '.#a.zone'", NOTHING },
    { "cat a.zone link zones/* >/dev/null", NOTHING },
    { "rm loop; :", LULL_QUIET },
    { "chmod 600 near/twin; rm near/twin", NOTHING },
};

static void each_change_has_its_time(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct watch w = watch_files();
        assert_int_equal(seen(&w), NOTHING);
        if (system(rows[i].what) < 0)
            fail_msg("%s", rows[i].what);
        int due = seen(&w);
        if (due != rows[i].due)
            fail_msg("%s: %d ms, not %d", rows[i].what, due, rows[i].due);
        watch_close(&w);
    }
}

/* As long as somebody has it open and writes. */
static void a_file_that_is_being_written_waits(void **state)
{
    (void)state;
    struct watch w = watch_files();
    FILE *out = fopen("a.zone", "a");
    fputs("more\n", out);
    fflush(out);
    assert_int_equal(seen(&w), LULL_QUIET);
    FILE *new = fopen("zones/new", "w");
    assert_int_equal(seen(&w), LULL_QUIET);
    fclose(out);
    assert_int_equal(seen(&w), 0);
    fclose(new);
    assert_int_equal(seen(&w), LULL_SOON);
    watch_close(&w);
}

/* The next load reads other files: those are watched, and no more. */
static void what_is_not_read_any_more_is_let_go(void **state)
{
    (void)state;
    struct watch w = watch_files();
    struct readings r = { .fd = memfd_create("readings", MFD_CLOEXEC) };
    note(&r, "near/n.zone", READ_NAMED);
    struct watch_news news = { r.fd, true, watch_clock() };
    assert_true(watch_renew(&w, &news));
    assert_false(watch_renew(&w, &news));
    run("echo b >a.zone; echo b >zones/m.zone; rm link");
    assert_int_equal(seen(&w), NOTHING);
    run("echo b >near/n.zone");
    assert_int_equal(seen(&w), 0);
    close(r.fd);
    watch_close(&w);
}

/* One that crashed may not have come far: what was watched still is. */
static void a_load_without_end_adds_to_what_is_watched(void **state)
{
    (void)state;
    struct watch w = watch_files();
    struct readings r = { .fd = memfd_create("readings", MFD_CLOEXEC) };
    note(&r, "near/n.zone", READ_NAMED);
    struct watch_news news = { r.fd, false, watch_clock() };
    size_t n = w.readings.len;
    for (int i = 0; i < 3; i++) { /* again and again: it does not grow */
        watch_renew(&w, &news);
        assert_int_equal(w.readings.len, n + 32 + sizeof "near/n.zone");
    }
    run("echo b >near/n.zone");
    assert_int_equal(seen(&w), 0);
    run("echo b >a.zone");
    assert_int_equal(seen(&w), 0);
    close(r.fd);
    watch_close(&w);
}

/* By looking: for what happened before it was watched, and for --poll. */
static void looking_finds_what_no_event_told(void **state)
{
    static const struct {
        const char *what;
        bool changed;
    } looks[] = {
        { ":", false },
        { "cat a.zone >/dev/null; echo b >other", false },
        { "echo b >a.zone", true },
        { "mv other a.zone", true },
        { "ln -sfn other link", true },
        { "mkdir ..2; ln -s ..2 tmp; mv -T tmp ..data", true },
        { "echo n >zones/new", true },
        { "rm zones/m.zone", true },
        { "mkdir -p no/such; : >no/such/file", true },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(looks); i++) {
        make_files();
        usleep(20000); /* the clock of files goes in steps of 4 ms */
        struct watch w = { .fd = -1 };
        struct watch_news news = { .whole = true, .since = watch_clock() };
        news.fd = read_all();
        assert_false(watch_renew(&w, &news));
        run(looks[i].what);
        if (watch_changed(&w) != looks[i].changed)
            fail_msg("%s", looks[i].what);
        close(news.fd);
        watch_close(&w);
    }
}

/* Written in the moment in which it was read: nobody knows which was first. */
static void what_is_as_new_as_the_load_counts_as_changed(void **state)
{
    (void)state;
    struct watch w = { .fd = -1 };
    struct watch_news news = { .whole = true, .since = watch_clock() };
    make_files();
    news.fd = read_all();
    watch_renew(&w, &news);
    assert_true(watch_changed(&w));
    close(news.fd);
    watch_close(&w);
}

/* Types of file systems as statfs tells them: f_type may be negative. */
static void what_others_write_to_is_known(void **state)
{
    static const struct {
        long type;
        bool tells;
    } types[] = {
        { 0xef53, true },      /* ext4 */
        { 0x58465342, true },  /* XFS */
        { 0x9123683e, true },  /* Btrfs */
        { 0x01021994, true },  /* tmpfs */
        { 0x794c7630, true },  /* overlayfs: only we write to the upper layer */
        { 0x6969, false },     /* NFS */
        { 0x01021997, false }, /* 9P */
        { 0x65735546, false }, /* FUSE */
        { (long)0xfe534d42, false },    /* SMB */
        { (int32_t)0xfe534d42, false }, /* where f_type has 32 bits */
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(types); i++)
        if (watch_tells(types[i].type) != types[i].tells)
            fail_msg("%lx", types[i].type);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_change_has_its_time),
        cmocka_unit_test(a_file_that_is_being_written_waits),
        cmocka_unit_test(what_is_not_read_any_more_is_let_go),
        cmocka_unit_test(a_load_without_end_adds_to_what_is_watched),
        cmocka_unit_test(looking_finds_what_no_event_told),
        cmocka_unit_test(what_is_as_new_as_the_load_counts_as_changed),
        cmocka_unit_test(what_others_write_to_is_known),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
