#include "tools/explain_types.h"

#define NUMBER(name, says, n)                                                  \
    {                                                                          \
        name, SHAPE_NUMBER, says, n, false                                     \
    }
#define REST(name, shape, says)                                                \
    {                                                                          \
        name, shape, says, 0, false                                            \
    }
#define ONE(name, shape, says, n)                                              \
    {                                                                          \
        name, shape, says, n, false                                            \
    }

#define KEY_PARTS                                                              \
    {                                                                          \
        ONE("FLAGS", SHAPE_KEY_FLAGS, SAY_VALUE, 2),                           \
            NUMBER("PROTOCOL", SAY_KEY_PROTOCOL, 1),                           \
            ONE("ALGO", SHAPE_ALGORITHM, SAY_ALGORITHM, 1),                    \
            ONE("KEY", SHAPE_HEX, SAY_KEY, 1),                                 \
    }

#define DS_PARTS                                                               \
    {                                                                          \
        NUMBER("KEYTAG", SAY_KEY_TAG, 2),                                      \
            ONE("ALGO", SHAPE_ALGORITHM, SAY_ALGORITHM, 1),                    \
            ONE("DIGTYPE", SHAPE_DIGEST, SAY_DIGEST_TYPE, 1),                  \
            ONE("DIGEST", SHAPE_HEX, SAY_DIGEST, 1),                           \
    }

#define SVCB_PARTS                                                             \
    {                                                                          \
        NUMBER("PRIORITY", SAY_SVCB_PRIORITY, 2),                              \
            REST("TARGET", SHAPE_WHOLE, SAY_SVCB_TARGET),                      \
            REST("PARAMS", SHAPE_PARAMETERS, SAY_NOTHING),                     \
    }

#define ONE_NAME(says)                                                         \
    {                                                                          \
        REST("RDATA", SHAPE_NAME, says)                                        \
    }

