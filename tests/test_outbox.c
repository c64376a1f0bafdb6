#include "resolver/outbox.h"

#include "resolver/endpoint.h"
#include "tests/shared/test.h"

#include <netinet/udp.h>
#include <unistd.h>

/* What is sent to a client comes as the datagrams that were added, however they
 * went: cut out of messages by the kernel, or one by one. */

enum { CLIENTS = 3, LONG = 40, SHORT = 20 };

struct bench {
    struct outbox *outbox;
    int server, client[CLIENTS];
    union endpoint at[CLIENTS];
    struct msghdr asked[CLIENTS]; /* as recvmsg gave it: no control message */
    uint8_t control[1];           /* came, but there was room for one */
    uint8_t octets[OUTBOX_MAX][LONG];
};

static int open_socket(union endpoint *at)
{
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct timeval patience = { .tv_sec = 5 };
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    socklen_t len = sizeof at->v4;
    *at =
        (union endpoint){ .v4 = { .sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) } };
    assert_int_equal(bind(fd, &at->any, len), 0);
    assert_int_equal(getsockname(fd, &at->any, &len), 0);
    return fd;
}

static int begin(void **state)
{
    static struct bench b;
    union endpoint here;
    b.outbox = outbox_new();
    b.server = open_socket(&here);
    for (unsigned i = 0; i < CLIENTS; i++) {
        b.client[i] = open_socket(&b.at[i]);
        b.asked[i] = (struct msghdr){ .msg_name = &b.at[i],
                                      .msg_namelen = sizeof b.at[i].v4,
                                      .msg_control = b.control };
    }
    for (unsigned i = 0; i < OUTBOX_MAX; i++)
        memset(b.octets[i], (int)i, LONG);
    *state = &b;
    return 0;
}

static int end(void **state)
{
    struct bench *b = *state;
    outbox_free(b->outbox);
    close(b->server);
    for (unsigned i = 0; i < CLIENTS; i++)
        close(b->client[i]);
    return 0;
}

/* A datagram for each letter: it says to whom, and its case how long. */
static void send_all(struct bench *b, const char *letters)
{
    for (unsigned i = 0; letters[i]; i++) {
        unsigned to = (unsigned)(letters[i] | 0x20) - 'a';
        size_t len = letters[i] & 0x20 ? SHORT : LONG;
        outbox_add(b->outbox, &b->asked[to], b->octets[i], len);
    }
    outbox_send(b->outbox, b->server);
}

/* Each client has its letters, in their order, and no more. */
static void check_all(const struct bench *b, const char *letters)
{
    uint8_t got[2 * LONG];
    for (unsigned i = 0; letters[i]; i++) {
        unsigned to = (unsigned)(letters[i] | 0x20) - 'a';
        ssize_t len = letters[i] & 0x20 ? SHORT : LONG;
        assert_int_equal(recv(b->client[to], got, sizeof got, 0), len);
        assert_int_equal(got[0], i);
        assert_int_equal(got[len - 1], i);
    }
    for (unsigned k = 0; k < CLIENTS; k++)
        assert_int_equal(recv(b->client[k], got, sizeof got, MSG_DONTWAIT), -1);
}

static const char *const batches[] = {
    "A",        "AAAA",     "AAAa", /* the last of a message may be shorter */
    "AAaA",                         /* and it is the last */
    "aAaA",                         /* a longer one begins another */
    "aaaaAAAA", "ABABCACB", "AbCaBcAbC", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
};

static void all_arrive_in_their_order(void **state)
{
    struct bench *b = *state;
    for (size_t i = 0; i < ITEMS(batches); i++) {
        send_all(b, batches[i]);
        check_all(b, batches[i]);
    }
}

/* Without checksums the kernel cuts no message: EINVAL. */
static void refuse_to_cut(const struct bench *b, int yes)
{
    assert_int_equal(
        setsockopt(b->server, SOL_SOCKET, SO_NO_CHECK, &yes, sizeof yes), 0);
}

static void they_do_where_nothing_can_be_cut(void **state)
{
    struct bench *b = *state;
    refuse_to_cut(b, 1);
    all_arrive_in_their_order(state);
}

/* How many octets of four datagrams one read brings, where what the kernel did
 * not cut yet is taken as it is. */
static size_t read_together(struct bench *b)
{
    uint8_t got[4 * LONG];
    int yes = 1, no = 0;
    setsockopt(b->client[0], IPPROTO_UDP, UDP_GRO, &yes, sizeof yes);
    send_all(b, "AAAA");
    ssize_t n = recv(b->client[0], got, sizeof got, 0);
    assert_true(n > 0);
    while (recv(b->client[0], got, sizeof got, MSG_DONTWAIT) > 0)
        ;
    setsockopt(b->client[0], IPPROTO_UDP, UDP_GRO, &no, sizeof no);
    return (size_t)n;
}

static void what_could_not_be_cut_once_is_tried_again(void **state)
{
    struct bench *b = *state;
    if (read_together(b) != 4 * LONG)
        skip(); /* this kernel cuts nothing */
    refuse_to_cut(b, 1);
    assert_int_equal(read_together(b), LONG);
    refuse_to_cut(b, 0);
    assert_int_equal(read_together(b), LONG);
    unsigned more = 0;
    while (read_together(b) == LONG)
        assert_true(more++ < 2000);
    assert_in_range(more, 900, 1100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_arrive_in_their_order, begin, end),
        cmocka_unit_test_setup_teardown(they_do_where_nothing_can_be_cut, begin,
                                        end),
        cmocka_unit_test_setup_teardown(
            what_could_not_be_cut_once_is_tried_again, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
