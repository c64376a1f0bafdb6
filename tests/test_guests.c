#include "resolver/guests.h"

#include "tests/shared/test.h"

#include <arpa/inet.h>
#include <stdlib.h>

static uint64_t client(const char *text)
{
    uint8_t octets[16];
    bool six = inet_pton(AF_INET, text, octets) != 1;
    if (six)
        assert_int_equal(inet_pton(AF_INET6, text, octets), 1);
    return guests_client((struct bytes){ octets, six ? 16 : 4 });
}

static void a_client_is_an_address_or_a_network(void **state)
{
    static const struct {
        const char *one, *other;
        bool same;
    } rows[] = {
        { "192.0.2.1", "192.0.2.1", true },
        { "192.0.2.1", "192.0.2.2", false },
        { "192.0.2.1", "193.0.2.1", false },
        { "2001:db8::1", "2001:db8::1:2:3:4", true },
        { "2001:db8::1", "2001:db8:0:1::1", false },
        { "2001:db8::1", "2003:db8::1", false },
        { "::1", "0.0.0.0", false },
        { "::1", "0.0.0.1", false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        if ((client(rows[i].one) == client(rows[i].other)) != rows[i].same)
            fail_msg("%s and %s", rows[i].one, rows[i].other);
}

static void the_idlest_is_in_the_way(void **state)
{
    (void)state;
    struct guests *g = guests_new(3, 3);
    assert_int_equal(guests_idlest(g), 0);
    assert_int_equal(guests_in_the_way(g, 7), 0);
    unsigned a = guests_admit(g, 1, 10), b = guests_admit(g, 2, 20);
    assert_int_equal(guests_in_the_way(g, 7), 0);
    unsigned c = guests_admit(g, 3, 30);
    assert_int_equal(guests_in_the_way(g, 7), a);
    guests_touch(g, a, 40);
    assert_int_equal(guests_since(g, a), 40);
    assert_int_equal(guests_in_the_way(g, 7), b);
    guests_touch(g, c, 40);
    assert_int_equal(guests_in_the_way(g, 7), b);
    guests_leave(g, b);
    assert_int_equal(guests_in_the_way(g, 7), 0);
    assert_int_equal(guests_idlest(g), a);
    assert_int_equal(guests_admit(g, 4, 50), b); /* the number is free */
    guests_free(g);
}

/* Who has many makes room among his own; the others stay. */
static void a_client_with_enough_pays_himself(void **state)
{
    (void)state;
    struct guests *g = guests_new(10, 2);
    unsigned other = guests_admit(g, 2, 5);
    unsigned a = guests_admit(g, 1, 10), b = guests_admit(g, 1, 20);
    assert_int_equal(guests_in_the_way(g, 1), a);
    assert_int_equal(guests_in_the_way(g, 2), 0);
    guests_touch(g, a, 30);
    assert_int_equal(guests_in_the_way(g, 1), b);
    guests_leave(g, b);
    assert_int_equal(guests_in_the_way(g, 1), 0);
    assert_int_equal(guests_idlest(g), other);
    guests_free(g);
}

/* ---- the same by counting ---- */

enum { MOST = 40, EACH = 7, CLIENTS = 60, STEPS = 200000 };

struct plain {
    bool there[MOST + 1];
    uint64_t client[MOST + 1], since[MOST + 1];
};

static unsigned count(const struct plain *p, uint64_t c)
{
    unsigned n = 0;
    for (unsigned i = 1; i <= MOST; i++)
        n += p->there[i] && (c == 0 || p->client[i] == c);
    return n;
}

/* The idlest guest of the client; of all, if that is 0. */
static unsigned idlest(const struct plain *p, uint64_t c)
{
    unsigned found = 0;
    for (unsigned i = 1; i <= MOST; i++)
        if (p->there[i] && (c == 0 || p->client[i] == c) &&
            (!found || p->since[i] < p->since[found]))
            found = i;
    return found;
}

static void compare(const struct guests *g, const struct plain *p)
{
    assert_int_equal(guests_idlest(g), idlest(p, 0));
    for (uint64_t c = 1; c <= CLIENTS; c++) {
        unsigned want = count(p, c) >= EACH   ? idlest(p, c)
                        : count(p, 0) >= MOST ? idlest(p, 0)
                                              : 0;
        assert_int_equal(guests_in_the_way(g, c), want);
    }
}

static void every_step_is_as_counted(void **state)
{
    struct plain p = { .there = { false } };
    (void)state;
    struct guests *g = guests_new(MOST, EACH);
    srandom(1);
    for (unsigned step = 1; step <= STEPS; step++) {
        unsigned i = 1 + (unsigned)random() % MOST;
        uint64_t c = 1 + (uint64_t)random() % CLIENTS;
        if (random() % 8 == 0)
            c = 1; /* he has more than the others */
        unsigned leaves = guests_in_the_way(g, c);
        if (p.there[i] && random() % 3 > 0) {
            guests_touch(g, i, step);
            p.since[i] = step;
        } else if (p.there[i]) {
            guests_leave(g, i);
            p.there[i] = false;
        } else {
            if (leaves)
                guests_leave(g, leaves);
            p.there[leaves] = false;
            i = guests_admit(g, c, step);
            assert_in_range(i, 1, MOST);
            assert_false(p.there[i]);
            p.there[i] = true;
            p.client[i] = c;
            p.since[i] = step;
        }
        if (step % 16 == 0)
            compare(g, &p);
    }
    guests_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_client_is_an_address_or_a_network),
        cmocka_unit_test(the_idlest_is_in_the_way),
        cmocka_unit_test(a_client_with_enough_pays_himself),
        cmocka_unit_test(every_step_is_as_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
