/* Messages as JSON: by the names of RFC 8427, an object a line. */
#include "tools/json.h"

#include "tests/shared/test.h"
#include "tests/shared/wellformed.h"

#define BYTES(text)                                                            \
    ((struct bytes){ (const uint8_t *)(text), sizeof(text) - 1 })

/* A question a.b, an NS record of it with a pointer, an OPT record. */
#define QUERY "\0\7\1\40\0\1\0\0\0\0\0\0"
#define REPLY "\0\7\205\0\0\1\0\1\0\0\0\1"
#define ASKED "\1a\1b\0\0\2\0\1"
#define RECORD "\300\14\0\2\0\1\0\0\2\130\0\4\1n\300\14"
#define OPTION "\0\0\51\4\320\1\0\200\0\0\4\0\3\0\0"
#define WHOLE REPLY ASKED RECORD OPTION

#define TIME                                                                   \
    "\"dateString\":\"2023-11-14T22:13:20Z\",\"dateSeconds\":1700000000,"
#define FLAGS(qr, aa, ad)                                                      \
    "\"QR\":" qr ",\"Opcode\":0,\"AA\":" aa ",\"TC\":0,\"RD\":1,\"RA\":0,"     \
    "\"AD\":" ad ",\"CD\":0,\"RCODE\":0,"
#define HEAD(n) TIME "\"msgLength\":" n ",\"ID\":7," FLAGS("1", "1", "0")
#define QNAME                                                                  \
    "\"QNAME\":\"a.b.\",\"QTYPE\":2,\"QTYPEname\":\"NS\",\"QCLASS\":1,"        \
    "\"QCLASSname\":\"IN\""
#define ANSWER_RRS                                                             \
    "\"answerRRs\":[{\"NAME\":\"a.b.\",\"TYPE\":2,\"TYPEname\":\"NS\","        \
    "\"CLASS\":1,\"CLASSname\":\"IN\",\"TTL\":600,\"rdataNS\":\"n.a.b.\","     \
    "\"RDLENGTH\":7,\"RDATAHEX\":\"016E0161016200\"}]"
#define ADDITIONAL_RRS                                                         \
    "\"additionalRRs\":[{\"NAME\":\".\",\"TYPE\":41,\"TYPEname\":\"OPT\","     \
    "\"CLASS\":1232,\"TTL\":16809984,\"RDLENGTH\":4,\"RDATAHEX\":"             \
    "\"00030000\"}]"
#define TWIG(rcode)                                                            \
    "\"twig\":{\"time_us\":1500,\"server\":\"127.0.0.1#5300\","                \
    "\"transport\":\"UDP\",\"status\":\"" rcode "\"}"
#define COUNTS(q, a, n, r)                                                     \
    "\"QDCOUNT\":" q ",\"ANCOUNT\":" a ",\"NSCOUNT\":" n ",\"ARCOUNT\":" r

struct scene {
    struct settings settings;
    struct request request;
    struct message message;
    struct shown shown;
};

static void set(struct scene *scene, struct bytes raw)
{
    *scene = (struct scene){ .settings.split = 4 };
    struct request *r = &scene->request;
    r->question = r->answer = r->authority = r->additional = true;
    scene->shown = (struct shown){
        .settings = &scene->settings,
        .request = r,
        .message = &scene->message,
        .query = BYTES(QUERY ASKED),
        .micro = 1500,
        .sent_at = 1700000000000000,
        .received_at = 1700000000001500,
    };
    endpoint_read(&scene->shown.peer, "127.0.0.1", 5300);
    message_read(&scene->message, raw);
}

static void expect(struct scene *scene, const char *want)
{
    struct text t = { 0 };
    json_message(&t, &scene->shown);
    assert_string_equal(t.n ? t.at : "", want);
    assert_true(!t.n || wellformed_json(t.at));
    text_free(&t);
    message_free(&scene->message);
}

static void a_reply_is_an_object(void **state)
{
    struct scene scene;
    (void)state;
    set(&scene, BYTES(WHOLE));
    expect(&scene,
           "{" HEAD("52") COUNTS("1", "1", "0", "1") "," QNAME "," ANSWER_RRS
                                                     "," ADDITIONAL_RRS
                                                     "," TWIG("BADVERS") "}\n");
}

static void sections_can_be_left_out(void **state)
{
    struct scene scene;
    (void)state;
    set(&scene, BYTES(WHOLE));
    scene.request.question = scene.request.additional = false;
    expect(&scene,
           "{" HEAD("52") COUNTS("1", "1", "0", "1") "," ANSWER_RRS
                                                     "," TWIG("BADVERS") "}\n");
}

