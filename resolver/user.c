#include "resolver/user.h"

#include <cap-ng.h>
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

enum {
    NUMBER_MAX = 0x7fffffff,
    NOBODY = 65534 /* where no file of users names another */
};

/* A whole number, or -1. */
static long read_number(const char *text)
{
    char *end;
    errno = 0;
    long v = strtol(text, &end, 10);
    bool good = *text >= '0' && *text <= '9' && !*end && !errno;
    return good && v <= NUMBER_MAX ? v : -1;
}

static void take(struct user *u, const struct passwd *known)
{
    *u = (struct user){ .uid = known->pw_uid,
                        .gid = known->pw_gid,
                        .known = true };
    strncpy(u->name, known->pw_name, USER_NAME_MAX);
}

static void take_unknown(struct user *u, uid_t uid)
{
    *u = (struct user){ .uid = uid, .gid = (gid_t)uid };
    snprintf(u->name, sizeof u->name, "%u", (unsigned)uid);
}

void user_number(struct user *u, uid_t uid)
{
    const struct passwd *known = getpwuid(uid);
    if (known)
        take(u, known);
    else
        take_unknown(u, uid);
}

bool user_find(struct user *u, const char *name)
{
    const struct passwd *known = getpwnam(name);
    long number = read_number(name);
    if (known)
        take(u, known);
    else if (strcmp(name, USER_DEFAULT) == 0)
        take_unknown(u, NOBODY);
    else if (number >= 0)
        user_number(u, (uid_t)number);
    return known || number >= 0 || strcmp(name, USER_DEFAULT) == 0;
}

void user_self(struct user *u)
{
    user_number(u, geteuid());
}

static int take_groups(const struct user *u)
{
    return u->known ? initgroups(u->name, u->gid) : setgroups(0, NULL);
}

/* Root may lack the right to touch the bounding set, as in some containers:
 * nothing can be gained from it then, since there are no new privileges.  Who
 * stays root may not be able to change his groups, and gains nothing by them.
 */
static int leave_root(const struct user *u)
{
    capng_clear(CAPNG_SELECT_ALL);
    (void)capng_apply(CAPNG_SELECT_BOUNDS);
    if ((take_groups(u) < 0 && u->uid != 0) ||
        setresgid(u->gid, u->gid, u->gid) < 0 ||
        setresuid(u->uid, u->uid, u->uid) < 0)
        return -1;
    return 0;
}

static int drop_capabilities(void)
{
    capng_clear(CAPNG_SELECT_ALL);
    if (capng_apply(CAPNG_SELECT_CAPS) == 0 &&
        prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) == 0)
        return 0;
    return -1;
}

/* Trust nothing of the above. */
static int prove(const struct user *u)
{
    uid_t real, effective, saved;
    if (getresuid(&real, &effective, &saved) < 0)
        return -1;
    bool same = real == u->uid && effective == u->uid && saved == u->uid;
    bool back = u->uid != 0 && setresuid(0, 0, 0) == 0;
    bool able = capng_get_caps_process() < 0 ||
                capng_have_capabilities(CAPNG_SELECT_CAPS) != CAPNG_NONE;
    if (same && !back && !able)
        return 0;
    errno = EPERM;
    return -1;
}

int user_become(const struct user *u)
{
    int at_parents_death; /* the kernel forgets it with the user */
    if (prctl(PR_GET_PDEATHSIG, &at_parents_death) < 0 ||
        (geteuid() == 0 && leave_root(u) < 0) || drop_capabilities() < 0 ||
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
        prctl(PR_SET_PDEATHSIG, at_parents_death) < 0)
        return -1;
    return prove(u);
}
