#include "resolver/stream.h"

#include "tests/shared/guard.h"
#include "tests/shared/hall.h"
#include "tests/shared/test.h"

static const struct service nobody;
static const struct client us = {
    .by = BY_TCP, .address = { (const uint8_t *)"\x7f\0\0\1", 4 }
};

static struct stream_turn run(const uint8_t *in, size_t n, uint8_t *out)
{
    struct bytes octets = { in, n };
    return stream_answer(&hall.load.image, &nobody, &us, octets, out);
}

static size_t reply_to(struct bytes message, uint8_t *out)
{
    return answer(&hall.load.image, &nobody, &us, message, out);
}

/* Append a question for the type at LABEL.s.test; `id` tells it apart. */
static void put_query(struct writer *w, uint16_t id, const char *label,
                      uint16_t type)
{
    static const uint8_t head[] = { 1, 0, 0, 1, 0, 0, 0, 0, 0, 0 };
    size_t n = strlen(label);
    write_u16(w, (uint16_t)(DNS_HEADER + 1 + n + 8 + 4));
    write_u16(w, id);
    write_bytes(w, head, sizeof head);
    write_u8(w, (uint8_t)n);
    write_bytes(w, label, n);
    write_bytes(w, "\1s\4test", 8);
    write_u16(w, type);
    write_u16(w, CLASS_IN);
    assert_false(w->bad);
}

static void pipelined_queries_are_all_answered_in_order(void **state)
{
    enum { N = 100 };
    static uint8_t in[8192], out[STREAM_OUT_MAX], want[DNS_MESSAGE_MAX];
    (void)state;
    struct writer w = writer_over(in, sizeof in);
    for (uint16_t i = 0; i < N; i++)
        put_query(&w, i, i % 3 ? "www" : "nope", TYPE_A);
    size_t n = (size_t)(w.at - in);
    struct stream_turn t = run(in, n, out);
    assert_int_equal(t.taken, n);
    assert_int_equal(t.replies, N);
    assert_false(t.more || t.nonsense);
    struct reader q = reader_over(in, n), r = reader_over(out, t.put);
    for (unsigned i = 0; i < N; i++) {
        struct bytes message = { .n = read_u16(&q) };
        message.at = read_bytes(&q, message.n);
        size_t len = read_u16(&r);
        assert_int_equal(len, reply_to(message, want));
        assert_memory_equal(read_bytes(&r, len), want, len);
    }
    assert_false(r.bad);
    assert_int_equal(reader_left(&r), 0);
}

/* Nothing is taken, and nothing behind the octets looked at, until a message is
 * whole. */
static void a_part_of_a_message_waits(void **state)
{
    static uint8_t out[STREAM_OUT_MAX];
    uint8_t in[64];
    (void)state;
    struct writer w = writer_over(in, sizeof in);
    put_query(&w, 1, "www", TYPE_A);
    size_t n = (size_t)(w.at - in);
    for (size_t k = 0; k <= n; k++) {
        uint8_t *part = guarded(in, k);
        struct stream_turn t = run(part, k, out);
        assert_int_equal(t.taken, k < n ? 0 : n);
        assert_int_equal(t.replies, k < n ? 0 : 1);
        assert_false(t.more || t.nonsense);
        guard_free(part);
    }
}

static void the_longest_message_is_answered(void **state)
{
    static uint8_t in[STREAM_MESSAGE_MAX], out[STREAM_OUT_MAX];
    enum { QUESTION = 2 + DNS_HEADER + 12 + 4, OPT_HEAD = 11 };
    (void)state;
    struct writer w = writer_over(in, sizeof in);
    put_query(&w, 0xabcd, "www", TYPE_A);
    assert_int_equal(w.at - in, QUESTION);
    size_t data = sizeof in - QUESTION - OPT_HEAD;
    put_u16(in, DNS_MESSAGE_MAX);
    in[2 + 11] = 1; /* ARCOUNT */
    write_bytes(&w, "\0\0\x29\4\xd0\0\0\0\0", 9);
    write_u16(&w, (uint16_t)data);
    write_u16(&w, 65001); /* one option, of zeroes */
    write_u16(&w, (uint16_t)(data - 4));
    struct stream_turn t = run(in, sizeof in - 1, out);
    assert_int_equal(t.taken, 0);
    t = run(in, sizeof in, out);
    assert_int_equal(t.taken, sizeof in);
    assert_int_equal(t.replies, 1);
    assert_int_equal(out[2 + 3] & 15, NOERROR);
    assert_int_equal(get_u16(out + 2), 0xabcd);
}

