/* Damaged images are refused, or what is read through them stays inside. */
#include "zonefile/check.h"

#include "tests/shared/damage.h"
#include "tests/shared/flat_text.h"
#include "tests/shared/guard.h"
#include "tests/shared/names.h"
#include "tests/shared/test.h"

#include <stdlib.h>

#define HEAD(field) offsetof(struct image_head, field)

static void a_damaged_head_is_refused(void **state)
{
    const struct image_head *h = copy.whole.head;
    const struct damage rows[] = {
        { HEAD(magic), 1, 'T' },
        { HEAD(magic) + 7, 1, 4 }, /* the layout to come */
        { HEAD(size), 8, copy.size - 4 },
        { HEAD(size), 8, copy.size + 4 },
        /* before the end of the head, not aligned, behind the image */
        { HEAD(slots_at), 8, 0 },
        { HEAD(slots_at), 8, 100 },
        { HEAD(slots_at), 8, h->slots_at + 2 },
        { HEAD(slots_at), 8, copy.size },
        { HEAD(slots_at), 8, UINT64_MAX - 3 },
        { HEAD(slots_n), 4, 0 },
        { HEAD(slots_n), 4, UINT32_MAX },
        { HEAD(zones_at), 8, h->zones_at + 4 },
        { HEAD(zones_at), 8, 8 },
        { HEAD(zones_n), 4, (copy.size - h->zones_at) / 24 + 1 },
        { HEAD(zones_n), 4, UINT32_MAX },
        { HEAD(addr4_at), 8, h->addr4_at + 1 },
        { HEAD(addr4_at), 8, copy.size + 8 },
        { HEAD(addr4_n), 4, (copy.size - h->addr4_at) / 8 + 1 },
        { HEAD(addr6_at), 8, 4 },
        { HEAD(addr6_n), 4, (copy.size - h->addr6_at) / 20 + 1 },
        { HEAD(nodes_at), 8, h->nodes_at + 1 },
        { HEAD(nodes_at), 8, h->nodes_at + 4 },
        { HEAD(nodes_at), 8, copy.size },
        { HEAD(nodes_at), 8, copy.size + 4 },
        { HEAD(nodes_at), 8, 0 },
        { HEAD(citations_at), 8, h->citations_at + 4 },
        { HEAD(citations_at), 8, h->citations_at - 4 },
        { HEAD(citations_at), 8, h->paths_at + 4 },
        { HEAD(citations_at), 8, 0 },
        { HEAD(citations_at), 8, UINT64_MAX - 3 },
        { HEAD(paths_at), 8, copy.size },
        { HEAD(paths_at), 8, copy.size + 4 },
        { HEAD(paths_at), 8, h->citations_at - 4 },
        { h->citations_at + offsetof(struct citation, path), 4, 8 },
        { h->citations_at + offsetof(struct citation, path), 4, UINT32_MAX },
        { copy.size - 1, 1, 'x' }, /* a path without an end */
        { HEAD(names_n), 4, h->names_n - 1 },
        { HEAD(names_n), 4, h->names_n + 1 },
        { HEAD(glue_from), 4, h->glue_from + 1 },
        { HEAD(glue_from), 4, h->glue_to + 4 },
        { HEAD(glue_to), 4, h->glue_to - 1 },
        { HEAD(glue_to), 4, UINT32_MAX },
        { HEAD(depth_max), 4, 128 },
    };
    (void)state;
    damages_are_refused(rows, ITEMS(rows));
}

