#include "tests/shared/guard.h"
#include "tests/shared/serve.h"
#include "tests/shared/test.h"

#include "resolver/udp.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* The list of cases.h, over UDP, with a twigd of our own; and what is seen of
 * sockets only. */

static const char *const loopback[] = { "127.0.0.1", NULL };

/* ---- row 16: such a zone is not served ---- */

static void row_16_an_alias_stands_alone(void **state)
{
    char twigd[PATH_LENGTH], command[2 * PATH_LENGTH], said[1024];
    (void)state;
    zone_write("bad.zone", "$ORIGIN x.test.\n"
                           "@ 60 SOA a.test. b.test. 1 1 1 1 1\n"
                           "@ 60 NS @\n"
                           "x 60 A 10.0.0.1\n"
                           "x 60 CNAME y\n");
    built_path(twigd, "twigd");
    snprintf(command, sizeof command,
             "timeout 5 %s -a 127.0.0.1 -p 53535 bad.zone 2>&1", twigd);
    FILE *f = popen(command, "re");
    assert_non_null(f);
    said[fread(said, 1, sizeof said - 1, f)] = '\0';
    assert_int_equal(WEXITSTATUS(pclose(f)), 1);
    assert_non_null(strstr(said, "bad.zone:5:"));
    assert_non_null(strstr(said, "line 4"));
}

/* ---- row 40: the reply comes from the address that was asked ---- */

static const uint8_t www[] = "\x12\x34\x01\0\0\1\0\0\0\0\0\0"
                             "\3www\1t\4test\0\0\1\0\1";

static void ask_at(int fd, const void *address, socklen_t len)
{
    struct sockaddr_storage from;
    socklen_t from_len = sizeof from;
    struct pollfd wait = { fd, POLLIN, 0 };
    uint8_t reply[512];
    assert_int_equal(sendto(fd, www, sizeof www - 1, 0, address, len),
                     sizeof www - 1);
    assert_int_equal(poll(&wait, 1, 2000), 1);
    void *source = &from;
    ssize_t n = recvfrom(fd, reply, sizeof reply, 0, source, &from_len);
    assert_true(n > (ssize_t)sizeof www);
    assert_memory_equal(reply, www, 2);
    assert_int_equal(from_len, len);
    assert_memory_equal(&from, address, len);
}

static void row_40_replies_come_from_where_was_asked(void **state)
{
    static const char *const everywhere[] = { "0.0.0.0", NULL };
    static const char *const asked[] = { "127.0.0.1", "127.0.0.2",
                                         "127.255.255.254", "127.0.0.1" };
    struct server s;
    (void)state;
    server_start(&s, &world_rows, everywhere);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    for (size_t i = 0; i < ITEMS(asked); i++) {
        struct sockaddr_in to = { .sin_family = AF_INET,
                                  .sin_port = htons(s.port) };
        assert_int_equal(inet_pton(AF_INET, asked[i], &to.sin_addr), 1);
        ask_at(fd, &to, sizeof to);
    }
    close(fd);
    assert_int_equal(server_stop(&s), 0);
}

static bool has_ipv6(void)
{
    struct sockaddr_in6 e = { .sin6_family = AF_INET6,
                              .sin6_addr = IN6ADDR_LOOPBACK_INIT };
    const void *address = &e;
    int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool has = fd >= 0 && bind(fd, address, sizeof e) == 0;
    close(fd);
    return has;
}

static void row_40_and_so_do_they_by_ipv6(void **state)
{
    static const char *const everywhere[] = { "::", "0.0.0.0", NULL };
    struct server s;
    (void)state;
    if (!has_ipv6())
        skip();
    server_start(&s, &world_rows, everywhere);
    struct sockaddr_in6 six = { .sin6_family = AF_INET6,
                                .sin6_port = htons(s.port),
                                .sin6_addr = IN6ADDR_LOOPBACK_INIT };
    struct sockaddr_in four = { .sin_family = AF_INET,
                                .sin_port = htons(s.port),
                                .sin_addr.s_addr = htonl(0x7f000002) };
    int fd6 = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    int fd4 = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ask_at(fd6, &six, sizeof six);
    ask_at(fd4, &four, sizeof four);
    close(fd6);
    close(fd4);
    assert_int_equal(server_stop(&s), 0);
}

static void row_40_no_reply_to_a_reply_or_to_less_than_a_header(void **state)
{
    const struct caller *c = *state;
    struct pollfd wait = { c->fd, POLLIN, 0 };
    uint8_t query[512];
    memcpy(query, www, sizeof www);
    query[2] |= 0x80;
    for (size_t n = 0; n < 12; n++)
        send(c->fd, www, n, 0);
    send(c->fd, query, sizeof www - 1, 0);
    query[0]++; /* the only one that is replied to */
    query[2] = www[2];
    send(c->fd, query, sizeof www - 1, 0);
    assert_int_equal(poll(&wait, 1, 5000), 1);
    assert_true(recv(c->fd, query, sizeof query, 0) > 0);
    assert_int_equal(query[0], www[0] + 1);
}

