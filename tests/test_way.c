/* What --walk tells: of random names, the same as what is answered. */
#include "resolver/way.h"

#include "resolver/answer.h"
#include "tests/fuzz_world.h"
#include "tests/shared/test.h"
#include "tests/walk_agrees.h"
#include "zonefile/check.h"

#define SIXTY "012345678901234567890123456789012345678901234567890123456789"

enum { ROUNDS = 20000, QUESTION = DNS_NAME_MAX + 27 };

static struct image world;
static unsigned names_n; /* and glue */
static uint64_t seed = 20261123;

static unsigned draw(unsigned below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % below;
}

/* ---- questions ---- */

/* A name of the zones, with labels off, or on, or a letter wrong. */
static struct bytes draw_name(uint8_t room[2 * DNS_NAME_MAX])
{
    static const char *const more[] = { "\1x",    "\1y",    "\1*",
                                        "\2c1",   "\1q",    "\3www",
                                        "\3ns1",  "\4nope", "\2Zz",
                                        "\4wild", "\3a.b",  "\77" SIXTY "abc" };
    const struct node *node = image_first(&world);
    struct writer w = writer_over(room, 2 * DNS_NAME_MAX);
    for (unsigned i = draw(names_n); i > 0; i--)
        node = image_next(&world, node);
    const uint8_t *at = node_name(node), *end = at + node->name_len;
    for (unsigned off = draw(3); off > 0 && *at; off--)
        at += *at + 1;
    for (unsigned on = draw(3); on > 0; on--) {
        const char *label = more[draw(ITEMS(more))];
        write_bytes(&w, label, strlen(label));
    }
    write_bytes(&w, at, (size_t)(end - at));
    if (room[0] > 1 && draw(4) == 0)
        room[1] = (uint8_t)('a' + draw(26));
    return (struct bytes){ room, (size_t)(w.at - room) };
}

static uint16_t draw_type(void)
{
    static const uint16_t types[] = { TYPE_A,     TYPE_AAAA, TYPE_MX,
                                      TYPE_TXT,   TYPE_NS,   TYPE_SOA,
                                      TYPE_CNAME, TYPE_PTR,  TYPE_DNAME,
                                      TYPE_ANY,   TYPE_DS,   TYPE_HTTPS };
    return types[draw(ITEMS(types))];
}

/* A question with OPT, which takes `size` octets by UDP. */
static struct bytes question(uint8_t *out, struct bytes name, uint16_t type,
                             uint16_t size)
{
    static const uint8_t head[] = { 1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1 };
    static const uint8_t rest[] = { 0, 0, 0, 0, 0, 0 };
    struct writer w = writer_over(out, QUESTION);
    write_bytes(&w, head, sizeof head);
    write_bytes(&w, name.at, name.n);
    write_u16(&w, type);
    write_u16(&w, CLASS_IN);
    write_u8(&w, 0);
    write_u16(&w, TYPE_OPT);
    write_u16(&w, size);
    write_bytes(&w, rest, sizeof rest);
    assert_false(w.bad);
    return (struct bytes){ out, (size_t)(w.at - out) };
}

/* ---- replies ---- */

struct told {
    uint8_t reply[DNS_UDP_EDNS], plain[DNS_UDP_EDNS];
    size_t n, plain_n;
    char walk[WAY_MAX + 1]; /* "": there was none */
};

/* The reply with the walk is the reply without it, and an option behind. */
static void take_walk(struct told *t)
{
    enum { HEAD = 6, EDE = 15 };
    size_t more = t->n - t->plain_n, differ = 0;
    t->walk[0] = '\0';
    assert_true(t->n >= t->plain_n);
    for (size_t i = 0; i < t->plain_n; i++)
        differ += t->reply[i] != t->plain[i];
    assert_true(differ <= (more ? 2 : 0)); /* the length of the OPT */
    if (more == 0)
        return;
    const uint8_t *option = t->reply + t->plain_n;
    assert_int_equal(get_u16(option), EDE);
    assert_int_equal(get_u16(option + 2), more - 4);
    assert_int_equal(get_u16(option + 4), EDE_OTHER);
    assert_true(more > HEAD && more <= HEAD + WAY_MAX);
    memcpy(t->walk, option + HEAD, more - HEAD);
    t->walk[more - HEAD] = '\0';
}

static void ask(struct told *t, struct bytes request)
{
    static const uint8_t here[] = { 127, 0, 0, 1 };
    struct service self = { .walk = WALK_UNTOLD };
    struct client from = { .by = BY_UDP, .address = { here, 4 } };
    t->plain_n = answer(&world, &self, &from, request, t->plain);
    self.walk = WALK_ENGLISH;
    t->n = answer(&world, &self, &from, request, t->reply);
    take_walk(t);
}

/* ---- what is said, and what is so ---- */

static const struct saying {
    const char *words;
    int rcode;              /* -1: any */
    bool answer, authority; /* there is something there */
} sayings[] = {
    { " : found, ", NOERROR, true, false },
    { ": NODATA", NOERROR, false, true },
    { ": NXDOMAIN", NXDOMAIN, false, true },
    { "exists but empty", NOERROR, false, true },
    { "no such child -> * : ", -1, false, false },
    { "wild -> y -> x", -1, false, false },
    { "wild -> y -> zz? no such child: NXDOMAIN", NXDOMAIN, false, true },
    { ": alias of ", -1, true, false },
    { ": all below is elsewhere", -1, true, false },
    { ": YXDOMAIN", YXDOMAIN, true, false },
    { " : zone cut: ask ", NOERROR, false, true },
    { " : outside every zone here: REFUSED", -1, false, false },
    { "Did you mean ", NXDOMAIN, false, true },
    { " ... ", -1, false, false },
};

