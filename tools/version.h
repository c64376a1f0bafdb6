/*
 * What the programs here call themselves.
 */
#ifndef TWIG_VERSION_H
#define TWIG_VERSION_H

#define TWIG_NUMBER "0.1.0"
#define TWIG_VERSION "twig " TWIG_NUMBER

#endif
