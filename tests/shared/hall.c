#include "tests/shared/hall.h"

#include "resolver/sockets.h"
#include "tests/shared/test.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { START = 1000000 };

struct hall hall;

/* ---- the server's side ---- */

void hall_turn(void)
{
    static const struct service self;
    struct moment late = { .ms = UINT64_MAX / 2 };
    assert_int_equal(tcp_wait(hall.tcp, late), 0);
    tcp_turn(hall.tcp, &hall.load.image, &self, hall.now);
}

void hall_turn_until_heard(int fd)
{
    struct pollfd wait = { fd, POLLIN, 0 };
    for (int i = 0; poll(&wait, 1, i > 100) <= 0; i++) {
        if (i == 5000)
            fail_msg("no octet came");
        hall_turn();
    }
}

void hall_turns(void)
{
    for (int i = 0; i < 20; i++)
        hall_turn();
}

/* ---- the client's side ---- */

int call_from(uint32_t address)
{
    const struct sockaddr_in from = { .sin_family = AF_INET,
                                      .sin_addr.s_addr = htonl(address) };
    const void *ours = &from, *theirs = &hall.at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, ours, sizeof from), 0);
    assert_int_equal(connect(fd, theirs, sizeof hall.at), 0);
    return fd;
}

int call_open(void)
{
    return call_from(0x7f000001);
}

size_t call_query(uint8_t *out, uint16_t id, const char *label, uint16_t type)
{
    static const uint8_t head[] = { 1, 0, 0, 1, 0, 0, 0, 0, 0, 0 };
    static const uint8_t zone[] = "\1s\4test";
    size_t n = strlen(label), end = 2 + DNS_HEADER + 1 + n + sizeof zone;
    put_u16(out, (uint16_t)(end + 2));
    put_u16(out + 2, id);
    memcpy(out + 4, head, sizeof head);
    out[14] = (uint8_t)n;
    memcpy(out + 15, label, n);
    memcpy(out + 15 + n, zone, sizeof zone);
    put_u16(out + end, type);
    put_u16(out + end + 2, CLASS_IN);
    return end + 4;
}

void call_say(int fd, const void *octets, size_t n)
{
    assert_int_equal(send(fd, octets, n, MSG_NOSIGNAL), n);
}

void call_ask(int fd, uint16_t id)
{
    uint8_t q[64];
    call_say(fd, q, call_query(q, id, "www", 1));
}

void call_hear(int fd, uint8_t *to, size_t n)
{
    for (size_t got = 0; got < n;) {
        hall_turn_until_heard(fd);
        ssize_t k = recv(fd, to + got, n - got, 0);
        if (k <= 0)
            fail_msg("%zu of %zu octets came", got, n);
        got += (size_t)k;
    }
}

size_t call_hear_reply(int fd, uint16_t id)
{
    static uint8_t reply[DNS_MESSAGE_MAX];
    uint8_t length[2];
    call_hear(fd, length, 2);
    size_t n = get_u16(length);
    call_hear(fd, reply, n);
    assert_int_equal(get_u16(reply), id);
    assert_int_equal(reply[2] & 0x80, 0x80);
    assert_int_equal(reply[3] & 15, NOERROR);
    assert_int_equal(get_u16(reply + 6) > 0, 1);
    return n;
}

void call_works(int fd, uint16_t id)
{
    call_ask(fd, id);
    call_hear_reply(fd, id);
}

bool call_is_closed(int fd)
{
    uint8_t octet;
    ssize_t n = recv(fd, &octet, 1, MSG_DONTWAIT);
    return n == 0 || (n < 0 && errno == ECONNRESET);
}

void call_hear_the_end(int fd)
{
    hall_turn_until_heard(fd);
    assert_true(call_is_closed(fd));
    close(fd);
}

/* ---- before and after each ---- */

int hall_begin_with(unsigned connections, unsigned per_client)
{
    struct tcp_limits limits = { connections + 1, per_client };
    socklen_t len = sizeof hall.at;
    void *address = &hall.at;
    hall.now = (struct moment){ .ms = START };
    hall.tcp = tcp_new(&limits, NULL);
    assert_non_null(hall.tcp);
    hall.listener = socket_open(SOCK_STREAM, "127.0.0.1", 0);
    assert_int_equal(getsockname(hall.listener, address, &len), 0);
    assert_int_equal(tcp_listen(hall.tcp, hall.listener), 0);
    hall.keeper = call_from(0x7f00ffff);
    return 0;
}

int hall_begin(void **state)
{
    (void)state;
    return hall_begin_with(20, 20);
}

int hall_end(void **state)
{
    (void)state;
    close(hall.keeper);
    close(hall.listener);
    tcp_free(hall.tcp);
    return 0;
}

int hall_set_up(void **state)
{
    char *text = NULL;
    size_t n;
    zone_enter(state);
    FILE *f = open_memstream(&text, &n);
    fputs("$ZONE s.test\nwww.s.test 10.0.0.1\n", f);
    for (unsigned i = 0; i < 200; i++)
        fprintf(f, "big.s.test TXT %0250u\n", i);
    fclose(f);
    zone_write("z", text);
    free(text);
    hall.load = zone_load_file("z", FORMAT_FLAT);
    return hall.load.done;
}

int hall_tear_down(void **state)
{
    zone_free(&hall.load);
    return zone_leave(state);
}
