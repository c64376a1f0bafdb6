#include "resolver/answer.h"
#include "resolver/config.h"
#include "tests/shared/guard.h"
#include "tests/shared/serve.h"
#include "tests/shared/test.h"

#include <ldns/ldns.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>

static const uint8_t nsid[] = "ns1.t.test", version[] = CONFIG_VERSION;
static const uint8_t address[] = { 127, 0, 0, 1 };

const struct service serve_self = {
    .nsid = { nsid, sizeof nsid - 1 },
    .name = { nsid, sizeof nsid - 1 },
    .version = { version, sizeof version - 1 },
    .cookies = { .at = { { 0xe5, 0xe9, 0x73 } }, .n = 1 },
};

static size_t ask_memory(const struct image *img, const struct question *q,
                         uint8_t *out)
{
    enum transport by = q->tcp ? BY_TCP : BY_UDP;
    size_t room = q->tcp ? DNS_MESSAGE_MAX : DNS_UDP_EDNS;
    struct bytes request = { guarded(q->wire, q->n), q->n };
    uint8_t *first = guarded(NULL, room), *second = guarded(NULL, room);
    struct client from = { .by = by, .now = 1, .address = { address, 4 } };
    size_t n = answer(img, &serve_self, &from, request, first);
    memset(second, 0xff, room);
    assert_int_equal(answer(img, &serve_self, &from, request, second), n);
    assert_memory_equal(first, second, n); /* the same in, the same out */
    memcpy(out, first, n);
    guard_reset(NULL);
    return n;
}

enum { PATIENCE_MS = 2000 };

static size_t receive(int fd, uint8_t *out)
{
    struct pollfd wait = { fd, POLLIN, 0 };
    if (poll(&wait, 1, PATIENCE_MS) <= 0)
        return 0;
    ssize_t n = recv(fd, out, REPLY_MAX, 0);
    return n > 0 ? (size_t)n : 0;
}

/* Silence is known by the reply to what is asked next: one socket of ours is
 * served by one worker, in order. */
static size_t ask_udp(int fd, const struct question *q, uint8_t *out)
{
    static const uint8_t status[12] = { 0xab, 0xcd, 0x10 };
    if (send(fd, q->wire, q->n, 0) < 0)
        fail_msg("cannot send");
    bool doubtful = q->n < 12 || q->wire[2] & 0x80;
    if (doubtful)
        send(fd, status, sizeof status, 0);
    size_t n = receive(fd, out);
    return doubtful && n == 12 && memcmp(out, status, 2) == 0 ? 0 : n;
}

size_t asker_ask(const struct asker *a, const struct question *q, uint8_t *out)
{
    return a->image ? ask_memory(a->image, q, out) : ask_udp(a->fd, q, out);
}

/* ---- all of a world ---- */

struct turn {
    const struct asker *asker;
    const struct exchange *exchange;
};

static void take_turn(void **state)
{
    const struct turn *t = *state;
    static uint8_t reply[REPLY_MAX];
    char why[WHY_MAX];
    struct question q;
    exchange_ask(t->exchange, &q);
    struct bytes got = { reply, asker_ask(t->asker, &q, reply) };
    if (!exchange_judge(t->exchange, &q, got, why))
        fail_msg("%s: %s", t->exchange->ask, why);
}

int asker_run(const struct asker *a, const struct world *w)
{
    struct CMUnitTest *tests = calloc(w->n, sizeof *tests);
    struct turn *turns = calloc(w->n, sizeof *turns);
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++) {
        const struct exchange *e = &w->exchanges[i];
        if (!a->image && strstr(e->ask, " +tcp"))
            continue;
        turns[n] = (struct turn){ a, e };
        tests[n] = (struct CMUnitTest){ .name = e->name,
                                        .test_func = take_turn,
                                        .initial_state = &turns[n] };
        n++;
    }
    int failed = _cmocka_run_group_tests(w->name, tests, n, NULL, NULL);
    free(tests);
    free(turns);
    return failed;
}

/* ---- row 5 ---- */

static unsigned ask_rcode(const struct asker *a, const ldns_rdf *name)
{
    static uint8_t reply[REPLY_MAX];
    struct question q = { .wire = { 0xbe, 0xef, 1, 0, 0, 1 }, .limit = 512 };
    struct writer w = writer_over(q.wire + 12, sizeof q.wire - 12);
    write_bytes(&w, ldns_rdf_data(name), ldns_rdf_size(name));
    write_u16(&w, LDNS_RR_TYPE_A);
    write_u16(&w, LDNS_RR_CLASS_IN);
    q.n = (size_t)(w.at - q.wire);
    assert_true(asker_ask(a, &q, reply) > 12);
    return reply[3] & 15;
}

static void walk_up(const struct asker *a, const ldns_rdf *name)
{
    bool exists = ask_rcode(a, name) != LDNS_RCODE_NXDOMAIN;
    ldns_rdf *above = ldns_dname_left_chop(name);
    while (above && ldns_dname_label_count(above) > 0) {
        if (exists && ask_rcode(a, above) == LDNS_RCODE_NXDOMAIN)
            fail_msg("%s exists, and above it is NXDOMAIN", ldns_rdf2str(name));
        ldns_rdf *next = ldns_dname_left_chop(above);
        ldns_rdf_deep_free(above);
        above = next;
    }
    ldns_rdf_deep_free(above);
}

void asker_walk(const struct asker *a, const char *file)
{
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
    for (size_t i = 0; i < ldns_rr_list_rr_count(all); i++)
        walk_up(a, ldns_rr_owner(ldns_rr_list_rr(all, i)));
    ldns_zone_deep_free(zone);
}
