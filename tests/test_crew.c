#include "resolver/crew.h"

#include "tests/shared/test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t deaf_child(void)
{
    signal(SIGTERM, SIG_IGN); /* which the child inherits */
    pid_t pid = fork();
    if (pid == 0)
        for (;;)
            pause();
    signal(SIGTERM, SIG_DFL);
    return pid;
}

/* Or its sockets would still be there when the next server comes. */
static void who_does_not_end_is_killed_and_waited_for(void **state)
{
    const struct config config = { .workers = 1 };
    struct crew crew;
    (void)state;
    assert_int_equal(crew_open(&crew, &config), 0);
    pid_t pid = deaf_child();
    crew.workers[0].pid = pid;
    crew.workers[0].news = open("/dev/null", O_WRONLY | O_CLOEXEC);
    crew_dismiss(&crew);
    assert_int_equal(waitpid(pid, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    assert_int_equal(crew.workers[0].pid, 0);
    munmap(crew.serving, CREW_MAX * sizeof *crew.serving);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_does_not_end_is_killed_and_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
