/*
 * What a shell needs to complete twig's arguments: a script, written from the
 * tables of options and the names of types.
 */
#ifndef TWIG_COMPLETION_H
#define TWIG_COMPLETION_H

#include <stdbool.h>
#include <stdio.h>

/* The script for bash, zsh or fish; false for another shell. */
bool completion_print(FILE *out, const char *shell);

#endif
