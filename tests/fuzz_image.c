/*
 * A damaged image: it is refused, or it works - it may lie, but nothing is
 * read or written outside.  The input is a list of edits of five octets:
 * which unit of the image, what to do, a value.
 */
#include "tests/fuzz.h"
#include "zonefile/changes.h"
#include "zonefile/check.h"
#include "zonefile/nametext.h"

enum { EDIT = 5 };

static uint8_t *good;
static size_t good_size;

static void build_good(void)
{
    int fd = fuzz_world(false);
    struct image img;
    must(image_open(&img, fd) == 0, "the image is good before it is damaged");
    good = malloc(img.size);
    good_size = img.size;
    memcpy(good, img.base, img.size);
    image_close(&img);
}

/* What is left are nodes. */
static void put_size(uint8_t *base, uint64_t size)
{
    memcpy(base + offsetof(struct image_head, size), &size, sizeof size);
    memcpy(base + offsetof(struct image_head, citations_at), &size,
           sizeof size);
    memcpy(base + offsetof(struct image_head, paths_at), &size, sizeof size);
}

/* File the names under the hashes that they have now. */
static void refile(uint8_t *base, size_t size)
{
    struct image was;
    image_set(&was, good, good_size);
    size_t at = was.head->slots_at, n = was.table.n;
    struct slot *fresh = calloc(n, sizeof *fresh);
    for (size_t i = 0; i < n && at + n * sizeof *fresh <= size; i++) {
        struct slot s;
        struct name name;
        memcpy(&s, base + at + i * sizeof s, sizeof s);
        uint64_t wire = (uint64_t)s.place * IMAGE_UNIT + sizeof(struct node);
        if (!s.place || wire >= size || !name_valid(base + wire, size - wire))
            continue;
        name_set(&name, base + wire);
        s.hash = name_key(name.hash[name.labels]);
        table_put(fresh, (uint32_t)n, s);
    }
    if (at + n * sizeof *fresh <= size)
        memcpy(base + at, fresh, n * sizeof *fresh);
    free(fresh);
}

/* Damage the `size` octets at `base`; returns the size that is left. */
static size_t damage(uint8_t *base, size_t size, const uint8_t *e)
{
    size_t units = size / IMAGE_UNIT;
    uint8_t *unit = base + (get_u16(e) % units) * IMAGE_UNIT;
    uint16_t value = get_u16(e + 3);
    uint32_t word = value;
    switch (e[2] % 8) {
    case 0: /* an octet */
    case 1:
        unit[e[2] / 8 % IMAGE_UNIT] = (uint8_t)value;
        break;
    case 2: /* a field of two octets */
        memcpy(unit + e[2] / 8 % 2 * 2, &value, sizeof value);
        break;
    case 3: /* a place */
        memcpy(unit, &word, sizeof word);
        break;
    case 4: /* somewhat more, or less */
        memcpy(&word, unit, sizeof word);
        word += (uint32_t)value - 0x8000;
        memcpy(unit, &word, sizeof word);
        break;
    case 5: /* what stands elsewhere */
        memmove(unit, base + value % units * IMAGE_UNIT, IMAGE_UNIT);
        break;
    case 6: /* a name that was changed can be found */
        refile(base, size);
        break;
    case 7: /* the end is gone, and the head knows it */
        if (value % units >= sizeof(struct image_head) / IMAGE_UNIT)
            size = value % units * IMAGE_UNIT;
        put_size(base, size);
        break;
    }
    return size;
}

static void ask(const struct image *img, struct bytes prefix, struct bytes name,
                uint16_t type)
{
    static uint8_t *out[2]; /* of just the size that a reply may have */
    uint8_t question[300];
    struct bytes request = { question, 0 };
    request.n = fuzz_question(question, prefix, name, type);
    if (request.n == 0)
        return;
    for (int by = BY_UDP; by <= BY_TCP; by++) {
        size_t most = by == BY_UDP ? DNS_UDP_EDNS : DNS_MESSAGE_MAX;
        if (!out[by])
            out[by] = malloc(most);
        size_t n = fuzz_answer(img, request, (enum transport)by, out[by]);
        must(n >= DNS_HEADER && n <= most, "the length is in bounds");
    }
}

