#include "tools/words.h"

#include "tests/shared/test.h"
#include "zonefile/dns.h"

#include <stdlib.h>

/* A text without its blanks: Chinese lines are cut without one. */
static char *closed(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++)
        if (*from != ' ')
            *to++ = *from;
    *to = '\0';
    return text;
}

/* What is said, without the line ends. */
static char *said(const struct explain *e)
{
    char *text;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    words_print(out, e);
    fclose(out);
    char *to = text;
    for (const char *from = text; *from; from++)
        if (*from != '\n')
            *to++ = *from;
    *to = '\0';
    return text;
}

static void without_a_reply_it_is_said_why(void **state)
{
    static const struct {
        enum outcome outcome;
        const char *en, *zh;
    } rows[] = {
        { OUTCOME_TIMEOUT,
          " Nothing answered in 5 s. Is the server running at 127.0.0.1#53? Is"
          " the port right? Does a firewall swallow the packets?",
          " 5 秒内没有任何应答。127.0.0.1#53 上的服务器在运行吗? 端口对吗? "
          "是不是被防火墙挡住了?" },
        { OUTCOME_NOBODY,
          " Nothing listens on 127.0.0.1#53: the machine is there, and says so"
          " itself. Start the server, or ask at the right port.",
          " 127.0.0.1#53 上没有程序在监听: 机器在线, 是它自己说的。请启动"
          "服务器, 或换正确的端口。" },
        { OUTCOME_CLOSED,
          " 127.0.0.1#53 closed the connection without a reply.",
          " 127.0.0.1#53 没有应答就关闭了连接。" },
        { OUTCOME_UNSENT,
          " This machine could not send the question to 127.0.0.1#53: look at"
          " its firewall, and at -b.",
          " 本机没能把问题发给 127.0.0.1#53: 请检查防火墙和 -b。" },
        { OUTCOME_UNREACHABLE,
          " There is no way to 127.0.0.1#53: the network says that it cannot be"
          " reached.",
          " 到不了 127.0.0.1#53: 网络报告无法送达。" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct explain e = { .server = "127.0.0.1",
                             .port = 53,
                             .waited_s = 5,
                             .outcome = rows[i].outcome };
        char *text = said(&e);
        assert_string_equal(text, rows[i].en);
        free(text);
        e.lang = LANG_ZH;
        text = said(&e);
        char *want = strdup(rows[i].zh);
        assert_string_equal(closed(text), closed(want));
        free(want);
        free(text);
    }
}

/* 1f2c, www.t. A: whoever wants a reply sets its flags. */
static const uint8_t query[] = { 0x1f, 0x2c, 1,   0,   0, 1,   0, 0, 0, 0, 0, 0,
                                 3,    'w',  'w', 'w', 1, 't', 0, 0, 1, 0, 1 };

/* A reply by UDP was there, so it is not true that nobody is. */
static void without_tcp_the_cut_reply_is_remembered(void **state)
{
    static const char cut[] =
        " The answer did not fit into one UDP packet and was cut (TC=1), so it"
        " was asked for again over TCP.";
    static const struct {
        enum outcome outcome;
        const char *en;
    } rows[] = {
        { OUTCOME_NOBODY,
          " Nothing listens for TCP on ::1#53: the machine is there, and says"
          " so itself. Every server must (RFC 7766)." },
        { OUTCOME_TIMEOUT, " Over TCP ::1#53 did not answer in 10 s. Does a"
                           " firewall swallow the packets?" },
        { OUTCOME_CLOSED, " ::1#53 closed the connection without a reply." },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct explain e = { .query = { query, sizeof query },
                             .server = "::1",
                             .port = 53,
                             .tcp = true,
                             .cut = true,
                             .waited_s = 10,
                             .outcome = rows[i].outcome };
        char *text = said(&e), want[400];
        snprintf(want, sizeof want, "%s%s +ignore shows what came over UDP.",
                 cut, rows[i].en);
        assert_string_equal(text, want);
        free(text);
    }
}

/* Somebody answered, only not to this question. */
static void a_message_that_does_not_match_is_told(void **state)
{
    uint8_t other[sizeof query];
    struct explain e = { .query = { query, sizeof query },
                         .reply = { other, sizeof other },
                         .server = "::1",
                         .port = 53,
                         .outcome = OUTCOME_TIMEOUT };
    (void)state;
    memcpy(other, query, sizeof other);
    other[0] ^= 1;
    other[2] |= HEAD_QR;
    char *text = said(&e);
    assert_string_equal(
        text, " ::1#53 sent a message that is no reply to our question, and"
              " nothing else. What is wrong stands at byte 0000: not the ID of"
              " the query: somebody else's reply, or a forged one (RFC 5452"
              " 9.1). Nothing was trusted from it.");
    free(text);
}

static const struct {
    uint8_t flags[2];
    bool tcp;
    const char *en;
} codes[] = {
    { { 0x82, 0x00 },
      false,
      " The answer did not fit into one UDP packet and was cut (TC=1). Ask"
      " again over TCP: +tcp." },
    { { 0x82, 0x00 },
      true,
      " The server says that it had to cut the answer (TC=1), though TCP"
      " has room enough." },
    { { 0x80, 0x01 },
      false,
      " ::1 did not understand the query. A very old server may stumble"
      " over EDNS: try +noedns." },
    { { 0x80, 0x02 },
      false,
      " ::1 could not find the answer: something went wrong on its side,"
      " or behind it." },
    { { 0x80, 0x04 }, false, " ::1 does not do what was asked of it." },
    { { 0x80, 0x05 },
      false,
      " ::1 refuses: it does not serve www.t and does not search for you."
      " Start at a server of the root: twig +trace @ADDRESS www.t." },
    { { 0x80, 0x85 },
      false,
      " ::1 refuses to answer you about www.t: it searches for others, or"
      " not for this name." },
    { { 0x80, 0x09 }, false, " ::1 answers with the error NOTAUTH." },
    { { 0x80, 0x00 },
      false,
      " ::1 reports no error, and has nothing to say about www.t: that is"
      " no proper reply." },
    { { 0x84, 0x00 },
      false,
      " ::1 is responsible for this name (AA=1). The name www.t exists, but"
      " it has no record of type A (an IPv4 address)." },
    { { 0x84, 0x03 },
      false,
      " ::1 is responsible for this name (AA=1). There is no name www.t." },
    { { 0x00, 0x00 },
      false,
      " This is not the reply to our question. Nothing was trusted from"
      " it." },
};

static void codes_have_sentences(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(codes); i++) {
        uint8_t reply[sizeof query];
        memcpy(reply, query, sizeof reply);
        memcpy(reply + 2, codes[i].flags, 2);
        struct explain e = { .query = { query, sizeof query },
                             .reply = { reply, sizeof reply },
                             .server = "::1",
                             .port = 53,
                             .tcp = codes[i].tcp };
        char *text = said(&e);
        assert_string_equal(text, codes[i].en);
        free(text);
    }
}

