/* The command line: what becomes of the words. */
#include "tools/command.h"

#include "tests/shared/test.h"
#include "tools/reversename.h"

enum { WORDS = 32 };

static struct command command;

static enum command_verdict read_line(const char *line, char *copy)
{
    char *words[WORDS] = { (char *)"twig", (char *)"-r" }, *rest;
    int n = 2;
    strcpy(copy, line);
    for (char *w = strtok_r(copy, " ", &rest); w;
         w = strtok_r(NULL, " ", &rest))
        words[n++] = w;
    command_begin(&command);
    return command_read(&command, n, words);
}

static void forget(void)
{
    command_end(&command);
}

/* Each query as NAME/TYPE/CLASS, and a + for each of rd, answer, tcp. */
static const struct {
    const char *line, *queries;
} lines[] = {
    { "", "./2/1++" },
    { "x", "x/1/1++" },
    { "x mx", "x/15/1++" },
    { "mx x", "x/15/1++" },
    { "-t mx x", "x/15/1++" },
    { "-tmx x", "x/15/1++" },
    { "-t mx mx", "mx/15/1++" }, /* after -t words are names */
    { "-c ch txt", "txt/1/3++" },
    { "x ch txt", "x/16/3++" },
    { "x TYPE300 CLASS9", "x/300/9++" },
    { "x any", "x/255/1+++" },
    { "x any +notcp", "x/255/1++" },
    { "+notcp x any", "x/255/1++" },
    { "x y", "x/1/1++ y/1/1++" },
    { "mx x y ns", "x/15/1++ y/2/1++" },
    { "+norec x y +noall", "x/1/1-+ y/1/1--" },
    { "x +norec y", "x/1/1-+ y/1/1++" },
    { "-q in", "in/1/1++" },
    { "-x 192.0.2.1", "1.2.0.192.in-addr.arpa./12/1++" },
    { "-t ns -x 192.0.2.1", "1.2.0.192.in-addr.arpa./2/1++" },
    { "x % y c", "x/1/1++" },
    { "-4 x", "x/1/1++" },
    { "-4ut mx x", "x/15/1++" },
    { "-p5300 x", "x/1/1++" },
    { "--type=mx x", "x/15/1++" },
    { "--type mx x", "x/15/1++" },
    { "--tcp x", "x/1/1+++" },
    { "--norec x", "x/1/1-+" },
    { "x ixfr=7", "x/251/1+++" },
};

static void words_become_queries(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(lines); i++) {
        char copy[256], all[512] = "";
        size_t n = 0;
        assert_int_equal(read_line(lines[i].line, copy), COMMAND_RUN);
        for (struct request *r = command.first; r; r = r->next)
            n += (size_t)snprintf(all + n, sizeof all - n, "%s%s/%u/%u%s%s%s",
                                  n ? " " : "", r->name, r->type, r->class,
                                  r->rd ? "+" : "-", r->answer ? "+" : "-",
                                  r->tcp ? "+" : "");
        assert_string_equal(all, lines[i].queries);
        forget();
    }
}

static const char *const mistakes[] = {
    "-p 0",         "-p 65536",     "-p",       "-p x",
    "+nosuch",      "-w",           "--nosuch", "--type",
    "-b 1.2.3",     "-b 1.2.3.4#x", "-y x",     "-k /no/such/file",
    "-4 -6",        "-46",          "a ixfr=x", "-t ixfr=-1",
    "--color=blue", "@127.0.0.1:0", "@[::1",    "@127.0.0.1#99999",
};

static void mistakes_end_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(mistakes); i++) {
        char copy[256];
        assert_int_equal(read_line(mistakes[i], copy), COMMAND_BAD);
        forget();
    }
}

static void servers_belong_to_their_query(void **state)
{
    char copy[256];
    struct request *r;
    (void)state;
    assert_int_equal(
        read_line("@127.0.0.1#5301 x y @[::1]:5302 z @127.0.0.3:5303 -p 7",
                  copy),
        COMMAND_RUN);
    static const char *const want[][3] = {
        { "127.0.0.1#5301", NULL, NULL },
        { "127.0.0.1#5301", "::1#5302", NULL },
        { "127.0.0.1#5301", "127.0.0.3#5303", NULL },
    };
    for (size_t i = 0; i < ITEMS(want); i++) {
        r = command_next(&command);
        assert_non_null(r);
        unsigned n = 0;
        char text[ENDPOINT_TEXT];
        for (; want[i][n]; n++)
            assert_string_equal(endpoint_text(text, &r->servers[n].at),
                                want[i][n]);
        assert_int_equal(r->servers_n, n);
        command_free_request(r);
    }
    forget();
}

static void a_line_of_a_file_is_a_query(void **state)
{
    char copy[256], first[] = "b MX +norec @127.0.0.2\n", then[] = "+short c d";
    struct lines line = { .text = first, .place = { "x", 1 } };
    struct lines again = { .text = then, .place = { "x", 2 } };
    (void)state;
    assert_int_equal(read_line("+nocookie -f x", copy), COMMAND_RUN);
    assert_null(command.first);
    assert_int_equal(command_line(&command, &line), COMMAND_RUN);
    struct request *r = command_next(&command);
    assert_string_equal(r->name, "b");
    assert_int_equal(r->type, TYPE_MX);
    assert_false(r->rd || r->cookie);
    assert_int_equal(r->servers_n, 1);
    command_free_request(r);
    assert_int_equal(command_line(&command, &again), COMMAND_RUN);
    r = command_next(&command);
    assert_false(r->comments); /* an option of the line, before its name */
    command_free_request(r);
    r = command_next(&command);
    assert_int_equal(r->place.line, 2);
    assert_true(r->comments); /* another name begins with the defaults */
    command_free_request(r);
    assert_null(command_next(&command));
    forget();
}

static const struct {
    const char *text, *name;
} reverse[] = {
    { "192.0.2.1", "1.2.0.192.in-addr.arpa." },
    { "10", "10.in-addr.arpa." },
    { "10.0", "0.10.in-addr.arpa." },
    { "a.b", "b.a.in-addr.arpa." },
    { "::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0."
             "ip6.arpa." },
};

static void addresses_become_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(reverse); i++) {
        char name[REQUEST_NAME];
        reversename_write(name, sizeof name, reverse[i].text);
        assert_string_equal(name, reverse[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_become_queries),
        cmocka_unit_test(mistakes_end_it),
        cmocka_unit_test(servers_belong_to_their_query),
        cmocka_unit_test(a_line_of_a_file_is_a_query),
        cmocka_unit_test(addresses_become_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
