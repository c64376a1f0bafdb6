#include "tools/trace_walk.h"

#include "tests/trace/turns.h"

#include <stdlib.h>

#define NEWS ((const uint8_t *)"\4news\4cctv\3com")
#define TO_COM "; au com. NS ns.gtld.com.; ad ns.gtld.com. A 127.0.0.12"
#define TO_CCTV "; au cctv.com. NS ns.cctv.com.; ad ns.cctv.com. A 127.0.0.13"
#define ASK_ROOT "1 . at 127.0.0.11: news.cctv.com. A alone"
#define ASK_COM "2 com. at 127.0.0.12: news.cctv.com. A alone"
#define ASK_CCTV "3 cctv.com. at 127.0.0.13: news.cctv.com. A alone"

/* From the first server on, without asking it who serves the root. */
static void walk_to_news(const struct turn *turns)
{
    struct trace *t = turns_start();
    trace_begin(t, NEWS, TYPE_A, false);
    turns_walk(t, turns);
}

static void down_to_the_answer(void **state)
{
    static const struct turn turns[] = {
        { ASK_ROOT, TO_COM, NULL },
        { ASK_COM, TO_CCTV, NULL },
        { ASK_CCTV, "aa; an news.cctv.com. A 10.0.0.80", NULL },
        { "end: fine", NULL, NULL },
    };
    (void)state;
    walk_to_news(turns);
}

static void a_no_of_the_owner_is_an_end(void **state)
{
    static const char *const replies[] = { "aa nxdomain; au . SOA ns.",
                                           "aa; au . SOA ns." };
    (void)state;
    for (size_t i = 0; i < ITEMS(replies); i++) {
        const struct turn turns[] = {
            { ASK_ROOT, replies[i], NULL },
            { "end: fine", NULL, NULL },
        };
        walk_to_news(turns);
    }
}

static void the_start_says_who_serves_the_root(void **state)
{
    static const struct turn turns[] = {
        { "1 . at 127.0.0.11: . NS alone",
          "aa; an . NS a.root.; an . NS b.root.; ad a.root. A 127.0.0.21; "
          "ad b.root. AAAA ::1",
          NULL },
        { "2 . at 127.0.0.21: news.cctv.com. A", "-", NULL },
        { "3 . at ::1: news.cctv.com. A", TO_COM, NULL },
        { "4 com. at 127.0.0.12: news.cctv.com. A alone", "aa nxdomain", NULL },
        { "end: fine", NULL, NULL },
    };
    struct trace *t = turns_start();
    (void)state;
    trace_begin(t, NEWS, TYPE_A, true);
    turns_walk(t, turns);
}

static void a_start_that_knows_no_root_is_the_root(void **state)
{
    static const char *const replies[] = { "refused", "aa; an . NS a.root.",
                                           "aa" };
    (void)state;
    for (size_t i = 0; i < ITEMS(replies); i++) {
        const struct turn turns[] = {
            { "1 . at 127.0.0.11: . NS alone", replies[i], NULL },
            { "2 . at 127.0.0.11: news.cctv.com. A alone",
              "aa; an news.cctv.com. A 10.0.0.80", NULL },
            { "end: fine", NULL, NULL },
        };
        struct trace *t = turns_start();
        trace_begin(t, NEWS, TYPE_A, true);
        turns_walk(t, turns);
    }
}

static void whoever_is_of_no_use_is_followed_by_the_next(void **state)
{
    static const struct turn turns[] = {
        { "1 . at 127.0.0.11: news.cctv.com. A", "-", NULL },
        { "2 . at 127.0.0.10: news.cctv.com. A",
          "; au com. NS a.; au com. NS b.; au com. NS c.; au com. NS d.;"
          "ad a. A 127.0.0.1; ad a. A 127.0.0.2; ad b. A 127.0.0.3;"
          "ad c. AAAA ::1; ad d. A 127.0.0.4",
          NULL },
        { "3 com. at 127.0.0.1: news.cctv.com. A", "refused", "error" },
        { "4 com. at 127.0.0.2: news.cctv.com. A", "; au . NS x.", "upward" },
        { "5 com. at 127.0.0.3: news.cctv.com. A", "; au com. NS x.",
          "sideways" },
        { "6 com. at ::1: news.cctv.com. A", "; au org. NS x.", "beside" },
        { "7 com. at 127.0.0.4: news.cctv.com. A",
          "; an news.cctv.com. A 10.0.0.66", "not ours" },
        { "end: not ours", NULL, NULL },
    };
    static const char *const two[] = { "127.0.0.11", "127.0.0.10", NULL };
    struct trace *t = turns_start_with(two);
    (void)state;
    trace_begin(t, NEWS, TYPE_A, false);
    turns_walk(t, turns);
}

