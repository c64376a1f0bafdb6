/* Any query and any reply, explained: every octet once, nothing that harms a
 * terminal, lines of 80 columns.  The first octet is options, the second the
 * length of the query. */
#include "tests/fuzz.h"
#include "tools/explain.h"
#include "tools/explain_types.h"
#include "tools/explain_walk.h"
#include "tools/hexdump.h"
#include "zonefile/utf8.h"
#include "zonefile/width.h"

/* The pieces lie one behind the other, from the first octet to the last. */
static void check_cover(const struct walked *w)
{
    size_t at = 0;
    for (size_t i = 0; i < w->n; i++) {
        const struct piece *p = &w->pieces[i];
        must(p->at == at, "a piece begins where the last one ended");
        must(!p->rule == !p->fault, "a fault breaks a rule");
        at += p->n;
    }
    must(at == w->message.n, "the pieces cover all octets");
}

static void check_faults(const struct walked *w)
{
    unsigned faults = 0;
    const struct piece *end = w->pieces + w->n;
    for (size_t i = 0; i < w->n; i++)
        faults += w->pieces[i].fault != SAY_NOTHING;
    must(!faults == !w->faults, "faults are counted");
    if (!w->broken)
        return;
    must(w->broken->fault != SAY_NOTHING, "what breaks a message is a fault");
    must(w->broken + 1 == end ||
             (w->broken + 2 == end && end[-1].shape == SHAPE_UNREAD),
         "behind the fault all is unread");
}

static void check_records(const struct walked *w)
{
    for (size_t i = 0; i < w->records_n; i++) {
        const struct part_of_message *r = &w->records[i];
        must(r->name_at < w->message.n &&
                 r->data_at + r->data_n <= w->message.n,
             "a record lies within the message");
        must(i == 0 || r->place >= r[-1].place, "sections are in order");
    }
}

/* All records of types whose form is known here. */
static bool is_known(const struct walked *w)
{
    for (size_t i = 0; i < w->records_n; i++)
        if (w->records[i].place != PLACE_QUESTION &&
            (!layout_of_type(w->records[i].type) ||
             w->records[i].class != CLASS_IN))
            return false;
    return true;
}

static void check_ldns(const struct walked *w)
{
    ldns_pkt *p = NULL;
    if (w->faults || !is_known(w))
        return;
    ldns_status status = ldns_wire2pkt(&p, w->message.at, w->message.n);
    must(status == LDNS_STATUS_OK, "ldns reads what has no fault");
    must(ldns_pkt_ancount(p) == w->counts[PLACE_ANSWER], "and counts alike");
    ldns_pkt_free(p);
}

/* "\033[" digits and semicolons "m", after the escape. */
static void check_colour(struct reader *r)
{
    must(read_u8(r) == '[', "a colour begins with a bracket");
    uint8_t c;
    while ((c = read_u8(r)) != 'm')
        must(c == ';' || (c >= '0' && c <= '9'), "a colour is a number");
}

static void check_text(struct bytes text, bool colour)
{
    struct reader r = reader_over(text.at, text.n);
    size_t columns = 0;
    uint32_t before = '\n';
    while (reader_left(&r)) {
        uint32_t c = utf8_next(&r);
        if (c == '\033') {
            must(colour, "there are colours when they are wanted");
            check_colour(&r);
            continue;
        }
        must(c != UTF8_BAD, "what is printed is UTF-8");
        must(c == '\n' || utf8_is_plain(c), "no control goes to a terminal");
        must(c != '\n' || before != ' ', "no line ends in a blank");
        columns = c == '\n' ? 0 : columns + width_char(c);
        must(columns <= 80, "a line has 80 columns");
        before = c;
    }
    must(before == '\n', "the last line ends");
}

static void check_print(struct explain e, enum lang lang)
{
    char *text;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    e.lang = lang;
    explain_print(out, &e);
    fclose(out);
    check_text((struct bytes){ (const uint8_t *)text, n }, e.colour);
    free(text);
}

static void check_hexdump(struct bytes text)
{
    uint8_t octets[64];
    struct hexdump_read r = hexdump_read(octets, sizeof octets, text);
    must(r.n <= sizeof octets, "no more is read than there is room for");
    must(*hexdump_why(r.fault), "a fault has words");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct walked w;
    if (n < 2)
        return 0;
    size_t query_n = data[1] < n - 2 ? data[1] : n - 2;
    struct explain e = {
        .query = { data + 2, query_n },
        .reply = { data + 2 + query_n, n - 2 - query_n },
        .server = data[0] & 1 ? "192.0.2.1" : NULL,
        .port = 53,
        .tcp = data[0] & 2,
        .colour = data[0] & 4,
        .outcome = data[0] >> 3 & 3,
    };
    walk_message(&w, e.reply, e.query);
    check_cover(&w);
    check_faults(&w);
    check_records(&w);
    check_ldns(&w);
    walked_free(&w);
    check_print(e, LANG_EN);
    check_print(e, LANG_ZH);
    check_hexdump(e.reply);
    return 0;
}
