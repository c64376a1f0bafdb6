/*
 * Where keys come from: the command line, or a file.
 */
#ifndef TWIG_TSIGKEY_H
#define TWIG_TSIGKEY_H

#include "tools/tsig.h"

/*
 * tsigkey_text(key, text): [HMAC:]NAME:BASE64; hmac-sha256 when it does not
 * say.  Returns NULL, or what is wrong.
 */
const char *tsigkey_text(struct tsig_key *key, const char *text);

/*
 * tsigkey_file(key, path): what tsig-keygen prints, or a K*.private file of
 * dnssec-keygen, whose name has the key's.  Returns NULL, or what is wrong.
 */
const char *tsigkey_file(struct tsig_key *key, const char *path);

#endif
