/*
 * The parameters of SVCB and HTTPS: RFC 9460.
 */
#ifndef TWIG_RDSVCB_H
#define TWIG_RDSVCB_H

#include "tools/rdfield.h"

/* alpn="h2" port=443: all parameters, a blank before each. */
void rdsvcb_write(struct walk *w);

#endif
