/*
 * Any name and type, walked to: the walk ends, agrees with the answer, and its
 * words are text.  The input: a type, a name of the image by its number, and
 * labels in front of that.
 */
#include "tests/fuzz.h"
#include "tests/walk_agrees.h"
#include "zonefile/check.h"
#include "zonefile/utf8.h"
#include "zonefile/walkline.h"

enum { NUMBER = 2, LABELS = 4, LINE = 4096 };

static struct image world;
static unsigned names_n; /* and glue */

/* The name that the input says; false: it is none. */
static bool read_name(struct name *name, const uint8_t *data, size_t n)
{
    uint8_t wire[2 * DNS_NAME_MAX];
    const struct node *node = image_first(&world);
    for (unsigned i = get_u16(data + NUMBER) % names_n; i > 0; i--)
        node = image_next(&world, node);
    struct writer w = writer_over(wire, sizeof wire);
    write_bytes(&w, data + LABELS, n - LABELS);
    write_bytes(&w, node_name(node), node->name_len);
    size_t len = w.bad ? 0 : (size_t)(w.at - wire);
    if (len == 0 || name_valid(wire, len) != len)
        return false;
    name_set(name, wire);
    return true;
}

static void judge_words(const struct walk *w)
{
    for (int chinese = 0; chinese < 2; chinese++) {
        uint8_t line[LINE];
        struct writer out = writer_over(line, sizeof line);
        walkline_write(&out, w, chinese);
        struct reader r = reader_over(line, (size_t)(out.at - line));
        must(reader_left(&r) > 0, "there are words");
        while (reader_left(&r))
            must(utf8_is_plain(utf8_next(&r)), "the words are plain text");
    }
}

static void open_world(void)
{
    must(image_open(&world, fuzz_world(true)) == 0, "the image is good");
    for (const struct node *n = image_first(&world); n;
         n = image_next(&world, n))
        names_n++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static uint8_t reply[DNS_MESSAGE_MAX];
    static struct walk w;
    uint8_t question[300];
    struct name name;
    if (!world.base)
        open_world();
    if (n < LABELS || !read_name(&name, data, n))
        return 0;
    uint16_t type = get_u16(data);
    struct bytes none = { data, 0 }, wire = { name.wire, name.len };
    struct bytes request = { question,
                             fuzz_question(question, none, wire, type) };
    walk_begin(&w, &world, &name, type);
    judge_words(&w);
    for (unsigned links = 0; walk_on(&w); links++)
        must(links < LINKS_MAX, "an alias ends");
    judge_words(&w);
    if (type == TYPE_AXFR || type == TYPE_IXFR || type == 0 || type == TYPE_OPT)
        return 0; /* no question of a name's records */
    must(fuzz_answer(&world, request, BY_TCP, reply) > DNS_HEADER,
         "it is answered");
    const char *why = walk_disagrees(&world, &name, type, reply);
    must(!why, why ? why : "the walk agrees");
    return 0;
}
