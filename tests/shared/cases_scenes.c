#include "tests/shared/cases_scenes.h"

#include "tests/shared/serve.h"
#include "tests/shared/test.h"

#include <ldns/ldns.h>
#include <stdlib.h>
#include <time.h>

#define WWW "www.t.test. 3600 A 10.0.0.2"

static enum judgement __attribute__((format(printf, 2, 3)))
say(char *why, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(why, WHY_MAX, format, args);
    va_end(args);
    return WRONG;
}

static size_t ask_caller(const struct respondent *r, const struct question *q,
                         uint8_t *out)
{
    return caller_ask(r->caller, q, out);
}

struct respondent respondent_at(struct caller *c)
{
    return (struct respondent){ .caller = c, .tcp = c->tcp, .ask = ask_caller };
}

/* Ask, judge, and leave the reply. */
static enum judgement take(const struct respondent *r, const struct exchange *e,
                           struct bytes *reply, char *why)
{
    static uint8_t room[REPLY_MAX];
    struct question q;
    exchange_ask(e, &q);
    q.tcp = r->tcp;
    *reply = (struct bytes){ room, r->ask(r, &q, room) };
    return exchange_judge(e, &q, *reply, r->rigour, why);
}

enum judgement respondent_take(const struct respondent *r,
                               const struct exchange *e, char *why)
{
    struct bytes reply;
    return take(r, e, &reply, why);
}

/* ---- row 5: for each name of a zone, and each name above it: that must exist
 * too, or be none of this server ---- */

static int ask_rcode(const struct respondent *r, const ldns_rdf *name)
{
    static uint8_t reply[REPLY_MAX];
    struct question q = { .wire = { 0xbe, 0xef, 1, 0, 0, 1 }, .tcp = r->tcp };
    struct writer w = writer_over(q.wire + 12, sizeof q.wire - 12);
    write_bytes(&w, ldns_rdf_data(name), ldns_rdf_size(name));
    write_u16(&w, LDNS_RR_TYPE_A);
    write_u16(&w, LDNS_RR_CLASS_IN);
    q.n = (size_t)(w.at - q.wire);
    return r->ask(r, &q, reply) > 12 ? reply[3] & 15 : -1;
}

static enum judgement walk_up(const struct respondent *r, const ldns_rdf *name,
                              char *why)
{
    enum judgement is = RIGHT;
    int rcode = ask_rcode(r, name);
    ldns_rdf *above = ldns_dname_left_chop(name);
    while (above && ldns_dname_label_count(above) > 0) {
        int there = ask_rcode(r, above);
        if (rcode < 0 || there < 0)
            is = say(why, "no reply");
        if (rcode != LDNS_RCODE_NXDOMAIN && there == LDNS_RCODE_NXDOMAIN)
            is = say(why, "%s exists, and above it is NXDOMAIN",
                     ldns_rdf2str(name));
        ldns_rdf *next = ldns_dname_left_chop(above);
        ldns_rdf_deep_free(above);
        above = next;
    }
    ldns_rdf_deep_free(above);
    return is;
}

static enum judgement walk_file(const struct respondent *r, const char *file,
                                char *why)
{
    enum judgement is = RIGHT;
    char path[PATH_LENGTH];
    ldns_zone *zone = NULL;
    source_path(path, file);
    FILE *f = fopen(path, "re");
    assert_non_null(f);
    ldns_status s = ldns_zone_new_frm_fp(&zone, f, NULL, 0, LDNS_RR_CLASS_IN);
    assert_int_equal(s, LDNS_STATUS_OK);
    fclose(f);
    const ldns_rr_list *all = ldns_zone_rrs(zone);
    assert_true(ldns_rr_list_rr_count(all) > 1);
    for (size_t i = 0; is == RIGHT && i < ldns_rr_list_rr_count(all); i++)
        is = walk_up(r, ldns_rr_owner(ldns_rr_list_rr(all, i)), why);
    ldns_zone_deep_free(zone);
    return is;
}

static enum judgement walk_both(const struct respondent *r, char *why)
{
    enum judgement is = walk_file(r, "tests/conformance.zone", why);
    if (is != RIGHT)
        return is;
    return walk_file(r, "tests/conformance-other.zone", why);
}

/* ---- rows 31 and 32: what a server gave is taken back ---- */

#define MINE "0123456789abcdef"

