/*
 * The names of the protocol's numbers, as dig writes and reads them.
 */
#ifndef TWIG_MNEMONIC_H
#define TWIG_MNEMONIC_H

#include <stdbool.h>
#include <stdint.h>

enum { MNEMONIC_MAX = 16 };

/* MX, or TYPE65280 (RFC 3597 5), into `out` of MNEMONIC_MAX.  Returns `out`. */
char *mnemonic_type(char *out, uint16_t type);

/* Any case, TYPEnnn too; false when it is none. */
bool mnemonic_read_type(uint16_t *type, const char *text);

char *mnemonic_class(char *out, uint16_t class);
bool mnemonic_read_class(uint16_t *class, const char *text);

/* NXDOMAIN, or ?77, all 12 bits of it. */
char *mnemonic_rcode(char *out, unsigned rcode);

/* The error of a TSIG or TKEY record: BADSIG, 99. */
char *mnemonic_tsig_error(char *out, unsigned error);

/* The opcode of a header: all sixteen have a name. */
const char *mnemonic_opcode(unsigned opcode);
bool mnemonic_read_opcode(uint8_t *opcode, const char *text);

/* Of DNSSEC (RFC 4034 A.1): RSASHA256; NULL for those without. */
const char *mnemonic_algorithm(uint8_t algorithm);

/* Of an Extended DNS Error (RFC 8914 4): Prohibited; NULL. */
const char *mnemonic_ede(uint16_t code);

#endif