static unsigned heard[ITEMS(sayings)];

static void judge(const struct told *t)
{
    bool alias = strstr(t->walk, ": alias of ") ||
                 strstr(t->walk, ": all below is elsewhere");
    int rcode = t->reply[3] & 0xf;
    for (size_t i = 0; i < ITEMS(sayings); i++) {
        const struct saying *s = &sayings[i];
        if (!strstr(t->walk, s->words))
            continue;
        heard[i]++;
        if ((s->rcode >= 0 && rcode != s->rcode) ||
            (s->answer && get_u16(t->reply + 6) == 0) ||
            (s->authority && get_u16(t->reply + 8) == 0))
            fail_msg("rcode %d is not '%s'", rcode, t->walk);
    }
    if ((rcode == REFUSED) != (strstr(t->walk, ": REFUSED") && !alias))
        fail_msg("rcode %d is not '%s'", rcode, t->walk);
    if (rcode == NXDOMAIN && !strstr(t->walk, ": NXDOMAIN"))
        fail_msg("rcode %d is not '%s'", rcode, t->walk);
}

static void the_walk_says_what_is_answered(void **state)
{
    static struct told t;
    uint8_t room[2 * DNS_NAME_MAX], wire[QUESTION];
    (void)state;
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct bytes name = draw_name(room);
        uint16_t type = draw_type();
        struct name asked;
        if (name.n > DNS_NAME_MAX)
            continue;
        ask(&t, question(wire, name, type, draw(8) ? DNS_UDP_EDNS : 512));
        if (t.reply[2] & HEAD_TC || !t.walk[0])
            continue; /* there was no room */
        name_set(&asked, name.at);
        const char *why = walk_disagrees(&world, &asked, type, t.reply);
        if (why)
            fail_msg("'%s', but %s", t.walk, why);
        judge(&t);
    }
    for (size_t i = 0; i < ITEMS(sayings); i++)
        if (heard[i] < 5)
            fail_msg("'%s' was heard %u times", sayings[i].words, heard[i]);
}

/* ---- its length ---- */

static size_t line(uint8_t out[WAY_MAX], const char *name, size_t n,
                   enum walk_told how)
{
    uint8_t wire[QUESTION];
    struct query q;
    struct bytes labels = { (const uint8_t *)name, n };
    query_parse(&q, question(wire, labels, TYPE_A, 512));
    return way_line(out, &world, &q, how);
}

/* Of a name of 34 labels the middle is left out, and no character is cut. */
static void the_end_of_a_long_walk_stays(void **state)
{
    char name[74];
    uint8_t out[WAY_MAX];
    (void)state;
    for (size_t i = 0; i < 64; i += 2) /* fd00::3, of the world's zones */
        memcpy(name + i, "\0010", 2);
    name[1] = '3';
    name[61] = 'd';
    name[63] = 'f';
    memcpy(name + 64, "\3ip6\4arpa", 10);
    size_t n = line(out, name, sizeof name, WALK_CHINESE);
    assert_true(n > WAY_MAX - 4 && n <= WAY_MAX);
    const char head[] = ". → arpa → ip6 → f → d → 0";
    const char tail[] = " → 3 : 找到名字, 但没有 A 记录: NODATA";
    assert_memory_equal(out, head, sizeof head - 1);
    assert_memory_equal(out + n - (sizeof tail - 1), tail, sizeof tail - 1);
    assert_non_null(memmem(out, n, " ... ", 5));
    for (size_t i = 0; i < n; i += out[i] < 0x80 ? 1 : 3)
        assert_true(out[i] < 0x80 || out[i] >> 4 == 0xe); /* all whole */
}

/* ---- CH TXT NAME.walk.twigd ---- */

static void strings_are_one_for_each_way(void **state)
{
    uint8_t room[WAY_STRINGS_MAX];
    struct writer w = writer_over(room, sizeof room);
    static const uint8_t labels[] = "\2c1\1t\4test";
    static const char *const want[] = {
        ". -> test -> t -> c1 : alias of c2.t.test (decided by /",
        ". -> test -> t -> c2 : alias of www.t.test (decided by /",
        ". -> test -> t -> www : found, A (decided by /"
    };
    (void)state;
    way_strings(&w, &world, (struct bytes){ labels, 10 }, WALK_ENGLISH);
    struct reader r = reader_over(room, (size_t)(w.at - room));
    for (size_t i = 0; i < ITEMS(want); i++) {
        size_t n = read_u8(&r);
        assert_true(n > strlen(want[i]));
        assert_memory_equal(read_bytes(&r, n), want[i], strlen(want[i]));
    }
    assert_int_equal(reader_left(&r), 0);
}

static void without_edns_there_is_none(void **state)
{
    enum { OPT = 11 };
    static const uint8_t root[1];
    static struct told t;
    uint8_t room[QUESTION];
    struct bytes q = question(room, (struct bytes){ root, 1 }, TYPE_A, 1232);
    (void)state;
    ask(&t, q);
    assert_string_not_equal(t.walk, "");
    put_u16(room + 10, 0);
    q.n -= OPT;
    ask(&t, q);
    assert_string_equal(t.walk, "");
}

static int open_world(void **state)
{
    (void)state;
    if (image_open(&world, fuzz_world(true)) < 0)
        return -1;
    for (const struct node *n = image_first(&world); n;
         n = image_next(&world, n))
        names_n++;
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_walk_says_what_is_answered),
        cmocka_unit_test(the_end_of_a_long_walk_stays),
        cmocka_unit_test(strings_are_one_for_each_way),
        cmocka_unit_test(without_edns_there_is_none),
    };
    return cmocka_run_group_tests(tests, open_world, NULL);
}
