/* Addresses of servers, as they are written and printed. */
#include "tools/endpoint.h"

#include "tests/shared/test.h"

static const struct {
    const char *text;
    const char *host; /* NULL: refused */
    unsigned port;
} split[] = {
    { "127.0.0.1", "127.0.0.1", 0 },
    { "127.0.0.1#5300", "127.0.0.1", 5300 },
    { "127.0.0.1:5300", "127.0.0.1", 5300 },
    { "ns.example:53", "ns.example", 53 },
    { "::1", "::1", 0 },
    { "::1#5300", "::1", 5300 },
    { "2001:db8::1:5300", "2001:db8::1:5300", 0 }, /* all of it an address */
    { "[::1]", "::1", 0 },
    { "[::1]:5300", "::1", 5300 },
    { "[::1]#5300", "::1", 5300 },
    { "127.0.0.1#0", NULL, 0 },
    { "127.0.0.1#65536", NULL, 0 },
    { "127.0.0.1#", NULL, 0 },
    { "127.0.0.1:x", NULL, 0 },
    { "[::1", NULL, 0 },
    { "[::1]5300", NULL, 0 },
};

static void a_port_stands_behind_the_host(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(split); i++) {
        char text[64];
        uint16_t port = 0;
        strcpy(text, split[i].text);
        char *host = endpoint_split(text, &port);
        if (!split[i].host) {
            assert_null(host);
            continue;
        }
        assert_string_equal(host, split[i].host);
        assert_int_equal(port, split[i].port);
    }
}

static const struct {
    const char *text, *printed; /* NULL: refused */
} addresses[] = {
    { "127.0.0.1", "127.0.0.1#53" },
    { "::1", "::1#53" },
    { "2001:DB8:0::1", "2001:db8::1#53" },
    { "fe80::1%lo", "fe80::1%lo#53" },
    { "fe80::1%1", "fe80::1%lo#53" },
    { "fe80::1%nosuch", NULL },
    { "127.0.0.1%lo", NULL },
    { "127.0.0", NULL },
    { "localhost", NULL },
    { "", NULL },
    { "1111:1111:1111:1111:1111:1111:1111:1111:1111:1111:1111", NULL },
};

static void addresses_are_read_and_printed(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(addresses); i++) {
        struct endpoint e;
        char text[ENDPOINT_TEXT];
        bool good = endpoint_read(&e, addresses[i].text, 53);
        assert_int_equal(good, addresses[i].printed != NULL);
        if (good)
            assert_string_equal(endpoint_text(text, &e), addresses[i].printed);
    }
}

static void a_port_can_be_set_later(void **state)
{
    static const char *const both[] = { "192.0.2.1", "2001:db8::1" };
    (void)state;
    for (size_t i = 0; i < ITEMS(both); i++) {
        struct endpoint e;
        assert_true(endpoint_read(&e, both[i], 0));
        assert_int_equal(endpoint_port_of(&e), 0);
        endpoint_set_port(&e, 5300);
        assert_int_equal(endpoint_port_of(&e), 5300);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_port_stands_behind_the_host),
        cmocka_unit_test(addresses_are_read_and_printed),
        cmocka_unit_test(a_port_can_be_set_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
