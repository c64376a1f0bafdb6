/*
 * Any zone text: it loads, and then every name in the image can be asked for,
 * and what is written of it, if nothing is lost, is the same zone again; or it
 * does not, and then it is said why.  The first octet picks the format.
 * $INCLUDE finds nothing beside the text, and a path elsewhere, such as
 * /dev/zero, is not tried.
 */
#include "tests/fuzz.h"
#include "tools/zone_write.h"
#include "zonefile/build.h"
#include "zonefile/changes.h"
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

enum { FLAT = 1, MASTER, MASTER_OF_T };

/* Settled, from memory that ends where the text ends. */
static struct records *read_text(struct bytes text, unsigned format,
                                 struct complaints *c)
{
    static const uint8_t origin[] = "\1t";
    struct records *r = records_new();
    struct source *in =
        source_text("/nowhere/text", (const char *)text.at, text.n);
    int number = records_source(r, in), done;
    if (format == FLAT)
        done = flat_read(r, number, c);
    else
        done = master_read(r, number, format == MASTER ? NULL : origin, c);
    if (done == 0)
        done = settle(r, c);
    must(done == 0, "memory does not run out");
    complaint_close(c);
    return r;
}

/* Step by step. */
static int load_text(struct bytes text, unsigned format, int fd,
                     struct complaints *c)
{
    struct records *r = read_text(text, format, c);
    int done = c->errors ? -1 : build_image(r, fd);
    records_free(r);
    return done;
}

/* ---- written, and read again ---- */

/* Made PTRs, too. */
static void must_be_same(const struct image *a, const struct image *b)
{
    struct changes c;
    struct change change;
    must(changes_begin(&c, a, b) == 0, "memory does not run out");
    must(!changes_next(&c, &change), "what is written is the same zone");
    changes_end(&c);
    must(a->head->addr4_n == b->head->addr4_n &&
             a->head->addr6_n == b->head->addr6_n,
         "as many addresses lead back");
    for (uint32_t i = 0; i < a->head->addr4_n; i++) {
        const struct node *x = image_at(a, a->addr4[i].node);
        const struct node *y = image_at(b, b->addr4[i].node);
        must(x->name_len == y->name_len &&
                 memcmp(node_name(x), node_name(y), x->name_len) == 0,
             "an address leads back to the same name");
    }
}

static void write_again(struct bytes text, unsigned format,
                        const struct image *img)
{
    struct complaints c = { .text = NULL }, none = { .text = NULL };
    struct records *r = read_text(text, format, &c);
    struct zone_writing w = { .target = format == FLAT ? TO_FLAT : TO_MASTER,
                              .records = r,
                              .image = img };
    struct image again = { .base = NULL };
    int fd = memfd_create("again", 0);
    zone_write_all(&w);
    struct bytes out = { (const uint8_t *)w.out.at, w.out.n };
    if (w.lost_n == 0) {
        must(load_text(out, format == FLAT ? FLAT : MASTER, fd, &none) == 0,
             "what is written can be read");
        must(image_open(&again, fd) == 0, "a built image is a good one");
        must_be_same(img, &again);
        image_close(&again);
    }
    close(fd);
    records_free(r);
    text_free(&w.out);
    text_free(&w.lost);
    complaint_free(&none);
    complaint_free(&c);
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
        if (format)
            write_again(text, format, &img);
    }
    image_close(&img);
    close(fd);
    complaint_free(&c);
    return 0;
}
