#include "resolver/sockets.h"

#include "tests/shared/test.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static int option(int fd, int level, int name)
{
    int value = -1;
    socklen_t len = sizeof value;
    assert_int_equal(getsockopt(fd, level, name, &value, &len), 0);
    return value;
}

/* The port of a socket that the kernel chose one for. */
static uint16_t port_of(int fd)
{
    struct sockaddr_storage at;
    socklen_t len = sizeof at;
    void *p = &at;
    assert_int_equal(getsockname(fd, p, &len), 0);
    return ntohs(at.ss_family == AF_INET6
                     ? ((struct sockaddr_in6 *)p)->sin6_port
                     : ((struct sockaddr_in *)p)->sin_port);
}

static bool has_ipv6(void)
{
    int fd = socket_open(SOCK_DGRAM, "::1", 0);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

/* Who holds the port of this one at `address`; "" when nobody is seen. */
static const char *holder_at(int fd, int type, const char *address)
{
    static char holder[SOCKET_TEXT];
    int done = socket_holder(type, address, port_of(fd), holder);
    return done == 0 ? holder : "";
}

/* RFC 9715 3.1: the path MTU that anybody may have forged does not count. */
static void row_25_replies_are_never_fragmented(void **state)
{
    static const char *const four[] = { "127.0.0.1", "127.0.0.2", "0.0.0.0" };
    static const char *const six[] = { "::1", "::" };
    (void)state;
    for (size_t i = 0; i < ITEMS(four); i++) {
        int fd = socket_open(SOCK_DGRAM, four[i], 0);
        assert_true(fd >= 0);
        assert_int_equal(option(fd, IPPROTO_IP, IP_MTU_DISCOVER),
                         IP_PMTUDISC_OMIT);
        close(fd);
    }
    for (size_t i = 0; i < ITEMS(six) && has_ipv6(); i++) {
        int fd = socket_open(SOCK_DGRAM, six[i], 0);
        assert_true(fd >= 0);
        assert_int_equal(option(fd, IPPROTO_IPV6, IPV6_MTU_DISCOVER),
                         IPV6_PMTUDISC_OMIT);
        close(fd);
    }
}

/* As much as anybody may ask for, or 8 MiB. */
static int receive_max(void)
{
    int most = 0;
    FILE *f = fopen("/proc/sys/net/core/rmem_max", "re");
    assert_int_equal(f ? fscanf(f, "%d", &most) : 0, 1);
    fclose(f);
    return most < 8 << 20 ? most : 8 << 20;
}

static void sockets_share_a_port_and_outlive_a_burst(void **state)
{
    (void)state;
    int first = socket_open(SOCK_DGRAM, "127.0.0.1", 0);
    uint16_t port = port_of(first);
    int second = socket_open(SOCK_DGRAM, "127.0.0.1", port);
    assert_true(first >= 0 && second >= 0);
    assert_int_equal(port_of(second), port);
    assert_int_equal(option(first, SOL_SOCKET, SO_REUSEPORT), 1);
    /* the kernel doubles what is asked for, for what it writes beside */
    assert_true(option(first, SOL_SOCKET, SO_RCVBUF) >= 2 * receive_max());
    close(first);
    close(second);
}

/* Only a wildcard needs to be told which address was asked. */
static void the_address_asked_is_told_on_wildcards_only(void **state)
{
    (void)state;
    int one = socket_open(SOCK_DGRAM, "127.0.0.1", 0),
        all = socket_open(SOCK_DGRAM, "0.0.0.0", 0);
    assert_int_equal(option(one, IPPROTO_IP, IP_PKTINFO), 0);
    assert_int_equal(option(all, IPPROTO_IP, IP_PKTINFO), 1);
    close(one);
    close(all);
    if (!has_ipv6())
        return;
    one = socket_open(SOCK_DGRAM, "::1", 0);
    all = socket_open(SOCK_DGRAM, "::", 0);
    assert_int_equal(option(one, IPPROTO_IPV6, IPV6_RECVPKTINFO), 0);
    assert_int_equal(option(all, IPPROTO_IPV6, IPV6_RECVPKTINFO), 1);
    assert_int_equal(option(all, IPPROTO_IPV6, IPV6_V6ONLY), 1);
    close(one);
    close(all);
}

/* 0.0.0.0 and :: beside one another: each takes its own family. */
static void both_wildcards_take_the_same_port(void **state)
{
    (void)state;
    if (!has_ipv6())
        skip();
    int four = socket_open(SOCK_DGRAM, "0.0.0.0", 0);
    int six = socket_open(SOCK_DGRAM, "::", port_of(four));
    assert_true(six >= 0);
    close(four);
    close(six);
}

static void a_port_that_is_shared_is_taken(void **state)
{
    (void)state;
    int fd = socket_open(SOCK_DGRAM, "127.0.0.1", 0);
    uint16_t port = port_of(fd);
    assert_int_equal(socket_probe(SOCK_DGRAM, "127.0.0.1", port), -1);
    assert_int_equal(errno, EADDRINUSE);
    assert_int_equal(socket_probe(SOCK_DGRAM, "0.0.0.0", port), -1);
    assert_int_equal(errno, EADDRINUSE);
    close(fd);
    assert_int_equal(socket_probe(SOCK_DGRAM, "127.0.0.1", port), 0);
}

static void what_is_no_address_is_said_to_be_none(void **state)
{
    static const struct {
        const char *text;
        int why;
    } rows[] = {
        { "", EINVAL },
        { "localhost", EINVAL },
        { "127.0.0", EINVAL },
        { "127.0.0.1.1", EINVAL },
        { "127.0.0.256", EINVAL },
        { "127.0.0.1 ", EINVAL },
        { ":::", EINVAL },
        { "127.0.0.1%lo", EINVAL },
        { "%lo", EINVAL },
        { "1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb:cccc:dddd",
          EINVAL },
        { "192.0.2.1", EADDRNOTAVAIL }, /* RFC 5737: nobody's */
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        errno = 0;
        if (socket_probe(SOCK_DGRAM, rows[i].text, 0) != -1 ||
            errno != rows[i].why)
            fail_msg("probe of '%s': %s", rows[i].text, strerror(errno));
        errno = 0;
        if (socket_open(SOCK_DGRAM, rows[i].text, 0) != -1 ||
            errno != rows[i].why)
            fail_msg("open of '%s': %s", rows[i].text, strerror(errno));
    }
}

/* What is accepted sends each reply at once, and nobody waits for anybody. */
static void tcp_listens_and_does_not_wait(void **state)
{
    (void)state;
    int fd = socket_open(SOCK_STREAM, "127.0.0.1", 0);
    assert_true(fd >= 0);
    assert_int_equal(option(fd, SOL_SOCKET, SO_ACCEPTCONN), 1);
    assert_int_equal(option(fd, IPPROTO_TCP, TCP_NODELAY), 1);
    assert_int_equal(accept(fd, NULL, NULL), -1);
    assert_int_equal(errno, EAGAIN);
    close(fd);
}

static void a_tcp_port_is_never_shared(void **state)
{
    (void)state;
    int fd = socket_open(SOCK_STREAM, "127.0.0.1", 0);
    uint16_t port = port_of(fd);
    assert_int_equal(socket_open(SOCK_STREAM, "127.0.0.1", port), -1);
    assert_int_equal(errno, EADDRINUSE);
    assert_int_equal(socket_probe(SOCK_STREAM, "127.0.0.1", port), -1);
    assert_int_equal(errno, EADDRINUSE);
    assert_int_equal(socket_probe(SOCK_STREAM, "0.0.0.0", port), -1);
    assert_int_equal(errno, EADDRINUSE);
    assert_int_equal(socket_probe(SOCK_DGRAM, "127.0.0.1", port), 0);
    assert_true(*holder_at(fd, SOCK_STREAM, "127.0.0.1"));
    assert_false(*holder_at(fd, SOCK_DGRAM, "127.0.0.1"));
    close(fd);
    assert_int_equal(socket_probe(SOCK_STREAM, "127.0.0.1", port), 0);
}

/* The side that closes first keeps the port for a minute: TIME-WAIT. */
static void a_tcp_port_is_free_while_old_connections_close(void **state)
{
    struct sockaddr_in at;
    socklen_t len = sizeof at;
    void *address = &at;
    char end;
    (void)state;
    int fd = socket_open(SOCK_STREAM, "127.0.0.1", 0);
    assert_int_equal(getsockname(fd, address, &len), 0);
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(client, address, len), 0);
    int served = accept(fd, NULL, NULL);
    assert_true(served >= 0);
    /* what nobody takes the kernel keeps for seconds, not minutes */
    assert_in_range(option(served, IPPROTO_TCP, TCP_USER_TIMEOUT), 10000,
                    30000);
    close(served);
    assert_int_equal(read(client, &end, 1), 0);
    close(client);
    close(fd);
    fd = socket_open(SOCK_STREAM, "127.0.0.1", ntohs(at.sin_port));
    assert_true(fd >= 0);
    close(fd);
}

