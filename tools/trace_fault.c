#include "tools/trace_fault.h"

#include <stdio.h>

#include "tools/mnemonic.h"
#include "zonefile/name.h"
#include "zonefile/nametext.h"

struct remark {
    enum trace_message what, mend;
};

/* In a zone that another one has delegated. */
static const struct remark delegated[] = {
    [TRACE_TIMEOUT] = { FAULT_TIMEOUT, MEND_START },
    [TRACE_NOBODY] = { FAULT_NOBODY, MEND_START },
    [TRACE_UNREACHABLE] = { FAULT_UNREACHABLE, MEND_START },
    [TRACE_BROKEN] = { FAULT_BROKEN, MEND_REPAIR },
    [TRACE_ERROR] = { FAULT_ERROR, MEND_ZONE },
    [TRACE_NOT_OURS] = { FAULT_NOT_OURS, MEND_ZONE },
    [TRACE_UPWARD] = { FAULT_UPWARD, MEND_ZONE },
    [TRACE_SIDEWAYS] = { FAULT_SIDEWAYS, MEND_ZONE },
    [TRACE_BESIDE] = { FAULT_BESIDE, MEND_ZONE },
    [TRACE_NO_GLUE] = { FAULT_NO_GLUE, MEND_GLUE },
    [TRACE_NO_ADDRESS] = { FAULT_NO_ADDRESS, MEND_ADDRESS },
    [TRACE_CIRCLE] = { FAULT_CIRCLE, MEND_CIRCLE },
    [TRACE_BARRED] = { FAULT_BARRED, MEND_BARRED },
    [TRACE_ALIAS_CIRCLE] = { FAULT_ALIAS_CIRCLE, MEND_ALIAS },
    [TRACE_TOO_DEEP] = { FAULT_TOO_DEEP, MEND_DEEP },
    [TRACE_TOO_MANY] = { FAULT_TOO_MANY, MEND_MANY },
};

/* Where the walk begins; the other rows hold there, too. */
static const struct remark starting[] = {
    [TRACE_TIMEOUT] = { START_TIMEOUT, MEND_BEGIN },
    [TRACE_NOBODY] = { START_NOBODY, MEND_BEGIN },
    [TRACE_UNREACHABLE] = { START_UNREACHABLE, MEND_BEGIN },
    [TRACE_BROKEN] = { START_BROKEN, MEND_REPAIR },
    [TRACE_ERROR] = { START_ERROR, MEND_BEGIN_HIGHER },
    [TRACE_NOT_OURS] = { START_NOT_OURS, MEND_BEGIN_HIGHER },
    [TRACE_UPWARD] = { START_REFERRAL, MEND_BEGIN_HIGHER },
    [TRACE_SIDEWAYS] = { START_REFERRAL, MEND_BEGIN_HIGHER },
    [TRACE_BESIDE] = { START_REFERRAL, MEND_BEGIN_HIGHER },
    [TRACE_BARRED] = { START_BARRED, MEND_BARRED },
};

/* A name that ends in a dot looks like an address? */
static bool is_literal(const uint8_t *name)
{
    char text[NAME_TEXT_MAX];
    struct endpoint e;
    size_t n = strlen(name_text(text, name));
    text[n - 1] = '\0';
    return endpoint_read(&e, text, 0);
}

static struct remark remark_of(const struct trace_wrong *w)
{
    bool start = w->step->zone[0] == 0;
    size_t n = sizeof starting / sizeof *starting;
    if (w->fault == TRACE_NO_ADDRESS && is_literal(w->step->server.name))
        return (struct remark){ FAULT_LITERAL, MEND_LITERAL };
    if (start && w->fault < n && starting[w->fault].mend)
        return starting[w->fault];
    return delegated[w->fault];
}

/* What stands for {5}. */
static void tell_more(char *out, const struct trace_wrong *w)
{
    size_t room = UNICODE_NAME;
    char rcode[MNEMONIC_MAX];
    if (w->fault == TRACE_ERROR)
        snprintf(out, room, "%s", mnemonic_rcode(rcode, w->reading->rcode));
    else if (w->fault == TRACE_CIRCLE)
        trace_line_name(out, w->step->name, w->unicode);
    else if (w->fault == TRACE_TOO_DEEP)
        snprintf(out, room, "%u", TRACE_DEPTH);
    else if (w->fault == TRACE_TOO_MANY)
        snprintf(out, room, "%u", TRACE_QUERIES);
    else if (w->reading)
        trace_line_name(out, w->reading->name, w->unicode);
    else
        snprintf(out, room, "%u", w->seconds);
}

/* A server's address with its port: that of the question when it has none. */
static char *address_text(char *out, const struct endpoint *at, uint16_t port)
{
    struct endpoint e = *at;
    if (endpoint_port_of(&e) == 0)
        endpoint_set_port(&e, port);
    return endpoint_text(out, &e);
}

/* A zone in a sentence; the root's dot alone is easily overlooked. */
static char *zone_text(char *out, const uint8_t *zone, bool unicode)
{
    if (zone[0] == 0)
        return strcpy(out, "\".\"");
    return trace_line_name(out, zone, unicode);
}

void trace_fault_tell(struct text *what, struct text *mend, enum lang lang,
                      const struct trace_wrong *w)
{
    const struct trace_step *s = w->step;
    struct remark remark = remark_of(w);
    char above[UNICODE_NAME], zone[UNICODE_NAME], server[UNICODE_NAME];
    char name[UNICODE_NAME], more[UNICODE_NAME], at[ENDPOINT_TEXT] = "";
    struct text what_to_do = { 0 };
    zone_text(above, s->above, w->unicode);
    zone_text(zone, s->zone, w->unicode);
    trace_line_name(server, s->server.name, w->unicode);
    trace_line_name(name, s->name, w->unicode);
    if (s->at.len)
        address_text(at, &s->at, w->port);
    tell_more(more, w);
    trace_add(what, lang, remark.what, above, zone, server, at, more, name,
              NULL);
    trace_add(&what_to_do, lang, remark.mend, above, zone, server, at, more,
              name, NULL);
    trace_add(mend, lang, MEND, what_to_do.at, NULL);
    text_free(&what_to_do);
}
