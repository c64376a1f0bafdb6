#include "tools/mnemonic.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct number {
    uint16_t value;
    const char *name;
};

/* Of two names for a number the first is written. */
static const struct number types[] = {
    { 1, "A" },         { 2, "NS" },          { 3, "MD" },
    { 4, "MF" },        { 5, "CNAME" },       { 6, "SOA" },
    { 7, "MB" },        { 8, "MG" },          { 9, "MR" },
    { 10, "NULL" },     { 11, "WKS" },        { 12, "PTR" },
    { 13, "HINFO" },    { 14, "MINFO" },      { 15, "MX" },
    { 16, "TXT" },      { 17, "RP" },         { 18, "AFSDB" },
    { 19, "X25" },      { 20, "ISDN" },       { 21, "RT" },
    { 22, "NSAP" },     { 23, "NSAP-PTR" },   { 24, "SIG" },
    { 25, "KEY" },      { 26, "PX" },         { 27, "GPOS" },
    { 28, "AAAA" },     { 29, "LOC" },        { 30, "NXT" },
    { 31, "EID" },      { 32, "NIMLOC" },     { 33, "SRV" },
    { 34, "ATMA" },     { 35, "NAPTR" },      { 36, "KX" },
    { 37, "CERT" },     { 38, "A6" },         { 39, "DNAME" },
    { 40, "SINK" },     { 41, "OPT" },        { 42, "APL" },
    { 43, "DS" },       { 44, "SSHFP" },      { 45, "IPSECKEY" },
    { 46, "RRSIG" },    { 47, "NSEC" },       { 48, "DNSKEY" },
    { 49, "DHCID" },    { 50, "NSEC3" },      { 51, "NSEC3PARAM" },
    { 52, "TLSA" },     { 53, "SMIMEA" },     { 55, "HIP" },
    { 56, "NINFO" },    { 57, "RKEY" },       { 58, "TALINK" },
    { 59, "CDS" },      { 60, "CDNSKEY" },    { 61, "OPENPGPKEY" },
    { 62, "CSYNC" },    { 63, "ZONEMD" },     { 64, "SVCB" },
    { 65, "HTTPS" },    { 99, "SPF" },        { 100, "UINFO" },
    { 101, "UID" },     { 102, "GID" },       { 103, "UNSPEC" },
    { 104, "NID" },     { 105, "L32" },       { 106, "L64" },
    { 107, "LP" },      { 108, "EUI48" },     { 109, "EUI64" },
    { 249, "TKEY" },    { 250, "TSIG" },      { 251, "IXFR" },
    { 252, "AXFR" },    { 253, "MAILB" },     { 254, "MAILA" },
    { 255, "ANY" },     { 256, "URI" },       { 257, "CAA" },
    { 258, "AVC" },     { 259, "DOA" },       { 260, "AMTRELAY" },
    { 261, "RESINFO" }, { 262, "WALLET" },    { 32768, "TA" },
    { 32769, "DLV" },   { 65533, "KEYDATA" },
};

static const struct number classes[] = {
    { 0, "RESERVED0" }, { 1, "IN" },     { 3, "CH" },     { 3, "CHAOS" },
    { 4, "HS" },        { 4, "HESIOD" }, { 254, "NONE" }, { 255, "ANY" },
};

static const struct number rcodes[] = {
    { 0, "NOERROR" },     { 1, "FORMERR" },     { 2, "SERVFAIL" },
    { 3, "NXDOMAIN" },    { 4, "NOTIMP" },      { 5, "REFUSED" },
    { 6, "YXDOMAIN" },    { 7, "YXRRSET" },     { 8, "NXRRSET" },
    { 9, "NOTAUTH" },     { 10, "NOTZONE" },    { 11, "RESERVED11" },
    { 12, "RESERVED12" }, { 13, "RESERVED13" }, { 14, "RESERVED14" },
    { 15, "RESERVED15" }, { 16, "BADVERS" },    { 23, "BADCOOKIE" },
};

/* RFC 8945 3; below 16 they are those of a header. */
static const struct number signature_errors[] = {
    { 16, "BADSIG" },  { 17, "BADKEY" }, { 18, "BADTIME" },  { 19, "BADMODE" },
    { 20, "BADNAME" }, { 21, "BADALG" }, { 22, "BADTRUNC" },
};

static const struct number algorithms[] = {
    { 1, "RSAMD5" },
    { 2, "DH" },
    { 3, "DSA" },
    { 4, "ECC" },
    { 5, "RSASHA1" },
    { 6, "NSEC3DSA" },
    { 7, "NSEC3RSASHA1" },
    { 8, "RSASHA256" },
    { 10, "RSASHA512" },
    { 12, "ECCGOST" },
    { 13, "ECDSAP256SHA256" },
    { 14, "ECDSAP384SHA384" },
    { 15, "ED25519" },
    { 16, "ED448" },
    { 252, "INDIRECT" },
    { 253, "PRIVATEDNS" },
    { 254, "PRIVATEOID" },
};

