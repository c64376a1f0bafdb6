#include "resolver/stream.h"
#include "tests/shared/hall.h"
#include "tests/shared/test.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

/* How octets come and go, and the ends of connections. */

/* ---- row 45: octets come as they come ---- */

static void row_45_a_query_cut_anywhere(void **state)
{
    uint8_t q[64];
    (void)state;
    int fd = call_open();
    size_t n = call_query(q, 7, "www", 1);
    for (size_t cut = 1; cut < n; cut++) {
        call_say(fd, q, cut);
        hall_turns();
        call_say(fd, q + cut, n - cut);
        call_hear_reply(fd, 7);
    }
    close(fd);
}

static void row_45_one_octet_at_a_time(void **state)
{
    uint8_t q[64];
    (void)state;
    int fd = call_open();
    size_t n = call_query(q, 8, "www", 1);
    for (unsigned i = 0; i < 3; i++) {
        for (size_t k = 0; k < n; k++) {
            call_say(fd, q + k, 1);
            hall_turn();
        }
        call_hear_reply(fd, 8);
    }
    close(fd);
}

static void row_45_a_hundred_pipelined(void **state)
{
    uint8_t q[100 * 64];
    size_t n = 0;
    (void)state;
    int fd = call_open();
    for (uint16_t i = 0; i < 100; i++)
        n += call_query(q + n, i, "www", 1);
    call_say(fd, q, n);
    for (uint16_t i = 0; i < 100; i++)
        call_hear_reply(fd, i);
    close(fd);
}

static void row_45_the_longest_message(void **state)
{
    static uint8_t q[STREAM_MESSAGE_MAX];
    (void)state;
    int fd = call_open();
    size_t n = call_query(q, 9, "www", 1), data = sizeof q - n - 11;
    put_u16(q, DNS_MESSAGE_MAX);
    q[2 + 11] = 1;          /* ARCOUNT: an OPT with one option */
    put_u16(q + n + 1, 41); /* behind the root */
    put_u16(q + n + 9, (uint16_t)data);
    put_u16(q + n + 11, 65001);
    put_u16(q + n + 13, (uint16_t)(data - 4));
    for (unsigned i = 0; i < 3; i++) {
        for (size_t at = 0; at < sizeof q; at += 4681) { /* 14 equal parts */
            size_t left = sizeof q - at;
            call_say(fd, q + at, left < 4681 ? left : 4681);
            hall_turns();
        }
        call_hear_reply(fd, 9);
        call_works(fd, 10); /* and one of the usual length */
    }
    close(fd);
}

/* ---- the ends ---- */

/* The client has no more questions, but ears. */
static void half_closed_clients_get_all_replies(void **state)
{
    uint8_t q[100 * 64];
    size_t n = 0;
    (void)state;
    int fd = call_open();
    for (uint16_t i = 0; i < 100; i++)
        n +=
            call_query(q + n, i, i % 10 ? "www" : "big", i % 10 ? 1 : HALL_TXT);
    call_say(fd, q, n);
    shutdown(fd, SHUT_WR);
    for (uint16_t i = 0; i < 100; i++)
        call_hear_reply(fd, i);
    call_hear_the_end(fd);
}

static void who_says_nothing_and_goes_is_gone(void **state)
{
    (void)state;
    int fd = call_open();
    hall_turns();
    shutdown(fd, SHUT_WR);
    call_hear_the_end(fd);
    call_works(hall.keeper, 1);
}

/* In the middle of a query, of replies, before it was let in. */
static void who_breaks_off_harms_nobody(void **state)
{
    static const struct linger at_once = { .l_onoff = 1 };
    uint8_t q[100 * 64];
    (void)state;
    for (unsigned i = 0; i < 6; i++) {
        int fd = call_open();
        size_t n = call_query(q, 1, "big", HALL_TXT);
        for (unsigned k = 0; k < 6; k++)
            n += call_query(q + n, 1, "big", HALL_TXT);
        if (i % 2)
            hall_turns();
        call_say(fd, q, i < 2 ? 9 : n);
        if (i > 3)
            hall_turns();
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        close(fd);
        hall_turns();
        call_works(hall.keeper, 1);
    }
}

static void a_length_that_no_message_has_ends_it(void **state)
{
    static const uint8_t nonsense[] = { 0, 5, 'h', 'e', 'l', 'l', 'o' };
    uint8_t q[64];
    (void)state;
    int fd = call_open();
    size_t n = call_query(q, 5, "www", 1);
    call_say(fd, q, n);
    call_hear_reply(fd, 5);
    call_say(fd, nonsense, 2);
    call_hear_the_end(fd);
    fd = call_open();
    memcpy(q + n, nonsense, sizeof nonsense);
    call_say(fd, q, n + sizeof nonsense);
    call_hear_reply(fd, 5); /* what was asked before */
    call_hear_the_end(fd);
}

/* ---- slow readers ---- */

/* A client whose replies are left lying, far more than a socket takes. */
static int call_and_do_not_listen(unsigned n)
{
    uint8_t q[64];
    int fd = call_open();
    for (uint16_t i = 0; i < n; i++)
        call_say(fd, q, call_query(q, i, "big", HALL_TXT));
    for (int i = 0; i < 200; i++)
        hall_turn();
    return fd;
}

/* A connection that takes a few thousand octets at once. */
static int call_narrowly(void)
{
    const void *address = &hall.at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), size = 4096;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    assert_int_equal(connect(fd, address, sizeof hall.at), 0);
    return fd;
}

static void replies_wait_for_a_slow_reader(void **state)
{
    enum { N = 400 };
    (void)state;
    int fd = call_and_do_not_listen(N);
    call_works(hall.keeper, 1); /* meanwhile others are served */
    for (uint16_t i = 0; i < N; i++)
        assert_in_range(call_hear_reply(fd, i), HALL_BIG, DNS_MESSAGE_MAX);
    call_works(fd, 17);
    close(fd);
}