/* Data of records, in the order of their numbers. */
static const struct layout types[] = {
    { TYPE_A,
      "A",
      SAY_TYPE_A,
      "RFC 1035 3.4.1",
      false,
      { ONE("RDATA", SHAPE_IPV4, SAY_VALUE, 4) } },
    { TYPE_NS, "NS", SAY_TYPE_NS, "RFC 1035 3.3.11", false,
      ONE_NAME(SAY_NS_NAME) },
    { TYPE_CNAME, "CNAME", SAY_TYPE_CNAME, "RFC 1035 3.3.1", false,
      ONE_NAME(SAY_CNAME_NAME) },
    { TYPE_SOA,
      "SOA",
      SAY_TYPE_SOA,
      "RFC 1035 3.3.13",
      false,
      { REST("MNAME", SHAPE_NAME, SAY_SOA_MNAME),
        REST("RNAME", SHAPE_NAME, SAY_SOA_RNAME),
        NUMBER("SERIAL", SAY_SOA_SERIAL, 4),
        ONE("REFRESH", SHAPE_SECONDS, SAY_SOA_REFRESH, 4),
        ONE("RETRY", SHAPE_SECONDS, SAY_SOA_RETRY, 4),
        ONE("EXPIRE", SHAPE_SECONDS, SAY_SOA_EXPIRE, 4),
        ONE("MINIMUM", SHAPE_SECONDS, SAY_SOA_MINIMUM, 4) } },
    { TYPE_PTR, "PTR", SAY_TYPE_PTR, "RFC 1035 3.3.12", false,
      ONE_NAME(SAY_PTR_NAME) },
    { TYPE_MX,
      "MX",
      SAY_TYPE_MX,
      "RFC 1035 3.3.9",
      false,
      { NUMBER("PREF", SAY_MX_PREFERENCE, 2),
        REST("EXCHANGE", SHAPE_NAME, SAY_MX_EXCHANGE) } },
    { TYPE_TXT,
      "TXT",
      SAY_TYPE_TXT,
      "RFC 1035 3.3.14",
      false,
      { { "RDATA", SHAPE_STRING, SAY_STRING, 1, true } } },
    { TYPE_AAAA,
      "AAAA",
      SAY_TYPE_AAAA,
      "RFC 3596 2.2",
      false,
      { ONE("RDATA", SHAPE_IPV6, SAY_VALUE, 16) } },
    { TYPE_SRV,
      "SRV",
      SAY_TYPE_SRV,
      "RFC 2782",
      false,
      { NUMBER("PRIORITY", SAY_SRV_PRIORITY, 2),
        NUMBER("WEIGHT", SAY_SRV_WEIGHT, 2), NUMBER("PORT", SAY_SRV_PORT, 2),
        REST("TARGET", SHAPE_WHOLE, SAY_SRV_TARGET) } },
    { TYPE_NAPTR,
      "NAPTR",
      SAY_TYPE_NAPTR,
      "RFC 3403 4.1",
      false,
      { NUMBER("ORDER", SAY_NAPTR_ORDER, 2),
        NUMBER("PREF", SAY_NAPTR_PREFERENCE, 2),
        ONE("FLAGS", SHAPE_STRING, SAY_STRING, 1),
        ONE("SERVICES", SHAPE_STRING, SAY_STRING, 1),
        ONE("REGEXP", SHAPE_STRING, SAY_STRING, 1),
        REST("REPLACE", SHAPE_WHOLE, SAY_NAPTR_REPLACEMENT) } },
    { TYPE_DNAME,
      "DNAME",
      SAY_TYPE_DNAME,
      "RFC 6672 2.1",
      false,
      { REST("RDATA", SHAPE_WHOLE, SAY_DNAME_NAME) } },
    { TYPE_OPT,
      "OPT",
      SAY_TYPE_OPT,
      "RFC 6891 6.1.2",
      false,
      { REST("OPTIONS", SHAPE_OPTIONS, SAY_NOTHING) } },
    { TYPE_DS, "DS", SAY_TYPE_DS, "RFC 4034 5.1", false, DS_PARTS },
    { TYPE_RRSIG,
      "RRSIG",
      SAY_TYPE_RRSIG,
      "RFC 4034 3.1",
      false,
      { ONE("COVERED", SHAPE_TYPE, SAY_SIG_COVERED, 2),
        ONE("ALGO", SHAPE_ALGORITHM, SAY_ALGORITHM, 1),
        NUMBER("LABELS", SAY_SIG_LABELS, 1),
        ONE("ORIGTTL", SHAPE_SECONDS, SAY_SIG_TTL, 4),
        ONE("EXPIRES", SHAPE_TIME, SAY_SIG_EXPIRES, 4),
        ONE("BEGINS", SHAPE_TIME, SAY_SIG_BEGINS, 4),
        NUMBER("KEYTAG", SAY_KEY_TAG, 2),
        REST("SIGNER", SHAPE_WHOLE, SAY_SIG_SIGNER),
        ONE("SIGN", SHAPE_HEX, SAY_SIGNATURE, 1) } },
    { TYPE_NSEC,
      "NSEC",
      SAY_TYPE_NSEC,
      "RFC 4034 4.1",
      false,
      { REST("NEXT", SHAPE_WHOLE, SAY_NSEC_NEXT),
        ONE("TYPES", SHAPE_BITMAP, SAY_NSEC_TYPES, 1) } },
    { 48, "DNSKEY", SAY_TYPE_DNSKEY, "RFC 4034 2.1", false, KEY_PARTS },
    { 59, "CDS", SAY_TYPE_CDS, "RFC 7344 3.1", false, DS_PARTS },
    { 60, "CDNSKEY", SAY_TYPE_CDNSKEY, "RFC 7344 3.2", false, KEY_PARTS },
    { TYPE_SVCB, "SVCB", SAY_TYPE_SVCB, "RFC 9460 2.2", false, SVCB_PARTS },
    { TYPE_HTTPS, "HTTPS", SAY_TYPE_HTTPS, "RFC 9460 2.2", false, SVCB_PARTS },
    { 257,
      "CAA",
      SAY_TYPE_CAA,
      "RFC 8659 4.1",
      false,
      { NUMBER("FLAGS", SAY_CAA_FLAGS, 1),
        ONE("TAG", SHAPE_STRING, SAY_CAA_TAG, 2),
        REST("VALUE", SHAPE_OCTETS, SAY_VALUE) } },
};

