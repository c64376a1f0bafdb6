#include "resolver/clock.h"
#include "tests/shared/hall.h"
#include "tests/shared/test.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Who has to go, and when. */

/* ---- idle ---- */

static void ten_seconds_without_a_query_are_the_end(void **state)
{
    (void)state;
    int fd = call_open(), other = call_open();
    call_works(fd, 1);
    call_works(other, 1);
    hall.now.ms += TCP_IDLE_MS - 1;
    hall_turns();
    call_works(other, 2);
    assert_false(call_is_closed(fd));
    hall.now.ms += 1;
    call_hear_the_end(fd);
    call_works(other, 3);
    hall.now.ms += TCP_IDLE_MS - 1;
    call_works(other, 4);
    hall.now.ms += TCP_IDLE_MS;
    call_hear_the_end(other);
    hall.keeper = (close(hall.keeper), call_from(0x7f00ffff));
    call_works(hall.keeper, 5);
}

/* Octets that trickle in are no query; nor is a reply. */
static void a_part_of_a_query_does_not_count(void **state)
{
    uint8_t q[64];
    (void)state;
    int fd = call_open(), other = call_open();
    size_t n = call_query(q, 1, "www", 1);
    q[4] |= 0x80; /* QR */
    hall_turns();
    for (size_t k = 0; k < 9; k++) {
        call_say(fd, q + k, 1);
        call_say(other, q, n);
        hall_turns();
        hall.now.ms += TCP_IDLE_MS / 10;
    }
    hall_turns();
    assert_false(call_is_closed(fd));
    assert_false(call_is_closed(other));
    call_say(fd, q + 9, 1);
    call_say(other, q, n);
    hall.now.ms += TCP_IDLE_MS / 10;
    call_hear_the_end(fd);
    call_hear_the_end(other);
}

/* ---- limits ---- */

static void the_idlest_of_all_makes_room(void **state)
{
    enum { N = 8 };
    int fd[N];
    (void)state;
    hall_end(NULL);
    hall_begin_with(N, N);
    for (uint16_t i = 0; i < N; i++) {
        fd[i] = call_from(0x7f000002 + i);
        call_works(fd[i], i);
        hall.now.ms++;
    }
    call_works(hall.keeper, 1);
    call_works(fd[0], 1); /* now the second is the idlest */
    int newcomer = call_from(0x7f000099);
    call_works(newcomer, 77);
    assert_true(call_is_closed(fd[1]));
    for (uint16_t i = 0; i < N; i++)
        if (i != 1)
            call_works(fd[i], i);
    for (uint16_t i = 0; i < N; i++)
        close(fd[i]);
    close(newcomer);
}

static void the_idlest_of_the_same_client_makes_room(void **state)
{
    enum { N = 20, EACH = 4 };
    int fd[EACH];
    (void)state;
    hall_end(NULL);
    hall_begin_with(N, EACH);
    int other = call_from(0x7f000002);
    call_works(other, 1);
    for (uint16_t i = 0; i < EACH; i++) {
        hall.now.ms++;
        fd[i] = call_open();
        call_works(fd[i], i);
    }
    hall.now.ms++;
    for (unsigned i = 0; i < 3 * EACH; i++) {
        int newcomer = call_open();
        hall.now.ms++;
        call_works(newcomer, 9);
        assert_true(call_is_closed(fd[i % EACH]));
        close(fd[i % EACH]);
        fd[i % EACH] = newcomer;
    }
    call_works(other, 2);
    for (unsigned i = 0; i < EACH; i++)
        close(fd[i]);
    close(other);
}

/* Slow ones, who never complete a query, never keep anybody out. */
static void whoever_comes_is_let_in(void **state)
{
    enum { N = 8, ROUNDS = 100 };
    int slow[ROUNDS];
    (void)state;
    hall_end(NULL);
    hall_begin_with(N, N);
    int good = call_from(0x7f000002);
    for (unsigned i = 0; i < ROUNDS; i++) {
        slow[i] = call_from(0x7f000003);
        call_say(slow[i], "\0\x20x", 3);
        hall.now.ms++;
        call_works(good, 3);
        call_works(hall.keeper, 4);
    }
    for (unsigned i = 0; i < ROUNDS; i++)
        close(slow[i]);
    call_works(good, 5);
    close(good);
}

/* ---- descriptors ---- */

static struct rlimit unlimited;

/* From now on this process may have no more than are open. */
static void allow_no_more(void)
{
    int next = fcntl(0, F_DUPFD_CLOEXEC, 0);
    struct rlimit none = { (rlim_t)next, unlimited.rlim_max };
    close(next);
    setrlimit(RLIMIT_NOFILE, &none);
}

static void without_descriptors_the_idlest_makes_room(void **state)
{
    (void)state;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &unlimited), 0);
    int idle = call_open(), busy = call_open(), newcomer = call_open();
    hall_turns();
    hall.now.ms++;
    call_works(busy, 1);
    call_works(hall.keeper, 1);
    call_works(newcomer, 1);
    int next = call_open();
    allow_no_more();
    call_ask(next, 2);
    for (int i = 0; i < 5000 && !call_is_closed(idle); i++)
        hall_turn();
    setrlimit(RLIMIT_NOFILE, &unlimited);
    call_hear_reply(next, 2);
    call_works(busy, 3);
    call_works(newcomer, 3);
    call_works(hall.keeper, 3);
    close(idle);
    close(busy);
    close(newcomer);
    close(next);
}

/* Nobody is there to go: a pause, in which nothing is heard, but not for ever.
 * Shorter than it is it cannot be. */
static void without_any_it_tries_again_in_a_moment(void **state)
{
    static const struct service self;
    (void)state;
    allow_no_more();
    for (unsigned i = 0; i < 3; i++) { /* the keeper waits to be let in */
        uint64_t before = clock_ms();
        assert_int_equal(tcp_wait(hall.tcp, hall.now), 0);
        assert_true(i == 0 || clock_ms() - before >= 90);
        hall.now.ms += i > 0 ? 100 : 0;
        tcp_turn(hall.tcp, &hall.load.image, &self, hall.now);
        if (i == 0)
            continue;
        assert_int_equal(tcp_wait(hall.tcp, hall.now), 0); /* it listens */
        tcp_turn(hall.tcp, &hall.load.image, &self, hall.now);
    }
    setrlimit(RLIMIT_NOFILE, &unlimited);
    hall.now.ms += 100;
    call_works(hall.keeper, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, hall_begin, hall_end)
    const struct CMUnitTest tests[] = {
        TEST(ten_seconds_without_a_query_are_the_end),
        TEST(a_part_of_a_query_does_not_count),
        TEST(the_idlest_of_all_makes_room),
        TEST(the_idlest_of_the_same_client_makes_room),
        TEST(whoever_comes_is_let_in),
        TEST(without_descriptors_the_idlest_makes_room),
        TEST(without_any_it_tries_again_in_a_moment),
    };
    return cmocka_run_group_tests(tests, hall_set_up, hall_tear_down);
}