/* ---- a turn of our own ---- */

/* A socket of the kernel's choice of port, and one that is connected to it. */
static void make_pair(int fds[2])
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t len = sizeof at;
    void *address = &at;
    fds[0] = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    fds[1] = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fds[0], address, len), 0);
    assert_int_equal(getsockname(fds[0], address, &len), 0);
    assert_int_equal(connect(fds[1], address, len), 0);
}

/* Silence between replies takes no place, and a batch has an end. */
static void a_batch_is_answered_in_order(void **state)
{
    enum { ROUND = 50 };
    struct zone_load l = world_load(&world_rows);
    struct udp *u = udp_new(NULL, NULL);
    int fds[2], asked = 0;
    (void)state;
    make_pair(fds);
    for (int i = 0; i < ROUND; i++) {
        uint8_t request[2048] = { 0 };
        memcpy(request, www, sizeof www);
        request[1] = (uint8_t)i;
        request[2] |= i % 3 == 1 ? 0x80 : 0;        /* a reply: silence */
        size_t n = i % 7 == 2 ? 5 : sizeof www - 1; /* too short: silence */
        n = i == 12 ? sizeof request : n;           /* longer than is taken */
        send(fds[1], request, n, 0);
    }
    while (asked < ROUND) {
        int got = udp_turn(u, fds[0], MSG_DONTWAIT, &l.image, &serve_self);
        assert_true(got > 0);
        asked += got;
    }
    assert_int_equal(udp_turn(u, fds[0], MSG_DONTWAIT, &l.image, &serve_self),
                     -1);
    for (int i = 0; i < ROUND; i++) {
        uint8_t reply[1500];
        if (i % 3 == 1 || i % 7 == 2)
            continue;
        assert_true(recv(fds[1], reply, sizeof reply, MSG_DONTWAIT) >= 12);
        assert_int_equal(reply[1], i);
    }
    close(fds[0]);
    close(fds[1]);
    udp_free(u);
    zone_free(&l);
}

/* Only root can ask like that; a reply would be one to a forged packet. */
static void a_query_from_port_0_is_none(void **state)
{
    uint8_t packet[8 + sizeof www - 1] = { 0 };
    struct sockaddr_in at;
    socklen_t len = sizeof at;
    void *address = &at;
    int fds[2], raw = socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_UDP);
    (void)state;
    if (raw < 0)
        skip();
    struct zone_load l = world_load(&world_rows);
    struct stats *stats = stats_new(1, 0);
    struct journal journal = { .counts = &stats->places[0] };
    struct udp *u = udp_new(NULL, &journal);
    make_pair(fds);
    assert_int_equal(getsockname(fds[0], address, &len), 0);
    memcpy(packet + 2, &at.sin_port, 2); /* to there, from 0 */
    put_u16(packet + 4, sizeof packet);  /* its length; no checksum */
    memcpy(packet + 8, www, sizeof www - 1);
    for (unsigned i = 0; i < 2; i++) {
        at.sin_port = 0;
        assert_int_equal(sendto(raw, packet, sizeof packet, 0, address, len),
                         sizeof packet);
        assert_int_equal(udp_turn(u, fds[0], 0, &l.image, &serve_self), 1);
        assert_int_equal(stats_get(journal.counts, STAT_SILENT), 1);
        put_u16(packet, 53); /* any other is good */
    }
    close(raw);
    close(fds[0]);
    close(fds[1]);
    udp_free(u);
    stats_free(stats);
    zone_free(&l);
}

static int run_rows(struct caller *c)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(row_16_an_alias_stands_alone),
        cmocka_unit_test(row_40_replies_come_from_where_was_asked),
        cmocka_unit_test(row_40_and_so_do_they_by_ipv6),
        cmocka_unit_test_prestate(
            row_40_no_reply_to_a_reply_or_to_less_than_a_header, c),
        cmocka_unit_test(a_batch_is_answered_in_order),
        cmocka_unit_test(a_query_from_port_0_is_none),
    };
    return cmocka_run_group_tests_name("sockets", tests, NULL, NULL);
}

int main(void)
{
    void *place;
    int failed = 0;
    zone_enter(&place);
    for (size_t i = 0; worlds[i]; i++) {
        struct server s;
        server_start(&s, worlds[i], loopback);
        struct caller c = server_caller(&s, loopback[0], false);
        struct respondent r = respondent_at(&c);
        failed += respondent_run(&r, worlds[i]);
        if (i == 0)
            failed += run_rows(&c);
        caller_close(&c);
        if (server_stop(&s) != 0)
            failed++;
    }
    zone_leave(&place);
    return failed != 0;
}