/* There is no walk from the root in another class. */
static void only_the_internet_has_a_root_to_start_at(void **state)
{
    uint8_t asked[sizeof query], reply[sizeof query];
    struct explain e = { .query = { asked, sizeof asked },
                         .reply = { reply, sizeof reply },
                         .server = "::1" };
    (void)state;
    memcpy(asked, query, sizeof asked);
    asked[sizeof asked - 1] = 3; /* CH */
    memcpy(reply, asked, sizeof reply);
    memcpy(reply + 2, "\200\5", 2);
    char *text = said(&e);
    assert_string_equal(text, " ::1 refuses to answer this question about"
                              " www.t.");
    free(text);
}

static void a_transfer_is_named(void **state)
{
    static const struct {
        uint8_t rcode;
        bool later;
        enum outcome outcome;
        const char *en;
    } rows[] = {
        { 5, false, OUTCOME_REPLY,
          " ::1 refuses to transfer the zone www.t: it does not serve it, or"
          " does not give it to this address or without a key (-y)." },
        { 9, false, OUTCOME_REPLY,
          " The transfer of the zone www.t failed. ::1 answers with the error"
          " NOTAUTH." },
        { 0, false, OUTCOME_REPLY,
          " The transfer of the zone www.t failed: ::1 sends no records." },
        { 0, true, OUTCOME_CLOSED,
          " The transfer broke off. ::1#53 closed the connection without a"
          " reply." },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        uint8_t asked[sizeof query], reply[sizeof query];
        bool some = rows[i].outcome == OUTCOME_REPLY;
        memcpy(asked, query, sizeof asked);
        asked[sizeof asked - 3] = 252; /* AXFR */
        memcpy(reply, asked, sizeof reply);
        reply[2] = 0x80;
        reply[3] = rows[i].rcode;
        struct explain e = { .query = { asked, sizeof asked },
                             .reply = { reply, some ? sizeof reply : 0 },
                             .server = "::1",
                             .port = 53,
                             .tcp = true,
                             .later = rows[i].later,
                             .outcome = rows[i].outcome };
        char *text = said(&e);
        assert_string_equal(text, rows[i].en);
        free(text);
    }
}

