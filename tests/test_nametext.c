/* Names in presentation form, in and out. */
#include "zonefile/nametext.h"

#include "tests/shared/guard.h"
#include "tests/shared/names.h"
#include "tests/shared/test.h"

static enum name_fault parse(const char *text, size_t n, const char *origin,
                             uint8_t *out, size_t *len)
{
    struct bytes in = { guarded(text, n), n };
    return name_parse(out, len, in, origin ? WIRE(origin) : NULL);
}

static const char com[] = "\3com";

static const struct {
    const char *text, *origin;
    enum name_fault fault;
    const char *wire;
    size_t len;
} parsed[] = {
    { ".", NULL, NAME_FINE, "", 1 },
    { ".", com, NAME_FINE, "", 1 },
    { "com.", NULL, NAME_FINE, "\3com", 5 },
    { "com.", com, NAME_FINE, "\3com", 5 },
    { "NeWs.CcTv.com.", NULL, NAME_FINE, "\4NeWs\4CcTv\3com", 15 },
    /* without a final dot the origin ends it */
    { "cctv", com, NAME_FINE, "\4cctv\3com", 10 },
    { "news.cctv", com, NAME_FINE, "\4news\4cctv\3com", 15 },
    { "cctv", "", NAME_FINE, "\4cctv", 6 },
    { "cctv", NULL, NAME_RELATIVE, NULL, 0 },
    { "news.cctv", NULL, NAME_RELATIVE, NULL, 0 },
    /* @ alone is the origin */
    { "@", com, NAME_FINE, "\3com", 5 },
    { "@", "", NAME_FINE, "", 1 },
    { "@", NULL, NAME_RELATIVE, NULL, 0 },
    { "@.", com, NAME_FINE, "\1@", 3 },
    { "@@", com, NAME_FINE, "\2@@\3com", 8 },
    { "\\@", com, NAME_FINE, "\1@\3com", 7 },
    /* escapes: RFC 1035 5.1 */
    { "a\\.b.com.", NULL, NAME_FINE, "\3a.b\3com", 9 },
    { "\\..", NULL, NAME_FINE, "\1.", 3 },
    { "\\.", com, NAME_FINE, "\1.\3com", 7 },
    { "\\\\.", NULL, NAME_FINE, "\1\\", 3 },
    { "\\a\\b.", NULL, NAME_FINE, "\2ab", 4 },
    { "\\065\\066.", NULL, NAME_FINE, "\2AB", 4 },
    { "\\046.", NULL, NAME_FINE, "\1.", 3 },
    { "\\0001.", NULL, NAME_FINE, "\2\0001", 4 },
    { "\\255\\000.", NULL, NAME_FINE, "\2\377\0", 4 },
    { "\\256.", NULL, NAME_BAD_ESCAPE, NULL, 0 },
    { "\\999.", NULL, NAME_BAD_ESCAPE, NULL, 0 },
    { "\\", com, NAME_BAD_ESCAPE, NULL, 0 },
    { "a.b\\", com, NAME_BAD_ESCAPE, NULL, 0 },
    { "\\1", com, NAME_BAD_ESCAPE, NULL, 0 },
    { "\\12", com, NAME_BAD_ESCAPE, NULL, 0 },
    { "\\12.", com, NAME_BAD_ESCAPE, NULL, 0 },
    { "\\1a2.", com, NAME_BAD_ESCAPE, NULL, 0 },
    { "\\1.2.", com, NAME_BAD_ESCAPE, NULL, 0 },
    /* other octets are octets */
    { "a b.", NULL, NAME_FINE, "\3a b", 5 },
    { "*.\xe6\x96\xb0.", NULL, NAME_FINE, "\1*\3\xe6\x96\xb0", 7 },
    /* labels that are not there */
    { "", com, NAME_EMPTY, NULL, 0 },
    { "..", com, NAME_EMPTY_LABEL, NULL, 0 },
    { ".com.", com, NAME_EMPTY_LABEL, NULL, 0 },
    { "a..b.", com, NAME_EMPTY_LABEL, NULL, 0 },
    { "a.b..", com, NAME_EMPTY_LABEL, NULL, 0 },
};

static void text_becomes_wire_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(parsed); i++) {
        size_t len = 0;
        uint8_t *out = guarded(NULL, DNS_NAME_MAX);
        assert_int_equal(parse(parsed[i].text, strlen(parsed[i].text),
                               parsed[i].origin, out, &len),
                         parsed[i].fault);
        assert_int_equal(len, parsed[i].len);
        if (parsed[i].wire)
            assert_memory_equal(out, parsed[i].wire, len);
        guard_reset(NULL);
    }
}

