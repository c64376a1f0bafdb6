/*
 * Any zone text: it loads, and then every name in the image can be asked for;
 * or it does not, and then it is said why.  The first octet picks the format.
 * $INCLUDE finds nothing beside the text, and a path elsewhere, such as
 * /dev/zero, is not tried.
 */
#include "tests/fuzz.h"
#include "zonefile/build.h"
#include "zonefile/check.h"
#include "zonefile/flat.h"
#include "zonefile/master.h"
#include "zonefile/settle.h"

#include <strings.h>

enum { NAMES_ASKED = 64 };

/* LeakSanitizer asks: ldns loses octets of records that it refuses.  The
 * process that reads zones is one that exits. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:ldns_";
}

static bool includes_elsewhere(struct bytes text)
{
    static const char word[] = "$INCLUDE";
    if (!memchr(text.at, '/', text.n))
        return false;
    for (size_t i = 0; i + sizeof word <= text.n; i++)
        if (!strncasecmp((const char *)text.at + i, word, sizeof word - 1))
            return true;
    return false;
}

/* By the front door, in a file: the format is detected. */
static int load_file(struct bytes text, int fd, struct complaints *c)
{
    char path[32], *zones[] = { path };
    fuzz_file(path, text.at, text.n);
    const struct zonefile_request q = { .zones = zones, .zones_n = 1 };
    int done = zonefile_load(&q, fd, c);
    close((int)strtol(path + strlen("/proc/self/fd/"), NULL, 10));
    return done;
}

/* Step by step, from memory that ends where the text ends. */
static int load_text(struct bytes text, unsigned format, int fd,
                     struct complaints *c)
{
    static const uint8_t origin[] = "\1t";
    struct records *r = records_new();
    struct source *in =
        source_text("/nowhere/text", (const char *)text.at, text.n);
    int number = records_source(r, in), done;
    if (format == 1)
        done = flat_read(r, number, c);
    else
        done = master_read(r, number, format == 2 ? NULL : origin, c);
    if (done == 0)
        done = settle(r, c);
    must(done == 0, "memory does not run out");
    done = c->errors ? -1 : build_image(r, fd);
    complaint_close(c);
    records_free(r);
    return done;
}

/* Ask by both ways; the rcode. */
static unsigned ask(const struct image *img, struct bytes prefix,
                    const struct node *node, uint16_t type)
{
    static uint8_t out[DNS_MESSAGE_MAX];
    uint8_t question[300];
    struct bytes name = { node_name(node), node->name_len };
    struct bytes request = { question, 0 };
    struct query q;
    request.n = fuzz_question(question, prefix, name, type);
    if (request.n == 0)
        return NOERROR;
    query_parse(&q, request);
    must(q.verdict == ASK_OK, "the question is one");
    size_t n = fuzz_answer(img, request, BY_UDP, out);
    fuzz_judge(img, &q, (struct bytes){ out, n }, BY_UDP);
    n = fuzz_answer(img, request, BY_TCP, out);
    return fuzz_judge(img, &q, (struct bytes){ out, n }, BY_TCP);
}

enum { NSAP_PTR = 23 /* a name, RFC 1706 6; ldns' oracle reads a text */ };

/* A name of the table: it exists, with this type and without. */
static void ask_node(const struct image *img, const struct node *node)
{
    static const uint8_t below[] = { 2, 'z', 'z' }, star[] = { 1, '*' };
    struct bytes none = { below, 0 };
    const struct rrset *set = node_rrsets(node);
    if (node_rrset(node, NSAP_PTR))
        return;
    must(ask(img, none, node, TYPE_ANY) == NOERROR,
         "a name that is there gives no error");
    for (unsigned i = 0; i < node->rrsets_n; i++, set = rrset_next(set))
        ask(img, none, node, set->type);
    unsigned rcode = ask(img, none, node, 0xfff0);
    must(rcode == NOERROR || node->flags & NODE_CNAME,
         "a type that is not there is no error");
    ask(img, (struct bytes){ below, sizeof below }, node, TYPE_A);
    ask(img, (struct bytes){ star, sizeof star }, node, 0xfff0);
}

/* Beside /proc/self/fd/N stand our own descriptors: they are not to be read. */
static bool includes(struct bytes text)
{
    for (size_t i = 0; i + 8 <= text.n; i++)
        if (strncasecmp((const char *)text.at + i, "$INCLUDE", 8) == 0)
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct complaints c = { .text = NULL };
    struct image img = { .base = NULL };
    if (n == 0)
        return 0;
    struct bytes text = { data + 1, n - 1 };
    if (includes_elsewhere(text))
        return 0;
    unsigned format = data[0] % 4;
    int fd = memfd_create("image", 0);
    int done = format || includes(text) ? load_text(text, format, fd, &c)
                                        : load_file(text, fd, &c);
    must((done == 0) == (c.errors == 0), "it loads when there is no error");
    must(!c.text == (c.errors + c.warnings == 0),
         "what is counted is said in words");
    if (done == 0) {
        must(image_open(&img, fd) == 0, "a built image is a good one");
        for (uint32_t i = 0, k = 0; i < img.table.n && k < NAMES_ASKED; i++)
            if (img.table.slots[i].place && ++k)
                ask_node(&img, image_at(&img, img.table.slots[i].place));
    }
    image_close(&img);
    close(fd);
    complaint_free(&c);
    return 0;
}