static void damaged_references_are_refused(void **state)
{
    const struct image *img = &copy.whole;
    const size_t zones = img->head->zones_at, addr4 = img->head->addr4_at,
                 addr6 = img->head->addr6_at;
    uint32_t cctv = (uint32_t)(node_at("\4cctv\3com", 0) / 4), slot = 0;
    uint32_t soa = img->zones[0].negative;
    while (img->table.slots[slot].place != cctv)
        slot++;
    size_t place = img->head->slots_at + slot * sizeof(struct slot) + 4;
    const struct damage rows[] = {
        { place, 4, cctv + 1 }, /* within the node */
        { place, 4, 1 },
        { place, 4, soa }, /* an RRset is no node */
        { place, 4, copy.size / 4 },
        { place, 4, UINT32_MAX },
        { place, 4, 0 }, /* one name less than the head says */
        { zones + offsetof(struct zone, apex), 4, 0 },
        { zones + offsetof(struct zone, apex), 4, cctv + 1 },
        { zones + offsetof(struct zone, apex), 4, copy.size / 4 - 1 },
        { zones + offsetof(struct zone, apex), 4, UINT32_MAX },
        { zones + offsetof(struct zone, parent), 4, 5 },
        { zones + offsetof(struct zone, parent), 4, UINT32_MAX },
        { zones + offsetof(struct zone, negative), 4, 0 },
        { zones + offsetof(struct zone, negative), 4, soa + 1 },
        { zones + offsetof(struct zone, negative), 4, cctv },
        { zones + offsetof(struct zone, negative), 4, UINT32_MAX },
        { addr4 + offsetof(struct addr4, node), 4, cctv + 1 },
        { addr4 + offsetof(struct addr4, node), 4, UINT32_MAX },
        { addr6 + offsetof(struct addr6, node), 4, soa },
        { addr6 + offsetof(struct addr6, node), 4, 0 },
    };
    (void)state;
    damages_are_refused(rows, ITEMS(rows));
}

/* A walk ends at an empty slot, so there must be one. */
static void a_table_without_an_empty_slot_is_refused(void **state)
{
    const struct image *img = &copy.whole;
    uint32_t cctv = (uint32_t)(node_at("\4cctv\3com", 0) / 4), empty = 0;
    (void)state;
    for (uint32_t i = 0; i < img->table.n; i++) {
        size_t at = img->head->slots_at + i * sizeof(struct slot);
        if (img->table.slots[i].place)
            continue;
        if (empty++ == 0)
            continue; /* fill all but one first: that passes */
        damage_put((struct damage){ at + 4, 4, cctv });
    }
    damage_put((struct damage){ HEAD(names_n), 4, img->table.n - 1 });
    assert_true(damage_passes());
    for (uint32_t i = 0; i < img->table.n; i++)
        damage_put((struct damage){
            img->head->slots_at + i * sizeof(struct slot) + 4, 4, cctv });
    damage_put((struct damage){ HEAD(names_n), 4, img->table.n });
    assert_false(damage_passes());
}

static void damaged_nodes_are_refused(void **state)
{
    static const char cctv[] = "\4cctv\3com";
    const size_t flags = offsetof(struct node, flags);
    const size_t sets = offsetof(struct node, rrsets_n);
    const size_t len = offsetof(struct node, name_len);
    const struct damage rows[] = {
        { node_at(cctv, 0), 4, 4 }, /* there are four zones, 0 to 3 */
        { node_at(cctv, 0), 4, UINT32_MAX },
        { node_at(cctv, 0), 4, node_of("\3sub\3com")->zone },
        { node_at(cctv, sets), 2, 3 },
        { node_at(cctv, sets), 2, 1 },
        { node_at(cctv, sets), 2, UINT16_MAX },
        { node_at(cctv, len), 1, 9 },
        { node_at(cctv, len), 1, 11 },
        { node_at(cctv, len), 1, 255 },
        { node_at(cctv, sizeof(struct node)), 1, 64 },
        { node_at(cctv, sizeof(struct node)), 1, 0xc0 },
        { node_at(cctv, sizeof(struct node)), 1, 3 },
        { node_at(cctv, sizeof(struct node)), 1, 0 },
        { node_at(cctv, sizeof(struct node) + 9), 1, 1 }, /* the root's zero */
        { node_at(cctv, sizeof(struct node) + 8), 1, 'n' }, /* not in com */
        /* flags that promise an RRset that is not there */
        { node_at(cctv, flags), 1, NODE_CUT },
        { node_at(cctv, flags), 1, NODE_DNAME },
        { node_at(cctv, flags), 1, NODE_CNAME },
        { node_at("\3cut\3com", flags), 1, NODE_CUT | NODE_CNAME },
    };
    (void)state;
    damages_are_refused(rows, ITEMS(rows));
}

