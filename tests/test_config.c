#include "resolver/config.h"

#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <stdlib.h>
#include <unistd.h>

/* Command lines, and what they mean or why they mean nothing. */

enum { WORDS = 64, SAID = 4096 };

/* Run config_read on a line of words, "~" for an empty one; what it prints on
 * descriptor `from` comes back. */
static enum config_verdict read_line(struct config *c, const char *line,
                                     int from, char said[SAID])
{
    static char text[SAID];
    char *argv[WORDS] = { (char *)(uintptr_t) "twigd" }, *rest;
    int argc = 1, ends[2];
    snprintf(text, sizeof text, "%s", line);
    for (char *w = strtok_r(text, " ", &rest); w;
         w = strtok_r(NULL, " ", &rest))
        argv[argc++] = strcmp(w, "~") == 0 ? w + 1 : w;
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    int before = dup(from);
    dup2(ends[1], from);
    enum config_verdict v = config_read(c, argc, argv);
    fflush(NULL);
    dup2(before, from);
    close(before);
    close(ends[1]);
    ssize_t n = read(ends[0], said, SAID - 1);
    said[n < 0 ? 0 : n] = '\0';
    close(ends[0]);
    return v;
}

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
        char said[SAID], zones[SAID], addresses[SAID];
        const char *line = rows[i].line;
        if (read_line(&c, line, 2, said) != CONFIG_RUN)
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
    char said[SAID];
    (void)state;
    assert_int_equal(read_line(&c, "z", 2, said), CONFIG_RUN);
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
    assert_int_equal(read_line(&c, line, 2, said), CONFIG_RUN);
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
    char said[SAID];
    (void)state;
    assert_int_equal(read_line(&c,
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

static void by_default_a_few_workers(void **state)
{
    struct config c;
    char said[SAID];
    (void)state;
    read_line(&c, "", 2, said);
    assert_in_range(c.workers, 1, 4);
    config_free(&c);
}

/* ---- what is not: two lines, the second one mends it ---- */

static const struct {
    const char *line, *said;
} bad_lines[] = {
    { "--prot 1", "twigd: no such option: '--prot'\n"
                  "Nearest is -p or --port; --help lists all.\n" },
    { "--worker-count=2", "twigd: no such option: '--worker-count=2'\n"
                          "Nearest is -w or --workers; --help lists all.\n" },
    { "--workres 2", "twigd: no such option: '--workres'\n"
                     "Nearest is -w or --workers; --help lists all.\n" },
    { "--adress ::1", "twigd: no such option: '--adress'\n"
                      "Nearest is -a or --address; --help lists all.\n" },
    { "--verison", "twigd: no such option: '--verison'\n"
                   "Nearest is -V or --version; --help lists all.\n" },
    { "--hlep", "twigd: no such option: '--hlep'\n"
                "Nearest is -h or --help; --help lists all.\n" },
    { "--fromat=flat", "twigd: no such option: '--fromat=flat'\n"
                       "Nearest is -f or --format; --help lists all.\n" },
    { "--porta 1", "twigd: no such option: '--porta'\n"
                   "Nearest is -p or --port; --help lists all.\n" },
    { "-p", "twigd: a value is missing: '-p'\n"
            "It is followed by a port.\n" },
    { "--address", "twigd: a value is missing: '--address'\n"
                   "It is followed by an address.\n" },
    { "-w", "twigd: a value is missing: '-w'\n"
            "It is followed by a number.\n" },
    { "-f", "twigd: a value is missing: '-f'\n"
            "It is followed by flat or master.\n" },
    { "-p 0", "twigd: not a port: '0'\nA port is 1 to 65535.\n" },
    { "-p 65536", "twigd: not a port: '65536'\nA port is 1 to 65535.\n" },
    { "-p 99999999999999999999", "twigd: not a port: '99999999999999999999'\n"
                                 "A port is 1 to 65535.\n" },
    { "-p -1", "twigd: not a port: '-1'\nA port is 1 to 65535.\n" },
    { "-p +1", "twigd: not a port: '+1'\nA port is 1 to 65535.\n" },
    { "-p 53x", "twigd: not a port: '53x'\nA port is 1 to 65535.\n" },
    { "-p ~", "twigd: not a port: ''\nA port is 1 to 65535.\n" },
    { "--port=", "twigd: not a port: ''\nA port is 1 to 65535.\n" },
    { "-w 0", "twigd: not a number of workers: '0'\nIt is 1 to 64.\n" },
    { "-w 65", "twigd: not a number of workers: '65'\nIt is 1 to 64.\n" },
    { "-f bind", "twigd: not a format: 'bind'\nIt is flat or master.\n" },
    { "--help=me", "twigd: this option takes no value: '--help=me'\n"
                   "--help lists all.\n" },
    { "-Vx", "twigd: this option takes no value: '-Vx'\n"
             "--help lists all.\n" },
    { "-a 10.0.0.1 -a 10.0.0.2 -a 10.0.0.3 -a 10.0.0.4 -a 10.0.0.5 -a "
      "10.0.0.6 -a 10.0.0.7 -a 10.0.0.8 -a 10.0.0.9 -a 10.0.0.10 -a "
      "10.0.0.11 -a 10.0.0.12 -a 10.0.0.13 -a 10.0.0.14 -a 10.0.0.15 -a "
      "10.0.0.16 -a 10.0.0.17",
      "twigd: too many addresses: '10.0.0.17'\nAt most 16.\n" },
    { "-a localhost", "twigd: not an address: 'localhost'\n"
                      "It is like 127.0.0.1, ::1 or fe80::1%eth0.\n" },
    { "-a 10.0.0.1 -a 10.0.0.1",
      "twigd: an address is listened to twice: '10.0.0.1'\n"
      "10.0.0.1 and 10.0.0.1 overlap: leave one out.\n" },
    { "-a 127.0.0.1 -a ::1 -a 0.0.0.0",
      "twigd: an address is listened to twice: '0.0.0.0'\n"
      "127.0.0.1 and 0.0.0.0 overlap: leave one out.\n" },
    { "-a :: -a 0.0.0.0 -a ::1",
      "twigd: an address is listened to twice: '::1'\n"
      ":: and ::1 overlap: leave one out.\n" },
    { "-a fe80::1%eth0 -a FE80:0::1%eth0",
      "twigd: an address is listened to twice: 'FE80:0::1%eth0'\n"
      "fe80::1%eth0 and FE80:0::1%eth0 overlap: leave one out.\n" },
    { "-v", "twigd: no such option: '-v'\n"
            "Nearest is -V or --version; --help lists all.\n" },
    { "@none", "twigd: cannot read this file of arguments: 'none'\n"
               "No such file or directory\n" },
    { "@.", "twigd: cannot read this file of arguments: '.'\n"
            "Is a directory\n" },
    { "--nside=a", "twigd: no such option: '--nside=a'\n"
                   "Nearest is --nsid; --help lists all.\n" },
    { "--nsid ~", "twigd: not a name server identifier: ''\n"
                  "It is 1 to 128 octets long.\n" },
    { "--hide-version=1", "twigd: this option takes no value: "
                          "'--hide-version=1'\n--help lists all.\n" },
    { "--tcp-connections 0", "twigd: not a number of connections: '0'\n"
                             "It is 1 to 100000.\n" },
    { "--poll 0", "twigd: not a time: '0'\nIt is 1 to 86400 seconds.\n" },
    { "--tcp-per-client=100001",
      "twigd: not a number of connections: '100001'\n"
      "It is 1 to 100000.\n" },
    { "--rrl 0", "twigd: not a rate: '0'\n"
                 "It is 1 to 1000000 replies a second.\n" },
    { "--rrl-slip 11", "twigd: not a slip: '11'\n"
                       "It is 0 (none) to 10: each so-manyth is cut.\n" },
    { "--=1", "twigd: no such option: '--=1'\n"
              "Nearest is --rrl; --help lists all.\n" },
    /* the first mistake ends it */
    { "-p 0 -w 0 --nonsense", "twigd: not a port: '0'\n"
                              "A port is 1 to 65535.\n" },
    { "z -x", "twigd: no such option: '-x'\n"
              "Nearest is -h or --help; --help lists all.\n" },
};

static void bad_lines_say_what_and_how_to_mend_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(bad_lines); i++) {
        struct config c;
        char said[SAID];
        if (read_line(&c, bad_lines[i].line, 2, said) != CONFIG_BAD)
            fail_msg("twigd %s is taken", bad_lines[i].line);
        if (strcmp(said, bad_lines[i].said) != 0)
            fail_msg("twigd %s:\n%s", bad_lines[i].line, said);
        config_free(&c);
    }
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
        char said[SAID];
        assert_int_equal(read_line(&c, rows[i].line, 1, said), CONFIG_DONE);
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
    char said[SAID];
    (void)state;
    read_line(&c, "--help", 1, said);
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
    char said[SAID], zones[SAID];
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
    if (read_line(&c, "first @args -a ::1 last", 2, said) != CONFIG_RUN)
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
                     "Does one name itself?\n" },
        { "-p\n0\n", "twigd: not a port: '0'\nA port is 1 to 65535.\n" },
        { "-p\n", "twigd: a value is missing: '-p'\n"
                  "It is followed by a port.\n" },
        { "-p 53oo\n", "twigd: not a port: '53oo'\nA port is 1 to 65535.\n" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct config c;
        char said[SAID];
        zone_write("args", rows[i].text);
        assert_int_equal(read_line(&c, "@args", 2, said), CONFIG_BAD);
        assert_string_equal(said, rows[i].said);
        config_free(&c);
    }
    zone_write("args", "");
    struct config c;
    char said[SAID];
    assert_int_equal(read_line(&c, "@args", 2, said), CONFIG_RUN);
    assert_int_equal(c.zones_n, 0);
    config_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_lines_become_a_configuration),
        cmocka_unit_test(the_server_may_name_itself),
        cmocka_unit_test(replies_may_be_limited),
        cmocka_unit_test(by_default_a_few_workers),
        cmocka_unit_test(bad_lines_say_what_and_how_to_mend_it),
        cmocka_unit_test(help_and_version_are_printed),
        cmocka_unit_test(the_help_names_every_option),
        cmocka_unit_test(arguments_from_a_file),
        cmocka_unit_test(files_of_arguments_that_are_wrong),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
