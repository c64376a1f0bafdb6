/*
 * Whom the server runs as once it has its sockets: from root to an ordinary
 * user, without any capability and without a way back.
 */
#ifndef TWIG_USER_H
#define TWIG_USER_H

#include <stdbool.h>
#include <sys/types.h>

enum { USER_NAME_MAX = 255 }; /* a directory service's: LOGIN_NAME_MAX */

#define USER_DEFAULT "nobody"

struct user {
    uid_t uid;
    gid_t gid;
    bool known; /* to the system, which also knows its groups */
    char name[USER_NAME_MAX + 1]; /* or the number */
};

/*
 * user_find(u, name): by name, or by number, which the system need not know.
 * USER_DEFAULT is there on every system.  Returns false when there is none.
 */
bool user_find(struct user *u, const char *name);

/* user_number(u, uid): by number, known to the system or not. */
void user_number(struct user *u, uid_t uid);

/* user_self(u): who this process is. */
void user_self(struct user *u);

/*
 * user_become(u): be `u`, with the groups of `u` only; who is no root can only
 * become himself.  All capabilities are dropped, root's too, and no program
 * that is run can give them back.  Returns 0; or -1 with errno, and then the
 * process must not go on.
 */
int user_become(const struct user *u);

#endif
