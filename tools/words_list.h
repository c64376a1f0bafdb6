/*
 * Sentences one behind the other, and lists within them: addresses, names.
 */
#ifndef TWIG_WORDS_LIST_H
#define TWIG_WORDS_LIST_H

#include "tools/explain_task.h"
#include "tools/words_read.h"

/* What is being said, about what. */
struct clause {
    struct text text;
    enum lang lang;
    const struct explain *task;
    const char *server; /* 127.0.0.1, or "This server" */
    struct facts facts;
};

/* Where the next sentence goes: behind a blank, if the language has them. */
struct text *clause_next(struct clause *s);

/* A name without its last dot; of the root it is ".", with the quotes. */
void clause_name(struct text *t, const uint8_t *name);

/* "zone cctv.com", "root zone". */
void clause_zone(struct clause *s, struct text *t, const uint8_t *name);

/* The records of the answer: how many, and the list of what they hold. */
unsigned clause_answers(struct clause *s, struct text *list);

/*
 * The servers of a zone, with their addresses where the reply has them;
 * returns how many addresses.
 */
unsigned clause_servers(struct clause *s, const uint8_t *zone,
                        struct text *list);

#endif
