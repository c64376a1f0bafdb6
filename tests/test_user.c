/*
 * From root to a user, and no way back.  The parts that need root are skipped
 * by others.
 */
#include "resolver/user.h"

#include "tests/shared/child.h"
#include "tests/shared/test.h"

#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>

static void users_have_names_and_numbers(void **state)
{
    static const struct {
        const char *text;
        bool found;
        uid_t uid;
    } rows[] = {
        { "root", true, 0 },
        { "0", true, 0 },
        { "4000123", true, 4000123 },
        { "no-such-user", false, 0 },
        { "", false, 0 },
        { "-1", false, 0 },
        { "12x", false, 0 },
        { "4294967295", false, 0 },
        { " 1", false, 0 },
        { "99999999999999999999", false, 0 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct user u;
        bool found = user_find(&u, rows[i].text);
        if (found != rows[i].found || (found && u.uid != rows[i].uid))
            fail_msg("'%s'", rows[i].text);
    }
}

static void a_number_is_its_own_group(void **state)
{
    struct user u;
    (void)state;
    assert_true(user_find(&u, "4000123"));
    assert_int_equal(u.gid, 4000123);
    assert_false(u.known);
    assert_string_equal(u.name, "4000123");
}

static void nobody_is_always_there(void **state)
{
    struct user u;
    (void)state;
    assert_true(user_find(&u, USER_DEFAULT));
    assert_int_not_equal(u.uid, 0);
}

/* A line of /proc/self/status. */
static unsigned long long status(const char *name)
{
    char line[256];
    unsigned long long v = ~0ull;
    FILE *f = fopen("/proc/self/status", "re");
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, name, strlen(name)) == 0)
            sscanf(line + strlen(name), ":%llx", &v);
    if (f)
        fclose(f);
    return v;
}

static bool is_bare(void)
{
    return status("CapEff") == 0 && status("CapPrm") == 0 &&
           status("CapInh") == 0 && status("CapAmb") == 0 &&
           prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
}

static int become(const void *with)
{
    const struct user *u = with;
    gid_t groups[8];
    int at_death = 0;
    if (prctl(PR_SET_PDEATHSIG, SIGUSR2) < 0 || user_become(u) < 0)
        return 1;
    if (prctl(PR_GET_PDEATHSIG, &at_death) < 0 || at_death != SIGUSR2)
        return 6;
    if (getuid() != u->uid || geteuid() != u->uid)
        return 2;
    if (!is_bare())
        return 3;
    if (u->uid != 0 && (setuid(0) == 0 || seteuid(0) == 0))
        return 4;
    int n = getgroups(8, groups);
    for (int i = 0; i < n; i++)
        if (u->uid != 0 && groups[i] == 0)
            return 5;
    return 0;
}

/* What is for root alone: the groups, and what a program could get. */
static int leave_root(const void *with)
{
    const struct user *u = with;
    if (setgroups(2, (gid_t[]){ 0, 4 }) < 0)
        return 10;
    int done = become(with);
    if (done == 0 && (getgid() != u->gid || getegid() != u->gid))
        done = 11;
    return done == 0 && status("CapBnd") != 0 ? 12 : done;
}

static void root_is_left_for_ever(void **state)
{
    static const char *const names[] = { "nobody", "4000123", "root" };
    (void)state;
    if (geteuid() != 0)
        skip();
    for (size_t i = 0; i < ITEMS(names); i++) {
        struct user u;
        assert_true(user_find(&u, names[i]));
        assert_int_equal(child_run(leave_root, &u), 0);
    }
}

static void anybody_can_become_himself(void **state)
{
    struct user u;
    (void)state;
    user_self(&u);
    assert_int_equal(u.uid, geteuid());
    assert_int_equal(child_run(become, &u), 0);
}

/* An ordinary user, who wants to be another. */
static int climb(const void *with)
{
    struct user first;
    user_find(&first, "4000123");
    if (geteuid() == 0 && user_become(&first) < 0)
        return 1;
    return user_become(with) < 0 ? 0 : 2;
}

static void nobody_becomes_somebody_else(void **state)
{
    static const char *const names[] = { "root", "4000124" };
    (void)state;
    for (size_t i = 0; i < ITEMS(names); i++) {
        struct user u;
        assert_true(user_find(&u, names[i]));
        assert_int_equal(child_run(climb, &u), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(users_have_names_and_numbers),
        cmocka_unit_test(a_number_is_its_own_group),
        cmocka_unit_test(nobody_is_always_there),
        cmocka_unit_test(root_is_left_for_ever),
        cmocka_unit_test(anybody_can_become_himself),
        cmocka_unit_test(nobody_becomes_somebody_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
