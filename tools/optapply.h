/*
 * What options do: each a function that changes a request or the settings.
 */
#ifndef TWIG_OPTAPPLY_H
#define TWIG_OPTAPPLY_H

#include "tools/option.h"

typedef const char *apply_option(const struct option *o,
                                 const struct choice *c);

/* A bool of the request, as it is and the other way round; of the settings. */
apply_option apply_flag, apply_unflag, apply_setting;

/* The same, and EDNS with it. */
apply_option apply_edns_flag;

apply_option apply_all, apply_bufsize, apply_comments, apply_cookie,
    apply_domain, apply_edns, apply_edns_flags, apply_edns_option, apply_ndots,
    apply_nssearch, apply_opcode, apply_padding, apply_qid, apply_question,
    apply_retries, apply_rr_comments, apply_short, apply_show_search,
    apply_split, apply_subnet, apply_tcp, apply_timeout, apply_tries,
    apply_ttl_units;

#endif