/* From now on a socket takes less than a reply of `big` at once. */
static void take_little(void)
{
    int size = 4096;
    assert_int_equal(
        setsockopt(hall.listener, SOL_SOCKET, SO_SNDBUF, &size, sizeof size),
        0);
}

static void replies_are_written_in_parts(void **state)
{
    enum { N = 60 };
    uint8_t q[N * 64];
    size_t n = 0;
    (void)state;
    take_little();
    int fd = call_open();
    for (uint16_t i = 0; i < N; i++)
        n += call_query(q + n, i, i % 3 ? "big" : "www", i % 3 ? HALL_TXT : 1);
    call_say(fd, q, n);
    hall_turns();
    call_works(hall.keeper, 1);
    shutdown(fd, SHUT_WR);
    for (uint16_t i = 0; i < N; i++) {
        size_t len = call_hear_reply(fd, i);
        assert_int_equal(len > HALL_BIG, i % 3 > 0);
    }
    call_hear_the_end(fd);
}

/* Of the first reply on a connection the kernel takes a part. */
static void nonsense_does_not_cut_a_reply_off(void **state)
{
    uint8_t q[64];
    (void)state;
    take_little();
    for (uint16_t i = 0; i < 3; i++) {
        int fd = call_open();
        size_t n = call_query(q, i, "big", HALL_TXT);
        put_u16(q + n, 1);
        call_say(fd, q, n + 2);
        call_hear_reply(fd, i);
        call_hear_the_end(fd);
    }
}

static void who_goes_before_all_is_written_harms_nobody(void **state)
{
    static const struct linger at_once = { .l_onoff = 1 };
    uint8_t some[3000];
    (void)state;
    take_little();
    for (unsigned i = 0; i < 4; i++) {
        int fd = call_and_do_not_listen(50);
        call_hear(fd, some, sizeof some);
        if (i % 2)
            setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        close(fd);
        hall_turns();
        call_works(hall.keeper, 1);
    }
}

/* It is more than is under way already, and less than a reply. */
static void who_takes_a_part_may_stay(void **state)
{
    uint8_t some[16000], q[64];
    (void)state;
    take_little();
    int fd = call_narrowly();
    call_say(fd, q, call_query(q, 1, "big", HALL_TXT));
    for (unsigned i = 0; i < 3; i++) {
        call_hear(fd, some, sizeof some);
        hall.now.ms += TCP_IDLE_MS - 1;
        call_works(hall.keeper, 1);
    }
    assert_false(call_is_closed(fd));
    close(fd);
}

static void who_reads_nothing_is_cut_off(void **state)
{
    uint8_t some[4096];
    ssize_t n;
    (void)state;
    int fd = call_and_do_not_listen(400);
    hall.now.ms += TCP_IDLE_MS - 1;
    hall_turns();
    call_works(hall.keeper, 1);
    hall.now.ms += 1;
    hall_turns();
    call_works(hall.keeper, 2);
    hall_turns();
    /* what was under way may come, and then no proper end */
    while ((n = recv(fd, some, sizeof some, 0)) > 0)
        ;
    assert_int_equal(n, -1);
    assert_int_equal(errno, ECONNRESET);
    close(fd);
}

/* ---- the end behind replies that still lie with the kernel ---- */

static void ask_and_end(int fd, unsigned n, const void *end, size_t end_n)
{
    uint8_t q[64];
    for (uint16_t i = 0; i < n; i++)
        call_say(fd, q, call_query(q, i, "big", HALL_TXT));
    if (end_n > 0)
        call_say(fd, end, end_n);
    else
        shutdown(fd, SHUT_WR);
}

/* All come, however slowly they are read, and then a proper end. */
static void hear_all_to_the_end(int fd, unsigned n)
{
    hall_turns();
    for (uint16_t i = 0; i < n; i++)
        call_hear_reply(fd, i);
    hall_turn_until_heard(fd);
    uint8_t octet;
    assert_int_equal(recv(fd, &octet, 1, 0), 0);
    close(fd);
}

static void all_replies_arrive_before_the_end(void **state)
{
    enum { N = 60 };
    static const uint8_t nonsense[] = { 0, 1 }, more[40000] = { 0, 1 };
    (void)state;
    int fd = call_narrowly();
    ask_and_end(fd, N, NULL, 0);
    hear_all_to_the_end(fd, N);
    fd = call_narrowly();
    ask_and_end(fd, N, nonsense, sizeof nonsense);
    hear_all_to_the_end(fd, N);
    fd = call_narrowly();
    ask_and_end(fd, N, more, sizeof more); /* of which most is not looked at */
    hear_all_to_the_end(fd, N);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, hall_begin, hall_end)
    const struct CMUnitTest tests[] = {
        TEST(row_45_a_query_cut_anywhere),
        TEST(row_45_one_octet_at_a_time),
        TEST(row_45_a_hundred_pipelined),
        TEST(row_45_the_longest_message),
        TEST(half_closed_clients_get_all_replies),
        TEST(who_says_nothing_and_goes_is_gone),
        TEST(who_breaks_off_harms_nobody),
        TEST(a_length_that_no_message_has_ends_it),
        TEST(replies_wait_for_a_slow_reader),
        TEST(replies_are_written_in_parts),
        TEST(nonsense_does_not_cut_a_reply_off),
        TEST(who_goes_before_all_is_written_harms_nobody),
        TEST(who_takes_a_part_may_stay),
        TEST(who_reads_nothing_is_cut_off),
        TEST(all_replies_arrive_before_the_end),
    };
    return cmocka_run_group_tests(tests, hall_set_up, hall_tear_down);
}
