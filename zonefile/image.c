#include "zonefile/image.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>

void image_set(struct image *img, const void *base, size_t size)
{
    const struct image_head *head = base;
    const uint8_t *at = base;
    const void *slots = at + head->slots_at, *zones = at + head->zones_at;
    const void *addr4 = at + head->addr4_at, *addr6 = at + head->addr6_at;
    *img = (struct image){ .base = base,
                           .size = size,
                           .head = head,
                           .table = { slots, head->slots_n },
                           .zones = zones,
                           .addr4 = addr4,
                           .addr6 = addr6 };
}

void *image_bytes(int fd, size_t *size)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return NULL;
    *size = (size_t)st.st_size;
    if (*size < sizeof(struct image_head)) {
        errno = EBADMSG;
        return NULL;
    }
    /* shared, kernels before 6.7 refuse it once writing is sealed */
    void *base = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0);
    return base == MAP_FAILED ? NULL : base;
}

int image_map(struct image *img, int fd)
{
    size_t size;
    const void *base = image_bytes(fd, &size);
    if (!base)
        return -1;
    image_set(img, base, size);
    return 0;
}

void image_close(struct image *img)
{
    if (img->base)
        munmap((void *)(uintptr_t)img->base, img->size);
    *img = (struct image){ .base = NULL };
}

const struct node *image_star(const struct image *img, const struct node *node,
                              uint64_t hash)
{
    static const uint8_t star[2 + NAME_PAD] = { 1, '*' };
    uint8_t wire[DNS_NAME_MAX + 2] = { 1, '*' };
    memcpy(wire + 2, node_name(node), node->name_len);
    if (node->name_len > DNS_NAME_MAX - 2)
        return NULL;
    struct image_key key = { img->base, wire, (uint8_t)(node->name_len + 2) };
    uint32_t place = table_find(
        img->table, name_key(name_hash_label(hash, star)), image_same, &key);
    return place ? image_at(img, place) : NULL;
}

const struct citation *image_citation(const struct image *img, const void *what)
{
    const void *p = img->base + img->head->citations_at;
    const struct citation *all = p;
    size_t low = 0,
           n = (img->head->paths_at - img->head->citations_at) / sizeof *all;
    if (!what || n == 0)
        return NULL;
    size_t at = (size_t)((const uint8_t *)what - img->base) / IMAGE_UNIT;
    for (size_t high = n; low < high;) {
        size_t middle = (low + high) / 2;
        if (all[middle].place < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && all[low].place == at ? &all[low] : NULL;
}

static const void *nodes_end(const struct image *img)
{
    return img->base + img->head->citations_at;
}

const struct node *image_next(const struct image *img, const struct node *node)
{
    const void *next = node_end(node);
    return next < nodes_end(img) ? next : NULL;
}

const struct node *image_first(const struct image *img)
{
    const void *at = img->base + img->head->nodes_at;
    const struct node *node = at;
    if (at >= nodes_end(img))
        return NULL;
    /* each zone's negative answer is before them */
    for (uint32_t i = 0; i < img->head->zones_n && node; i++)
        node = image_next(img, node);
    return node;
}
