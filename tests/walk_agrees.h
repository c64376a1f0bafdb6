/*
 * Does a walk say what the server answers?  For the fuzzers and the shared
 * cases alike.
 */
#ifndef TWIG_TESTS_WALK_AGREES_H
#define TWIG_TESTS_WALK_AGREES_H

#include "zonefile/walk.h"

/* The rcode and the counts of a reply, as far as a walk knows them. */
struct walk_reply {
    enum rcode rcode;
    bool answer, authority; /* there is something in that section */
};

static inline struct walk_reply walk_expects(const struct walk *w)
{
    bool linked = w->links > 0 || w->end == WALK_ALIAS || w->end == WALK_DNAME;
    struct walk_reply r = { NOERROR, linked, false };
    switch (w->end) {
    case WALK_FOUND:
    case WALK_PTR:
    case WALK_ALIAS:
        r.answer = true;
        break;
    case WALK_DNAME:
        r.rcode = w->target_len ? NOERROR : YXDOMAIN;
        break;
    case WALK_CUT:
    case WALK_NODATA:
    case WALK_NO_TYPE:
        r.authority = true;
        break;
    case WALK_NO_NAME:
        r.rcode = NXDOMAIN;
        r.authority = true;
        break;
    case WALK_FOREIGN:
        r.rcode = linked ? NOERROR : REFUSED;
        break;
    }
    return r;
}

/* What of the reply to that question the walk gets wrong; NULL: nothing. */
static inline const char *walk_disagrees(const struct image *img,
                                         const struct name *name, uint16_t type,
                                         const uint8_t *reply)
{
    enum { RCODE = 0x0f, ANSWERS_AT = 6, AUTHORITY_AT = 8 };
    static struct walk w;
    walk_begin(&w, img, name, type);
    while (walk_on(&w))
        if (w.steps_n > w.name.labels + 2u)
            return "there are more steps than labels";
    struct walk_reply expected = walk_expects(&w);
    if ((enum rcode)(reply[3] & RCODE) != expected.rcode)
        return "it ends with that rcode";
    if (reply[2] & HEAD_TC)
        return NULL;
    if ((get_u16(reply + ANSWERS_AT) > 0) != expected.answer)
        return "there is an answer";
    if ((get_u16(reply + AUTHORITY_AT) > 0) != expected.authority)
        return "there is authority";
    return NULL;
}

#endif
