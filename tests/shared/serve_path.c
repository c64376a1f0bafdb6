#include "tests/shared/serve.h"

#include "tests/shared/test.h"

#include <unistd.h>

void built_path(char path[PATH_LENGTH], const char *name)
{
    ssize_t n = readlink("/proc/self/exe", path, PATH_LENGTH - 1);
    assert_true(n > 0);
    path[n] = '\0';
    for (int i = 0; i < 2; i++) /* BUILD/tests/test_x: two up */
        *strrchr(path, '/') = '\0';
    size_t at = strlen(path);
    snprintf(path + at, PATH_LENGTH - at, "/%s", name);
}

void source_path(char path[PATH_LENGTH], const char *name)
{
    built_path(path, "");
    for (char *end; (end = strrchr(path, '/'));) {
        snprintf(end, (size_t)(path + PATH_LENGTH - end), "/%s", name);
        if (access(path, R_OK) == 0)
            return;
        *end = '\0';
    }
    fail_msg("%s is not above the build directory", name);
}
