/*
 * Command lines that mean nothing: what is said, and how to mend it.
 */
#include "tests/shared/config_line.h"
#include "tests/shared/test.h"

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
    { "-p ~", "twigd: a value is missing: '-p'\n"
              "It is followed by a port.\n" },
    { "--port=", "twigd: a value is missing: '--port='\n"
                 "It is followed by a port.\n" },
    { "--cookie-secret ~", "twigd: a value is missing: '--cookie-secret'\n"
                           "It is followed by a file.\n" },
    { "--walk=", "twigd: a value is missing: '--walk='\n"
                 "It is followed by =zh.\n" },
    { "~", "twigd: not a zone: ''\n"
           "It is FILE, ORIGIN=FILE or a DIRECTORY.\n" },
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
    { "--nsid ~", "twigd: a value is missing: '--nsid'\n"
                  "It is followed by a text.\n" },
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
    { "--log all", "twigd: not what is logged: 'all'\n"
                   "It is queries or failed.\n" },
    { "--log failed --log-format xml", "twigd: not a format of the log: 'xml'\n"
                                       "It is text or json.\n" },
    { "--log-format json z", "twigd: nothing is logged: 'json'\n"
                             "Say what: --log queries or --log failed.\n" },
    { "--rrl-slip 2 z", "twigd: nothing is limited: '--rrl-slip'\n"
                        "Say how much: --rrl 200, for example.\n" },
    { "--rrl-loopback", "twigd: nothing is limited: '--rrl-loopback'\n"
                        "Say how much: --rrl 200, for example.\n" },
    { "--log-file q.log", "twigd: nothing is logged: 'q.log'\n"
                          "Say what: --log queries or --log failed.\n" },
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
        char said[CONFIG_SAID];
        if (config_line(&c, bad_lines[i].line, 2, said) != CONFIG_BAD)
            fail_msg("twigd %s is taken", bad_lines[i].line);
        if (strcmp(said, bad_lines[i].said) != 0)
            fail_msg("twigd %s:\n%s", bad_lines[i].line, said);
        config_free(&c);
    }
}
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_lines_say_what_and_how_to_mend_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