static void a_query_comes_with_its_reply(void **state)
{
    struct scene scene;
    (void)state;
    set(&scene, BYTES(REPLY ASKED));
    scene.request.query = true;
    scene.shown.sent = true;
    expect(&scene, "");
    set(&scene, BYTES("\0\7\205\0\0\1\0\0\0\0\0\0" ASKED));
    scene.request.query = true;
    expect(&scene,
           "{\"queryMessage\":{" TIME
           "\"msgLength\":21,\"ID\":7," FLAGS("0", "0", "1")
               COUNTS("1", "0", "0",
                      "0") "," QNAME "},\"responseMessage\":{" HEAD("21")
                   COUNTS("1", "0", "0", "0") "," QNAME
                                              "}," TWIG("NOERROR") "}\n");
}

/* Of several questions none is the message's. */
static void two_questions_are_a_list(void **state)
{
    struct scene scene;
    (void)state;
    set(&scene, BYTES("\0\7\205\0\0\2\0\0\0\0\0\0" ASKED "\0\0\1\0\3"));
    expect(
        &scene,
        "{" HEAD("26") COUNTS(
            "2", "0", "0",
            "0") ",\"questionRRs\":[{\"NAME\":\"a.b.\",\"TYPE\":2,\"TYPEname\":"
                 "\"NS\",\"CLASS\":1,\"CLASSname\":\"IN\"},{\"NAME\":\".\","
                 "\"TYPE\":1,\"TYPEname\":\"A\",\"CLASS\":3,\"CLASSname\":"
                 "\"CH\"}]," TWIG("NOERROR") "}\n");
}

static void a_reply_that_breaks_a_rule_is_there_whole(void **state)
{
    struct scene scene;
    (void)state;
    set(&scene, BYTES("\0\7\205\0\0\0\0\1\0\0\0\0"));
    expect(&scene,
           "{" HEAD("12")
               COUNTS("0", "1", "0", "0") ",\"messageOctetsHEX\":"
                                          "\"000785000000000100000000\"," TWIG(
                                              "NOERROR") "}\n");
}

/* --decode: what is not known is not told. */
static void a_message_from_nowhere_has_no_server(void **state)
{
    struct scene scene;
    (void)state;
    set(&scene, BYTES(QUERY ASKED));
    scene.shown.sent = true;
    scene.shown.peer.len = 0;
    scene.shown.query.n = 0;
    expect(&scene,
           "{\"msgLength\":21,\"ID\":7," FLAGS("0", "0", "1")
               COUNTS("1", "0", "0", "0") "," QNAME ",\"twig\":{\"status\":"
                                          "\"NOERROR\"}}\n");
}

static void a_failure_is_an_object(void **state)
{
    struct text t = { 0 };
    (void)state;
    struct failure late = { .why = "no servers could be reached",
                            .reason = "timeout",
                            .server = "127.0.0.1#53",
                            .strange = "ID mismatch",
                            .query = BYTES(QUERY ASKED) };
    json_failure(&t, &late);
    struct failure broken = { .why = "bad packet: \"x\"",
                              .server = "::1#53",
                              .tcp = true,
                              .query = BYTES(QUERY ASKED),
                              .raw = BYTES("\0\377") };
    json_failure(&t, &broken);
    json_failure(&t, &(struct failure){ .why = "empty label" });
    assert_string_equal(
        t.at, "{\"error\":\"timeout\",\"warning\":\"ID mismatch\","
              "\"server\":\"127.0.0.1#53\",\"transport\":\"UDP\"," QNAME "}\n"
              "{\"error\":\"bad packet: \\\"x\\\"\",\"server\":"
              "\"::1#53\",\"transport\":\"TCP\"," QNAME
              ",\"messageOctetsHEX\":\"00FF\"}\n"
              "{\"error\":\"empty label\"}\n");
    assert_true(wellformed_json(t.at));
    text_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reply_is_an_object),
        cmocka_unit_test(sections_can_be_left_out),
        cmocka_unit_test(a_query_comes_with_its_reply),
        cmocka_unit_test(two_questions_are_a_list),
        cmocka_unit_test(a_reply_that_breaks_a_rule_is_there_whole),
        cmocka_unit_test(a_message_from_nowhere_has_no_server),
        cmocka_unit_test(a_failure_is_an_object),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
