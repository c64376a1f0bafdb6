#include "tests/shared/damage.h"

#include "tests/shared/guard.h"
#include "tests/shared/names.h"
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"
#include "zonefile/check.h"
#include "zonefile/reverse.h"

#include <errno.h>
#include <stdlib.h>

static const char text[] = "$ZONE com\n"
                           "$ZONE sub.com\n"
                           "$ZONE .\n"
                           "$ZONE bb\n"
                           "cctv.com 203.0.113.10\n"
                           "cctv.com MX 10 mail.cctv.com\n"
                           "mail.cctv.com 203.0.113.13 2001:db8::13\n"
                           "www.cctv.com CNAME cctv.com\n"
                           "*.wild.cctv.com 203.0.113.14\n"
                           "cut.com NS ns.cut.com\n"
                           "cut.com NS ns.cctv.com\n"
                           "ns.cut.com 203.0.113.53\n"
                           "old.com DNAME new.com\n"
                           "aaa.bb TXT x\n"
                           "cca\\002bb TXT x\n"
                           "n.com NAPTR 1 1 s x \"\" srv.com\n"
                           "srv.com SRV 0 0 5 mail.cctv.com\n"
                           "svc.com HTTPS 1 . alpn=h2\n"
                           "svc.com 2001:db8::5\n";

struct copy copy;

int damage_begin(void **state)
{
    /* its end must be at the edge and its beginning aligned for 8 octets */
    for (int i = 0; i < 2; i++) {
        char *all = NULL;
        assert_true(asprintf(&all, "%s%s", text, i ? "f TXT xxxxx\n" : "") > 0);
        zone_enter(state);
        zone_write("world", all);
        char *zones[] = { "world" };
        struct zone_load l = zone_load(&(struct zonefile_request){
            .zones = zones, .zones_n = 1, .cite = true });
        zone_leave(state);
        free(all);
        copy.size = l.image.size;
        copy.base = guarded(l.image.base, copy.size);
        uint8_t *good = malloc(copy.size);
        assert_non_null(good);
        copy.good = memcpy(good, copy.base, copy.size);
        zone_free(&l);
        if (copy.size % 8 == 0)
            break;
        assert_int_equal(i, 0);
        free(good);
    }
    image_set(&copy.whole, copy.good, copy.size);
    return 0;
}

int damage_end(void **state)
{
    free((void *)(uintptr_t)copy.good);
    return guard_reset(state);
}

int damage_mend(void **state)
{
    (void)state;
    memcpy(copy.base, copy.good, copy.size);
    return 0;
}

void damage_put(struct damage d)
{
    memcpy(copy.base + d.at, &d.value, d.width);
}

size_t offset_of(const void *p)
{
    return (size_t)((const uint8_t *)p - copy.good);
}

const struct node *node_of(const char *wire)
{
    struct name n;
    name_set(&n, WIRE(wire));
    const struct node *node = image_find(&copy.whole, &n, n.labels);
    assert_non_null(node);
    return node;
}

size_t node_at(const char *wire, size_t field)
{
    return offset_of(node_of(wire)) + field;
}

size_t set_at(const char *wire, uint16_t type, size_t field)
{
    return offset_of(node_rrset(node_of(wire), type)) + field;
}

size_t tail_at(const char *wire, uint16_t type, size_t field)
{
    return offset_of(rrset_tail(node_rrset(node_of(wire), type))) + field;
}

/* ---- reading all there is ---- */

static uint32_t sum; /* so that nothing is read for nothing */

static void read_octets(const void *from, size_t n)
{
    const uint8_t *p = from;
    while (n--)
        sum += *p++;
}

static void read_set(const struct image *img, const struct rrset *set)
{
    read_octets(rrset_records(set), set->len);
    if (!set->tail)
        return;
    const struct tail *tail = rrset_tail(set);
    const struct extra *extra = tail_extras(tail);
    for (unsigned i = 0; i < tail->extras_n; i++) {
        const struct rrset *other = image_at(img, extra[i].rrset);
        read_octets(rrset_records(other), other->len);
        assert_true(other->len >= 12);
    }
    for (unsigned i = 0; i < tail->fixups_n; i++)
        read_octets(rrset_records(set) + tail_fixups(tail)[i], 2);
}

static void read_node(const struct image *img, const struct node *node)
{
    struct name n;
    const struct rrset *set = node_rrsets(node);
    read_octets(node_name(node), node->name_len);
    assert_true(node->zone < img->head->zones_n);
    for (unsigned i = 0; i < node->rrsets_n; i++, set = rrset_next(set))
        read_set(img, set);
    if (name_valid(node_name(node), node->name_len) == 0)
        return;
    name_set(&n, node_name(node));
    image_find(img, &n, n.labels);
    image_star(img, node, n.hash[n.labels]);
    reverse_find(img, &n);
}

static void read_all(const struct image *img)
{
    static const char *const reverse[] = {
        "\2"
        "13\3"
        "113\1"
        "0\3"
        "203\7in-addr\4arpa",
        "\1"
        "0\7in-addr\4arpa",
        "\1"
        "2\3ip6\4arpa",
    };
    for (uint32_t i = 0; i < img->table.n; i++)
        if (img->table.slots[i].place)
            read_node(img, image_at(img, img->table.slots[i].place));
    for (uint32_t i = 0; i < img->head->zones_n; i++) {
        read_node(img, image_at(img, img->zones[i].apex));
        read_set(img, image_at(img, img->zones[i].negative));
        assert_true(img->zones[i].parent <= img->head->zones_n);
    }
    for (uint32_t i = 0; i < img->head->addr4_n; i++)
        read_node(img, image_at(img, img->addr4[i].node));
    for (uint32_t i = 0; i < img->head->addr6_n; i++)
        read_node(img, image_at(img, img->addr6[i].node));
    for (size_t i = 0; i < ITEMS(reverse); i++) {
        struct name n;
        name_set(&n, WIRE(reverse[i]));
        reverse_find(img, &n);
    }
}

bool damage_passes(void)
{
    struct image img;
    errno = 0;
    int verdict = image_check(&img, copy.base, copy.size);
    if (verdict < 0) {
        assert_int_equal(errno, EBADMSG);
        return false;
    }
    assert_int_equal(verdict, 0);
    assert_ptr_equal(img.base, copy.base);
    assert_int_equal(img.size, copy.size);
    read_all(&img);
    return true;
}

void damages_are_refused(const struct damage *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        damage_put(rows[i]);
        if (damage_passes())
            fail_msg("row %zu of the damages passes", i);
        damage_mend(NULL);
        assert_true(damage_passes());
    }
}
