#include "tests/shared/guard.h"
#include "tests/shared/test.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* One copy, on a list; the pages themselves know nothing of it. */
struct copy {
    struct copy *next;
    uint8_t *at;
    void *pages;
    size_t len; /* of the pages, with the untouchable one */
};

static struct copy *copies;

uint8_t *guarded(const void *bytes, size_t n)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t room = (n + page - 1) / page * page + page;

    struct copy *c = malloc(sizeof(*c));
    assert_non_null(c);
    c->len = room + page;
    c->pages = mmap(NULL, c->len, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(c->pages, MAP_FAILED);
    uint8_t *edge = (uint8_t *)c->pages + room;
    assert_int_equal(mprotect(edge, page, PROT_NONE), 0);

    c->at = edge - n;
    memset(c->pages, 0xa5, room - n);
    if (bytes && n)
        memcpy(c->at, bytes, n);
    c->next = copies;
    copies = c;
    return c->at;
}

static void take_off(struct copy **place)
{
    struct copy *c = *place;
    *place = c->next;
    munmap(c->pages, c->len);
    free(c);
}

void guard_free(uint8_t *copy)
{
    for (struct copy **p = &copies; *p; p = &(*p)->next)
        if ((*p)->at == copy) {
            take_off(p);
            return;
        }
}

int guard_reset(void **state)
{
    (void)state;
    while (copies)
        take_off(&copies);
    return 0;
}
