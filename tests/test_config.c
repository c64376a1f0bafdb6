#include "tests/shared/config_line.h"
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <stdlib.h>

/* Command lines, and what they mean. */

static void join(char *out, size_t cap, char *const *words, size_t n)
{
    size_t at = 0;
    out[0] = '\0';
    for (size_t i = 0; i < n; i++)
        at += (size_t)snprintf(out + at, cap - at, "%s%s", i ? " " : "",
                               words[i]);
}

/* ---- what is understood ---- */

static void good_lines_become_a_configuration(void **state)
{
    static const struct {
        const char *line, *addresses, *zones;
        unsigned port, workers; /* 0: not chosen */
        enum zonefile_format format;
    } rows[] = {
#define HERE "127.0.0.1 ::1"
        { "", HERE, "", 0, 0, FORMAT_DETECT },
        { "-p 5300", HERE, "", 5300, 0, FORMAT_DETECT },
        { "-p5300", HERE, "", 5300, 0, FORMAT_DETECT },
        { "--port 5300", HERE, "", 5300, 0, FORMAT_DETECT },
        { "--port=5300", HERE, "", 5300, 0, FORMAT_DETECT },
        { "--po=5300", HERE, "", 5300, 0, FORMAT_DETECT },
        { "--p 1", HERE, "", 1, 0, FORMAT_DETECT },
        { "-p 65535", HERE, "", 65535, 0, FORMAT_DETECT },
        { "-p 1 -p 2", HERE, "", 2, 0, FORMAT_DETECT },
        { "-w 1", HERE, "", 0, 1, FORMAT_DETECT },
        { "--workers=64", HERE, "", 0, 64, FORMAT_DETECT },
        { "-a 0.0.0.0", "0.0.0.0", "", 0, 0, FORMAT_DETECT },
        { "-a ::1 -a127.0.0.2", "::1 127.0.0.2", "", 0, 0, FORMAT_DETECT },
        { "--address=fe80::1%eth0 -afe80::1%eth1", "fe80::1%eth0 fe80::1%eth1",
          "", 0, 0, FORMAT_DETECT },
        { "-a 0.0.0.0 -a ::", "0.0.0.0 ::", "", 0, 0, FORMAT_DETECT },
        { "-f flat", HERE, "", 0, 0, FORMAT_FLAT },
        { "--format=master", HERE, "", 0, 0, FORMAT_MASTER },
        { "a.zone", HERE, "a.zone", 0, 0, FORMAT_DETECT },
        { "a.zone -p 53 b.zone x=c", HERE, "a.zone b.zone x=c", 53, 0,
          FORMAT_DETECT },
        { "-- -p a.zone", HERE, "-p a.zone", 0, 0, FORMAT_DETECT },
        { "-- @a", HERE, "@a", 0, 0, FORMAT_DETECT },
        { "-", HERE, "-", 0, 0, FORMAT_DETECT },
        { "@", HERE, "@", 0, 0, FORMAT_DETECT },
        { "-a 1.1.1.1 -a 1.1.1.2 -a 1.1.1.3 -a 1.1.1.4 -a 1.1.1.5 z -w 2 -p 9",
          "1.1.1.1 1.1.1.2 1.1.1.3 1.1.1.4 1.1.1.5", "z", 9, 2, FORMAT_DETECT },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct config c;
        char said[CONFIG_SAID], zones[CONFIG_SAID], addresses[CONFIG_SAID];
        const char *line = rows[i].line;
        if (config_line(&c, line, 2, said) != CONFIG_RUN)
            fail_msg("twigd %s: %s", line, said);
        assert_string_equal(said, "");
        join(zones, sizeof zones, c.zones, c.zones_n);
        join(addresses, sizeof addresses, (char *const *)(uintptr_t)c.addresses,
             c.addresses_n);
        assert_string_equal(zones, rows[i].zones);
        assert_string_equal(addresses, rows[i].addresses);
        assert_int_equal(c.addresses_chosen,
                         strcmp(rows[i].addresses, HERE) != 0);
        assert_int_equal(c.port_chosen, rows[i].port != 0);
        assert_int_equal(c.port, rows[i].port ? rows[i].port : CONFIG_PORT);
        assert_int_equal(c.format, rows[i].format);
        assert_in_range(c.workers, 1, CONFIG_WORKERS_MAX);
        if (rows[i].workers)
            assert_int_equal(c.workers, rows[i].workers);
        config_free(&c);
    }
}