static void damaged_rrsets_are_refused(void **state)
{
    static const char cctv[] = "\4cctv\3com", cut[] = "\3cut\3com";
    const size_t records = offsetof(struct rrset, records);
    const size_t len = offsetof(struct rrset, len);
    const size_t tail = offsetof(struct rrset, tail);
    const size_t wire = sizeof(struct rrset);
    const size_t extra = sizeof(struct tail);
    const struct rrset *mx = node_rrset(node_of(cctv), TYPE_MX);
    const struct tail *t = rrset_tail(mx);
    /* MX 10 mail.cctv.com: the pointer is 12 + 2 + 5 octets behind */
    const size_t fixup = offset_of(tail_fixups(t));
    const size_t pointer = offset_of(rrset_records(mx)) + 19;
    const struct damage rows[] = {
        { set_at(cctv, TYPE_A, records), 2, 0 },
        { set_at(cctv, TYPE_A, records), 2, 2 },
        { set_at(cctv, TYPE_A, len), 2, 15 },
        { set_at(cctv, TYPE_A, len), 2, 17 },
        { set_at(cctv, TYPE_A, len), 2, 12 },
        { set_at(cctv, TYPE_A, len), 2, UINT16_MAX },
        { set_at(cctv, TYPE_A, tail), 2, UINT16_MAX },
        { set_at(cctv, TYPE_A, wire + 11), 1, 3 }, /* the data's length */
        { set_at(cctv, TYPE_A, wire + 11), 1, 5 },
        { set_at(cctv, TYPE_A, wire + 10), 1, 0xff },
        { set_at(cctv, TYPE_MX, tail), 2, 0 },
        { set_at(cctv, TYPE_MX, tail), 2, 1 },
        { tail_at(cctv, TYPE_MX, 0), 2, 100 },
        { tail_at(cctv, TYPE_MX, 2), 2, 100 },
        { tail_at(cctv, TYPE_MX, extra), 2, mx->len },
        { tail_at(cctv, TYPE_MX, extra), 2, EXTRA_OWNER - 1 },
        /* an extra that leads nowhere, or to what has pointers itself */
        { tail_at(cctv, TYPE_MX, extra + 4), 4, 0 },
        { tail_at(cctv, TYPE_MX, extra + 4), 4, tail_extras(t)->rrset + 1 },
        { tail_at(cctv, TYPE_MX, extra + 4), 4, UINT32_MAX },
        { tail_at(cctv, TYPE_MX, extra + 4), 4, set_at(cut, TYPE_NS, 0) / 4 },
        /* a pointer outside, or to what does not stand before it */
        { fixup, 2, mx->len - 1u },
        { fixup, 2, UINT16_MAX },
        { fixup, 2, 17 },       /* "ai" is no pointer */
        { pointer, 2, 0x0bc0 }, /* c00b, the header */
        { pointer, 2, 0x0c00 }, /* 000c */
        { pointer, 2, 0x16c0 }, /* c016 to c019: type and class asked */
        { pointer, 2, 0x19c0 },
        { pointer, 2, 0x2dc0 }, /* c02d: itself */
        { pointer, 2, 0xffff },
    };
    (void)state;
    damages_are_refused(rows, ITEMS(rows));
}

/* Nothing at all is no RRset, though its lengths agree. */
static void an_rrset_without_records_is_refused(void **state)
{
    static const char aaa[] = "\3aaa\2bb";
    const struct rrset *txt = node_rrset(node_of(aaa), 16);
    size_t at = offset_of(txt);
    (void)state;
    damage_put((struct damage){ at + offsetof(struct rrset, records), 2, 0 });
    damage_put((struct damage){ at + offsetof(struct rrset, len), 2, 0 });
    damage_put((struct damage){ at + offsetof(struct rrset, tail), 2,
                                image_padded(txt->len) / 4 });
    damage_put((struct damage){ at + sizeof(struct rrset), 4, 0 }); /* empty */
    assert_false(damage_passes());
}

/* cca\002bb. ends in the octets of bb., not in its labels: a reply would take
 * the zone's name from the middle of a label. */
static void a_name_must_end_in_the_labels_of_its_zone(void **state)
{
    const struct damage rows[] = {
        { node_at("\6cca\2bb", offsetof(struct node, zone)), 4,
          node_of("\2bb")->zone },
    };
    (void)state;
    damages_are_refused(rows, ITEMS(rows));
}

/* DS at an apex is answered by the zone above: its name must be above. */
static void a_parent_must_be_above_its_zone(void **state)
{
    const struct image *img = &copy.whole;
    uint32_t com = node_of("\3com")->zone, sub = node_of("\3sub\3com")->zone;
    uint32_t bb = node_of("\2bb")->zone;
    const size_t first = img->head->zones_at + offsetof(struct zone, parent);
    const size_t of_com = first + com * sizeof(struct zone);
    const size_t of_sub = first + sub * sizeof(struct zone);
    const struct damage rows[] = {
        { of_sub, 4, bb + 1 },  /* another branch */
        { of_sub, 4, sub + 1 }, /* itself */
        { of_com, 4, sub + 1 }, /* below */
    };
    (void)state;
    damages_are_refused(rows, ITEMS(rows));
}

