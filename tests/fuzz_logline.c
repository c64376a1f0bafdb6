/*
 * Any fact, as a worker that was taken over may leave it, and the fact of any
 * request: it is refused, or it is one line of plain text, from which the name
 * can be read again, and one of JSON, with the same name.  The first octet:
 * which of both, and how the request came.
 */
#include "resolver/logline.h"
#include "tests/fuzz.h"
#include "tests/shared/wellformed.h"
#include "zonefile/check.h"
#include "zonefile/nametext.h"

/* Of the first octet, unless it is 0: */
enum { TCP = 1, IPV6 = 2, WALK = 4, FATE = 16 };

static struct image world;
static struct ring *ring;
static struct stats *stats;
static struct logline text, json;

/* The line of a fact, with a NUL behind it; NULL: it was refused. */
static char *line(struct logline *l, const struct fact *f, size_t n)
{
    char *out = malloc(LOGLINE_MAX + 1);
    struct writer w = writer_over(out, LOGLINE_MAX);
    bool good = logline_write(l, &w, f, n);
    must(!w.bad, "there is room for every line");
    *w.at = '\0';
    must(good ? strlen(out) == (size_t)((char *)w.at - out) : !*out,
         "what is refused is not written, and no line has a NUL");
    if (good)
        return out;
    free(out);
    return NULL;
}

static void judge_plain(const char *got)
{
    struct reader r = reader_over(got, strlen(got));
    while (reader_left(&r) > 1)
        must(utf8_is_plain(utf8_next(&r)), "a line is one, and plain");
    must(read_u8(&r) == '\n', "a line has an end");
}

/* The name, of the text the fourth column, is that of the fact. */
static struct bytes judge_name(const char *got, const struct fact *f)
{
    static const uint8_t root[1];
    uint8_t wire[DNS_NAME_MAX];
    size_t len = 0;
    for (int column = 0; column < 3; column++)
        got = strchr(got, ' ') + 1;
    struct bytes name = { (const uint8_t *)got, strcspn(got, " ") };
    if (f->name_n == 0)
        must(strncmp(got, "- ", 2) == 0, "no name is a -");
    else
        must(name_parse(wire, &len, name, root) == NAME_FINE &&
                 len == f->name_n && memcmp(wire, f->name, len) == 0,
             "the name can be read again");
    return name;
}

/* JSON has the same, its own escapes undone. */
static void judge_json(const char *got, struct bytes name, bool named)
{
    static const char key[] = ",\"name\":\"";
    const char *at = strstr(got, key);
    must(wellformed_json(got), "it is JSON");
    must(!at == !named, "there is a name if there is one");
    at = at ? at + sizeof key - 1 : got;
    for (size_t i = 0; named && i < name.n; i++) {
        at += *at == '\\';
        must(*at++ == (char)name.at[i], "the names are the same");
    }
    must(!named || *at == '"', "and end together");
}

/* False: it was refused. */
static bool judge(const struct fact *f, size_t n)
{
    char *plain = line(&text, f, n), *object = line(&json, f, n);
    bool good = plain != NULL;
    must(good == (object != NULL), "both forms refuse the same");
    if (good) {
        judge_plain(plain);
        judge_plain(object);
        judge_json(object, judge_name(plain, f),
                   f->name_n && f->fate != FATE_SILENT);
    }
    free(plain);
    free(object);
    return good;
}

/* What a worker notes of a request. */
static void note(uint8_t how, struct bytes request)
{
    static uint8_t reply[DNS_MESSAGE_MAX];
    static const uint8_t six[16] = { 0x20, 1, 0xd, 0xb8, [15] = 1 };
    struct journal j = { .counts = &stats->places[0],
                         .to = ring_begin(ring),
                         .walk = how / WALK % 4 % 3,
                         .img = &world };
    struct client from = fuzz_client(how & TCP ? BY_TCP : BY_UDP);
    _Alignas(struct fact) uint8_t entry[RING_ENTRY_MAX];
    const void *fact = entry;
    struct query q;
    if (how & IPV6)
        from.address = (struct bytes){ six, sizeof six };
    from.journal = &j;
    query_parse(&q, request);
    size_t n = answer_query(&world, &fuzz_self, &from, &q, reply);
    enum fate fate = (enum fate)(how / FATE % 4);
    if (n == 0 || fate == FATE_SILENT)
        fate = n == 0 ? FATE_SILENT : FATE_ANSWERED;
    journal_note(&from, &q, (struct bytes){ reply, n }, fate);
    int taken = ring_take(ring, entry);
    must(taken >= 0 && judge(fact, (size_t)taken), "each request has its line");
    must(ring_take(ring, entry) == RING_EMPTY, "and only one");
}

static void begin(void)
{
    must(image_open(&world, fuzz_world(true)) == 0, "the image is good");
    ring = rings_new(1);
    stats = stats_new(1, 0);
    must(ring && stats, "there is memory");
    logline_begin(&text, LOGLINE_TEXT);
    logline_begin(&json, LOGLINE_JSON);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (!world.base)
        begin();
    if (n == 0 || n > RING_ENTRY_MAX)
        return 0;
    struct bytes rest = { data + 1, n - 1 };
    if (*data) {
        note(*data, rest);
        return 0;
    }
    void *fact = malloc(rest.n ? rest.n : 1); /* no octet more than there is */
    memcpy(fact, rest.at, rest.n);
    judge(fact, rest.n);
    free(fact);
    return 0;
}
