#include "tests/trace/turns.h"

#include "tools/mnemonic.h"
#include "zonefile/nametext.h"

#include <stdlib.h>

enum { STEP = 3 * NAME_TEXT_MAX };

static const char *const faults[] = {
    [TRACE_FINE] = "fine",
    [TRACE_TIMEOUT] = "timeout",
    [TRACE_NOBODY] = "nobody",
    [TRACE_UNREACHABLE] = "unreachable",
    [TRACE_BROKEN] = "broken",
    [TRACE_ERROR] = "error",
    [TRACE_NOT_OURS] = "not ours",
    [TRACE_UPWARD] = "upward",
    [TRACE_SIDEWAYS] = "sideways",
    [TRACE_BESIDE] = "beside",
    [TRACE_NO_GLUE] = "no glue",
    [TRACE_NO_ADDRESS] = "no address",
    [TRACE_CIRCLE] = "circle",
    [TRACE_BARRED] = "barred",
    [TRACE_ALIAS_CIRCLE] = "alias circle",
    [TRACE_TOO_DEEP] = "too deep",
    [TRACE_TOO_MANY] = "too many",
};

static void tell(char *out, const struct trace_step *s)
{
    char zone[NAME_TEXT_MAX], name[NAME_TEXT_MAX], server[NAME_TEXT_MAX];
    char address[ADDRESS_TEXT], type[MNEMONIC_MAX];
    name_text(zone, s->zone);
    name_text(name, s->name);
    name_text(server, s->server.name);
    switch (s->what) {
    case TRACE_ASK:
        snprintf(out, STEP, "%s %s at %s: %s %s%s", s->number, zone,
                 endpoint_address(address, &s->at), name,
                 mnemonic_type(type, s->type), s->alone ? " alone" : "");
        break;
    case TRACE_SEEK:
        snprintf(out, STEP, "seek %s", server);
        break;
    case TRACE_SOUGHT:
        snprintf(out, STEP, "sought %s: %u", server, s->server.n);
        break;
    case TRACE_STUCK:
        snprintf(out, STEP, "stuck %s: %s", server, faults[s->fault]);
        break;
    case TRACE_END:
        snprintf(out, STEP, "end: %s", faults[s->fault]);
        break;
    }
}

void turns_reply(struct trace *t, const struct turn *turn)
{
    struct trace_event e;
    struct reply r;
    if (strcmp(turn->reply, "-") == 0) {
        trace_lose(t, TRACE_TIMEOUT);
        return;
    }
    reply_make(&r, turn->reply);
    trace_take(t, &r.message, &e);
    message_free(&r.message);
    if (strcmp(faults[e.fault], turn->fault ? turn->fault : "fine") != 0)
        fail_msg("%s: the reply is %s", turn->step, faults[e.fault]);
}

struct trace *turns_start_with(const char *const *addresses)
{
    struct trace *t = calloc(1, sizeof *t);
    assert_non_null(t);
    t->rules = (struct trace_rules){ .v4 = true, .v6 = true };
    t->follow = true;
    for (; *addresses; addresses++) {
        struct endpoint e;
        struct trace_server *s =
            trace_servers_add(&t->start, (const uint8_t *)"");
        assert_true(endpoint_read(&e, *addresses, 0));
        trace_server_add(s, &e, &t->rules);
    }
    return t;
}

struct trace *turns_start(void)
{
    static const char *const one[] = { "127.0.0.11", NULL };
    return turns_start_with(one);
}

/* Ends with the step that begins with "end". */
void turns_walk(struct trace *t, const struct turn *turns)
{
    struct trace_step s;
    char got[STEP];
    for (;; turns++) {
        trace_next(t, &s);
        tell(got, &s);
        assert_string_equal(got, turns->step);
        assert_int_equal(s.what == TRACE_ASK, turns->reply != NULL);
        if (s.what == TRACE_END)
            break;
        if (turns->reply)
            turns_reply(t, turns);
    }
    free(t);
}