static void an_address_that_is_missing_is_looked_up(void **state)
{
    static const struct turn turns[] = {
        { ASK_ROOT, "; au com. NS ns.dns.cn.", NULL },
        { "seek ns.dns.cn.", NULL, NULL },
        { "1.1 . at 127.0.0.11: ns.dns.cn. A alone",
          "; au cn. NS ns.cn.; ad ns.cn. A 127.0.0.14", NULL },
        { "1.2 cn. at 127.0.0.14: ns.dns.cn. A alone",
          "aa; an ns.dns.cn. A 127.0.0.12; an ns.dns.cn. A 127.0.0.15", NULL },
        { "sought ns.dns.cn.: 2", NULL, NULL },
        { "2 com. at 127.0.0.12: news.cctv.com. A", "servfail", "error" },
        { "3 com. at 127.0.0.15: news.cctv.com. A", TO_CCTV, NULL },
        { "4 cctv.com. at 127.0.0.13: news.cctv.com. A alone",
          "aa; an news.cctv.com. A 10.0.0.80", NULL },
        { "end: fine", NULL, NULL },
    };
    (void)state;
    walk_to_news(turns);
}

static void of_either_kind(void **state)
{
    static const struct turn turns[] = {
        { ASK_ROOT, "; au com. NS ns.cn.; au com. NS none.cn.", NULL },
        { "seek ns.cn.", NULL, NULL },
        { "1.1 . at 127.0.0.11: ns.cn. A alone", "aa; au . SOA x.", NULL },
        { "seek ns.cn.", NULL, NULL },
        { "1.1 . at 127.0.0.11: ns.cn. AAAA alone", "aa; an ns.cn. AAAA ::1",
          NULL },
        { "sought ns.cn.: 1", NULL, NULL },
        { "2 com. at ::1: news.cctv.com. A", "-", NULL },
        { "seek none.cn.", NULL, NULL },
        { "2.1 . at 127.0.0.11: none.cn. A alone", "aa nxdomain", NULL },
        { "stuck none.cn.: no address", NULL, NULL },
        { "end: no address", NULL, NULL },
    };
    (void)state;
    walk_to_news(turns);
}

/* The server of com. may not say where ns.cn. is. */
static void glue_is_taken_of_whom_it_concerns(void **state)
{
    static const struct turn turns[] = {
        { ASK_ROOT, TO_COM, NULL },
        { ASK_COM,
          "; au cctv.com. NS ns.cn.; ad ns.cn. A 127.0.0.66; "
          "ad other.com. A 127.0.0.67",
          NULL },
        { "seek ns.cn.", NULL, NULL },
        { "2.1 . at 127.0.0.11: ns.cn. A alone", "aa; an ns.cn. A 127.0.0.13",
          NULL },
        { "sought ns.cn.: 1", NULL, NULL },
        { ASK_CCTV, "aa nxdomain", NULL },
        { "end: fine", NULL, NULL },
    };
    (void)state;
    walk_to_news(turns);
}

static void a_server_in_its_own_zone_needs_glue(void **state)
{
    static const struct turn turns[] = {
        { ASK_ROOT, "; au com. NS ns.gtld.com.", NULL },
        { "stuck ns.gtld.com.: no glue", NULL, NULL },
        { "end: no glue", NULL, NULL },
    };
    (void)state;
    walk_to_news(turns);
}

static void servers_that_need_one_another_are_a_circle(void **state)
{
    static const struct turn turns[] = {
        { ASK_ROOT, "; au com. NS ns.a.cn.", NULL },
        { "seek ns.a.cn.", NULL, NULL },
        { "1.1 . at 127.0.0.11: ns.a.cn. A alone", "; au a.cn. NS ns.b.cn.",
          NULL },
        { "seek ns.b.cn.", NULL, NULL },
        { "1.1.1 . at 127.0.0.11: ns.b.cn. A alone", "; au b.cn. NS ns.a.cn.",
          NULL },
        { "stuck ns.a.cn.: circle", NULL, NULL },
        { "stuck ns.b.cn.: no address", NULL, NULL },
        { "stuck ns.a.cn.: no address", NULL, NULL },
        { "end: no address", NULL, NULL },
    };
    (void)state;
    walk_to_news(turns);
}

static void an_alias_begins_at_the_root(void **state)
{
    static const struct turn turns[] = {
        { ASK_ROOT, TO_COM, NULL },
        { ASK_COM, "aa; an news.cctv.com. CNAME www.cn.", NULL },
        { "3 . at 127.0.0.11: www.cn. A alone", "aa; an www.cn. A 10.0.0.1",
          NULL },
        { "end: fine", NULL, NULL },
    };
    static const struct turn stops[] = {
        { ASK_ROOT, "aa; an news.cctv.com. CNAME www.cn.", NULL },
        { "end: fine", NULL, NULL },
    };
    (void)state;
    walk_to_news(turns);
    struct trace *t = turns_start();
    t->follow = false;
    trace_begin(t, NEWS, TYPE_A, false);
    turns_walk(t, stops);
}

