#include "tools/explain_flags.h"

#include "tools/explain_value.h"
#include "tools/mnemonic.h"

enum who { IN_QUERY = 1, IN_REPLY = 2, IN_BOTH = 3 };

/* What is said of a bit that is set, and of one that is not. */
static const struct {
    unsigned bit, value;
    enum who who;
    enum saying says;
} bits[] = {
    { FLAG_QR, 0, IN_QUERY, SAY_QR_0 },
    { FLAG_QR, FLAG_QR, IN_REPLY, SAY_QR_1 },
    { FLAG_AA, 0, IN_REPLY, SAY_AA_0 },
    { FLAG_AA, FLAG_AA, IN_REPLY, SAY_AA_1 },
    { FLAG_TC, FLAG_TC, IN_BOTH, SAY_TC_1 },
    { FLAG_RD, 0, IN_QUERY, SAY_RD_0 },
    { FLAG_RD, FLAG_RD, IN_QUERY, SAY_RD_1 },
    { FLAG_RA, 0, IN_REPLY, SAY_RA_0 },
    { FLAG_RA, FLAG_RA, IN_REPLY, SAY_RA_1 },
    { FLAG_AD, FLAG_AD, IN_QUERY, SAY_AD_Q },
    { FLAG_AD, FLAG_AD, IN_REPLY, SAY_AD_R },
    { FLAG_CD, FLAG_CD, IN_BOTH, SAY_CD_1 },
};

/* What an rcode means, or SAY_NOTHING. */
static enum saying rcode_means(unsigned rcode)
{
    static const enum saying means[] = {
        SAY_RCODE_0, SAY_RCODE_1, SAY_RCODE_2,
        SAY_RCODE_3, SAY_RCODE_4, SAY_RCODE_5
    };
    if (rcode < sizeof means / sizeof *means)
        return means[rcode];
    return SAY_NOTHING;
}

static void add_rcode(struct text *t, enum lang lang, unsigned rcode)
{
    char name[MNEMONIC_MAX];
    struct text means = { 0 };
    mnemonic_rcode(name, rcode);
    text_put(t, '\n');
    if (rcode_means(rcode)) {
        messages_add(&means, lang, rcode_means(rcode), NULL);
        messages_add(t, lang, SAY_RCODE_TOLD, digits(rcode).at, name, means.at,
                     NULL);
    } else {
        messages_add(t, lang, SAY_RCODE, digits(rcode).at, name, NULL);
    }
    text_free(&means);
}

static unsigned bit_of(unsigned flags, unsigned bit)
{
    return (flags & bit) != 0;
}

/* " 1  0000   1  0  1  0 0  0  0  0000" under the names. */
static void draw(struct text *t, unsigned f)
{
    text_add(t, "QR OPCODE AA TC RD RA Z AD CD RCODE\n");
    text_format(t, " %u  %u%u%u%u   %u  %u  %u  %u %u  %u  %u  %u%u%u%u",
                bit_of(f, FLAG_QR), bit_of(f, 0x4000), bit_of(f, 0x2000),
                bit_of(f, 0x1000), bit_of(f, 0x0800), bit_of(f, FLAG_AA),
                bit_of(f, FLAG_TC), bit_of(f, FLAG_RD), bit_of(f, FLAG_RA),
                bit_of(f, FLAG_Z), bit_of(f, FLAG_AD), bit_of(f, FLAG_CD),
                bit_of(f, 8), bit_of(f, 4), bit_of(f, 2), bit_of(f, 1));
}

void flags_add(struct text *t, enum lang lang, const struct walked *w)
{
    unsigned f = w->flags, opcode = f >> 11 & 15;
    enum who who = f & FLAG_QR ? IN_REPLY : IN_QUERY;
    draw(t, f);
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
        if (i == 2 && opcode != 0) {
            text_put(t, '\n');
            messages_add(t, lang, SAY_OPCODE, digits(opcode).at,
                         mnemonic_opcode(opcode), NULL);
        }
        if ((f & bits[i].bit) != bits[i].value || !(bits[i].who & who))
            continue;
        if (bits[i].bit == FLAG_RD && opcode != 0)
            continue; /* it is about look-ups */
        text_put(t, '\n');
        messages_add(t, lang, bits[i].says, NULL);
    }
    if (who == IN_REPLY)
        add_rcode(t, lang, f & 15);
}