/* Options of EDNS. */
static const struct layout options[] = {
    { OPTION_NSID,
      "NSID",
      SAY_OPTION_NSID,
      "RFC 5001 2.3",
      true,
      { REST("DATA", SHAPE_OCTETS, SAY_VALUE) } },
    { OPTION_SUBNET,
      "ECS",
      SAY_OPTION_SUBNET,
      "RFC 7871 6",
      false,
      { NUMBER("FAMILY", SAY_SUBNET_FAMILY, 2),
        NUMBER("SOURCE", SAY_SUBNET_SOURCE, 1),
        NUMBER("SCOPE", SAY_SUBNET_SCOPE, 1),
        REST("ADDRESS", SHAPE_SUBNET, SAY_VALUE) } },
    { OPTION_EXPIRE,
      "EXPIRE",
      SAY_OPTION_EXPIRE,
      "RFC 7314 2",
      true,
      { ONE("DATA", SHAPE_SECONDS, SAY_EXPIRE, 4) } },
    { OPTION_COOKIE,
      "COOKIE",
      SAY_OPTION_COOKIE,
      "RFC 7873 4",
      false,
      { ONE("CLIENT", SHAPE_FIXED, SAY_COOKIE_CLIENT, 8),
        REST("SERVER", SHAPE_HEX, SAY_COOKIE_SERVER) } },
    { OPTION_KEEPALIVE,
      "KEEPALIVE",
      SAY_OPTION_KEEPALIVE,
      "RFC 7828 3.1",
      true,
      { ONE("DATA", SHAPE_TENTHS, SAY_KEEPALIVE, 2) } },
    { OPTION_PADDING,
      "PADDING",
      SAY_OPTION_PADDING,
      "RFC 7830 3",
      true,
      { REST("DATA", SHAPE_HEX, SAY_PADDING) } },
    { OPTION_EDE,
      "EDE",
      SAY_OPTION_EDE,
      "RFC 8914 2",
      false,
      { ONE("CODE", SHAPE_EDE, SAY_EDE, 2),
        REST("TEXT", SHAPE_TEXT, SAY_VALUE) } },
    { OPTION_ZONEVERSION,
      "ZONEVERSION",
      SAY_OPTION_ZONEVERSION,
      "RFC 9660 2",
      true,
      { NUMBER("LABELS", SAY_ZONEVERSION_LABELS, 1),
        NUMBER("TYPE", SAY_ZONEVERSION_TYPE, 1),
        ONE("VERSION", SHAPE_HEX, SAY_ZONEVERSION, 1) } },
};

/* Parameters of SVCB and HTTPS: RFC 9460 7, 8 and RFC 9461 5. */
static const struct layout parameters[] = {
    { 0,
      "mandatory",
      SAY_PARAMETER_MANDATORY,
      "RFC 9460 8",
      false,
      { { "KEY", SHAPE_PARAMETER, SAY_MANDATORY, 2, true } } },
    { 1,
      "alpn",
      SAY_PARAMETER_ALPN,
      "RFC 9460 7.1.1",
      false,
      { { "VALUE", SHAPE_STRING, SAY_STRING, 2, true } } },
    { 2,
      "no-default-alpn",
      SAY_PARAMETER_NO_DEFAULT,
      "RFC 9460 7.1.1",
      true,
      { { 0 } } },
    { 3,
      "port",
      SAY_PARAMETER_PORT,
      "RFC 9460 7.2",
      false,
      { NUMBER("VALUE", SAY_VALUE, 2) } },
    { 4,
      "ipv4hint",
      SAY_PARAMETER_IPV4,
      "RFC 9460 7.3",
      false,
      { { "VALUE", SHAPE_IPV4, SAY_VALUE, 4, true } } },
    { 5,
      "ech",
      SAY_PARAMETER_ECH,
      "RFC 9848",
      false,
      { ONE("VALUE", SHAPE_HEX, SAY_OCTETS, 1) } },
    { 6,
      "ipv6hint",
      SAY_PARAMETER_IPV6,
      "RFC 9460 7.3",
      false,
      { { "VALUE", SHAPE_IPV6, SAY_VALUE, 16, true } } },
    { 7,
      "dohpath",
      SAY_PARAMETER_DOHPATH,
      "RFC 9461 5",
      false,
      { ONE("VALUE", SHAPE_TEXT, SAY_VALUE, 1) } },
};

const struct layout layout_unknown_item = {
    0,         NULL,
    SAY_VALUE, "RFC 3597 3",
    true,      { REST("DATA", SHAPE_HEX, SAY_OCTETS) }
};

const struct layout layout_unknown = {
    0,         NULL,
    SAY_VALUE, "RFC 3597 3",
    true,      { REST("RDATA", SHAPE_HEX, SAY_OCTETS) }
};

static const struct layout *find(const struct layout *table, size_t n,
                                 uint16_t number)
{
    for (size_t i = 0; i < n; i++)
        if (table[i].number == number)
            return &table[i];
    return NULL;
}

#define ITEMS(array) (sizeof(array) / sizeof(array)[0])

const struct layout *layout_of_type(uint16_t type)
{
    return find(types, ITEMS(types), type);
}

const struct layout *layout_of_option(uint16_t code)
{
    return find(options, ITEMS(options), code);
}

const struct layout *layout_of_parameter(uint16_t key)
{
    return find(parameters, ITEMS(parameters), key);
}
