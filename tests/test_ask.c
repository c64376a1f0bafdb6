/* Octets on a socket whose other side behaves badly. */
#include "tools/ask.h"

#include <errno.h>
#include <unistd.h>

#include "tests/shared/test.h"

/* A socket that listens on loopback, and where. */
static int listen_here(struct endpoint *at)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(endpoint_read(at, "127.0.0.1", 0));
    assert_int_equal(bind(fd, &at->at.any, at->len), 0);
    assert_int_equal(listen(fd, 1), 0);
    assert_int_equal(getsockname(fd, &at->at.any, &at->len), 0);
    return fd;
}

static uint64_t soon(void)
{
    return ask_clock() + 2000000;
}

/* The program is not ended by it. */
static void a_connection_that_was_reset_is_an_error(void **state)
{
    static const struct linger reset = { .l_onoff = 1 };
    struct endpoint at;
    int server = listen_here(&at);
    struct route route = { .server = &at, .tcp = true };
    struct bytes message = { (const uint8_t *)"0123456789ab", 12 };
    int fd = ask_open(&route, soon());
    int peer = accept(server, NULL, NULL);
    (void)state;
    assert_true(fd >= 0 && peer >= 0);
    assert_int_equal(ask_send(fd, true, message, soon()), 0);
    setsockopt(peer, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    close(peer);
    while (ask_send(fd, true, message, soon()) == 0)
        ;
    assert_int_equal(ask_send(fd, true, message, soon()), -1);
    assert_int_equal(errno, EPIPE);
    close(fd);
    close(server);
}

static void a_closed_connection_has_no_reply(void **state)
{
    uint8_t out[UINT16_MAX];
    struct endpoint at;
    int server = listen_here(&at);
    struct route route = { .server = &at, .tcp = true };
    int fd = ask_open(&route, soon());
    int peer = accept(server, NULL, NULL);
    (void)state;
    assert_int_equal(write(peer, "\0\14ab", 4), 4); /* 2 of 12 octets */
    close(peer);
    assert_int_equal(ask_receive(fd, true, out, soon()), -1);
    assert_int_equal(errno, ENODATA);
    assert_string_equal(ask_reason(errno), "end of file");
    close(fd);
    close(server);
}

static void nobody_listens(void **state)
{
    struct endpoint at;
    struct route route = { .server = &at, .tcp = true };
    (void)state;
    close(listen_here(&at));
    assert_int_equal(ask_open(&route, soon()), -1);
    assert_int_equal(errno, ECONNREFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_connection_that_was_reset_is_an_error),
        cmocka_unit_test(a_closed_connection_has_no_reply),
        cmocka_unit_test(nobody_listens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
