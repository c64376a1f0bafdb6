#include "zonefile/image.h"

#include "tests/shared/flat_text.h"
#include "tests/shared/guard.h"
#include "tests/shared/names.h"
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"
#include "zonefile/check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static const struct node *find(const struct image *img, const char *wire)
{
    struct name n;
    name_set(&n, WIRE(wire));
    image_warm_slot(img, &n); /* hints: they change nothing */
    image_warm_node(img, &n);
    return image_find(img, &n, n.labels);
}

static const char small[] = "$TTL 600\n"
                            "$ZONE com\n"
                            "$ZONE sub.com\n"
                            "$ZONE in-addr.arpa\n"
                            "com 203.0.113.1\n"
                            "cctv.com 300 203.0.113.10\n"
                            "www.cctv.com CNAME news.cctv.com\n"
                            "news.cctv.com 203.0.113.11 203.0.113.12\n"
                            "news.cctv.com 2001:db8::11\n"
                            "*.wild.cctv.com 203.0.113.14\n"
                            "a.b.ent.cctv.com TXT x\n"
                            "cut.com NS ns.cut.com\n"
                            "ns.cut.com 203.0.113.53\n"
                            "old.com DNAME new.org\n"
                            "sub.com TXT y\n";

/* ---- what is in it ---- */

static void the_head_counts_what_is_there(void **state)
{
    struct zone_load l = flat_load(small);
    const struct image *img = &l.image;
    const struct image_head *h = img->head;
    (void)state;
    assert_memory_equal(h->magic, "twig\0\0\0\3", 8);
    assert_true(h->size == img->size);
    assert_int_equal(h->zones_n, 3);
    /* com cctv www news *.wild wild a b ent cut old sub, in-addr.arpa */
    assert_int_equal(h->names_n, 13);
    assert_true(h->slots_n > h->names_n);
    assert_int_equal(h->depth_max, 5); /* a.b.ent.cctv.com */
    /* 1 10 11 12, without the wildcard's and the glue's; no zone for IPv6 */
    assert_int_equal(h->addr4_n, 4);
    assert_int_equal(h->addr6_n, 0);
    zone_free(&l);
}

/* Every slot leads to a node, under the hash of its name. */
static void the_table_files_names_under_their_hash(void **state)
{
    struct zone_load l = flat_load(small);
    const struct image *img = &l.image;
    uint32_t taken = 0;
    (void)state;
    for (uint32_t i = 0; i < img->table.n; i++) {
        const struct slot *s = &img->table.slots[i];
        if (!s->place)
            continue;
        const struct node *node = image_at(img, s->place);
        struct name n;
        name_set(&n, node_name(node));
        assert_int_equal(s->hash, name_key(n.hash[n.labels]));
        assert_int_equal(node->name_len, n.len);
        assert_memory_equal(node_name(node), n.wire, n.len);
        assert_ptr_equal(image_find(img, &n, n.labels), node);
        taken++;
    }
    assert_int_equal(taken, img->head->names_n);
    zone_free(&l);
}

static void nodes_say_what_they_are(void **state)
{
    static const struct {
        const char *wire; /* found in any case */
        int flags;        /* -1: it is not there */
        uint16_t rrsets_n;
    } rows[] = {
        { "\3com", NODE_APEX, 3 }, /* SOA, NS, A */
        { "\3COM", NODE_APEX, 3 },
        { "\3sub\3com", NODE_APEX, 3 },
        { "\7in-addr\4arpa", NODE_APEX, 2 },
        { "\4cctv\3com", 0, 1 },
        { "\4news\4cctv\3com", 0, 2 },
        { "\3www\4cctv\3com", NODE_CNAME, 1 },
        { "\4wild\4cctv\3com", NODE_STAR, 0 },
        { "\1*\4wild\4cctv\3com", 0, 1 },
        /* empty non-terminals exist: RFC 8020 */
        { "\3ent\4cctv\3com", 0, 0 },
        { "\1b\3ent\4cctv\3com", 0, 0 },
        { "\3cut\3com", NODE_CUT, 1 },
        { "\3old\3com", NODE_DNAME, 1 },
        /* neither glue nor what nobody wrote nor what is above all zones */
        { "\2ns\3cut\3com", -1, 0 },
        { "\1x\4cctv\3com", -1, 0 },
        { "\1x\4wild\4cctv\3com", -1, 0 },
        { "\4arpa", -1, 0 },
        { "", -1, 0 },
    };
    struct zone_load l = flat_load(small);
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        const struct node *node = find(&l.image, rows[i].wire);
        assert_int_equal(node != NULL, rows[i].flags >= 0);
        if (!node)
            continue;
        assert_int_equal(node->flags, rows[i].flags);
        assert_int_equal(node->rrsets_n, rows[i].rrsets_n);
    }
    zone_free(&l);
}