enum {
    COOKIE_TIME_AT = 12, /* RFC 9018 4: the fourth octet of the server's */
    COOKIE_PAST = 3600,  /* seconds: RFC 9018 4.3 */
    COOKIE_FUTURE = 300,
    COOKIE_MAX = 40
};

/* A full cookie from that server, n == 0: it has none; and what it said. */
static enum judgement get_cookie(const struct respondent *r, struct bytes *out,
                                 char *why)
{
    static uint8_t cookie[COOKIE_MAX];
    static const struct exchange first = {
        .name = "cookie",
        .ask = "www.t.test A +option=10:" MINE,
        .see = "NOERROR aa cookie=7873",
        .answer = WWW,
        .others = "optional=cookie also=BADCOOKIE"
    };
    struct bytes reply, got;
    enum judgement is = take(r, &first, &reply, why);
    if (is != RIGHT)
        return is;
    ldns_pkt *pkt = NULL;
    ldns_wire2pkt(&pkt, reply.at, reply.n);
    const ldns_rdf *data = ldns_pkt_edns_data(pkt);
    bool found = data && opt_find((struct bytes){ ldns_rdf_data(data),
                                                  ldns_rdf_size(data) },
                                  LDNS_EDNS_COOKIE, &got);
    if (found) {
        memcpy(cookie, got.at, got.n);
        *out = (struct bytes){ cookie, got.n };
    }
    ldns_pkt_free(pkt);
    return found ? RIGHT : say(why, "no cookie");
}

/* Asked with it, and without a question: RFC 7873 5.4. */
static enum judgement the_given_cookie(const struct respondent *r, char *why)
{
    char hex[2 * COOKIE_MAX + 1] = "", ask[256], bare[256];
    struct bytes cookie, reply;
    enum judgement is = get_cookie(r, &cookie, why);
    for (size_t i = 0; is == RIGHT && i < cookie.n; i++)
        snprintf(hex + 2 * i, 3, "%02x", cookie.at[i]);
    if (is != RIGHT)
        return is;
    snprintf(ask, sizeof ask, "www.t.test A +option=10:%s", hex);
    snprintf(bare, sizeof bare,
             "raw 1234 0100 0000 0000 0000 0001 "
             ". 0029 04d0 00000000 %04zx 000a %04zx %s",
             cookie.n + 4, cookie.n, hex);
    const struct exchange with = { .name = "with it",
                                   .ask = ask,
                                   .see = "NOERROR aa cookie=7873",
                                   .answer = WWW,
                                   .others = "optional=cookie" };
    const struct exchange alone = { .name = "alone",
                                    .ask = bare,
                                    .see = "NOERROR opt cookie=7873",
                                    .others = "optional=cookie" };
    is = take(r, &with, &reply, why);
    return is == RIGHT ? take(r, &alone, &reply, why) : is;
}

/* By the clock of this machine. */
static enum judgement timestamp_of_now(const struct respondent *r, char *why)
{
    struct bytes cookie;
    enum judgement is = get_cookie(r, &cookie, why);
    if (is != RIGHT)
        return is;
    if (cookie.n != 24)
        return say(why, "a cookie of %zu octets", cookie.n);
    int32_t age =
        (int32_t)((uint32_t)time(NULL) - get_u32(cookie.at + COOKIE_TIME_AT));
    if (age > COOKIE_PAST || age < -COOKIE_FUTURE)
        return say(why, "the cookie is %d seconds old", age);
    return RIGHT;
}

/* ---- row 45: a stream is a stream ---- */

enum { ROUND = 50, IDLE = 200, MESSAGE = 2 + 28 };

static const uint8_t www[MESSAGE + 1] = "\0\34\x12\0\1\0\0\1\0\0\0\0\0\0"
                                        "\3www\1t\4test\0\0\1\0\1";

static const struct exchange ask_www = {
    .name = "www", .ask = "www.t.test A", .see = "NOERROR aa", .answer = WWW
};

/* A connection that nothing was sent over. */
static bool fresh(struct caller *c)
{
    caller_close(c);
    return caller_connect(c);
}

