/*
 * Lines of the query log, as tables: a fact, and the line.
 */
#include "resolver/logline.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"
#include "zonefile/nametext.h"

#include <stdlib.h>

static struct logline text, coloured, json;

static int begin(void **state)
{
    (void)state;
    logline_begin(&text, LOGLINE_TEXT);
    logline_begin(&coloured, LOGLINE_COLOURED);
    logline_begin(&json, LOGLINE_JSON);
    return 0;
}

/* The fact of an A query for news.cctv.com with an answer. */
static struct fact usual(void)
{
    static const uint8_t name[] = "\4news\4cctv\3com";
    struct fact f = { .seconds = 1795465865,
                      .ms = 123,
                      .port = 53124,
                      .generation = 3,
                      .type = TYPE_A,
                      .class = CLASS_IN,
                      .answers = 1,
                      .octets = 62,
                      .flags = FACT_RD | FACT_AA,
                      .address_n = 4,
                      .address = { 192, 0, 2, 7 },
                      .name_n = sizeof name };
    memcpy(f.name, name, sizeof name);
    return f;
}

static size_t length(const struct fact *f)
{
    return offsetof(struct fact, name) + f->name_n + f->walk_n;
}

/* The line of a fact, of which the writer gets no octet more than is promised
 * to it. */
static const char *line(struct logline *l, const struct fact *f, size_t n)
{
    static char out[LOGLINE_MAX + 1];
    uint8_t *room = guarded(NULL, LOGLINE_MAX);
    struct writer w = writer_over(room, LOGLINE_MAX);
    struct fact *copy = malloc(n ? n : 1); /* no octet more than there is */
    memcpy(copy, f, n < sizeof *f ? n : sizeof *f);
    bool good = logline_write(l, &w, copy, n);
    free(copy);
    const uint8_t *end = memchr(room, '\n', LOGLINE_MAX);
    size_t len = good ? (size_t)(end - room) : 0;
    assert_false(w.bad);
    assert_ptr_equal(w.at, room + len + good);
    memcpy(out, room, len);
    out[len] = '\0';
    for (size_t i = 0; i < len; i++)
        assert_true((out[i] >= ' ' && out[i] < 0x7f) ||
                    (l == &coloured && out[i] == '\033'));
    guard_reset(NULL);
    return good ? out : NULL;
}

#define TIME "2026-11-23T20:31:05.123Z "
#define HEAD TIME "192.0.2.7#53124 udp news.cctv.com IN A "

static void text_lines(void **state)
{
    struct fact f = usual();
    (void)state;
    assert_string_equal(line(&text, &f, length(&f)), HEAD "+ NOERROR 1 62");
    f.flags = FACT_CD | FACT_EDNS | FACT_DO | FACT_COOKIE | FACT_COOKIE_FULL;
    assert_string_equal(line(&text, &f, length(&f)),
                        HEAD "-EDCKS NOERROR 1 62");
    f.flags = FACT_RD | FACT_EDNS | FACT_TC;
    assert_string_equal(line(&text, &f, length(&f)), HEAD "+E NOERROR 1 62 tc");
    f.fate = FATE_CUT;
    assert_string_equal(line(&text, &f, length(&f)),
                        HEAD "+E NOERROR 1 62 tc rrl-cut");
    f = usual();
    f.fate = FATE_LIMITED;
    f.octets = 0;
    assert_string_equal(line(&text, &f, length(&f)),
                        HEAD "+ NOERROR 1 0 rrl-dropped");
    f = usual();
    f.opcode = 4;
    f.rcode = NOTIMP;
    f.by = BY_TCP;
    f.answers = 0;
    f.ms = 7;
    assert_string_equal(line(&text, &f, length(&f)),
                        "2026-11-23T20:31:05.007Z 192.0.2.7#53124 tcp "
                        "news.cctv.com IN A + NOTIMP 0 62 opcode=4");
    f = (struct fact){ .seconds = 86399, .address_n = 4, .rcode = FORMERR };
    assert_string_equal(line(&text, &f, length(&f)),
                        "1970-01-01T23:59:59.000Z 0.0.0.0#0 udp - - - - "
                        "FORMERR 0 0");
    f.fate = FATE_SILENT;
    f.seconds++;
    assert_string_equal(line(&text, &f, length(&f)),
                        "1970-01-02T00:00:00.000Z 0.0.0.0#0 udp - - - - - 0 0 "
                        "silent");
}

