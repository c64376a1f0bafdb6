/*
 * What a service manager passes: here, descriptors of our own making.
 */
#include "resolver/activation.h"
#include "resolver/sockets.h"

#include "tests/shared/test.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <unistd.h>

static int option(int fd, int level, int name)
{
    int value = -1;
    socklen_t len = sizeof value;
    assert_int_equal(getsockopt(fd, level, name, &value, &len), 0);
    return value;
}

/* Bound there, at a port that the kernel chose, and to that family alone. */
static int bind_at(int type, const char *address)
{
    union endpoint e = { .any.sa_family = AF_INET };
    int on = 1;
    if (inet_pton(AF_INET6, address, &e.v6.sin6_addr) == 1)
        e.any.sa_family = AF_INET6;
    else
        inet_pton(AF_INET, address, &e.v4.sin_addr);
    int fd = socket(e.any.sa_family, type, 0);
    if (e.any.sa_family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (fd >= 0 && bind(fd, &e.any, sizeof e) == 0)
        return fd;
    close(fd);
    return -1;
}

static bool is_nonblocking(int fd)
{
    return fcntl(fd, F_GETFL) & O_NONBLOCK;
}

static void variables(const char *pid, const char *fds)
{
    setenv("LISTEN_PID", pid, 1);
    setenv("LISTEN_FDS", fds, 1);
    setenv("LISTEN_FDNAMES", "some", 1);
}

static void what_was_passed_is_counted_once(void **state)
{
    static const struct {
        const char *pid; /* NULL: our own */
        const char *fds;
        unsigned want;
    } rows[] = {
        { NULL, "0", 0 },
        { NULL, "2", 2 },
        { NULL, "256", ACTIVATION_MAX },
        { NULL, "257", ACTIVATION_MAX + 1 },
        { NULL, "99999999999999999999", ACTIVATION_MAX + 1 },
        { NULL, "4294967296", ACTIVATION_MAX + 1 },
        { NULL, "", ACTIVATION_MAX + 1 },
        { NULL, "-1", ACTIVATION_MAX + 1 },
        { NULL, "2 ", ACTIVATION_MAX + 1 },
        { "1", "2", 0 }, /* another's */
        { "", "2", 0 },
        { "one", "2", 0 },
    };
    char self[16];
    (void)state;
    snprintf(self, sizeof self, "%d", (int)getpid());
    for (size_t i = 0; i < ITEMS(rows); i++) {
        variables(rows[i].pid ? rows[i].pid : self, rows[i].fds);
        unsigned got = activation_take();
        if (got != rows[i].want)
            fail_msg("'%s' of '%s': %u", rows[i].fds, rows[i].pid, got);
        assert_null(getenv("LISTEN_PID"));
        assert_null(getenv("LISTEN_FDS"));
        assert_null(getenv("LISTEN_FDNAMES"));
        assert_int_equal(activation_take(), 0);
    }
}

static void no_other_program_gets_them(void **state)
{
    char self[16];
    (void)state;
    snprintf(self, sizeof self, "%d", (int)getpid());
    int before = dup(ACTIVATION_FIRST); /* whoever has it, gets it back */
    dup2(STDERR_FILENO, ACTIVATION_FIRST);
    variables(self, "1");
    assert_int_equal(activation_take(), 1);
    assert_int_equal(fcntl(ACTIVATION_FIRST, F_GETFD), FD_CLOEXEC);
    close(ACTIVATION_FIRST);
    if (before >= 0) {
        dup2(before, ACTIVATION_FIRST);
        close(before);
    }
}

static void a_udp_socket_becomes_like_ours(void **state)
{
    struct passed p;
    (void)state;
    int fd = bind_at(SOCK_DGRAM | SOCK_NONBLOCK, "127.0.0.1");
    assert_int_equal(activation_see(&p, fd), 0);
    assert_int_equal(p.fd, fd);
    assert_int_equal(p.type, SOCK_DGRAM);
    assert_memory_equal(p.at, "127.0.0.1 port ", 15);
    assert_true(atoi(p.at + 15) > 0);
    assert_false(is_nonblocking(fd));
    assert_int_equal(option(fd, IPPROTO_IP, IP_MTU_DISCOVER), IP_PMTUDISC_OMIT);
    assert_int_equal(option(fd, IPPROTO_IP, IP_PKTINFO), 0);
    int own = socket_open(SOCK_DGRAM, "127.0.0.1", 0);
    assert_int_equal(option(fd, SOL_SOCKET, SO_RCVBUF),
                     option(own, SOL_SOCKET, SO_RCVBUF));
    close(own);
    close(fd);
    fd = bind_at(SOCK_DGRAM, "0.0.0.0");
    assert_int_equal(activation_see(&p, fd), 0);
    assert_int_equal(option(fd, IPPROTO_IP, IP_PKTINFO), 1);
    close(fd);
}

static void one_of_ipv6_too(void **state)
{
    struct passed p;
    (void)state;
    int fd = bind_at(SOCK_DGRAM, "::");
    if (fd < 0)
        skip();
    assert_int_equal(activation_see(&p, fd), 0);
    assert_memory_equal(p.at, ":: port ", 8);
    assert_int_equal(option(fd, IPPROTO_IPV6, IPV6_MTU_DISCOVER),
                     IPV6_PMTUDISC_OMIT);
    assert_int_equal(option(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO), 1);
    close(fd);
}

static void one_of_tcp_does_not_wait(void **state)
{
    struct passed p;
    (void)state;
    int fd = bind_at(SOCK_STREAM, "127.0.0.1");
    assert_int_equal(activation_see(&p, fd), -1); /* it does not listen */
    assert_int_equal(listen(fd, 1), 0);
    assert_int_equal(activation_see(&p, fd), 0);
    assert_int_equal(p.type, SOCK_STREAM);
    assert_true(is_nonblocking(fd));
    assert_int_equal(option(fd, IPPROTO_TCP, TCP_NODELAY), 1);
    close(fd);
}

static void what_cannot_be_used_is_refused(void **state)
{
    struct passed p;
    int pair[2], off = 0;
    (void)state;
    assert_int_equal(activation_see(&p, 1000), -1); /* there is none */
    assert_int_equal(pipe(pair), 0);
    assert_int_equal(activation_see(&p, pair[0]), -1);
    close(pair[0]);
    close(pair[1]);
    assert_int_equal(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair), 0);
    assert_int_equal(activation_see(&p, pair[0]), -1);
    close(pair[0]);
    close(pair[1]);
    /* it would take IPv4, too */
    struct sockaddr_in6 at = { .sin6_family = AF_INET6 };
    const void *any = &at;
    int fd = socket(AF_INET6, SOCK_DGRAM, 0);
    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    if (fd >= 0 && bind(fd, any, sizeof at) == 0)
        assert_int_equal(activation_see(&p, fd), -1);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_passed_is_counted_once),
        cmocka_unit_test(no_other_program_gets_them),
        cmocka_unit_test(a_udp_socket_becomes_like_ours),
        cmocka_unit_test(one_of_ipv6_too),
        cmocka_unit_test(one_of_tcp_does_not_wait),
        cmocka_unit_test(what_cannot_be_used_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