static void the_server_may_name_itself(void **state)
{
    struct config c;
    char said[CONFIG_SAID];
    (void)state;
    assert_int_equal(config_line(&c, "z", 2, said), CONFIG_RUN);
    assert_null(c.nsid);
    assert_false(c.hide_version);
    assert_null(c.cookie_file);
    assert_int_equal(c.limits.rate, 0);
    assert_int_equal(c.limits.slip, RRL_SLIP_DEFAULT);
    assert_true(c.limits.spare_loopback);
    assert_int_equal(c.tcp.connections, 2000);
    assert_int_equal(c.tcp.per_client, 1000);
    assert_true(c.watch);
    assert_int_equal(c.poll_seconds, 0);
    config_free(&c);
    const char *line = "--nsid ns1 --hide-version z --no-watch --poll 7";
    assert_int_equal(config_line(&c, line, 2, said), CONFIG_RUN);
    assert_string_equal(c.nsid, "ns1");
    assert_true(c.hide_version);
    assert_false(c.watch);
    assert_int_equal(c.poll_seconds, 7);
    assert_int_equal(c.zones_n, 1);
    config_free(&c);
}

static void replies_may_be_limited(void **state)
{
    struct config c;
    char said[CONFIG_SAID];
    (void)state;
    assert_int_equal(config_line(&c,
                                 "--rrl=200 --rrl-slip 0 --rrl-loopback "
                                 "--tcp-connections 50 --tcp-per-client=5 "
                                 "--cookie-secret f",
                                 2, said),
                     CONFIG_RUN);
    assert_string_equal(c.cookie_file, "f");
    assert_int_equal(c.limits.rate, 200);
    assert_int_equal(c.limits.slip, 0);
    assert_int_equal(c.tcp.connections, 50);
    assert_int_equal(c.tcp.per_client, 5);
    assert_false(c.limits.spare_loopback);
    config_free(&c);
}

static void queries_may_be_logged(void **state)
{
    struct config c;
    char said[CONFIG_SAID];
    (void)state;
    assert_int_equal(config_line(&c, "", 2, said), CONFIG_RUN);
    assert_int_equal(c.log, CONFIG_LOG_NOTHING);
    config_free(&c);
    assert_int_equal(config_line(&c, "--log failed", 2, said), CONFIG_RUN);
    assert_int_equal(c.log, CONFIG_LOG_FAILED);
    assert_false(c.log_json);
    assert_null(c.log_file);
    config_free(&c);
    assert_int_equal(
        config_line(&c, "--log-file=q.log --log-format json --log queries", 2,
                    said),
        CONFIG_RUN);
    assert_int_equal(c.log, CONFIG_LOG_QUERIES);
    assert_true(c.log_json);
    assert_string_equal(c.log_file, "q.log");
    config_free(&c);
}

static void by_default_a_few_workers(void **state)
{
    struct config c;
    char said[CONFIG_SAID];
    (void)state;
    config_line(&c, "", 2, said);
    assert_in_range(c.workers, 1, 4);
    config_free(&c);
}

static void help_and_version_are_printed(void **state)
{
    static const struct {
        const char *line, *begins;
    } rows[] = {
        { "--help", "Usage: twigd [-a ADDRESS]... [-p PORT] [-w WORKERS]" },
        { "-h", "Usage: " },
        { "--h", "Usage: " },
        { "-p 5300 --help -p bad", "Usage: " },
        { "--version", "twigd " },
        { "-V", "twigd " },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct config c;
        char said[CONFIG_SAID];
        assert_int_equal(config_line(&c, rows[i].line, 1, said), CONFIG_DONE);
        if (strncmp(said, rows[i].begins, strlen(rows[i].begins)) != 0)
            fail_msg("twigd %s: %s", rows[i].line, said);
        config_free(&c);
    }
}