/* The same limits for a name with its dot, and one that its origin ends. */
static void text_of_too_long_names_is_refused(void **state)
{
    (void)state;
    for (size_t i = 1; i < LIMITS; i++) {
        enum name_fault fault = i < LIMITS_FINE ? NAME_FINE : NAME_LONG;
        uint8_t *out = guarded(NULL, DNS_NAME_MAX);
        uint8_t wire[LIMIT_ROOM], origin[LIMIT_ROOM];
        char text[LIMIT_ROOM];
        size_t len, want = limit_wire(wire, limits[i].sizes);
        size_t n = limit_text(text, limits[i].sizes);
        assert_int_equal(parse(text, n, NULL, out, &len), fault);
        if (fault == NAME_FINE) {
            assert_int_equal(len, want);
            assert_memory_equal(out, wire, want);
        }
        assert_int_equal(parse(text, n - 1, "", out, &len), fault);
        limit_wire(origin, limits[i].sizes + 1);
        n = limits[i].sizes[0];
        assert_int_equal(parse(text, n, (char *)origin, out, &len), fault);
        guard_reset(NULL);
    }
}

static void a_label_has_at_most_63_octets(void **state)
{
    static const struct {
        unsigned plain, escaped; /* octets of the label, \097 each */
        enum name_fault fault;
    } rows[] = {
        { 63, 0, NAME_FINE },        { 64, 0, NAME_LONG_LABEL },
        { 0, 63, NAME_FINE },        { 0, 64, NAME_LONG_LABEL },
        { 62, 1, NAME_FINE },        { 63, 1, NAME_LONG_LABEL },
        { 255, 0, NAME_LONG_LABEL }, { 300, 0, NAME_LONG_LABEL },
        { 256, 0, NAME_LONG_LABEL }, { 256 + 63, 0, NAME_LONG_LABEL },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        char text[400];
        size_t n = rows[i].plain, len;
        memset(text, 'a', n);
        for (unsigned k = 0; k < rows[i].escaped; k++, n += 4)
            memcpy(text + n, "\\097", 4);
        text[n++] = '.';
        uint8_t *out = guarded(NULL, DNS_NAME_MAX);
        assert_int_equal(parse(text, n, NULL, out, &len), rows[i].fault);
        guard_reset(NULL);
    }
}

static void wire_form_becomes_text(void **state)
{
    static const struct {
        const char *wire, *text;
    } rows[] = {
        { "", "." },
        { "\3com", "com." },
        { "\4NeWs\4cctv\3com", "NeWs.cctv.com." },
        { "\1*\2a_\2-b", "*.a_.-b." },
        /* what means something in a zone file: RFC 1035 5.1 */
        { "\3a.b\3com", "a\\.b.com." },
        { "\1\\\1\"\1;\1(\1)\1@\1$", "\\\\.\\\".\\;.\\(.\\).\\@.\\$." },
        /* what cannot be seen: as numbers, three digits */
        { "\4\0\1\11\37", "\\000\\001\\009\\031." },
        { "\3a b", "a\\032b." },
        { "\2~\177", "~\\127." },
        { "\3\xe6\x96\xb0", "\\230\\150\\176." },
        { "\1\377", "\\255." },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        char out[NAME_TEXT_MAX];
        assert_ptr_equal(name_text(out, WIRE(rows[i].wire)), out);
        assert_string_equal(out, rows[i].text);
    }
}

static void every_octet_survives_text_and_back(void **state)
{
    (void)state;
    for (unsigned a = 0; a < 256; a++)
        for (unsigned b = 0; b < 256; b++) {
            uint8_t wire[] = { 2, (uint8_t)a, (uint8_t)b, 1, (uint8_t)b, 0 };
            uint8_t back[DNS_NAME_MAX];
            char text[NAME_TEXT_MAX];
            size_t len;
            name_text(text, wire);
            struct bytes in = { (const uint8_t *)text, strlen(text) };
            assert_int_equal(name_parse(back, &len, in, NULL), NAME_FINE);
            assert_int_equal(len, sizeof wire);
            assert_memory_equal(back, wire, sizeof wire);
        }
}

static void the_longest_text_fits(void **state)
{
    uint8_t wire[LIMIT_ROOM];
    (void)state;
    limit_wire(wire, limits[2].sizes);
    for (size_t i = 0; i < 255; i++)
        wire[i] = wire[i] == 'a' ? 0x80 : wire[i];
    void *out = guarded(NULL, NAME_TEXT_MAX);
    name_text(out, wire);
    assert_int_equal(strlen(out), 250 * 4 + 4); /* \128 each, four dots */
    assert_memory_equal((char *)out + 995, "\\128\\128.", 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_becomes_wire_form),
        cmocka_unit_test(text_of_too_long_names_is_refused),
        cmocka_unit_test(a_label_has_at_most_63_octets),
        cmocka_unit_test(wire_form_becomes_text),
        cmocka_unit_test(every_octet_survives_text_and_back),
        cmocka_unit_test(the_longest_text_fits),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