/* One pass over a name: each of its ancestors is found with its own hash. */
static void every_ancestor_is_found_by_depth(void **state)
{
    static const bool there[] = { false, true, true, true, true, true, false };
    struct zone_load l = flat_load(small);
    struct name n;
    (void)state;
    name_set(&n, WIRE("\1z\1a\1b\3ent\4cctv\3com"));
    for (unsigned depth = 0; depth < ITEMS(there); depth++) {
        const struct node *node = image_find(&l.image, &n, depth);
        assert_int_equal(node != NULL, there[depth]);
        if (node)
            assert_memory_equal(node_name(node),
                                n.wire + name_suffix(&n, depth),
                                node->name_len);
    }
    zone_free(&l);
}

/* RRsets stand as a reply has them, behind the question of their owner. */
static void records_stand_as_they_are_sent(void **state)
{
    static const struct {
        const char *owner;
        uint16_t type, records, len;
        const char *wire;
    } rows[] = {
        { "\4cctv\3com", TYPE_A, 1, 16,
          "\xc0\x0c\0\1\0\1\0\0\x01\x2c\0\4\xcb\0\x71\x0a" },
        { "\4news\4cctv\3com", TYPE_A, 2, 32,
          "\xc0\x0c\0\1\0\1\0\0\x02\x58\0\4\xcb\0\x71\x0b"
          "\xc0\x0c\0\1\0\1\0\0\x02\x58\0\4\xcb\0\x71\x0c" },
        { "\4news\4cctv\3com", TYPE_AAAA, 1, 28,
          "\xc0\x0c\0\x1c\0\1\0\0\x02\x58\0\x10\x20\x01\x0d\xb8"
          "\0\0\0\0\0\0\0\0\0\0\0\x11" },
        { "\1a\1b\3ent\4cctv\3com", 16, 1, 14,
          "\xc0\x0c\0\x10\0\1\0\0\x02\x58\0\2\1x" },
        { "\3www\4cctv\3com", TYPE_CNAME, 1, 19,
          "\xc0\x0c\0\5\0\1\0\0\x02\x58\0\7\4news\xc0\x10" },
    };
    struct zone_load l = flat_load(small);
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        const struct node *node = find(&l.image, rows[i].owner);
        assert_non_null(node);
        const struct rrset *set = node_rrset(node, rows[i].type);
        assert_non_null(set);
        assert_int_equal(set->type, rows[i].type);
        assert_int_equal(set->records, rows[i].records);
        assert_int_equal(set->len, rows[i].len);
        assert_memory_equal(rrset_records(set), rows[i].wire, set->len);
        assert_null(node_rrset(node, TYPE_MX));
        assert_null(node_rrset(node, 0));
    }
    assert_null(node_rrset(find(&l.image, "\3ent\4cctv\3com"), TYPE_A));
    zone_free(&l);
}

static void zones_know_those_above_them(void **state)
{
    static const struct {
        const char *node, *apex;
        const char *parent; /* NULL: none of ours */
    } rows[] = {
        { "\4cctv\3com", "\3com", NULL },
        { "\3com", "\3com", NULL },
        { "\3sub\3com", "\3sub\3com", "\3com" },
        { "\3cut\3com", "\3com", NULL },
        { "\7in-addr\4arpa", "\7in-addr\4arpa", NULL },
    };
    struct zone_load l = flat_load(small);
    const struct image *img = &l.image;
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        const struct zone *zone = &img->zones[find(img, rows[i].node)->zone];
        assert_ptr_equal(image_at(img, zone->apex), find(img, rows[i].apex));
        assert_int_equal(zone->parent != 0, rows[i].parent != NULL);
        if (rows[i].parent)
            assert_ptr_equal(image_at(img, img->zones[zone->parent - 1].apex),
                             find(img, rows[i].parent));
        assert_true(zone->fingerprint != 0);
        assert_int_equal(zone->serial, ZONE_STAMP);
    }
    zone_free(&l);
}

/* ---- wildcards ---- */