/* Every option of the table is in the help, and the other way round. */
static void the_help_names_every_option(void **state)
{
    static const char *const names[] = { "-a, --address", "-p, --port",
                                         "-w, --workers", "-f, --format",
                                         "-h, --help",    "-V, --version",
                                         "@FILE",         "SIGHUP" };
    struct config c;
    char said[CONFIG_SAID];
    (void)state;
    config_line(&c, "--help", 1, said);
    for (size_t i = 0; i < ITEMS(names); i++)
        if (!strstr(said, names[i]))
            fail_msg("%s is not in the help", names[i]);
    config_free(&c);
    for (char *line = strtok(said, "\n"); line; line = strtok(NULL, "\n"))
        assert_true(strlen(line) <= 80);
}

/* ---- @FILE ---- */

static void arguments_from_a_file(void **state)
{
    struct config c;
    char said[CONFIG_SAID], zones[CONFIG_SAID];
    (void)state;
    zone_write("args", "# a comment\n"
                       "-p\n"
                       "5301\n"
                       "   \n"
                       "\t--workers=3  \r\n"
                       "a zone with blanks\n"
                       "@inner\n"
                       "--\n"
                       "-c.zone");
    zone_write("inner", "b.zone\n");
    if (config_line(&c, "first @args -a ::1 last", 2, said) != CONFIG_RUN)
        fail_msg("%s", said);
    join(zones, sizeof zones, c.zones, c.zones_n);
    assert_string_equal(zones, "first a zone with blanks b.zone -c.zone last");
    assert_int_equal(c.port, 5301);
    assert_int_equal(c.workers, 3);
    assert_int_equal(c.addresses_n, 1);
    config_free(&c);
}

static void files_of_arguments_that_are_wrong(void **state)
{
    static const struct {
        const char *text, *said;
    } rows[] = {
        { "@args\n", "twigd: files of arguments nest too deep: 'args'\n"
                     "Does one name itself?\nIt is at args:1.\n" },
        { "-p\n0\n", "twigd: not a port: '0'\nA port is 1 to 65535.\n"
                     "It is at args:2.\n" },
        { "# last\n\n-p\n", "twigd: a value is missing: '-p'\n"
                            "It is followed by a port.\nIt is at args:3.\n" },
        { "-p 53oo\n", "twigd: not a port: '53oo'\nA port is 1 to 65535.\n"
                       "It is at args:1.\n" },
        { "@inner\n\n@none\n",
          "twigd: cannot read this file of arguments: 'none'\n"
          "No such file or directory\nIt is at args:3.\n" },
    };
    (void)state;
    zone_write("inner", "b.zone\n");
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct config c;
        char said[CONFIG_SAID];
        zone_write("args", rows[i].text);
        assert_int_equal(config_line(&c, "@args", 2, said), CONFIG_BAD);
        assert_string_equal(said, rows[i].said);
        config_free(&c);
    }
    zone_write("args", "");
    struct config c;
    char said[CONFIG_SAID];
    assert_int_equal(config_line(&c, "@args", 2, said), CONFIG_RUN);
    assert_int_equal(c.zones_n, 0);
    config_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_lines_become_a_configuration),
        cmocka_unit_test(the_server_may_name_itself),
        cmocka_unit_test(replies_may_be_limited),
        cmocka_unit_test(queries_may_be_logged),
        cmocka_unit_test(by_default_a_few_workers),
        cmocka_unit_test(help_and_version_are_printed),
        cmocka_unit_test(the_help_names_every_option),
        cmocka_unit_test(arguments_from_a_file),
        cmocka_unit_test(files_of_arguments_that_are_wrong),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
