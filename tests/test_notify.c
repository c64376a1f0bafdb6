/*
 * What the service manager hears: here, a socket of our own.
 */
#include "resolver/notify.h"

#include "tests/shared/test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static char path[] = "/tmp/test_notify.XXXXXX";

/* A manager's socket of that name; @ stands for octet 0. */
static int listen_at(const char *name)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    const void *any = &at;
    size_t n = strlen(name);
    memcpy(at.sun_path, name, n);
    if (*name == '@')
        at.sun_path[0] = '\0';
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    assert_int_equal(
        bind(fd, any, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n)),
        0);
    return fd;
}

static void hears(int manager, const char *want)
{
    char got[1024] = "";
    ssize_t n = recv(manager, got, sizeof got - 1, MSG_DONTWAIT);
    assert_true(n >= 0);
    assert_string_equal(got, want);
}

static void talk(const char *name)
{
    char got[128] = "";
    int manager = listen_at(name);
    setenv("NOTIFY_SOCKET", name, 1);
    int fd = notify_open();
    assert_true(fd >= 0);
    assert_null(getenv("NOTIFY_SOCKET"));
    notify_say(fd, "READY=1\nSTATUS=%d names", 15);
    hears(manager, "READY=1\nSTATUS=15 names");
    notify_reloading(fd);
    assert_true(recv(manager, got, sizeof got - 1, MSG_DONTWAIT) > 0);
    assert_memory_equal(got, "RELOADING=1\nMONOTONIC_USEC=", 27);
    assert_true(got[27] >= '1' && got[27] <= '9');
    close(manager);
    notify_say(fd, "STOPPING=1"); /* to nobody: no harm */
    close(fd);
}

static void a_manager_at_a_path_hears(void **state)
{
    (void)state;
    close(mkstemp(path));
    unlink(path);
    talk(path);
    unlink(path);
}

static void a_manager_without_a_path_hears(void **state)
{
    char name[64];
    (void)state;
    snprintf(name, sizeof name, "@twig-test-notify-%d", (int)getpid());
    talk(name);
}

static void without_a_manager_nothing_is_said(void **state)
{
    static const char *const names[] = { "", "relative", "/tmp/not/there",
                                         "@twig-test-nobody" };
    char longest[200];
    (void)state;
    unsetenv("NOTIFY_SOCKET");
    assert_int_equal(notify_open(), -1);
    notify_say(-1, "READY=1");
    for (size_t i = 0; i < ITEMS(names); i++) {
        setenv("NOTIFY_SOCKET", names[i], 1);
        assert_int_equal(notify_open(), -1);
    }
    memset(longest, '/', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    setenv("NOTIFY_SOCKET", longest, 1);
    assert_int_equal(notify_open(), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_manager_at_a_path_hears),
        cmocka_unit_test(a_manager_without_a_path_hears),
        cmocka_unit_test(without_a_manager_nothing_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