/* Replies to all of 64 kB of queries would be many times that. */
static void enough_is_enough(void **state)
{
    enum { N = 50, TXT = 16 };
    static uint8_t in[4096];
    (void)state;
    struct writer w = writer_over(in, sizeof in);
    for (uint16_t i = 0; i < N; i++)
        put_query(&w, i, "big", TXT);
    size_t n = (size_t)(w.at - in), at = 0;
    uint8_t *out = guarded(NULL, STREAM_OUT_MAX);
    unsigned replies = 0;
    while (at < n) {
        struct stream_turn t = run(in + at, n - at, out);
        assert_int_equal(t.replies, 1);
        assert_in_range(t.put, 50000, STREAM_OUT_MAX);
        assert_int_equal(get_u16(out + 2), replies);
        replies += t.replies;
        at += t.taken;
        assert_int_equal(t.more, at < n);
    }
    assert_int_equal(replies, N);
    guard_free(out);
}

static void silence_takes_no_place(void **state)
{
    static uint8_t out[STREAM_OUT_MAX];
    uint8_t in[256];
    (void)state;
    struct writer w = writer_over(in, sizeof in);
    put_query(&w, 1, "www", TYPE_A);
    uint8_t *second = w.at;
    put_query(&w, 2, "www", TYPE_A);
    second[4] |= 0x80; /* itself a reply */
    put_query(&w, 3, "www", TYPE_A);
    struct stream_turn t = run(in, (size_t)(w.at - in), out);
    assert_int_equal(t.taken, w.at - in);
    assert_int_equal(t.replies, 2);
    size_t len = get_u16(out);
    assert_int_equal(get_u16(out + 2), 1);
    assert_int_equal(get_u16(out + 2 + len + 2), 3);
    t = run(second, (size_t)(w.at - second) / 2, out);
    assert_true(t.taken > 0);
    assert_int_equal(t.put, 0);
}

/* No message is shorter than its header.  What is before still counts. */
static void a_length_that_no_message_has_ends_it(void **state)
{
    static uint8_t out[STREAM_OUT_MAX];
    (void)state;
    for (uint16_t n = 0; n < DNS_HEADER; n++) {
        uint8_t in[128];
        struct writer w = writer_over(in, sizeof in);
        put_query(&w, 1, "www", TYPE_A);
        size_t good = (size_t)(w.at - in);
        write_u16(&w, n);
        struct stream_turn t = run(in, good + 2, out);
        assert_true(t.nonsense);
        assert_int_equal(t.taken, good);
        assert_int_equal(t.replies, 1);
        put_query(&w, 2, "www", TYPE_A);
        t = run(in + good, (size_t)(w.at - in) - good, out);
        assert_true(t.nonsense);
        assert_false(t.more);
        assert_int_equal(t.taken, 0);
        put_u16(in + good, DNS_HEADER); /* the least */
        assert_false(run(in + good, 2, out).nonsense);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pipelined_queries_are_all_answered_in_order),
        cmocka_unit_test(a_part_of_a_message_waits),
        cmocka_unit_test(the_longest_message_is_answered),
        cmocka_unit_test(enough_is_enough),
        cmocka_unit_test(silence_takes_no_place),
        cmocka_unit_test(a_length_that_no_message_has_ends_it),
    };
    return cmocka_run_group_tests(tests, hall_set_up, hall_tear_down);
}
