/*
 * What every test includes: cmocka, with the headers it wants before it, and
 * the size of a table.
 */
#ifndef TWIG_TESTS_TEST_H
#define TWIG_TESTS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define ITEMS(array) (sizeof(array) / sizeof((array)[0]))

#endif
