/*
 * Rows of conformance.md that one question cannot show, for whatever answers.
 */
#ifndef TWIG_TESTS_CASES_SCENES_H
#define TWIG_TESTS_CASES_SCENES_H

#include "tests/shared/cases.h"
#include "tests/shared/serve_caller.h"

struct image;

/* Who is asked: the function answer(), or a server; see serve.h. */
struct respondent {
    const struct image *image; /* answer() over this image; or NULL, and */
    struct caller *caller;     /* this server */
    bool tcp;
    enum rigour rigour;
    /* The reply into `out` of REPLY_MAX octets; 0: none came. */
    size_t (*ask)(const struct respondent *r, const struct question *q,
                  uint8_t *out);
};

/* By caller_ask. */
struct respondent respondent_at(struct caller *c);

/* Ask one exchange and judge the reply. */
enum judgement respondent_take(const struct respondent *r,
                               const struct exchange *e, char *why);

struct scene {
    const char *name; /* as of an exchange */
    enum judgement (*play)(const struct respondent *r, char *why);
    enum { ANYWHERE, AT_A_SERVER, BY_STREAM } where;
};

enum { SCENES = 8 };

extern const struct scene scenes[SCENES];

/* Is it played with that respondent? */
bool scene_goes(const struct scene *s, const struct respondent *r);

#endif
