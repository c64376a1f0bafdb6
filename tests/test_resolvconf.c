/* /etc/resolv.conf, with all that people write into it. */
#include "tools/resolvconf.h"

#include "tests/shared/test.h"

static struct resolvconf read_text(const char *text)
{
    struct resolvconf c;
    FILE *f = fmemopen((void *)text, strlen(text), "r");
    assert_non_null(f);
    resolvconf_read(&c, f, 53);
    fclose(f);
    return c;
}

static void servers(const struct resolvconf *c, const char *want)
{
    char all[256] = "", one[ENDPOINT_TEXT];
    for (unsigned i = 0; i < c->servers_n; i++) {
        strcat(all, i ? " " : "");
        strcat(all, endpoint_text(one, &c->servers[i]));
    }
    assert_string_equal(all, want);
}

static const struct {
    const char *text, *servers;
} files[] = {
    { "nameserver 192.0.2.1\n", "192.0.2.1#53" },
    { "nameserver 192.0.2.1", "192.0.2.1#53" },
    { "nameserver\t192.0.2.1 # mine\r\n", "192.0.2.1#53" },
    { "# nameserver 1.1.1.1\n;nameserver 2.2.2.2\nnameserver ::1\n", "::1#53" },
    { "nameserver 1.2.3\n", "1.2.0.3#53" }, /* inet_aton */
    { "nameserver x\nnameserver 192.0.2.9\n", "192.0.2.9#53" },
    { "nameserver\n", "" },
    { "Nameserver 192.0.2.1\nfoo bar\n", "" },
    { "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\n"
      "nameserver 192.0.2.4\n",
      "192.0.2.1#53 192.0.2.2#53 192.0.2.3#53" },
};

static void at_most_three_servers_are_taken(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(files); i++) {
        struct resolvconf c = read_text(files[i].text);
        servers(&c, files[i].servers);
    }
}

static void the_last_search_list_counts(void **state)
{
    (void)state;
    struct resolvconf c = read_text("search a.test b.test\ndomain c.test d\n");
    assert_int_equal(c.search_n, 1);
    assert_string_equal(c.search[0], "c.test");
    c = read_text("domain c.test\nsearch a b c d e f g h i j\n");
    assert_int_equal(c.search_n, RESOLVCONF_DOMAINS);
    assert_string_equal(c.search[7], "h");
}

static void options_replace_the_defaults(void **state)
{
    (void)state;
    struct resolvconf c = read_text("nameserver ::1\n");
    assert_int_equal(c.ndots, 1);
    assert_int_equal(c.timeout, 0);
    assert_int_equal(c.attempts, 0);
    c = read_text("options rotate ndots:3 timeout:2 attempts:7 edns0 x:1\n");
    assert_int_equal(c.ndots, 3);
    assert_int_equal(c.timeout, 2);
    assert_int_equal(c.attempts, 7);
}

static void without_a_file_this_machine_is_asked(void **state)
{
    struct resolvconf c;
    (void)state;
    resolvconf_load(&c, "/no/such/file", 53);
    servers(&c, "::1#53 127.0.0.1#53");
    resolvconf_load(&c, "/dev/null", 53);
    servers(&c, "::1#53 127.0.0.1#53");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_most_three_servers_are_taken),
        cmocka_unit_test(the_last_search_list_counts),
        cmocka_unit_test(options_replace_the_defaults),
        cmocka_unit_test(without_a_file_this_machine_is_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