static void json_lines(void **state)
{
    struct fact f = usual();
    (void)state;
    assert_string_equal(
        line(&json, &f, length(&f)),
        "{\"time\":\"2026-11-23T20:31:05.123Z\",\"client\":\"192.0.2.7\","
        "\"port\":53124,\"transport\":\"udp\",\"outcome\":\"answered\","
        "\"name\":\"news.cctv.com\",\"class\":\"IN\",\"type\":\"A\","
        "\"opcode\":0,\"rd\":true,\"cd\":false,\"edns\":false,\"do\":false,"
        "\"cookie\":false,\"server_cookie\":false,\"rcode\":\"NOERROR\","
        "\"aa\":true,\"tc\":false,\"answers\":1,\"octets\":62,"
        "\"generation\":3}");
    f = (struct fact){ .by = BY_TCP, .fate = FATE_SILENT, .address_n = 16 };
    assert_string_equal(line(&json, &f, length(&f)),
                        "{\"time\":\"1970-01-01T00:00:00.000Z\",\"client\":"
                        "\"::\",\"port\":0,\"transport\":\"tcp\",\"outcome\":"
                        "\"silent\",\"generation\":0}");
}

static void numbers_have_their_names(void **state)
{
    static const struct {
        uint16_t type, class;
        uint8_t rcode;
        const char *want;
    } rows[] = {
        { TYPE_AAAA, CLASS_IN, NXDOMAIN, "IN AAAA + NXDOMAIN" },
        { TYPE_HTTPS, CLASS_CH, REFUSED, "CH HTTPS + REFUSED" },
        { TYPE_ANY, CLASS_ANY, BADVERS, "ANY ANY + BADVERS" },
        { TYPE_AXFR, 4, BADCOOKIE, "CLASS4 AXFR + BADCOOKIE" },
        { TYPE_IXFR, 65535, YXDOMAIN, "CLASS65535 IXFR + YXDOMAIN" },
        { 0, CLASS_IN, 9, "IN TYPE0 + RCODE9" },
        { 257, CLASS_IN, 255, "IN CAA + RCODE255" },
        { 258, CLASS_IN, NOERROR, "IN TYPE258 + NOERROR" },
        { 65535, CLASS_IN, SERVFAIL, "IN TYPE65535 + SERVFAIL" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct fact f = usual();
        f.type = rows[i].type;
        f.class = rows[i].class;
        f.rcode = rows[i].rcode;
        const char *got = line(&text, &f, length(&f));
        if (!strstr(got, rows[i].want))
            fail_msg("'%s', not '%s'", got, rows[i].want);
    }
}

/* name_text is the oracle, but for the final dot. */
static void each_octet_of_a_name_is_as_in_a_zone_file(void **state)
{
    (void)state;
    for (unsigned c = 0; c < 256; c++) {
        struct fact f = usual();
        char want[NAME_TEXT_MAX], *p;
        const uint8_t name[] = { 3, 'a', (uint8_t)c, 'b', 1, 'c', 0 };
        memcpy(f.name, name, sizeof name);
        f.name_n = sizeof name;
        name_text(want, name);
        want[strlen(want) - 1] = '\0';
        const char *got = line(&text, &f, length(&f));
        p = strstr(got, want);
        if (!p || strncmp(p + strlen(want), " IN A", 5) != 0)
            fail_msg("octet %u: %s", c, got);
    }
    struct fact root = usual();
    root.name_n = 1;
    root.name[0] = 0;
    assert_non_null(strstr(line(&text, &root, length(&root)), " udp . IN A "));
}

/* What stands between the quotes, with JSON's escapes undone. */
static void unquote(char *out, const char *from)
{
    for (; *from != '"'; from++) {
        from += *from == '\\';
        assert_true(*from != '\0');
        *out++ = *from;
    }
    *out = '\0';
}

static void in_json_the_name_is_quoted_once_more(void **state)
{
    (void)state;
    for (unsigned c = 0; c < 256; c++) {
        struct fact f = usual();
        char want[NAME_TEXT_MAX], got[NAME_TEXT_MAX];
        const uint8_t name[] = { 2, 'a', (uint8_t)c, 0 };
        memcpy(f.name, name, sizeof name);
        f.name_n = sizeof name;
        name_text(want, name);
        want[strlen(want) - 1] = '\0';
        const char *at = strstr(line(&json, &f, length(&f)), "\"name\":\"");
        unquote(got, at + 8);
        assert_string_equal(got, want);
    }
}

/* The longest name of the widest octets, and the largest numbers. */
static void the_longest_line_fits(void **state)
{
    struct fact f;
    (void)state;
    memset(&f, 0xff, sizeof f);
    for (size_t at = 0; at < DNS_NAME_MAX; at += 64)
        f.name[at] = at < 192 ? 63 : 61;
    f.name[254] = 0;
    f.name_n = DNS_NAME_MAX;
    f.by = BY_UDP;
    f.fate = FATE_LIMITED;
    f.address_n = 16;
    f.walk_n = WAY_MAX;
    memset(f.name + DNS_NAME_MAX, '\\', WAY_MAX);
    assert_true(strlen(line(&text, &f, length(&f))) > 1200);
    assert_true(strlen(line(&json, &f, length(&f))) > 1650);
}

static void walk(struct fact *f, const char *words)
{
    f->walk_n = (uint8_t)strlen(words);
    memcpy(f->name + f->name_n, words, f->walk_n);
}

static void a_walk_stands_at_the_end(void **state)
{
    uint8_t room[LOGLINE_MAX];
    struct writer w = writer_over(room, sizeof room);
    struct fact f = usual();
    (void)state;
    walk(&f, ". -> a\\\"b : found, A");
    assert_string_equal(line(&text, &f, length(&f)),
                        HEAD "+ NOERROR 1 62 walk: . -> a\\\"b : found, A");
    assert_non_null(strstr(line(&json, &f, length(&f)),
                           ",\"octets\":62,\"walk\":\". -> a\\\\\\\"b : "
                           "found, A\",\"generation\":3}"));
    walk(&f, "(decided by zon\xc3\xa9:1)");
    assert_true(logline_write(&json, &w, &f, length(&f)));
    walk(&f, "a\033b");
    assert_null(line(&text, &f, length(&f)));
    walk(&f, "a\177b");
    assert_null(line(&text, &f, length(&f)));
    walk(&f, "a\xc2\x9b\x62"); /* a control of Latin-1 */
    assert_null(line(&text, &f, length(&f)));
    walk(&f, "a\xe2\x80\xae\x62"); /* turns the line around */
    assert_null(line(&json, &f, length(&f)));
    walk(&f, "a\xe4\xbd"); /* cut short */
    assert_null(line(&json, &f, length(&f)));
    walk(&f, "a\xff");
    assert_null(line(&json, &f, length(&f)));
    walk(&f, ". -> a");
    assert_null(line(&text, &f, length(&f) - 1));
    assert_null(line(&text, &f, length(&f) + 1));
    f.walk_n = WAY_MAX + 1;
    memset(f.name + f.name_n, 'a', f.walk_n);
    assert_null(line(&text, &f, length(&f)));
}

static void a_terminal_has_colours(void **state)
{
    static const struct {
        uint8_t rcode, answers;
        enum fate fate;
        const char *want;
    } rows[] = {
        { NOERROR, 1, FATE_ANSWERED,
          "\033[32mNOERROR\033[0m 1 62 walk: "
          "\033[32m. : found, A\033[0m" },
        { NOERROR, 0, FATE_ANSWERED,
          "\033[33mNOERROR\033[0m 0 62 walk: "
          "\033[33m. : found, A\033[0m" },
        { NXDOMAIN, 0, FATE_ANSWERED, "\033[33mNXDOMAIN\033[0m 0 62 walk: " },
        { REFUSED, 0, FATE_ANSWERED, "\033[31mREFUSED\033[0m 0 62 walk: " },
        { NOERROR, 1, FATE_CUT, "\033[31mNOERROR\033[0m 1 62 rrl-cut walk: " },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct fact f = usual();
        f.rcode = rows[i].rcode;
        f.answers = rows[i].answers;
        f.fate = (uint8_t)rows[i].fate;
        walk(&f, ". : found, A");
        const char *got = line(&coloured, &f, length(&f));
        if (!strstr(got, rows[i].want))
            fail_msg("'%s', not '%s'", got, rows[i].want);
    }
}

/* Nothing of the ring is believed. */
static void a_fact_that_makes_no_sense_is_none(void **state)
{
    struct fact f = usual();
    (void)state;
    for (size_t n = 0; n < length(&f); n++)
        assert_null(line(&text, &f, n));
    assert_null(line(&text, &f, length(&f) + 1));
    f.by = 2;
    assert_null(line(&text, &f, length(&f)));
    f = usual();
    f.fate = FATE_LIMITED + 1;
    assert_null(line(&json, &f, length(&f)));
    f = usual();
    f.address_n = 5;
    assert_null(line(&text, &f, length(&f)));
    f = usual();
    f.name[0] = 60; /* beyond its end */
    assert_null(line(&text, &f, length(&f)));
    f = usual();
    f.name[0] = 0; /* less than was said */
    assert_null(line(&json, &f, length(&f)));
    f = usual();
    f.name[5] = 0xc0;
    assert_null(line(&text, &f, length(&f)));
}

static void what_is_lost_is_told(void **state)
{
    char out[LOGLINE_MAX];
    struct writer w = writer_over(out, sizeof out);
    (void)state;
    logline_lost(&text, &w, 1795465865, 1234);
    logline_lost(&json, &w, 1795465865, 1234);
    write_u8(&w, 0);
    assert_string_equal(out, "2026-11-23T20:31:05.000Z 1234 lines lost\n"
                             "{\"time\":\"2026-11-23T20:31:05.000Z\","
                             "\"lost\":1234}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_lines),
        cmocka_unit_test(json_lines),
        cmocka_unit_test(numbers_have_their_names),
        cmocka_unit_test(each_octet_of_a_name_is_as_in_a_zone_file),
        cmocka_unit_test(in_json_the_name_is_quoted_once_more),
        cmocka_unit_test(the_longest_line_fits),
        cmocka_unit_test(a_walk_stands_at_the_end),
        cmocka_unit_test(a_terminal_has_colours),
        cmocka_unit_test(a_fact_that_makes_no_sense_is_none),
        cmocka_unit_test(what_is_lost_is_told),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
