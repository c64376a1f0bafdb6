#include "tools/trace_dig.h"

#include "tools/report.h"
#include "tools/say.h"

void trace_dig_reply(const struct exchange *e, const struct trace_step *s,
                     const struct trace_event *event)
{
    struct report report = { .exchange = e };
    if (s->level > 0)
        return; /* dig asks the system, and says nothing of it */
    say_greeting(e->settings, e->greeting, false);
    report_message(&report);
    if (event->fault == TRACE_SIDEWAYS)
        say(e->settings, "BAD (HORIZONTAL) REFERRAL");
    else if (event->fault == TRACE_UPWARD || event->fault == TRACE_BESIDE)
        say(e->settings, "BAD REFERRAL");
    report_statistics(&report);
}

void trace_dig_fault(const struct exchange *e, enum lang lang,
                     const struct trace_wrong *wrong)
{
    struct text what = { 0 }, mend = { 0 };
    trace_fault_tell(&what, &mend, lang, wrong);
    say_greeting(e->settings, e->greeting, true);
    say(e->settings, "%s", what.at);
    say(e->settings, "%s", mend.at);
    text_free(&what);
    text_free(&mend);
}

void trace_dig_fail(const struct exchange *e)
{
    say_greeting(e->settings, e->greeting, true);
    say(e->settings, "no servers could be reached");
}