static void both_wildcards_take_the_same_tcp_port(void **state)
{
    (void)state;
    if (!has_ipv6())
        skip();
    int four = socket_open(SOCK_STREAM, "0.0.0.0", 0);
    int six = socket_open(SOCK_STREAM, "::", port_of(four));
    assert_true(six >= 0);
    close(four);
    close(six);
}

static void descriptors_are_allowed_as_far_as_may_be(void **state)
{
    struct rlimit before, after;
    (void)state;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    assert_int_equal(socket_allow(10), 10); /* it is never lowered */
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &after), 0);
    assert_int_equal(after.rlim_cur, before.rlim_cur);
    struct rlimit low = { 64, before.rlim_max };
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &low), 0);
    assert_int_equal(socket_allow(100), 100);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &after), 0);
    assert_int_equal(after.rlim_cur, 100);
    assert_int_equal(after.rlim_max, before.rlim_max);
    /* more than a kernel has */
    assert_true(socket_allow(4000000000) < 4000000000);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &after), 0);
    assert_int_equal(after.rlim_cur, after.rlim_max);
}

static void an_interface_that_is_not_there(void **state)
{
    (void)state;
    assert_int_equal(socket_open(SOCK_DGRAM, "fe80::1%nosuch0", 0), -1);
}

static void the_holder_of_a_port_is_named(void **state)
{
    static const struct {
        int type;
        const char *held, *asked;
        bool found;
    } rows[] = {
        { SOCK_DGRAM, "127.0.0.1", "127.0.0.1", true },
        { SOCK_DGRAM, "127.0.0.2", "127.0.0.1", false },
        { SOCK_DGRAM, "127.0.0.2", "0.0.0.0", true },
        { SOCK_DGRAM, "0.0.0.0", "127.0.0.1", true },
        { SOCK_DGRAM, "0.0.0.0", "::1", false },
        { SOCK_STREAM, "127.0.0.1", "127.0.0.1", true },
        { SOCK_STREAM, "127.0.0.2", "127.0.0.1", false },
        /* the kernel's IPv6 begins here */
        { SOCK_DGRAM, "::1", "::1", true },
        { SOCK_DGRAM, "::1", "::", true },
        { SOCK_DGRAM, "::1", "127.0.0.1", false },
        { SOCK_STREAM, "::", "::1", true },
    };
    char want[SOCKET_TEXT];
    (void)state;
    snprintf(want, sizeof want, "test_sockets (PID %d)", getpid());
    for (size_t i = 0; i < ITEMS(rows); i++) {
        if (strchr(rows[i].held, ':') && !has_ipv6())
            break;
        int fd = socket_open(rows[i].type, rows[i].held, 0);
        const char *got = holder_at(fd, rows[i].type, rows[i].asked);
        if (strcmp(got, rows[i].found ? want : "") != 0)
            fail_msg("%s, asked for %s: '%s'", rows[i].held, rows[i].asked,
                     got);
        close(fd);
    }
}