static void a_star_is_found_below_its_node(void **state)
{
    struct zone_load l = flat_load(small);
    const struct image *img = &l.image;
    struct name n;
    (void)state;
    name_set(&n, WIRE("\1x\4wild\4cctv\3com"));
    const struct node *wild = find(img, "\4wild\4cctv\3com");
    assert_ptr_equal(image_star(img, wild, n.hash[3]),
                     find(img, "\1*\4wild\4cctv\3com"));
    assert_null(image_star(img, find(img, "\4cctv\3com"), n.hash[2]));
    assert_null(image_star(img, find(img, "\3com"), n.hash[1]));
    zone_free(&l);
}

/* 253 octets and two for the star are 255; 254 and 255 have no room. */
static void a_star_needs_room_in_the_name(void **state)
{
    static const struct {
        uint8_t sizes[6];
        bool star;
    } rows[] = {
        { { 63, 63, 63, 59 }, true },
        { { 63, 63, 63, 60 }, false },
        { { 63, 63, 63, 61 }, false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        char text[2 * LIMIT_ROOM], name[LIMIT_ROOM];
        uint8_t wire[LIMIT_ROOM];
        size_t n = limit_text(name, rows[i].sizes);
        limit_wire(wire, rows[i].sizes);
        n = (size_t)snprintf(text, sizeof text, "%s%.*s 1.2.3.4\n",
                             rows[i].star ? "*." : "", (int)n, name);
        struct zone_load l = flat_load(text);
        struct name below;
        name_set(&below, wire);
        const struct node *node = image_find(&l.image, &below, below.labels);
        assert_non_null(node);
        assert_int_equal(node->name_len, below.len);
        const struct node *star =
            image_star(&l.image, node, below.hash[below.labels]);
        assert_int_equal(star != NULL, rows[i].star);
        if (star)
            assert_int_equal(star->name_len, DNS_NAME_MAX);
        zone_free(&l);
    }
}

/* ---- files ---- */

static void an_image_is_mapped_and_closed(void **state)
{
    struct zone_load l = flat_load(small);
    struct image img;
    size_t size = 0;
    (void)state;
    zone_write_bytes("image", l.image.base, l.image.size);
    int fd = open("image", O_RDONLY);
    assert_true(fd >= 0);
    void *bytes = image_bytes(fd, &size);
    assert_non_null(bytes);
    assert_int_equal(size, l.image.size);
    assert_memory_equal(bytes, l.image.base, size);
    munmap(bytes, size);
    assert_int_equal(image_map(&img, fd), 0);
    assert_non_null(find(&img, "\4cctv\3com"));
    image_close(&img);
    assert_null(img.base);
    image_close(&img); /* once is enough, twice does no harm */
    assert_int_equal(image_open(&img, fd), 0);
    close(fd); /* the bytes stay mapped */
    assert_non_null(find(&img, "\4cctv\3com"));
    image_close(&img);
    zone_free(&l);
}

static void what_is_no_image_is_not_opened(void **state)
{
    static const struct {
        size_t n;
        int flags, why;
    } rows[] = {
        { 0, O_RDONLY, EBADMSG },   { 79, O_RDONLY, EBADMSG },
        { 80, O_RDONLY, EBADMSG },  { 5000, O_RDONLY, EBADMSG },
        { 5000, O_WRONLY, EACCES }, /* mmap's word for it */
    };
    static const char text[5000] = "twig, but no image";
    struct image img;
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        zone_write_bytes("image", text, rows[i].n);
        int fd = open("image", rows[i].flags);
        assert_true(fd >= 0);
        errno = 0;
        assert_int_equal(image_open(&img, fd), -1);
        assert_int_equal(errno, rows[i].why);
        if (rows[i].n < 80 || rows[i].flags != O_RDONLY) {
            errno = 0; /* this much image_map sees, too */
            assert_int_equal(image_map(&img, fd), -1);
            assert_int_equal(errno, rows[i].why);
        }
        close(fd);
    }
    errno = 0;
    assert_int_equal(image_open(&img, -1), -1);
    assert_int_equal(errno, EBADF);
    errno = 0;
    assert_int_equal(image_map(&img, -1), -1);
    assert_int_equal(errno, EBADF);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_counts_what_is_there),
        cmocka_unit_test(the_table_files_names_under_their_hash),
        cmocka_unit_test(nodes_say_what_they_are),
        cmocka_unit_test(every_ancestor_is_found_by_depth),
        cmocka_unit_test(records_stand_as_they_are_sent),
        cmocka_unit_test(zones_know_those_above_them),
        cmocka_unit_test(a_star_is_found_below_its_node),
        cmocka_unit_test(a_star_needs_room_in_the_name),
        cmocka_unit_test(an_image_is_mapped_and_closed),
        cmocka_unit_test(what_is_no_image_is_not_opened),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