static void ask_citation(const struct image *img, const void *what)
{
    const struct citation *w = image_citation(img, what);
    const char *end = (const char *)img->base + img->size;
    if (w)
        must(citation_path(img, w) + strlen(citation_path(img, w)) < end,
             "a path is in bounds");
}

/* Whatever the image calls a name, and what is below it. */
static void ask_nodes(const struct image *img)
{
    static const uint8_t below[] = "\2zz\1y";
    /* the last one looks like a pointer, in the octets behind the name */
    static const uint16_t types[] = { TYPE_A, TYPE_NS, TYPE_DS, 0xffff };
    struct bytes none = { below, 0 }, zz = { below, 3 }, y = { below + 3, 2 };
    for (uint32_t i = 0; i < img->table.n; i++) {
        if (!img->table.slots[i].place)
            continue;
        const struct node *node = image_at(img, img->table.slots[i].place);
        struct bytes name = { node_name(node), node->name_len };
        const struct rrset *set = node_rrsets(node);
        ask_citation(img, node);
        for (unsigned k = 0; k < node->rrsets_n; k++, set = rrset_next(set)) {
            ask_citation(img, set);
            ask(img, none, name, set->type);
        }
        for (size_t k = 0; k < sizeof types / sizeof *types; k++) {
            ask(img, none, name, types[k]);
            ask(img, zz, name, types[k]);
            ask(img, y, name, types[k]);
        }
    }
}

/* All that differs from the good image, there and back. */
static void compare(const struct image *img)
{
    static struct change_records records;
    struct image whole;
    image_set(&whole, good, good_size);
    for (int back = 0; back < 2; back++) {
        struct changes c;
        struct change change;
        must(changes_begin(&c, back ? img : &whole, back ? &whole : img) == 0,
             "there is memory");
        while (changes_next(&c, &change)) {
            change_records_begin(&records, &change);
            while (change_records_next(&records))
                must(records.record.data.n <= sizeof records.record.room,
                     "data is in bounds");
        }
        changes_end(&c);
    }
}

/* Names that were there, and addresses backwards. */
static void ask_fixed(const struct image *img)
{
    static const char *const names[] = {
        "t.test",
        "www.t.test",
        "q.wild.t.test",
        "x.q.cw.t.test",
        "c1.t.test",
        "a.dn.t.test",
        "x.sub.t.test",
        "a.b.dloop.t.test",
        "cother.t.test",
        "ns1.n.t.test",
        "x.f.test",
        "_s._tcp.t.test",
        "https.t.test",
        "x.b.ent.t.test",
        "q.st.f.test",
        "x.cd.t.test",
        "x.dlong.t.test",
        "2.0.3.10.in-addr.arpa",
        "3.10.in-addr.arpa",
        "4.0.3.10.in-addr.arpa",
        "x.4.0.3.10.in-addr.arpa",
        "2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f"
        ".ip6.arpa",
        "d.f.ip6.arpa",
        "ip6.arpa"
    };
    static const uint8_t root[1];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        uint8_t wire[DNS_NAME_MAX];
        struct bytes text = { (const uint8_t *)names[i], strlen(names[i]) };
        struct bytes none = { wire, 0 }, name = { wire, 0 };
        name_parse(wire, &name.n, text, root);
        ask(img, none, name, TYPE_A);
        ask(img, none, name, TYPE_PTR);
        ask(img, none, name, 0xc0ff);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct image img;
    if (!good)
        build_good();
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t room = (good_size + page - 1) / page * page, size = good_size;
    uint8_t *base = mmap(NULL, room + page, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    must(base != MAP_FAILED && !mprotect(base + room, page, PROT_NONE),
         "there is a page that must not be touched");
    memcpy(base, good, good_size);
    for (; n >= EDIT; n -= EDIT, data += EDIT)
        size = damage(base, size, data);
    uint8_t *edge = base + (room - size) / 8 * 8; /* aligned, as if mapped */
    memmove(edge, base, size);
    if (image_check(&img, edge, size) == 0) {
        ask_fixed(&img);
        ask_nodes(&img);
        compare(&img);
    }
    munmap(base, room + page);
    return 0;
}