/* Read n replies, to the IDs 0x1200 and on, in any order. */
static enum judgement receive_all(struct caller *c, size_t n, char *why)
{
    static uint8_t reply[REPLY_MAX];
    bool seen[ROUND] = { false };
    for (size_t i = 0; i < n; i++) {
        size_t len = caller_receive(c, reply);
        if (len == 0)
            return say(why, "%zu replies to %zu questions", i, n);
        if (len < MESSAGE - 2 || reply[0] != 0x12 || reply[1] >= n ||
            seen[reply[1]])
            return say(why, "a reply of %zu octets with ID %02x%02x", len,
                       reply[0], reply[1]);
        if ((reply[3] & 15) != 0 || get_u16(reply + 6) != 1)
            return say(why, "a reply that is not the answer");
        seen[reply[1]] = true;
    }
    return RIGHT;
}

static enum judgement octet_by_octet(const struct respondent *r, char *why)
{
    const struct timespec pause = { .tv_nsec = 1000000 };
    if (!fresh(r->caller))
        return say(why, "no connection");
    for (size_t i = 0; i < MESSAGE; i++) {
        if (!caller_send_raw(r->caller, www + i, 1))
            return say(why, "the connection ends after %zu octets", i);
        nanosleep(&pause, NULL);
    }
    return receive_all(r->caller, 1, why);
}

static void write_round(uint8_t *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        memcpy(out + i * MESSAGE, www, MESSAGE);
        out[i * MESSAGE + 3] = (uint8_t)i;
    }
}

static enum judgement many_at_once(const struct respondent *r, char *why)
{
    uint8_t all[ROUND * MESSAGE];
    write_round(all, ROUND);
    if (!fresh(r->caller) || !caller_send_raw(r->caller, all, sizeof all))
        return say(why, "no connection");
    return receive_all(r->caller, ROUND, why);
}

/* One message and a half, in the middle of a length; then the rest. */
static enum judgement a_cut_anywhere(const struct respondent *r, char *why)
{
    const struct timespec pause = { .tv_nsec = 2000000 };
    uint8_t all[2 * MESSAGE];
    write_round(all, 2);
    for (size_t cut = 1; cut < sizeof all; cut += 4) {
        if (!fresh(r->caller) || !caller_send_raw(r->caller, all, cut))
            return say(why, "no connection");
        nanosleep(&pause, NULL);
        if (!caller_send_raw(r->caller, all + cut, sizeof all - cut))
            return say(why, "the connection ends after %zu octets", cut);
        enum judgement is = receive_all(r->caller, 2, why);
        if (is != RIGHT)
            return is;
    }
    return RIGHT;
}

static enum judgement idle_connections(const struct respondent *r, char *why)
{
    struct caller idle[IDLE];
    for (size_t i = 0; i < IDLE; i++) {
        idle[i] = *r->caller;
        idle[i].fd = -1;
        caller_connect(&idle[i]); /* may be refused: that is no harm yet */
    }
    caller_close(r->caller);
    enum judgement is = respondent_take(r, &ask_www, why);
    if (is != RIGHT)
        is = say(why, "no answer beside %d idle connections", IDLE);
    for (size_t i = 0; i < IDLE; i++)
        caller_close(&idle[i]);
    return is;
}

static enum judgement a_kept_connection(const struct respondent *r, char *why)
{
    if (!fresh(r->caller))
        return say(why, "no connection");
    for (int i = 0; i < 3; i++) {
        int fd = r->caller->fd;
        enum judgement is = respondent_take(r, &ask_www, why);
        if (is == RIGHT && fd != r->caller->fd)
            is = say(why, "the connection ended after a question");
        if (is != RIGHT)
            return is;
    }
    return RIGHT;
}

/* ---- all of them ---- */

const struct scene scenes[SCENES] = {
    { "row_05_nothing_exists_below_nxdomain", walk_both, ANYWHERE },
    { "row_31_the_given_cookie_is_good", the_given_cookie, ANYWHERE },
    { "row_32_the_timestamp_is_of_now", timestamp_of_now, AT_A_SERVER },
    { "row_45_octet_by_octet", octet_by_octet, BY_STREAM },
    { "row_45_many_questions_at_once", many_at_once, BY_STREAM },
    { "row_45_a_cut_anywhere", a_cut_anywhere, BY_STREAM },
    { "row_45_a_connection_is_kept", a_kept_connection, BY_STREAM },
    { "row_45_idle_connections_are_no_harm", idle_connections, BY_STREAM },
};

bool scene_goes(const struct scene *s, const struct respondent *r)
{
    switch (s->where) {
    case ANYWHERE:
        return true;
    case AT_A_SERVER:
        return r->caller;
    case BY_STREAM:
        return r->caller && r->tcp;
    }
    return false;
}
