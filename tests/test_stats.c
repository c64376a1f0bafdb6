#include "resolver/stats.h"

#include "tests/shared/test.h"

#include "zonefile/dns.h"

#include <sys/wait.h>
#include <unistd.h>

static void places_are_added_up(void **state)
{
    struct stats *s = stats_new(3, 0);
    (void)state;
    for (unsigned i = 0; i < 3; i++)
        for (unsigned k = 0; k <= i; k++)
            stats_add(&s->places[i], STAT_UDP6, 10);
    assert_int_equal(stats_sum(s, STAT_UDP6), 60);
    assert_int_equal(stats_sum(s, STAT_UDP4), 0);
    assert_int_equal(stats_get(&s->places[1], STAT_UDP6), 20);
    stats_free(s);
    stats_free(NULL);
}

/* Each is added to by one after the other; all but the first end badly. */
static void a_place_outlives_its_process(void **state)
{
    struct stats *s = stats_new(1, 0);
    (void)state;
    for (int life = 0; life < 3; life++) {
        pid_t pid = fork();
        if (pid == 0) {
            stats_add(&s->places[0], STAT_TCP4, 7);
            _exit(life);
        }
        waitpid(pid, NULL, 0);
    }
    assert_int_equal(stats_sum(s, STAT_TCP4), 21);
    stats_free(s);
}

/* One of each, and what is made out of others. */
static struct stats *some(void)
{
    struct stats *s = stats_new(2, 1795465865);
    struct counts *a = &s->places[0], *b = &s->places[1];
    s->generation = 3;
    s->names = 20;
    s->zones = 1;
    s->serial = 4294967295;
    stats_add(a, STAT_UDP4, 100);
    stats_add(b, STAT_TCP6, 2);
    stats_add(a, STAT_RCODE + BADCOOKIE, 1);
    stats_add(a, STAT_TYPE + TYPE_A, 5);
    stats_add(b, STAT_TYPE + TYPE_A, 6);
    stats_add(a, STAT_TYPE, 1);              /* above the table */
    stats_add(b, STAT_TYPE + TYPE_NAPTR, 2); /* in it, and not listed */
    stats_add(b, STAT_TCP_OPENED, 9);
    stats_add(b, STAT_TCP_CLOSED, 4);
    stats_add(b, STAT_LOST_TOLD, 77); /* nobody's business */
    return s;
}

static void json_has_all_in_groups(void **state)
{
    static const char want[] =
        "{\"start\":\"2026-11-23T20:31:05Z\",\"uptime\":60,\"generation\":3,"
        "\"names\":20,\"zones\":1,\"serial\":4294967295,"
        "\"requests\":{\"udp4\":100,\"udp6\":0,\"tcp4\":0,\"tcp6\":2},"
        "\"rcodes\":{\"noerror\":0,\"formerr\":0,\"nxdomain\":0,\"notimp\":0,"
        "\"refused\":0,\"yxdomain\":0,\"badvers\":0,\"badcookie\":1},"
        "\"types\":{\"A\":11,\"NS\":0,\"CNAME\":0,\"SOA\":0,\"PTR\":0,"
        "\"MX\":0,\"TXT\":0,\"AAAA\":0,\"SRV\":0,\"DS\":0,\"DNSKEY\":0,"
        "\"SVCB\":0,\"HTTPS\":0,\"ANY\":0,\"CAA\":0,\"other\":3},"
        "\"outcomes\":{\"silent\":0,\"truncated\":0,\"rrl_cut\":0,"
        "\"rrl_dropped\":0,\"cookie_good\":0,\"cookie_bad\":0},"
        "\"tcp\":{\"tcp_open\":5,\"tcp_opened\":9,\"tcp_closed\":4,"
        "\"tcp_evicted\":0,\"tcp_idle\":0},"
        "\"log\":{\"log_lines\":0,\"log_lost\":0}}";
    struct stats *s = some();
    char got[STATS_TEXT_MAX];
    struct writer w = writer_over(got, sizeof got);
    (void)state;
    stats_json(&w, s, s->started + 60);
    write_bytes(&w, "", 1);
    assert_false(w.bad);
    assert_string_equal(got, want);
    stats_free(s);
}

static void strings_have_all_each_behind_its_length(void **state)
{
    static const char *const want[] = {
        "uptime=60", "generation=3", "names=20", "zones=1", "serial=4294967295",
        "udp4=100",  "tcp6=2",       "A=11",     "other=3", "tcp_open=5"
    };
    struct stats *s = some();
    uint8_t got[STATS_TEXT_MAX];
    struct writer w = writer_over(got, sizeof got);
    unsigned found = 0;
    (void)state;
    stats_strings(&w, s, s->started + 60);
    struct reader r = reader_over(got, (size_t)(w.at - got));
    while (reader_left(&r) > 0) {
        size_t n = read_u8(&r);
        const void *at = read_bytes(&r, n);
        assert_non_null(at);
        assert_non_null(memchr(at, '=', n));
        for (size_t i = 0; i < ITEMS(want); i++)
            found += strlen(want[i]) == n && memcmp(at, want[i], n) == 0;
    }
    assert_int_equal(found, ITEMS(want));
    stats_free(s);
}

static void a_serial_is_of_one_zone(void **state)
{
    struct stats *s = some();
    char got[2 * STATS_TEXT_MAX];
    struct writer w = writer_over(got, sizeof got);
    (void)state;
    s->zones = 2;
    stats_json(&w, s, s->started);
    stats_strings(&w, s, s->started);
    write_u8(&w, '\0');
    assert_non_null(strstr(got, "\"zones\":2,\"requests\""));
    assert_null(strstr(got, "serial"));
    stats_free(s);
}

/* Whoever reads while it is counted. */
static void no_more_are_closed_than_opened(void **state)
{
    struct stats *s = stats_new(1, 0);
    char got[STATS_TEXT_MAX];
    struct writer w = writer_over(got, sizeof got);
    (void)state;
    stats_add(&s->places[0], STAT_TCP_CLOSED, 1);
    stats_json(&w, s, 0);
    write_u8(&w, '\0');
    assert_non_null(strstr(got, "\"tcp_open\":0,"));
    stats_free(s);
}

/* The largest numbers there can be. */
static void there_is_room_for_all(void **state)
{
    struct stats *s = stats_new(1, 0);
    uint8_t got[STATS_TEXT_MAX];
    struct writer json = writer_over(got, sizeof got), strings = json;
    (void)state;
    for (unsigned i = 0; i < STATS_ALL; i++)
        stats_set(&s->places[0], i, UINT64_MAX);
    s->generation = s->names = s->serial = UINT32_MAX;
    s->zones = 1;
    stats_json(&json, s, UINT32_MAX);
    stats_strings(&strings, s, UINT32_MAX);
    assert_false(json.bad || strings.bad);
    stats_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_added_up),
        cmocka_unit_test(a_place_outlives_its_process),
        cmocka_unit_test(json_has_all_in_groups),
        cmocka_unit_test(strings_have_all_each_behind_its_length),
        cmocka_unit_test(a_serial_is_of_one_zone),
        cmocka_unit_test(no_more_are_closed_than_opened),
        cmocka_unit_test(there_is_room_for_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
