#include "tests/peers/rules.h"

#include "tests/peers/allow.h"

#include <stdio.h>

enum {
    ALL = 1 << NSD | 1 << KNOT | 1 << BIND,
    ONLY_NSD = 1 << NSD,
    ONLY_KNOT = 1 << KNOT,
    ONLY_BIND = 1 << BIND
};

const struct rule rules[] = {
    { "truncated-both", "RFC 2181 9: what is in a truncated reply is ignored",
      ALL, allow_truncated_both },
    { "truncated-one",
      "RFC 2181 9, RFC 1035 4.1.4: compression is optional, so "
      "what fits for one does not for another",
      ALL, allow_truncated_one },
    { "authority-ns", "RFC 1034 4.3.2 asks for no NS beside an answer", ALL,
      allow_authority_ns },
    { "additional",
      "RFC 1034 4.3.2 step 6, RFC 9471 2: addresses but in-domain "
      "glue are optional",
      ALL, allow_additional },
    { "additional-glue",
      "RFC 1034 4.3.2 step 6: available data; whether the glue or what the "
      "zone itself has is not said",
      ALL, allow_additional_glue },
    { "glue-wildcard",
      "RFC 1034 4.2.1: glue is the address of a server; NSD and Knot take it "
      "from a wildcard below the cut",
      ONLY_NSD | ONLY_KNOT, allow_glue_wildcard },
    { "additional-wildcard",
      "RFC 4592 2.2: a wildcard stands for names; Knot adds it as it is, NSD "
      "under a name of its own, BIND seeks what it leads to",
      ALL, allow_additional_wildcard },
    { "additional-tlsa",
      "RFC 1034 4.3.2 step 6: what is useful; BIND adds TLSA for MX and SRV",
      ONLY_BIND, allow_additional_tlsa },
    { "across-zones",
      "RFC 1034 4.3.2 step 3a asks to go on with the target; Knot and BIND do "
      "so within the zone only",
      ONLY_KNOT | ONLY_BIND, allow_across_zones },
    { "chain-limit",
      "RFC 1034 5.2.2: no limit is given, any will do; Knot's is 5", ONLY_KNOT,
      allow_chain_limit },
    { "any", "RFC 8482 4.1: any RRset of the name, or several", ALL,
      allow_any },
    { "other-class", "RFC 1034 3.7.1: other classes, and *, are not served",
      ALL, allow_other_class },
    { "ds-undelegated",
      "RFC 4035 3.1.4.1: the parent answers; RFC 8020 2: but the name exists",
      ONLY_KNOT | ONLY_BIND, allow_ds_undelegated },
    { "ds-behind-alias",
      "RFC 4035 3.1.4.1: the parent has the DS; Knot and BIND stay in the "
      "zone of the alias",
      ONLY_KNOT | ONLY_BIND, allow_ds_behind_alias },
    { "alias-loop", "RFC 1034 3.6.2: a loop may be an error; BIND says so",
      ONLY_BIND, allow_alias_loop },
    { "growing",
      "RFC 6672 2.2: names that grow end with YXDOMAIN, or before, at a limit "
      "of the server's own",
      ALL, allow_growing },
    { "order",
      "RFC 1034 3.6: order is not significant; BIND groups by name, ours is "
      "in the order of the chain",
      ONLY_BIND, allow_order },
    { "yxdomain",
      "RFC 6672 2.2: DNAME and YXDOMAIN; Knot adds what is at the target",
      ONLY_KNOT, allow_yxdomain },
    { "wildcard-dname", "RFC 4592 4.4: a DNAME at a wildcard is undefined", ALL,
      allow_wildcard_dname },
    { "undelegated",
      "RFC 8020 2: what has names below it exists; Knot and BIND go by the "
      "zone's own data, RFC 1034 4.3.2",
      ONLY_KNOT | ONLY_BIND, allow_undelegated },
    { "occluded", "RFC 6672 2.4: there is no data below a DNAME; Knot takes it",
      ONLY_KNOT, allow_occluded },
    { "occluded-ds",
      "RFC 6672 2.4: there is no delegation below a DNAME, though the zone is "
      "served",
      ALL, allow_occluded_ds },
    { "beside-cname",
      "RFC 2181 10.1, RFC 4034 2.5: SIG, KEY, NXT, RRSIG and NSEC may stand "
      "beside a CNAME, so Knot and BIND do not follow it",
      ONLY_KNOT | ONLY_BIND, allow_beside_cname },
    { "blocked-wildcard",
      "RFC 4592 3.3.1: only the closest encloser's wildcard counts; Knot takes "
      "one further up below some names, such as those that begin with !",
      ONLY_KNOT, allow_blocked_wildcard },
    { "nsec3", "RFC 5155 7.2.8: NSEC3 has names of its own; NSD seeks no other",
      ONLY_NSD, allow_nsec3 },
    { "shadowed",
      "RFC 1034 4.2.1: a zone's data is its own; NSD takes a name of an outer "
      "zone for one of the inner",
      ONLY_NSD, allow_shadowed },
    { "repeated",
      "RFC 2181 5: a record is there once; Knot repeats it, so does NSD in a "
      "circle, Knot and BIND take SVCB targets in another case for others",
      ALL, allow_repeated },
    { "glue-dropped", "RFC 9471 3: TC should be set; NSD and BIND just stop",
      ONLY_NSD | ONLY_BIND, allow_glue_dropped },
    { "glue-tc",
      "RFC 9471 3.2: sibling glue that does not fit may be left out, or TC set "
      "as NSD does",
      ONLY_NSD, allow_glue_tc },
    { "soa-dropped",
      "RFC 2308 3: a negative answer has the SOA, or TC; Knot leaves it out",
      ONLY_KNOT, allow_soa_dropped },
    { "authentic-data",
      "RFC 4035 3.1.6: AD is for validated data; BIND echoes it with TC",
      ONLY_BIND, allow_authentic_data },
    { "bad-version",
      "RFC 3225 3, RFC 1035 4.1.1: DO is copied, Z is not; NSD's BADVERS has "
      "it the other way round",
      ONLY_NSD, allow_bad_version },
    { "size-of-one",
      "RFC 6891 6.2.3: a size below 512 means 512; Knot takes 0 and 2, not 1",
      ONLY_KNOT, allow_size_of_one },
    { "checking-disabled",
      "RFC 4035 3: CD is copied, as BIND and twigd do; 3.1.6: it should be "
      "clear, as NSD and Knot have it",
      ONLY_NSD | ONLY_KNOT, allow_checking_disabled },
    { "extended-error",
      "RFC 8914 2: an extended error can be there, in any reply", ALL,
      allow_extended_error },
};
const unsigned rules_n = sizeof rules / sizeof *rules;

