#include "zonefile/neighbour.h"

enum { LABEL_LEAST = 3 /* two letters are one slip from very many others */ };

static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";

enum { LETTERS = sizeof letters - 1 };

struct search {
    const struct image *img;
    const struct name *name;
    unsigned depth;
    const uint8_t *label; /* that is not there, at its length octet */
    struct name *near;
    bool found; /* the label; the name below it may not be */
};

/* The labels of the name in front of this one, `label`, what is behind. */
static bool make(const struct search *s, bool whole, struct bytes label,
                 struct name *out)
{
    uint8_t wire[DNS_NAME_MAX];
    struct writer w = writer_over(wire, sizeof wire);
    size_t front = name_suffix(s->name, s->depth);
    size_t behind = front + *s->label + 1u;
    write_bytes(&w, s->name->wire, whole ? front : 0);
    write_u8(&w, (uint8_t)label.n);
    write_bytes(&w, label.at, label.n);
    write_bytes(&w, s->name->wire + behind, s->name->len - behind);
    if (!w.bad)
        name_set(out, wire);
    return !w.bad;
}

/* Try one label; true: all of the name exists with it. */
static bool try(struct search *s, const uint8_t *at, size_t n)
{
    struct bytes label = { at, n };
    struct name made;
    bool short_one = n < LABEL_LEAST && *s->label < LABEL_LEAST;
    if (n == 0 || n > DNS_LABEL_MAX || short_one ||
        !make(s, false, label, &made) ||
        !image_find(s->img, &made, made.labels))
        return false;
    if (!s->found)
        *s->near = made;
    s->found = true;
    if (!make(s, true, label, &made) || !image_find(s->img, &made, made.labels))
        return false;
    *s->near = made;
    return true;
}

/* Slips at octet `i` of the label: too many, swapped. */
static bool try_fewer(struct search *s, size_t i)
{
    uint8_t made[DNS_LABEL_MAX + 1];
    size_t n = *s->label;
    const uint8_t *is = s->label + 1;
    memcpy(made, is, i);
    memcpy(made + i, is + i + 1, n - i - 1);
    if (try(s, made, n - 1))
        return true;
    if (i + 1 == n)
        return false;
    memcpy(made, is, n);
    made[i] = is[i + 1];
    made[i + 1] = is[i];
    return try(s, made, n);
}

/* ... missing in front of it, wrong. */
static bool try_letters(struct search *s, size_t i)
{
    uint8_t more[DNS_LABEL_MAX + 1], wrong[DNS_LABEL_MAX + 1];
    size_t n = *s->label;
    const uint8_t *is = s->label + 1;
    memcpy(wrong, is, n);
    memcpy(more, is, i);
    memcpy(more + i + 1, is + i, n - i);
    for (size_t k = 0; k < LETTERS; k++) {
        more[i] = (uint8_t)letters[k];
        wrong[i] = (uint8_t)letters[k];
        if (try(s, more, n + 1) || (i < n && try(s, wrong, n)))
            return true;
    }
    return false;
}

bool neighbour_find(const struct image *img, const struct name *name,
                    unsigned depth, struct name *near)
{
    struct search s = { img, name, depth, NULL, near, false };
    s.label = name->wire + name_suffix(name, depth);
    for (size_t i = 0; i < *s.label; i++)
        if (try_fewer(&s, i))
            return true;
    for (size_t i = 0; i <= *s.label; i++)
        if (try_letters(&s, i))
            return true;
    return s.found;
}
