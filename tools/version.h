/*
 * What twig calls itself.
 */
#ifndef TWIG_VERSION_H
#define TWIG_VERSION_H

#define TWIG_VERSION "twig 0.1.0"

#endif
