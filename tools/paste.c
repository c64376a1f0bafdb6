#include "tools/paste.h"

#include "tools/explain.h"
#include "tools/explain_walk.h"
#include "tools/form.h"
#include "tools/hexdump.h"
#include "tools/mistake.h"
#include "tools/say.h"

enum { PASTE_MAX = 1 << 20 };

static void explain(const struct settings *s, struct bytes message)
{
    struct explain task = { .reply = message,
                            .parts = s->explain,
                            .lang = messages_lang(s->lang),
                            .colour = s->colour };
    explain_print(stdout, &task);
}

/* For programs: what it holds, or why it cannot be read. */
static void write_form(const struct settings *s, const struct request *r,
                       struct bytes message)
{
    struct text t = { 0 }, why = { 0 };
    struct message m = { .fault = "short (< header size)" };
    bool read = message.n >= DNS_HEADER && message_read(&m, message);
    struct shown shown = {
        .settings = s, .request = r, .message = &m, .sent = !(m.flags & FLAG_QR)
    };
    text_format(&why, "bad packet: %s", read ? "" : m.fault);
    struct failure failure = { .why = why.at, .raw = message };
    if (read)
        form_message(&t, &shown);
    else
        form_failure(&t, s->form, &failure);
    say_text(s, &t);
    text_free(&t);
    text_free(&why);
    message_free(&m);
}

static void tell(const struct settings *s, const struct request *r,
                 struct bytes message)
{
    switch (s->form) {
    case FORM_DIG:
    case FORM_EXPLAIN:
        explain(s, message);
        break;
    case FORM_HEXDUMP:
        hexdump_print(stdout, message);
        break;
    case FORM_YAML:
    case FORM_JSON:
        write_form(s, r, message);
        break;
    }
}

static bool is_sound(struct bytes message)
{
    static const struct bytes none;
    struct walked w;
    walk_message(&w, message, none);
    unsigned faults = w.faults;
    walked_free(&w);
    return faults == 0;
}

static void refuse(enum hexdump_fault fault, unsigned line)
{
    if (fault == HEXDUMP_NOTHING)
        mistake(NULL, "--decode: no hexadecimal digits on standard input", NULL,
                "It is to hold a message: twig --decode < FILE.");
    else
        fprintf(stderr, "twig: line %u: %s\n", line, hexdump_why(fault));
}

enum pasted paste_tell(const struct settings *s, const struct request *r,
                       FILE *f)
{
    static uint8_t octets[PASTE_MAX], message[DNS_MESSAGE_MAX];
    struct bytes text = { octets, fread(octets, 1, sizeof octets, f) };
    enum pasted result = PASTED_FINE;
    unsigned line = 0;
    do {
        struct hexdump_read got = hexdump_read(message, sizeof message, text);
        struct bytes it = { message, got.n };
        line += got.line;
        if (got.fault != HEXDUMP_FINE) {
            refuse(got.fault, line);
            return PASTED_NOTHING;
        }
        tell(s, r, it);
        if (!is_sound(it))
            result = PASTED_BROKEN;
        text.at += got.used;
        text.n -= got.used;
    } while (text.n > 0);
    return result;
}
