#include "resolver/crew.h"

#include "resolver/clock.h"
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

/* A crew that has begun, without sockets: who answers by UDP ends by himself,
 * who answers by TCP waits for ever. */
static void begin(struct crew *crew)
{
    static const struct config config = { .workers = 1 };
    static const struct service self;
    static const int none = -1;
    assert_int_equal(crew_open(crew, &config), 0);
    crew->self = &self;
    crew->generation = 1;
    for (unsigned i = 0; i < CREW_OTHERS; i++)
        crew->others[i] = &none;
}

static void who_falls_is_replaced_at_once_and_too_many_later(void **state)
{
    enum { AT_ONCE = 11, ENOUGH = 100 };
    struct crew crew;
    const struct worker *udp = &crew.workers[0], *tcp = &crew.workers[1];
    unsigned n = 0;
    (void)state;
    begin(&crew);
    crew_fill(&crew);
    pid_t stays = tcp->pid;
    for (int status; udp->pid && n < ENOUGH; n++) {
        pid_t pid = udp->pid;
        assert_int_equal(waitpid(pid, &status, 0), pid);
        crew_fell(&crew, pid, status);
    }
    assert_in_range(n, AT_ONCE, ENOUGH - 1);
    assert_true(udp->hire_at > udp->hired);
    assert_true(crew_next(&crew) <= udp->hire_at);
    assert_int_equal(tcp->pid, stays);
    crew_dismiss(&crew);
    munmap(crew.serving, CREW_MAX * sizeof *crew.serving);
}

/* Its signal may come just before it begins to wait. */
static void who_is_late_to_take_the_news_is_told_again(void **state)
{
    enum { NEWEST = 3 };
    static const unsigned serving[] = { NEWEST, 0, NEWEST - 1 };
    struct crew crew;
    int status;
    (void)state;
    for (size_t i = 0; i < ITEMS(serving); i++) {
        bool late = serving[i] != NEWEST, begun = serving[i] != 0;
        begin(&crew);
        crew.generation = NEWEST;
        crew.workers[0] = (struct worker){ .pid = deaf_child(), .news = -1 };
        crew.workers[1] = crew.workers[0]; /* one and the same */
        atomic_store(&crew.serving[0], serving[i]);
        atomic_store(&crew.serving[1], serving[i]);
        assert_int_equal(crew_next(&crew) != CLOCK_NEVER, late);
        kill(crew.workers[0].pid, SIGKILL); /* it dies of the first */
        assert_true(waitpid(crew.workers[0].pid, &status, 0) > 0);
        assert_int_equal(WTERMSIG(status), late && begun ? SIGUSR1 : SIGKILL);
        munmap(crew.serving, CREW_MAX * sizeof *crew.serving);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_does_not_end_is_killed_and_waited_for),
        cmocka_unit_test(who_falls_is_replaced_at_once_and_too_many_later),
        cmocka_unit_test(who_is_late_to_take_the_news_is_told_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