/* Sockets of IPv6 that take IPv4, too, as others have them. */
static void who_holds_both_families_is_found(void **state)
{
    (void)state;
    if (!has_ipv6())
        skip();
    for (int mapped = 0; mapped < 2; mapped++) {
        struct sockaddr_in6 at = { .sin6_family = AF_INET6 };
        const void *address = &at;
        int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0), off = 0;
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
        if (mapped)
            inet_pton(AF_INET6, "::ffff:127.0.0.3", &at.sin6_addr);
        assert_int_equal(bind(fd, address, sizeof at), 0);
        assert_true(*holder_at(fd, SOCK_DGRAM, "127.0.0.3"));
        assert_int_equal(*holder_at(fd, SOCK_DGRAM, "127.0.0.4") != 0, !mapped);
        close(fd);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(row_25_replies_are_never_fragmented),
        cmocka_unit_test(sockets_share_a_port_and_outlive_a_burst),
        cmocka_unit_test(the_address_asked_is_told_on_wildcards_only),
        cmocka_unit_test(both_wildcards_take_the_same_port),
        cmocka_unit_test(a_port_that_is_shared_is_taken),
        cmocka_unit_test(tcp_listens_and_does_not_wait),
        cmocka_unit_test(a_tcp_port_is_never_shared),
        cmocka_unit_test(a_tcp_port_is_free_while_old_connections_close),
        cmocka_unit_test(both_wildcards_take_the_same_tcp_port),
        cmocka_unit_test(descriptors_are_allowed_as_far_as_may_be),
        cmocka_unit_test(what_is_no_address_is_said_to_be_none),
        cmocka_unit_test(an_interface_that_is_not_there),
        cmocka_unit_test(the_holder_of_a_port_is_named),
        cmocka_unit_test(who_holds_both_families_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
