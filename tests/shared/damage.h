/*
 * An image of a small world to be damaged: it stands right before a page that
 * must not be touched, and beside it a whole one.
 */
#ifndef TWIG_TESTS_DAMAGE_H
#define TWIG_TESTS_DAMAGE_H

#include "zonefile/image.h"

struct copy {
    uint8_t *base;       /* to be damaged; 8-octet aligned */
    const uint8_t *good; /* the same, whole */
    size_t size;
    struct image whole; /* over `good` */
};

extern struct copy copy;

/* cmocka: a group's set-up and tear-down, and each test's set-up. */
int damage_begin(void **state);
int damage_end(void **state);
int damage_mend(void **state);

/* Where something of the whole image is. */
size_t offset_of(const void *p);
const struct node *node_of(const char *wire);

/* A field of a node; of its RRset of a type; of that RRset's tail. */
size_t node_at(const char *wire, size_t field);
size_t set_at(const char *wire, uint16_t type, size_t field);
size_t tail_at(const char *wire, uint16_t type, size_t field);

/* A number in the machine's own order, of 1, 2, 4 or 8 octets. */
struct damage {
    size_t at, width;
    uint64_t value;
};

void damage_put(struct damage d);

/* Does the damaged image pass?  Then all that it refers to is read. */
bool damage_passes(void);

/* Each alone: image_check refuses it. */
void damages_are_refused(const struct damage *rows, size_t n);

#endif
