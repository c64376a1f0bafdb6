/* Any stream of octets, cut in any way: the replies are the same, and each is
 * what its message alone would get.  The first octet chooses the cuts. */
#include "resolver/stream.h"
#include "tests/fuzz.h"
#include "zonefile/check.h"

enum { REPLIES_MAX = 4 << 20 };

/* One connection: what is left, and the replies so far. */
struct line {
    uint8_t left[STREAM_MESSAGE_MAX];
    size_t left_n;
    uint8_t *replies;
    size_t replies_n;
    bool over;
};

static const struct service *self;
static struct image world;
static uint8_t *out; /* of STREAM_OUT_MAX octets */

static void put(struct line *l, const uint8_t *octets, size_t n)
{
    must(l->replies_n + n <= REPLIES_MAX, "the fuzzer has room");
    memcpy(l->replies + l->replies_n, octets, n);
    l->replies_n += n;
}

/* Is a message whole, or a length wrong? */
static bool has_message(const uint8_t *at, size_t n)
{
    return n >= 2 && (get_u16(at) < DNS_HEADER || n - 2 >= get_u16(at));
}

/* Answer what can be, in memory of just its size. */
static void turn(struct line *l)
{
    uint8_t *in = malloc(l->left_n ? l->left_n : 1);
    memcpy(in, l->left, l->left_n);
    struct bytes octets = { in, l->left_n };
    struct client from = fuzz_client(BY_TCP);
    struct stream_turn t = stream_answer(&world, self, &from, octets, out);
    must(t.taken <= l->left_n && t.put <= STREAM_OUT_MAX,
         "no more is taken, or put, than there is");
    must(t.put >= t.replies * (2u + DNS_HEADER), "a reply has a header");
    must(!t.more || t.put >= STREAM_ENOUGH, "it goes on to the end, or enough");
    l->left_n -= t.taken;
    memcpy(l->left, in + t.taken, l->left_n);
    must(has_message(l->left, l->left_n) == (t.more || t.nonsense),
         "what is left is told");
    put(l, out, t.put);
    l->over = t.nonsense;
    free(in);
    if (t.more)
        turn(l);
}

/* The stream in pieces of up to `most` octets, as a generator says. */
static void feed(struct line *l, struct bytes stream, uint32_t seed,
                 size_t most)
{
    l->left_n = l->replies_n = 0;
    l->over = false;
    for (size_t at = 0, n; at < stream.n && !l->over; at += n) {
        seed = seed * 1664525 + 1013904223;
        n = 1 + (seed >> 8) % most;
        if (n > stream.n - at)
            n = stream.n - at;
        if (n > sizeof l->left - l->left_n)
            n = sizeof l->left - l->left_n;
        memcpy(l->left + l->left_n, stream.at + at, n);
        l->left_n += n;
        turn(l);
    }
}

/* Message by message. */
static void answer_each(struct line *l, struct bytes stream)
{
    static uint8_t reply[2 + DNS_MESSAGE_MAX];
    struct reader r = reader_over(stream.at, stream.n);
    l->replies_n = 0;
    while (reader_left(&r) >= 2) {
        struct bytes message = { .n = read_u16(&r) };
        message.at = read_bytes(&r, message.n);
        if (r.bad || message.n < DNS_HEADER)
            return;
        size_t n = fuzz_answer(&world, message, BY_TCP, reply + 2);
        put_u16(reply, (uint16_t)n);
        put(l, reply, n ? 2 + n : 0);
    }
}

static void same(const struct line *a, const struct line *b, const char *what)
{
    must(a->replies_n == b->replies_n &&
             memcmp(a->replies, b->replies, a->replies_n) == 0,
         what);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct line want, got;
    if (!world.base) {
        must(image_open(&world, fuzz_world(true)) == 0, "the image is good");
        self = &fuzz_self;
        out = malloc(STREAM_OUT_MAX);
        want.replies = malloc(REPLIES_MAX);
        got.replies = malloc(REPLIES_MAX);
    }
    if (n == 0)
        return 0;
    struct bytes stream = { data + 1, n - 1 };
    answer_each(&want, stream);
    feed(&got, stream, 0, 1);
    same(&want, &got, "octet by octet all is answered");
    feed(&got, stream, data[0], n);
    same(&want, &got, "in a few pieces as well");
    feed(&got, stream, data[0], 60);
    same(&want, &got, "and in many");
    return 0;
}
