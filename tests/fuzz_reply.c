/* Replies, as the client reads and prints them.  The first octet chooses how
 * they are shown. */
#include "tests/fuzz_world.h"
#include "tools/command.h"
#include "tools/print.h"
#include "tools/tsigkey.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static struct request request_of(unsigned how)
{
    struct command c;
    command_begin(&c);
    struct request r = c.defaults;
    r.identify = how & 1;
    r.columns.data.multiline = how & 2;
    r.columns.data.unknown = how & 4;
    r.columns.data.no_crypto = how & 8;
    r.columns.data.expand_aaaa = how & 16;
    r.columns.ttl_units = how & 32;
    return r;
}

/* Nothing that a terminal takes as a command comes from the network. */
static void check_text(const struct text *t)
{
    for (size_t i = 0; i < t->n; i++) {
        uint8_t c = (uint8_t)t->at[i];
        must(c >= ' ' || c == '\n' || c == '\t', "no control is printed");
        must(c != 0x7f, "nor a delete");
    }
}

static void check_sections(const struct message *m)
{
    for (int s = 0; s < SECTIONS; s++)
        must(message_count(m, (enum section)s) <= m->counts[s],
             "there are no more records than the header says");
    if (!m->malformed && !m->fault)
        for (int s = 0; s < SECTIONS; s++)
            must(message_count(m, (enum section)s) == m->counts[s],
                 "nor fewer, when nothing is wrong");
}

static void check_signature(struct bytes raw, const struct message *m)
{
    struct tsig_key key;
    struct tsig_state state = { 0 };
    must(!tsigkey_text(&key, "hmac-sha256:tk:AAECAwQFBgcICQoLDA0ODw=="),
         "the key is one");
    struct tsig_check check = { &key, 1700000000, m->tsig ? m->tsig->at : 0 };
    tsig_verify(raw, &check, &state);
    tsig_end(&state);
}

static void print_it(struct text *t, const struct message *m, unsigned how)
{
    static const uint8_t cookie[8] = "01234567";
    struct request r = request_of(how);
    struct settings settings = { .short_form = how & 64, .split = -1 };
    struct shown shown = {
        .settings = &settings,
        .request = &r,
        .message = m,
        .sent = how & 128,
        .cookie = { cookie, sizeof cookie },
        .from = "127.0.0.1",
        .name = "127.0.0.1",
    };
    endpoint_read(&shown.peer, "127.0.0.1", 53);
    print_sections(t, &shown);
    print_statistics(t, &shown);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct message m;
    struct text once = { 0 }, again = { 0 };
    if (n < 1 + DNS_HEADER)
        return 0;
    struct bytes raw = { data + 1, n - 1 };
    bool good = message_read(&m, raw);
    must(good == !m.fault, "a message that cannot be read has a fault");
    check_sections(&m);
    if (good) {
        print_it(&once, &m, data[0]);
        print_it(&again, &m, data[0]);
        check_text(&once);
        must(once.n == again.n &&
                 (once.n == 0 || memcmp(once.at, again.at, once.n) == 0),
             "it is printed the same twice");
        check_signature(raw, &m);
    }
    print_octets(&again, raw);
    check_text(&again);
    text_free(&once);
    text_free(&again);
    message_free(&m);
    return 0;
}