static const struct number errors[] = {
    { 0, "Other" },
    { 1, "Unsupported DNSKEY Algorithm" },
    { 2, "Unsupported DS Digest Type" },
    { 3, "Stale Answer" },
    { 4, "Forged Answer" },
    { 5, "DNSSEC Indeterminate" },
    { 6, "DNSSEC Bogus" },
    { 7, "Signature Expired" },
    { 8, "Signature Not Yet Valid" },
    { 9, "DNSKEY Missing" },
    { 10, "RRSIGs Missing" },
    { 11, "No Zone Key Bit Set" },
    { 12, "NSEC Missing" },
    { 13, "Cached Error" },
    { 14, "Not Ready" },
    { 15, "Blocked" },
    { 16, "Censored" },
    { 17, "Filtered" },
    { 18, "Prohibited" },
    { 19, "Stale NXDOMAIN Answer" },
    { 20, "Not Authoritative" },
    { 21, "Not Supported" },
    { 22, "No Reachable Authority" },
    { 23, "Network Error" },
    { 24, "Invalid Data" },
};

static const char *const opcodes[16] = {
    "QUERY",      "IQUERY",     "STATUS",     "RESERVED3",
    "NOTIFY",     "UPDATE",     "RESERVED6",  "RESERVED7",
    "RESERVED8",  "RESERVED9",  "RESERVED10", "RESERVED11",
    "RESERVED12", "RESERVED13", "RESERVED14", "RESERVED15",
};

#define ITEMS(array) (sizeof(array) / sizeof(array)[0])

static const char *name_of(const struct number *table, size_t n, unsigned value)
{
    for (size_t i = 0; i < n; i++)
        if (table[i].value == value)
            return table[i].name;
    return NULL;
}

static char *write_number(char *out, const char *name, const char *prefix,
                          unsigned value)
{
    if (name)
        snprintf(out, MNEMONIC_MAX, "%s", name);
    else
        snprintf(out, MNEMONIC_MAX, "%s%u", prefix, value);
    return out;
}

/* TYPE123 and its like: plain digits, at most 65535. */
static bool read_generic(uint16_t *value, const char *text, const char *prefix)
{
    size_t n = strlen(prefix);
    if (strncasecmp(text, prefix, n) != 0)
        return false;
    const char *digits = text + n;
    size_t len = strlen(digits);
    if (len == 0 || len > 5 || strspn(digits, "0123456789") != len)
        return false;
    unsigned long v = strtoul(digits, NULL, 10);
    *value = (uint16_t)v;
    return v <= UINT16_MAX;
}

static bool value_of(uint16_t *value, const struct number *table, size_t n,
                     const char *text)
{
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(table[i].name, text) == 0) {
            *value = table[i].value;
            return true;
        }
    return false;
}

char *mnemonic_type(char *out, uint16_t type)
{
    return write_number(out, name_of(types, ITEMS(types), type), "TYPE", type);
}

bool mnemonic_read_type(uint16_t *type, const char *text)
{
    return value_of(type, types, ITEMS(types), text) ||
           read_generic(type, text, "TYPE");
}

char *mnemonic_class(char *out, uint16_t class)
{
    const char *name = name_of(classes, ITEMS(classes), class);
    return write_number(out, name, "CLASS", class);
}

bool mnemonic_read_class(uint16_t *class, const char *text)
{
    return value_of(class, classes, ITEMS(classes), text) ||
           read_generic(class, text, "CLASS");
}

char *mnemonic_rcode(char *out, unsigned rcode)
{
    return write_number(out, name_of(rcodes, ITEMS(rcodes), rcode), "?", rcode);
}

char *mnemonic_tsig_error(char *out, unsigned error)
{
    const char *name =
        error < 16 ? name_of(rcodes, ITEMS(rcodes), error)
                   : name_of(signature_errors, ITEMS(signature_errors), error);
    return write_number(out, name, "", error);
}

const char *mnemonic_opcode(unsigned opcode)
{
    return opcodes[opcode & 15];
}

bool mnemonic_read_opcode(uint8_t *opcode, const char *text)
{
    for (uint8_t i = 0; i < ITEMS(opcodes); i++)
        if (strcasecmp(opcodes[i], text) == 0) {
            *opcode = i;
            return true;
        }
    return false;
}

const char *mnemonic_algorithm(uint8_t algorithm)
{
    return name_of(algorithms, ITEMS(algorithms), algorithm);
}

const char *mnemonic_ede(uint16_t code)
{
    return name_of(errors, ITEMS(errors), code);
}
