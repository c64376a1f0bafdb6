#include "tests/peers/content.h"

#include <stdio.h>
#include <string.h>

/* The end of the text, to print at. */
static char *end_of(struct record *r)
{
    return r->data + strlen(r->data);
}

static void put_hex(struct record *r, struct rng *rng, unsigned octets)
{
    for (; octets > 0; octets--)
        sprintf(end_of(r), rng_chance(rng, 50) ? "%02x" : "%02X",
                rng_below(rng, 256));
}

/* RFC 3597 5: data of any type, in hex, in one word or several. */
static void put_generic(struct record *r, struct rng *rng, unsigned octets)
{
    sprintf(end_of(r), "\\# %u", octets);
    for (unsigned i = 0; i < octets; i++) {
        if (i == 0 || rng_chance(rng, 10))
            strcat(r->data, " ");
        put_hex(r, rng, 1);
    }
}

static void put_address(struct record *r, struct rng *rng)
{
    static const char *const six[] = { "fd00::%x", "FD00:0:0:0:0:0:0:%X",
                                       "::ffff:10.1.2.%u", "fd00:%x::1" };
    if (rng_chance(rng, 5))
        put_generic(r, rng, r->type == T_A ? 4 : 16);
    else if (r->type == T_A)
        sprintf(r->data, "10.%u.%u.%u", rng_below(rng, 4), rng_below(rng, 256),
                rng_below(rng, 256));
    else
        sprintf(r->data, six[rng_below(rng, 4)], 1 + rng_below(rng, 250));
}

/* One octet of a string, as it is or escaped. */
static void put_octet(struct record *r, struct rng *rng, bool quoted)
{
    uint8_t c = (uint8_t)(rng_chance(rng, 85) ? ' ' + rng_below(rng, 95)
                                              : rng_below(rng, 256));
    bool safe = quoted ? c != '"' && c != '\\' : !strchr(" \"\\;()@$.", c);
    if (c < ' ' || c > 126)
        sprintf(end_of(r), "\\%03u", c);
    else if (!safe && c != '\\' && rng_chance(rng, 50)) /* NSD misreads two */
        sprintf(end_of(r), "\\%c", c);
    else
        sprintf(end_of(r), safe ? "%c" : "\\%03u", c);
}

static void put_string(struct record *r, struct rng *rng, unsigned octets)
{
    bool quoted = octets == 0 || rng_chance(rng, 70);
    strcat(r->data, quoted ? "\"" : "");
    for (; octets > 0; octets--)
        put_octet(r, rng, quoted);
    strcat(r->data, quoted ? "\"" : "");
}

static void put_text(struct record *r, struct rng *rng)
{
    if (rng_chance(rng, 5)) {
        strcpy(r->data, "\\# 3 026869");
        return;
    }
    unsigned n = 1 + rng_below(rng, 3);
    for (unsigned i = 0; i < n; i++) {
        strcat(r->data, i ? " " : "");
        put_string(r, rng, rng_below(rng, rng_chance(rng, 20) ? 80 : 12));
    }
}

static void put_service(struct record *r, struct rng *rng)
{
    static const char *const params[] = {
        "",
        " alpn=h2",
        " alpn=\"h2,h3\" port=443",
        " port=8080 ipv4hint=10.0.0.1,10.0.0.2",
        " mandatory=alpn alpn=h3 ipv6hint=fd00::1",
        " key65400=abc",
    };
    bool alias = rng_chance(rng, 25);
    sprintf(r->data, "%u \1%s", alias ? 0 : 1 + rng_below(rng, 3),
            alias ? "" : params[rng_below(rng, 6)]);
}

static void put_naptr(struct record *r, struct rng *rng)
{
    static const char *const of[] = {
        "10 20 \"s\" \"SIP+D2U\" \"\" \1", "10 30 \"a\" \"x-y:z\" \"\" \1",
        "1 2 \"u\" \"E2U+sip\" \"!^.*$!sip:a@b.test!\" .",
        "0 0 \"\" \"\" \"\" \1"
    };
    strcpy(r->data, of[rng_below(rng, 4)]);
}

/* Types that are the same but for the numbers. */
static const struct {
    uint16_t type;
    const char *text;
} fixed[] = {
    { T_NS, "\1" },
    { T_CNAME, "\1" },
    { T_DNAME, "\1" },
    { T_PTR, "\1" },
    { T_RP, "\1 \1" },
    { T_HINFO, "\"PC\" Linux" },
    { T_LOC, "52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m" },
    { T_URI, "10 1 \"https://a.test/\"" },
    { T_CAA, "0 issue \"ca.test; policy=ev\"" },
};

static void put_fixed(struct record *r, struct rng *rng)
{
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (fixed[i].type == r->type) {
            strcpy(r->data, fixed[i].text);
            return;
        }
    put_generic(r, rng, rng_below(rng, 40));
}

/* Types of numbers and one long word of hex. */
static void put_digest(struct record *r, struct rng *rng)
{
    unsigned octets = 32;
    if (r->type == T_DS) {
        sprintf(r->data, "%u 8 2 ", rng_below(rng, 65536));
    } else if (r->type == T_SSHFP) {
        strcpy(r->data, "1 1 ");
        octets = 20;
    } else {
        strcpy(r->data, "3 1 1 ");
    }
    put_hex(r, rng, octets);
}

void content_make(struct record *r, uint16_t type, const struct dname *target,
                  struct rng *rng)
{
    r->type = type;
    r->data[0] = '\0';
    r->names[0] = r->names[1] = *target;
    switch (type) {
    case T_A:
    case T_AAAA:
        put_address(r, rng);
        break;
    case T_MX:
    case T_KX:
    case T_AFSDB:
    case T_RT:
        sprintf(r->data, "%u \1", 1 + rng_below(rng, 3));
        break;
    case T_SRV:
        sprintf(r->data, "%u %u %u \1", rng_below(rng, 3), rng_below(rng, 3),
                rng_below(rng, 65536));
        break;
    case T_TXT:
        put_text(r, rng);
        break;
    case T_NAPTR:
        put_naptr(r, rng);
        break;
    case T_SVCB:
    case T_HTTPS:
        put_service(r, rng);
        break;
    case T_DS:
    case T_SSHFP:
    case T_TLSA:
        put_digest(r, rng);
        break;
    default:
        put_fixed(r, rng);
    }
}

void content_soa(struct record *r, const struct dname *primary,
                 const struct dname *mailbox, struct rng *rng)
{
    r->type = T_SOA;
    r->names[0] = *primary;
    r->names[1] = *mailbox;
    sprintf(r->data, "\1 \1 %u %s 1h30m 1w %u", (unsigned)(rng_next(rng) >> 32),
            rng_chance(rng, 50) ? "7200" : "2h", rng_below(rng, 7200));
}
