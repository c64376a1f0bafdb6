#include "tests/shared/cases_trial.h"

#include "tests/shared/test.h"

#include <stdlib.h>

/* The records of a reply, against those of the table. */

static bool judge_double(struct trial *t, const ldns_rr_list *list)
{
    for (size_t i = 0; i < ldns_rr_list_rr_count(list); i++)
        for (size_t j = 0; j < i; j++)
            if (ldns_rr_compare(ldns_rr_list_rr(list, i),
                                ldns_rr_list_rr(list, j)) == 0)
                return wrong(t, "a record is there twice in one section");
    return true;
}

/* The records of the table, a line each. */
static ldns_rr_list *read_list(const char *text)
{
    ldns_rr_list *list = ldns_rr_list_new();
    while (text && *text) {
        size_t n = strcspn(text, "\n");
        char *line = strndup(text, n);
        ldns_rr *rr = NULL;
        ldns_status s = ldns_rr_new_frm_str(&rr, line, 0, NULL, NULL);
        if (s != LDNS_STATUS_OK)
            fail_msg("%s: %s", line, ldns_get_errorstr_by_id(s));
        ldns_rr_list_push_rr(list, rr);
        free(line);
        text += n + (text[n] == '\n');
    }
    return list;
}

static char *write_list(const ldns_rr_list *list)
{
    return ldns_rr_list_rr_count(list) ? ldns_rr_list2str(list) : strdup("");
}

static bool wrong_section(struct trial *t, const char *name,
                          const ldns_rr_list *got, const ldns_rr_list *want)
{
    char *has = write_list(got), *should = write_list(want);
    wrong(t, "%s:\n%.1500s    instead of\n%.1500s", name, has, should);
    free(has);
    free(should);
    return false;
}

/* ---- to the letter ---- */

static bool same_text(const ldns_rr_list *a, const ldns_rr_list *b)
{
    char *one = write_list(a), *other = write_list(b);
    bool same = strcmp(one, other) == 0;
    free(one);
    free(other);
    return same;
}

/* ---- by the rule ---- */

static bool has_record(const ldns_rr_list *list, const ldns_rr *rr, bool ttl)
{
    for (size_t i = 0; i < ldns_rr_list_rr_count(list); i++) {
        const ldns_rr *at = ldns_rr_list_rr(list, i);
        if (ldns_rr_compare(at, rr) == 0 &&
            (!ttl || ldns_rr_ttl(at) == ldns_rr_ttl(rr)))
            return true;
    }
    return false;
}

static bool has_records(const ldns_rr_list *list, const ldns_rr_list *wanted,
                        bool ttl)
{
    for (size_t i = 0; i < ldns_rr_list_rr_count(wanted); i++)
        if (!has_record(list, ldns_rr_list_rr(wanted, i), ttl))
            return false;
    return true;
}

static bool same_set(const ldns_rr *a, const ldns_rr *b)
{
    return ldns_rr_get_type(a) == ldns_rr_get_type(b) &&
           ldns_rr_get_class(a) == ldns_rr_get_class(b) &&
           ldns_dname_compare(ldns_rr_owner(a), ldns_rr_owner(b)) == 0;
}

/* The same RRsets in the same order, their records in any. */
static bool same_sets(const ldns_rr_list *got, const ldns_rr_list *want)
{
    size_t n = ldns_rr_list_rr_count(want);
    if (ldns_rr_list_rr_count(got) != n || !has_records(got, want, true))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!same_set(ldns_rr_list_rr(got, i), ldns_rr_list_rr(want, i)))
            return false;
    return true;
}

/* RFC 8482 4: one RRset of the responder's choice, or a way to TCP. */
static bool judge_one_set(struct trial *t)
{
    const ldns_rr_list *got = ldns_pkt_answer(t->pkt);
    size_t n = ldns_rr_list_rr_count(got);
    if (n == 0 && !ldns_pkt_tc(t->pkt))
        return wrong(t, "no answer, and TC is clear");
    for (size_t i = 1; i < n; i++)
        if (!same_set(ldns_rr_list_rr(got, 0), ldns_rr_list_rr(got, i)))
            return wrong(t, "%zu records of several RRsets", n);
    return true;
}

/* ---- either ---- */

/* "any 40" and "any": by the rule there may be more, but not of an answer. */
static bool judge_count(struct trial *t, const char *name, size_t n,
                        const char *expected)
{
    size_t want = strtoul(expected + 3, NULL, 10);
    bool more = t->rigour == BY_THE_RULE && strcmp(name, "answer") != 0;
    if (!expected[3] || n == want || (more && n > want))
        return true;
    return wrong(t, "%s: %zu records instead of %zu", name, n, want);
}

static bool judge_section(struct trial *t, const char *name,
                          const ldns_rr_list *got, const char *expected)
{
    bool letter = t->rigour == TO_THE_LETTER;
    bool right;
    if (letter && !judge_double(t, got))
        return false;
    if (expected && strncmp(expected, "any", 3) == 0 &&
        (expected[3] == '\0' || expected[3] == ' '))
        return judge_count(t, name, ldns_rr_list_rr_count(got), expected);
    ldns_rr_list *want = read_list(expected);
    if (letter)
        right = same_text(got, want);
    else if (strcmp(name, "answer") == 0)
        right = same_sets(got, want);
    else
        right = has_records(got, want, trial_opens(t, "ttl"));
    if (!right)
        wrong_section(t, name, got, want);
    ldns_rr_list_deep_free(want);
    return right;
}

bool judge_sections(struct trial *t)
{
    const struct exchange *e = t->e;
    if (t->rigour == BY_THE_RULE && trial_opens(t, "set"))
        return judge_one_set(t);
    if (t->rigour == BY_THE_RULE && trial_sees(t, "tc"))
        return true; /* RFC 2181 9: what is there of a cut reply is ignored */
    return judge_section(t, "answer", ldns_pkt_answer(t->pkt), e->answer) &&
           judge_section(t, "authority", ldns_pkt_authority(t->pkt),
                         e->authority) &&
           judge_section(t, "additional", ldns_pkt_additional(t->pkt),
                         e->additional);
}
