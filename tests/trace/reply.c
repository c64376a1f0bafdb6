#include "tests/trace/reply.h"

#include "tools/endpoint.h"
#include "tools/mnemonic.h"
#include "zonefile/nametext.h"

void reply_put_name(struct writer *w, const char *text)
{
    uint8_t name[DNS_NAME_MAX];
    size_t n;
    struct bytes bytes = { (const uint8_t *)text, strlen(text) };
    assert_int_equal(name_parse(name, &n, bytes, NULL), NAME_FINE);
    write_bytes(w, name, n);
}

static void put_data(struct writer *w, uint16_t type, const char *text)
{
    struct endpoint e;
    uint8_t *length = write_room(w, 2);
    assert_non_null(length);
    if (type == TYPE_SOA) {
        reply_put_name(w, text);
        reply_put_name(w, text);
        write_bytes(w, (uint8_t[20]){ 0 }, 20);
    } else if (type == TYPE_A || type == TYPE_AAAA) {
        assert_true(endpoint_read(&e, text, 0));
        if (type == TYPE_A)
            write_bytes(w, &e.at.v4.sin_addr, 4);
        else
            write_bytes(w, &e.at.v6.sin6_addr, 16);
    } else {
        reply_put_name(w, text);
    }
    put_u16(length, (uint16_t)(w->at - length - 2));
}

/* "au test. NS ns.test."; returns the section. */
static enum section put_record(struct writer *w, const char *text)
{
    char section[3], owner[REPLY_TEXT], type_name[16], data[REPLY_TEXT];
    uint16_t type;
    assert_int_equal(sscanf(text, " %2s %511s %15s %511[^; ]", section, owner,
                            type_name, data),
                     4);
    assert_true(mnemonic_read_type(&type, type_name));
    reply_put_name(w, owner);
    write_u16(w, type);
    write_u16(w, CLASS_IN);
    write_u32(w, 60);
    put_data(w, type, data);
    if (strcmp(section, "an") == 0)
        return ANSWER;
    return strcmp(section, "au") == 0 ? AUTHORITY : ADDITIONAL;
}

static void put_head(struct reply *r, const char *text, const uint16_t *counts)
{
    static const char *const rcodes[] = { "noerror",  "formerr", "servfail",
                                          "nxdomain", "notimp",  "refused" };
    size_t n = strcspn(text, ";");
    unsigned flags = 0x8000;
    char head[REPLY_TEXT];
    assert_true(n < REPLY_TEXT);
    memcpy(head, text, n);
    head[n] = '\0';
    flags |= strstr(head, "aa") ? 0x0400 : 0;
    for (unsigned i = 1; i < ITEMS(rcodes); i++)
        flags |= strstr(head, rcodes[i]) ? i : 0;
    put_u16(r->octets + 2, (uint16_t)flags);
    for (int s = 0; s < SECTIONS; s++)
        put_u16(r->octets + 4 + 2 * s, counts[s]);
}

void reply_make(struct reply *r, const char *text)
{
    struct writer w = writer_over(r->octets, REPLY);
    uint16_t counts[SECTIONS] = { 0 };
    memset(r->octets, 0, DNS_HEADER);
    assert_non_null(write_room(&w, DNS_HEADER));
    for (const char *p = strchr(text, ';'); p; p = strchr(p + 1, ';'))
        counts[put_record(&w, p + 1)]++;
    assert_false(w.bad);
    put_head(r, text, counts);
    struct bytes raw = { r->octets, (size_t)(w.at - r->octets) };
    assert_true(message_read(&r->message, raw));
    assert_false(r->message.malformed);
}