static void a_query_alone_is_a_question(void **state)
{
    struct explain e = { .query = { query, sizeof query } };
    (void)state;
    char *text = said(&e);
    assert_string_equal(text,
                        " This is a question: www.t, type A. A server looks at"
                        " what is asked, and sends a reply with the same ID.");
    free(text);
    /* pasted, it is the only message there is */
    e.reply = e.query;
    e.query.n = 0;
    text = said(&e);
    assert_int_equal(strncmp(text, " This is a question: www.t", 26), 0);
    free(text);
}

/* Nobody sent it: it is a message, be it a query or a reply. */
static void what_was_pasted_names_the_rule_it_breaks(void **state)
{
    static const struct {
        const char *octets;
        size_t n;
        const char *en;
    } rows[] = {
        { "", 0,
          " The message breaks the rules of the DNS at byte 0000: a header has"
          " 12 bytes; the message ends before that (RFC 1035 4.1.1)." },
        { "\0\7\1\0\0\1\0\0\0\0\0\0\1", 13,
          " The message breaks the rules of the DNS at byte 000c: the message"
          " ends in the middle of this field (RFC 1035 4.1)." },
        /* of two faults the one that ends it */
        { "\0\7\1\100\0\1\0\0\0\0\0\0\1", 13,
          " The message breaks the rules of the DNS at byte 000c: the message"
          " ends in the middle of this field (RFC 1035 4.1)." },
        /* nothing is lost behind this one */
        { "\0\7\1\100\0\1\0\0\0\0\0\0\1a\0\0\1\0\1", 19,
          " The message breaks the rules of the DNS at byte 0002: Z=1: this"
          " bit must be zero (RFC 1035 4.1.1). This is a question: a, type A."
          " A server looks at what is asked, and sends a reply with the same"
          " ID." },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct explain e = { .reply = { (const uint8_t *)rows[i].octets,
                                        rows[i].n } };
        char *text = said(&e);
        assert_string_equal(text, rows[i].en);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_reply_it_is_said_why),
        cmocka_unit_test(without_tcp_the_cut_reply_is_remembered),
        cmocka_unit_test(a_message_that_does_not_match_is_told),
        cmocka_unit_test(codes_have_sentences),
        cmocka_unit_test(only_the_internet_has_a_root_to_start_at),
        cmocka_unit_test(a_transfer_is_named),
        cmocka_unit_test(a_query_alone_is_a_question),
        cmocka_unit_test(what_was_pasted_names_the_rule_it_breaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
