#include "tools/trace_read.h"

#include "tests/trace/reply.h"
#include "tools/trace_servers.h"

/* ---- what a reply means ---- */

static const char *const meanings[] = {
    [MEANS_ANSWER] = "answer",       [MEANS_ALIAS] = "alias",
    [MEANS_NO_NAME] = "no name",     [MEANS_NO_DATA] = "no data",
    [MEANS_REFERRAL] = "referral",   [MEANS_UPWARD] = "upward",
    [MEANS_SIDEWAYS] = "sideways",   [MEANS_BESIDE] = "beside",
    [MEANS_ERROR] = "error",         [MEANS_NOT_OURS] = "not ours",
    [MEANS_ALIAS_CIRCLE] = "circle",
};

/* All are asked of a server of com., for www.cctv.com. and type A. */
static const struct {
    const char *reply, *meaning, *name;
} replies[] = {
    { "aa; an www.cctv.com. A 10.0.0.1", "answer", "www.cctv.com." },
    { "aa; an WWW.cctv.COM. A 10.0.0.1", "answer", "www.cctv.com." },
    /* from somebody who only remembers it */
    { "; an www.cctv.com. A 10.0.0.1", "not ours", NULL },
    { "nxdomain; au com. SOA ns.com.", "not ours", NULL },
    { "; au com. SOA ns.com.", "not ours", NULL },
    { "", "not ours", NULL },
    { "; an other.com. A 10.0.0.1", "not ours", NULL },
    /* no */
    { "aa nxdomain; au com. SOA ns.com.", "no name", NULL },
    { "aa; au com. SOA ns.com.", "no data", NULL },
    { "aa", "no data", NULL },
    { "aa; au com. NS ns.com.", "no data", NULL },
    { "aa; an other.com. A 10.0.0.1", "no data", NULL },
    { "refused", "error", NULL },
    { "servfail; au cctv.com. NS ns.com.", "error", NULL },
    { "aa notimp; an www.cctv.com. A 10.0.0.1", "error", NULL },
    /* aliases: within the zone as far as they go */
    { "aa; an www.cctv.com. CNAME a.com.; an a.com. A 10.0.0.1", "answer",
      "a.com." },
    { "aa; an a.com. A 10.0.0.1; an www.cctv.com. CNAME a.com.", "answer",
      "a.com." },
    { "aa; an www.cctv.com. CNAME a.com.", "alias", "a.com." },
    { "aa; an www.cctv.com. CNAME a.org.", "alias", "a.org." },
    { "; an www.cctv.com. CNAME a.org.", "not ours", NULL },
    /* who serves com. may say nothing of org. */
    { "aa; an www.cctv.com. CNAME a.org.; an a.org. A 10.0.0.1", "alias",
      "a.org." },
    { "aa nxdomain; an www.cctv.com. CNAME a.com.", "no name", "a.com." },
    { "aa; an www.cctv.com. CNAME a.com.; au com. SOA ns.com.", "no data",
      "a.com." },
    { "aa; an www.cctv.com. CNAME a.com.; au a.com. NS ns.com.", "alias",
      "a.com." },
    { "aa; an www.cctv.com. CNAME www.cctv.com.", "circle", NULL },
    { "aa; an www.cctv.com. CNAME a.com.; an a.com. CNAME b.com.; "
      "an b.com. CNAME a.com.",
      "circle", NULL },
    /* down */
    { "; au cctv.com. NS ns.com.", "referral", "cctv.com." },
    { "aa; au cctv.com. NS ns.com.", "referral", "cctv.com." },
    { "; au www.cctv.com. NS ns.com.", "referral", "www.cctv.com." },
    { "; au qq.com. NS ns.com.; au cctv.com. NS ns.com.", "referral",
      "cctv.com." },
    /* anywhere else */
    { "; au com. NS ns.com.", "sideways", "com." },
    { "; au COM. NS ns.com.", "sideways", "com." },
    { "; au . NS ns.com.", "upward", "." },
    { "aa; au . NS ns.com.", "upward", "." },
    { "; au qq.com. NS ns.com.", "beside", "qq.com." },
    { "; au a.www.cctv.com. NS ns.com.", "beside", "a.www.cctv.com." },
    { "; au org. NS ns.com.", "beside", "org." },
    { "; au xcom. NS ns.com.", "beside", "xcom." },
};
static void replies_mean_what_they_may(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(replies); i++) {
        uint8_t name[DNS_NAME_MAX];
        struct reply r;
        struct trace_reading got;
        struct trace_asked asked = { (const uint8_t *)"\3www\4cctv\3com",
                                     (const uint8_t *)"\3com", TYPE_A };
        reply_make(&r, replies[i].reply);
        trace_read(&got, &r.message, &asked);
        if (strcmp(meanings[got.meaning], replies[i].meaning) != 0)
            fail_msg("\"%s\": %s, not %s", replies[i].reply,
                     meanings[got.meaning], replies[i].meaning);
        if (replies[i].name) {
            struct writer w = writer_over(name, sizeof name);
            reply_put_name(&w, replies[i].name);
            assert_true(trace_same(got.name, name));
        }
        message_free(&r.message);
    }
}

static void an_alias_or_anything_may_be_what_is_asked_for(void **state)
{
    static const uint16_t types[] = { TYPE_CNAME, TYPE_ANY };
    (void)state;
    for (size_t i = 0; i < ITEMS(types); i++) {
        struct reply r;
        struct trace_reading got;
        struct trace_asked asked = { (const uint8_t *)"\3www",
                                     (const uint8_t *)"", types[i] };
        reply_make(&r, "aa; an www. CNAME a.");
        trace_read(&got, &r.message, &asked);
        assert_int_equal(got.meaning, MEANS_ANSWER);
        message_free(&r.message);
    }
}

static void what_is_at_home(void **state)
{
    static const struct {
        const char *address;
        bool home;
    } rows[] = {
        { "127.0.0.11", true },
        { "10.1.2.3", true },
        { "172.16.0.1", true },
        { "172.31.255.255", true },
        { "172.15.0.1", false },
        { "172.32.0.1", false },
        { "192.168.1.1", true },
        { "192.167.1.1", false },
        { "169.254.0.1", true },
        { "198.41.0.4", false },
        { "::1", true },
        { "fd00::1", true },
        { "fe80::1", true },
        { "2001:503:ba3e::2:30", false },
        { "::ffff:10.0.0.1", true },
        { "::ffff:198.41.0.4", false },
        { "::", false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct endpoint e;
        assert_true(endpoint_read(&e, rows[i].address, 53));
        if (trace_at_home(&e) != rows[i].home)
            fail_msg("%s", rows[i].address);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replies_mean_what_they_may),
        cmocka_unit_test(an_alias_or_anything_may_be_what_is_asked_for),
        cmocka_unit_test(what_is_at_home),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
