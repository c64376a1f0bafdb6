/* Any reply, and any query, as YAML and as JSON: always well-formed.  The first
 * octet is options, the rest the message. */
#include "tests/fuzz.h"
#include "tests/shared/wellformed.h"
#include "tools/json.h"
#include "tools/jsontext.h"
#include "tools/yaml.h"

/* Two digits for each octet of RDLENGTH. */
static void check_lengths(const char *json)
{
    static const char key[] = "\"RDLENGTH\":", hex[] = "\"RDATAHEX\":\"";
    const char *at = json;
    while ((at = strstr(at, key))) {
        char *end;
        unsigned long n = strtoul(at + sizeof key - 1, &end, 10);
        size_t digits = 0;
        if (n)
            must(*end == ',' && strncmp(end + 1, hex, sizeof hex - 1) == 0,
                 "octets stand behind their number");
        if (n)
            digits = strspn(end + sizeof hex, "0123456789ABCDEF");
        must(digits == 2 * n, "there are as many octets as it says");
        at = end;
    }
}

static void check_json(const struct shown *s)
{
    struct text t = { 0 };
    json_message(&t, s);
    if (t.n) {
        must(wellformed_json(t.at), "a message is JSON");
        must(strchr(t.at, '\n') == t.at + t.n - 1, "it is one line");
        check_lengths(t.at);
    }
    text_free(&t);
}

static void check_yaml(const struct shown *s)
{
    struct text t = { 0 };
    yaml_message(&t, s);
    must(wellformed_yaml(t.at), "a message is YAML");
    text_free(&t);
}

static void check_failure(struct bytes raw, const char *why)
{
    struct text t = { 0 };
    struct failure f = {
        .why = why, .server = "127.0.0.1#53", .query = raw, .raw = raw
    };
    json_failure(&t, &f);
    must(wellformed_json(t.at), "a failure is JSON");
    text_clear(&t);
    yaml_failure(&t, &f);
    must(wellformed_yaml(t.at), "a failure is YAML");
    text_free(&t);
}

static void check_string(struct bytes raw)
{
    struct text t = { 0 };
    text_put(&t, '{');
    jsontext_key(&t, "k");
    jsontext_string(&t, raw);
    text_add(&t, "}\n");
    must(wellformed_json(t.at), "any octets are a string");
    text_free(&t);
}

static void check_forms(uint8_t options, struct bytes raw,
                        const struct message *m)
{
    static uint8_t cookie[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    struct settings settings = { .split = options & 1 ? 4 : SPLIT_DEFAULT };
    struct request request = {
        .type = TYPE_AXFR,
        .question = options & 2,
        .answer = true,
        .authority = !(options & 4),
        .additional = !(options & 4),
        .comments = !(options & 8),
        .onesoa = options & 16,
        .query = options & 32,
    };
    struct shown s = {
        .settings = &settings,
        .request = &request,
        .message = m,
        .sent = options & 64,
        .later = options & 128,
        .cookie = { cookie, sizeof cookie },
        .query = raw,
    };
    s.peer.len = options & 1 ? sizeof s.peer.at.v6 : sizeof s.peer.at.v4;
    s.peer.at.any.sa_family = options & 1 ? AF_INET6 : AF_INET;
    check_yaml(&s);
    check_json(&s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct bytes raw = { data + 1, n - 1 };
    struct message m;
    if (n < 1 + DNS_HEADER)
        return 0;
    check_string(raw);
    if (message_read(&m, raw))
        check_forms(data[0], raw, &m);
    else
        check_failure(raw, m.fault);
    message_free(&m);
    return 0;
}
