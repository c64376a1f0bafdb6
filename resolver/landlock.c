#include "resolver/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What can be forbidden, by the version that knows it.  Kernels are newer than
 * the headers of those who build. */
static const struct {
    int version;
    uint64_t files, network, scoped;
} known[] = {
    { 1, 0x1fff, 0, 0 },  /* run, write, read, list, remove and make */
    { 2, 1 << 13, 0, 0 }, /* move between directories */
    { 3, 1 << 14, 0, 0 }, /* truncate */
    { 4, 0, 3, 0 },       /* bind and connect TCP */
    { 5, 1 << 15, 0, 0 }, /* ioctl of devices */
    { 6, 0, 0, 3 },       /* abstract sockets and signals of strangers */
};

/* As the kernel lays it out; it takes zeros for what it does not know. */
struct forbidden {
    uint64_t files, network, scoped;
};

int landlock_open(void)
{
    struct forbidden all = { 0, 0, 0 };
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
                           LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 0)
        return -1;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].version <= version) {
            all.files |= known[i].files;
            all.network |= known[i].network;
            all.scoped |= known[i].scoped;
        }
    return (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
}

/* Is there nothing, or nothing to be reached?  Whoever opens it says so. */
static bool is_absent(int why)
{
    return why == ENOENT || why == ENOTDIR || why == EACCES;
}

int landlock_add(int list, const char *path, enum landlock_use use)
{
    struct stat st;
    struct landlock_path_beneath_attr rule = {
        .allowed_access =
            LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
        .parent_fd = open(path, O_PATH | O_CLOEXEC)
    };
    if (rule.parent_fd < 0)
        return is_absent(errno) ? 0 : -1;
    if (use == LANDLOCK_APPEND)
        rule.allowed_access =
            LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG;
    if (fstat(rule.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
        rule.allowed_access &=
            LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;
    long done = syscall(SYS_landlock_add_rule, list, LANDLOCK_RULE_PATH_BENEATH,
                        &rule, 0);
    int why = errno;
    close(rule.parent_fd);
    errno = why;
    return (int)done;
}

int landlock_begin(int list)
{
    long done = syscall(SYS_landlock_restrict_self, list, 0);
    int why = errno;
    close(list);
    errno = why;
    return (int)done;
}
