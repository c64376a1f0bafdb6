#include "resolver/identity.h"

#include "resolver/clock.h"
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

enum { DAY = 24 * 3600 * 1000, BEGUN = 77 };

static void a_secret_of_its_own_is_rolled_once_a_day(void **state)
{
    const struct config config = { .nsid = NULL };
    struct identity id;
    const struct cookie_secrets *s = &id.service.cookies;
    uint8_t first[COOKIE_SECRET];
    (void)state;
    assert_int_equal(identity_begin(&id, &config, BEGUN), 0);
    assert_int_equal(s->n, 1);
    for (uint64_t day = 1; day <= 3; day++) {
        uint64_t due = BEGUN + day * DAY;
        memcpy(first, s->at[0], sizeof first);
        assert_int_equal(id.roll_at, due);
        assert_false(identity_roll(&id, due - 1));
        assert_memory_equal(s->at[0], first, sizeof first);
        assert_true(identity_roll(&id, due));
        assert_int_equal(s->n, 2);
        assert_memory_not_equal(s->at[0], first, sizeof first);
        assert_memory_equal(s->at[1], first, sizeof first);
    }
}

static void those_of_a_file_are_never_rolled(void **state)
{
    char path[] = "secrets";
    const struct config config = { .cookie_file = path };
    struct identity id;
    (void)state;
    zone_write(path, "000102030405060708090a0b0c0d0e0f\n");
    assert_int_equal(identity_begin(&id, &config, BEGUN), 0);
    assert_int_equal(id.service.cookies.n, 1);
    assert_false(identity_roll(&id, BEGUN + (uint64_t)1000 * DAY));
    assert_int_equal(id.service.cookies.at[0][15], 15);
}

static void it_has_the_names_that_it_was_given(void **state)
{
    char name[] = "ns1";
    const struct config rows[] = { { .nsid = NULL },
                                   { .nsid = name, .hide_version = true } };
    struct identity id;
    const struct service *self = &id.service;
    (void)state;
    assert_int_equal(identity_begin(&id, &rows[0], BEGUN), 0);
    assert_int_equal(self->name.n, strlen(id.host)); /* the machine's */
    assert_int_equal(self->nsid.n, 0);
    assert_int_equal(self->version.n, strlen(CONFIG_VERSION));
    assert_int_equal(identity_begin(&id, &rows[1], BEGUN), 0);
    assert_int_equal(self->name.n, 3);
    assert_memory_equal(self->nsid.at, "ns1", 3);
    assert_int_equal(self->version.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_secret_of_its_own_is_rolled_once_a_day),
        cmocka_unit_test(those_of_a_file_are_never_rolled),
        cmocka_unit_test(it_has_the_names_that_it_was_given),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