static void an_image_cut_short_is_refused(void **state)
{
    (void)state;
    for (size_t cut = 8; cut <= copy.size; cut += 8) {
        size_t n = copy.size - cut;
        uint8_t *part = guarded(copy.good, n);
        struct image img;
        assert_int_equal(image_check(&img, part, n), -1);
        if (n >= sizeof(struct image_head)) {
            uint64_t size = n; /* and the head knows it */
            memcpy(part + HEAD(size), &size, sizeof size);
            assert_int_equal(image_check(&img, part, n), -1);
        }
        guard_free(part);
    }
}

/* Behind the last name of an image that cites nothing there is nothing. */
static void the_last_name_ends_inside(void **state)
{
    void *place;
    struct image img;
    struct name last;
    (void)state;
    zone_enter(&place);
    struct zone_load l = flat_load("$ZONE a\nb.a 10.0.0.1\n");
    zone_leave(&place);
    uint8_t *base = malloc(l.image.size);
    assert_non_null(base);
    memcpy(base, l.image.base, l.image.size);
    assert_int_equal(image_check(&img, base, l.image.size), 0);
    name_set(&last, WIRE("\1b\1a"));
    const struct node *node = image_find(&img, &last, 2);
    size_t at = (size_t)((const uint8_t *)node - base);
    base[at + offsetof(struct node, name_len)] = DNS_NAME_MAX;
    assert_int_equal(image_check(&img, base, l.image.size), -1);
    free(base);
    zone_free(&l);
}

/* Each octet, damaged in some ways: what passes can be read. */
static void any_octet_may_be_damaged(void **state)
{
    static const uint8_t flips[] = { 0x01, 0x04, 0x10, 0x80, 0xff };
    size_t passed = 0;
    (void)state;
    for (size_t at = 0; at < copy.size; at++)
        for (size_t i = 0; i <= ITEMS(flips); i++) {
            copy.base[at] = i < ITEMS(flips) ? copy.good[at] ^ flips[i] : 0;
            passed += damage_passes();
            copy.base[at] = copy.good[at];
        }
    assert_true(passed > copy.size); /* texts and TTLs may be anything */
}

/* What says nothing of a place, a length or a name may be anything. */
static void other_words_may_change(void **state)
{
    const struct damage rows[] = {
        { copy.whole.head->zones_at + offsetof(struct zone, serial), 4, 7 },
        { copy.whole.head->zones_at + offsetof(struct zone, fingerprint), 8,
          7 },
        { copy.whole.head->slots_at, 4, 7 }, /* a hash: it is not found */
        { set_at("\4cctv\3com", TYPE_A, sizeof(struct rrset) + 6), 4, 7 },
        { set_at("\4cctv\3com", TYPE_A, sizeof(struct rrset) + 12), 4, 7 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        damage_put(rows[i]);
        assert_true(damage_passes());
        damage_mend(NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_damaged_head_is_refused, damage_mend),
        cmocka_unit_test_setup(damaged_references_are_refused, damage_mend),
        cmocka_unit_test_setup(a_table_without_an_empty_slot_is_refused,
                               damage_mend),
        cmocka_unit_test_setup(damaged_nodes_are_refused, damage_mend),
        cmocka_unit_test_setup(damaged_rrsets_are_refused, damage_mend),
        cmocka_unit_test_setup(an_rrset_without_records_is_refused,
                               damage_mend),
        cmocka_unit_test_setup(a_name_must_end_in_the_labels_of_its_zone,
                               damage_mend),
        cmocka_unit_test_setup(a_parent_must_be_above_its_zone, damage_mend),
        cmocka_unit_test_setup(an_image_cut_short_is_refused, damage_mend),
        cmocka_unit_test(the_last_name_ends_inside),
        cmocka_unit_test_setup(any_octet_may_be_damaged, damage_mend),
        cmocka_unit_test_setup(other_words_may_change, damage_mend),
    };
    return cmocka_run_group_tests(tests, damage_begin, damage_end);
}