static void aliases_end(void **state)
{
    struct trace *t = turns_start();
    struct trace_step s;
    unsigned n = 0;
    (void)state;
    trace_begin(t, (const uint8_t *)"\1a", TYPE_A, false);
    for (trace_next(t, &s); s.what == TRACE_ASK; trace_next(t, &s)) {
        const struct turn turn = {
            "alias", n % 2 ? "aa; an b. CNAME a." : "aa; an a. CNAME b.",
            n == TRACE_RESTARTS ? "alias circle" : NULL
        };
        turns_reply(t, &turn);
        n++;
    }
    assert_int_equal(s.what, TRACE_END);
    assert_int_equal(s.fault, TRACE_ALIAS_CIRCLE);
    assert_int_equal(n, TRACE_RESTARTS + 1);
    free(t);
}

/* A server that makes up a zone below the last one, and itself in it. */
static void depth_ends(void **state)
{
    uint8_t name[DNS_NAME_MAX] = { 0 };
    struct trace *t = turns_start();
    struct trace_step s;
    unsigned n = 0;
    (void)state;
    for (unsigned i = 0; i < 40; i++)
        memcpy(name + 2 * i, "\1a", 3);
    trace_begin(t, name, TYPE_A, false);
    for (trace_next(t, &s); s.what == TRACE_ASK; trace_next(t, &s)) {
        char zone[REPLY_TEXT] = "", reply[REPLY];
        n++;
        for (unsigned i = 0; i < n; i++)
            strcat(zone, "a.");
        snprintf(reply, sizeof reply, "; au %s NS %s; ad %s A 127.0.0.1", zone,
                 zone, zone);
        struct turn turn = { "down", reply,
                             n > TRACE_DEPTH ? "too deep" : NULL };
        turns_reply(t, &turn);
    }
    assert_int_equal(s.what, TRACE_END);
    assert_int_equal(s.fault, TRACE_TOO_DEEP);
    assert_int_equal(n, TRACE_DEPTH + 1);
    free(t);
}

static void questions_end(void **state)
{
    static const char *const many[] = { "127.0.0.1", "127.0.0.2", "127.0.0.3",
                                        "127.0.0.4", "127.0.0.5", "127.0.0.6",
                                        "127.0.0.7", "127.0.0.8", "127.0.0.9",
                                        NULL };
    static const struct turn alias = { "alias", "aa; an a. CNAME b.", NULL };
    static const struct turn back = { "alias", "aa; an b. CNAME a.", NULL };
    static const struct turn lame = { "lame", "refused", "error" };
    struct trace *t = turns_start_with(many);
    struct trace_step s;
    unsigned n = 0;
    (void)state;
    trace_begin(t, (const uint8_t *)"\1a", TYPE_A, false);
    for (trace_next(t, &s); s.what == TRACE_ASK; trace_next(t, &s)) {
        n++;
        if (n % (ITEMS(many) - 1) != 0)
            turns_reply(t, &lame);
        else
            turns_reply(t, s.name[1] == 'a' ? &alias : &back);
    }
    assert_int_equal(s.fault, TRACE_TOO_MANY);
    assert_int_equal(n, TRACE_QUERIES);
    free(t);
}

static void a_walk_at_home_stays_at_home(void **state)
{
    static const struct turn turns[] = {
        { ASK_ROOT, "; au com. NS ns.com.; ad ns.com. A 198.41.0.4", NULL },
        { "stuck ns.com.: barred", NULL, NULL },
        { "end: barred", NULL, NULL },
    };
    static const struct turn goes[] = {
        { ASK_ROOT, "; au com. NS ns.com.; ad ns.com. A 198.41.0.4", NULL },
        { "2 com. at 198.41.0.4: news.cctv.com. A alone", "aa nxdomain", NULL },
        { "end: fine", NULL, NULL },
    };
    (void)state;
    walk_to_news(turns);
    struct trace *t = turns_start();
    t->rules.world = true;
    trace_begin(t, NEWS, TYPE_A, false);
    turns_walk(t, goes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(down_to_the_answer),
        cmocka_unit_test(a_no_of_the_owner_is_an_end),
        cmocka_unit_test(the_start_says_who_serves_the_root),
        cmocka_unit_test(a_start_that_knows_no_root_is_the_root),
        cmocka_unit_test(whoever_is_of_no_use_is_followed_by_the_next),
        cmocka_unit_test(an_address_that_is_missing_is_looked_up),
        cmocka_unit_test(of_either_kind),
        cmocka_unit_test(glue_is_taken_of_whom_it_concerns),
        cmocka_unit_test(a_server_in_its_own_zone_needs_glue),
        cmocka_unit_test(servers_that_need_one_another_are_a_circle),
        cmocka_unit_test(an_alias_begins_at_the_root),
        cmocka_unit_test(aliases_end),
        cmocka_unit_test(depth_ends),
        cmocka_unit_test(questions_end),
        cmocka_unit_test(a_walk_at_home_stays_at_home),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
