#include "tools/match.h"

#include "tools/mnemonic.h"
#include "zonefile/name.h"

enum { OPCODE_SHIFT = 3 };

bool match_header(struct text *why, struct bytes query, struct bytes reply)
{
    if (reply.n < DNS_HEADER) {
        text_add(why, "short (< header size) message received");
        return false;
    }
    uint16_t want = get_u16(query.at), got = get_u16(reply.at);
    if (want != got) {
        text_format(why, "ID mismatch: expected ID %u, got %u", want, got);
        return false;
    }
    unsigned asked = query.at[2] >> OPCODE_SHIFT & 15;
    unsigned answered = reply.at[2] >> OPCODE_SHIFT & 15;
    if (asked != answered) {
        text_format(why, "Opcode mismatch: expected %s, got %s",
                    mnemonic_opcode(asked), mnemonic_opcode(answered));
        return false;
    }
    if (!(reply.at[2] & HEAD_QR))
        text_add(why, "query response not set");
    return true;
}

static bool same_name(const struct message *a, size_t at_a,
                      const struct message *b, size_t at_b)
{
    uint8_t x[DNS_NAME_MAX], y[DNS_NAME_MAX];
    message_name(a, at_a, x);
    message_name(b, at_b, y);
    size_t n = name_len(x);
    if (n != name_len(y))
        return false;
    name_lower(x, x, n);
    name_lower(y, y, n);
    return memcmp(x, y, n) == 0;
}

static void tell_other(struct text *why, const struct message *m,
                       const struct record *q)
{
    uint8_t name[DNS_NAME_MAX];
    char type[MNEMONIC_MAX], class[MNEMONIC_MAX];
    struct text t = { 0 };
    message_name(m, q->at, name);
    text_name(&t, name);
    if (t.n > 1)
        t.at[t.n - 1] = '\0'; /* dig leaves the final dot out here */
    text_format(why, "Question section mismatch: got %s/%s/%s", t.at,
                mnemonic_type(type, q->type), mnemonic_class(class, q->class));
    text_free(&t);
}

bool match_question(struct text *why, struct bytes query,
                    const struct message *reply)
{
    struct message asked;
    bool same = true;
    message_read(&asked, query);
    size_t n = message_count(reply, QUESTION);
    if (message_count(&asked, QUESTION) == 0)
        n = 0; /* +header-only: nothing to compare with */
    else if (n == 0)
        text_add(why, "missing question section");
    for (size_t i = 0; same && i < n; i++) {
        const struct record *want = message_record(&asked, QUESTION, 0);
        const struct record *got = message_record(reply, QUESTION, i);
        same = want->type == got->type && want->class == got->class &&
               same_name(&asked, want->at, reply, got->at);
        if (!same)
            tell_other(why, reply, got);
    }
    message_free(&asked);
    return same;
}
