#include "tools/transfer.h"

#include "tools/report.h"
#include "tools/say.h"

/* How far it is. */
struct progress {
    const struct exchange *e;
    unsigned records, messages, soas;
    uint64_t bytes;
    uint32_t first;   /* the serial of the first SOA: the newest */
    bool differences; /* an IXFR that is one: the second record is an SOA */
    const char *wrong;
};

/* The serial of an SOA: behind two names, in front of four numbers. */
static uint32_t serial_of(const struct message *m, const struct record *rr)
{
    return rr->data_n >= 20 ? get_u32(m->raw.at + rr->data_at + rr->data_n - 20)
                            : 0;
}

static bool is_ixfr(const struct progress *p)
{
    return p->e->request->type == TYPE_IXFR;
}

/* Is our version as new as theirs, by RFC 1982? */
static bool is_new_enough(const struct progress *p)
{
    uint32_t ours = p->e->request->serial;
    return is_ixfr(p) && ours - p->first < 0x80000000U;
}

/*
 * An SOA.  Of a whole zone the second ends it, whatever its serial. Differences
 * are pairs of them, old and new, in the middle; the newest again, where an old
 * one should be, ends them: the third of its serial.
 */
static bool take_soa(struct progress *p, uint32_t serial)
{
    if (p->records == 1) {
        p->first = serial;
        p->soas = 1;
        return is_new_enough(p);
    }
    if (p->records == 2 && is_ixfr(p) && serial != p->first)
        p->differences = true;
    if (!p->differences)
        return true;
    p->soas += serial == p->first;
    return p->soas == 3;
}

/* The records of a message.  True: it was the last. */
static bool take(struct progress *p, const struct message *m)
{
    p->messages++;
    p->bytes += m->raw.n;
    for (size_t i = 0; i < message_count(m, ANSWER); i++) {
        const struct record *rr = message_record(m, ANSWER, i);
        p->records++;
        if (rr->type != TYPE_SOA && p->records == 1)
            p->wrong = "Transfer failed.  Didn't start with SOA answer.";
        if (p->wrong || (rr->type == TYPE_SOA && take_soa(p, serial_of(m, rr))))
            return true;
    }
    return false;
}

static bool is_refused(const struct message *m)
{
    return message_rcode(m) != NOERROR || message_count(m, ANSWER) == 0;
}

bool transfer_run(struct exchange *e)
{
    struct progress p = { .e = e };
    struct text failed = { 0 };
    bool last = false, good = true;
    say_greeting(e->settings, e->greeting, false);
    while (!last && !p.wrong) {
        struct report report = { .exchange = e, .later = p.messages > 0 };
        if (is_refused(&e->message)) {
            p.wrong = "Transfer failed.";
            if (e->settings->form != FORM_DIG)
                report_message(&report); /* as dig does */
            break;
        }
        report_message(&report);
        last = take(&p, &e->message);
        if (!last && exchange_more(e) != EXCHANGE_REPLY)
            p.wrong = "Transfer failed.";
    }
    if (p.wrong) {
        text_format(&failed, "; %s\n", p.wrong);
        say_message(e->settings, &failed);
        text_free(&failed);
        report_failure(e, p.wrong);
        good = false;
    }
    if (good && !e->bad_signature && !tsig_is_whole(&e->tsig)) {
        say(e->settings,
            "Couldn't verify signature: the last message has none");
        e->bad_signature = true;
    }
    struct report report = { e, false, true, p.records, p.messages, p.bytes };
    if (good)
        report_statistics(&report);
    return good;
}