static int explain(const struct comparison *c, const struct difference *d)
{
    for (unsigned i = 0; i < rules_n; i++)
        if (rules[i].peers >> c->peer & 1 && rules[i].explains(c, d))
            return (int)i;
    return -1;
}

bool rules_explain(const struct comparison *c, struct tally *t,
                   const struct difference **first)
{
    uint64_t needed = 0;
    *first = NULL;
    for (unsigned i = 0; i < c->n; i++) {
        int rule = explain(c, &c->list[i]);
        if (rule >= 0)
            needed |= 1ULL << rule;
        else if (!*first)
            *first = &c->list[i];
    }
    if (*first) {
        t->unexplained[c->peer]++;
        return false;
    }
    t->same[c->peer] += !needed;
    for (unsigned i = 0; i < rules_n; i++)
        t->used[i][c->peer] += needed >> i & 1;
    return true;
}

void tally_print(const struct tally *t)
{
    printf("%-24s %10s %10s %10s\n", "rule", "nsd", "knot", "bind");
    printf("%-24s %10lu %10lu %10lu\n", "(the same)",
           (unsigned long)t->same[NSD], (unsigned long)t->same[KNOT],
           (unsigned long)t->same[BIND]);
    for (unsigned i = 0; i < rules_n; i++)
        printf("%-24s %10lu %10lu %10lu   %s\n", rules[i].name,
               (unsigned long)t->used[i][NSD], (unsigned long)t->used[i][KNOT],
               (unsigned long)t->used[i][BIND], rules[i].text);
    printf("%-24s %10lu %10lu %10lu\n", "(unexplained)",
           (unsigned long)t->unexplained[NSD],
           (unsigned long)t->unexplained[KNOT],
           (unsigned long)t->unexplained[BIND]);
}
