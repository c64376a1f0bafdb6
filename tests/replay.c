/*
 * Give the files named, and all files of the directories named, to a fuzz
 * target: the corpus as a test, with any compiler.  Each input ends right
 * before a page that must not be touched.
 */
#include "tests/fuzz.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>

static int fail(const char *path)
{
    printf("not ok replay %s: %s\n", path, strerror(errno));
    return -1;
}

/* Run the target over the file at `path` of `size` octets. */
static int replay_file(const char *path, size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t room = (size + page - 1) / page * page;
    uint8_t *base = mmap(NULL, room + page, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED || mprotect(base + room, page, PROT_NONE) < 0)
        return fail(path);
    uint8_t *data = base + room - size;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || read(fd, data, size) != (ssize_t)size)
        return fail(path);
    close(fd);
    printf("%s\n", path); /* the last one is to blame when it ends here */
    fflush(stdout);
    LLVMFuzzerTestOneInput(data, size);
    munmap(base, room + page);
    return 1;
}

static int is_visible(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

/* How many inputs there were, or -1. */
static int replay(const char *path)
{
    struct stat st;
    struct dirent **files;
    int inputs = 0;
    if (stat(path, &st) < 0)
        return fail(path);
    if (!S_ISDIR(st.st_mode))
        return replay_file(path, (size_t)st.st_size);
    int n = scandir(path, &files, is_visible, alphasort);
    for (int i = 0; i < n; i++) {
        char *inner = NULL;
        if (asprintf(&inner, "%s/%s", path, files[i]->d_name) < 0)
            return fail(path);
        int done = inputs < 0 ? -1 : replay(inner);
        inputs = done < 0 ? -1 : inputs + done;
        free(inner);
        free(files[i]);
    }
    if (n < 0)
        return fail(path);
    free(files);
    return inputs;
}

int main(int argc, char **argv)
{
    const char *slash = strrchr(argv[0], '/');
    const char *name = slash ? slash + 1 : argv[0];
    int inputs = 0;
    if (strncmp(name, "replay_", 7) == 0)
        name += 7;
    for (int i = 1; i < argc; i++) {
        int done = replay(argv[i]);
        if (done < 0)
            return 1;
        inputs += done;
    }
    if (inputs == 0) {
        printf("not ok replay %s: there is no corpus\n", name);
        return 1;
    }
    printf("ok replay %s: %d inputs\n", name, inputs);
    return 0;
}
