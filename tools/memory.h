/*
 * Memory, or the end: what is asked for here cannot be done without.
 */
#ifndef TWIG_MEMORY_H
#define TWIG_MEMORY_H

/* The same memory; NULL: there was none, and the program ends. */
void *memory_need(void *memory);

#endif
