/*
 * What can be seen behind Landlock; on a kernel without it this is skipped.
 */
#include "resolver/landlock.h"

#include "tests/shared/child.h"
#include "tests/shared/test.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>

enum { SEEN = 100 };

static char home[] = "/tmp/test_landlock.XXXXXX";

static int enter(void **state)
{
    (void)state;
    if (!mkdtemp(home) || chdir(home) < 0 || mkdir("in", 0700) < 0 ||
        mkdir("out", 0700) < 0 || mkdir("log", 0700) < 0)
        return -1;
    close(open("in/file", O_WRONLY | O_CREAT, 0600));
    close(open("out/file", O_WRONLY | O_CREAT, 0600));
    close(open("out/alone", O_WRONLY | O_CREAT, 0600));
    return symlink("../out/file", "in/link");
}

static int leave(void **state)
{
    (void)state;
    unlink("in/link");
    unlink("in/file");
    unlink("out/file");
    unlink("out/alone");
    unlink("log/new");
    return rmdir("log") || rmdir("in") || rmdir("out") || chdir("/") ||
           rmdir(home);
}

/* In a child: see ./in and a file only, and open one. */
struct look {
    const char *path;
    int flags;
};

static int look(const void *with)
{
    const struct look *l = with;
    int list = landlock_open();
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || list < 0 ||
        landlock_add(list, "in", LANDLOCK_READ) < 0 ||
        landlock_add(list, "out/alone", LANDLOCK_READ) < 0 ||
        landlock_add(list, "log", LANDLOCK_APPEND) < 0 ||
        landlock_add(list, "absent", LANDLOCK_READ) < 0 ||
        landlock_begin(list) < 0)
        return 1;
    if (fcntl(list, F_GETFD) >= 0)
        return 2; /* it is not closed */
    return open(l->path, l->flags, 0600) >= 0 ? SEEN : errno;
}

static void only_what_was_named_is_seen(void **state)
{
    static const struct {
        struct look look;
        int got;
    } rows[] = {
        { { "in/file", O_RDONLY }, SEEN },
        { { "in", O_RDONLY | O_DIRECTORY }, SEEN },
        { { "out/file", O_RDONLY }, EACCES },
        { { "out", O_RDONLY | O_DIRECTORY }, EACCES },
        { { "out/alone", O_RDONLY }, SEEN },
        { { "out/alone", O_WRONLY }, EACCES },
        { { "in/link", O_RDONLY }, EACCES },
        { { "in/../out/file", O_RDONLY }, EACCES },
        { { "/etc/passwd", O_RDONLY }, EACCES },
        { { "/proc/self/status", O_RDONLY }, EACCES },
        /* and it cannot be changed */
        { { "in/file", O_WRONLY }, EACCES },
        { { "in/file", O_RDWR }, EACCES },
        { { "in/new", O_WRONLY | O_CREAT }, EACCES },
        /* but for the log */
        { { "log/new", O_WRONLY | O_APPEND | O_CREAT }, SEEN },
        { { "log/new", O_RDONLY }, EACCES },
        { { "log/new", O_WRONLY | O_TRUNC }, EACCES },
    };
    (void)state;
    int list = landlock_open();
    if (list < 0)
        skip();
    close(list);
    for (size_t i = 0; i < ITEMS(rows); i++) {
        int got = child_run(look, &rows[i].look);
        if (got != rows[i].got)
            fail_msg("%s: %d", rows[i].look.path, got);
    }
}

/* As a kernel that has never heard of it. */
static int ask_in_vain(const void *with)
{
    (void)with;
    scmp_filter_ctx old = seccomp_init(SCMP_ACT_ALLOW);
    if (!old ||
        seccomp_rule_add(old, SCMP_ACT_ERRNO(ENOSYS),
                         SCMP_SYS(landlock_create_ruleset), 0) < 0 ||
        seccomp_load(old) < 0)
        return 1;
    return landlock_open() < 0 ? errno : 0;
}

static void a_kernel_without_it_says_so(void **state)
{
    (void)state;
    assert_int_equal(child_run(ask_in_vain, NULL), ENOSYS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_was_named_is_seen),
        cmocka_unit_test(a_kernel_without_it_says_so),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
