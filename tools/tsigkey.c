#include "tools/tsigkey.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_TEXT = 4096 };

static const char not_base64[] = "the secret is not base 64";
static const char not_algorithm[] =
    "the algorithm is none of hmac-md5, hmac-sha1, hmac-sha224, hmac-sha256, "
    "hmac-sha384, hmac-sha512";

const char *tsigkey_text(struct tsig_key *key, const char *text)
{
    char copy[KEY_TEXT];
    if (strlen(text) >= sizeof copy)
        return "too long";
    strcpy(copy, text);
    char *first = copy, *second = strchr(copy, ':'), *third = NULL;
    if (!second)
        return "a key is [HMAC:]NAME:BASE64";
    *second++ = '\0';
    third = strchr(second, ':');
    *key = (struct tsig_key){ 0 };
    tsig_set_algorithm(key, "hmac-sha256");
    if (third) {
        *third++ = '\0';
        if (!tsig_set_algorithm(key, first))
            return not_algorithm;
        first = second;
        second = third;
    }
    if (!tsig_set_secret(key, second))
        return not_base64;
    return tsig_set_name(key, first) ? NULL : "the key's name is no name";
}

/* ---- files ---- */

/* The words of key "name" { algorithm hmac-sha256; secret "..."; }; */
static const char *read_clause(struct tsig_key *key, char *text)
{
    static const char between[] = " \t\r\n{};\"";
    char *rest, *word = strtok_r(text, between, &rest);
    bool secret = false;
    for (; word; word = strtok_r(NULL, between, &rest)) {
        char *value = strtok_r(NULL, between, &rest);
        if (!value)
            break;
        if (strcmp(word, "key") == 0 && !tsig_set_name(key, value))
            return "the key's name is no name";
        if (strcmp(word, "algorithm") == 0 && !tsig_set_algorithm(key, value))
            return not_algorithm;
        if (strcmp(word, "secret") == 0) {
            secret = tsig_set_secret(key, value);
            if (!secret)
                return not_base64;
        }
    }
    return secret && key->name_n ? NULL : "there is no key in it";
}

/* Kname.+163+12345.private: the algorithm is a number of its own here. */
static bool set_private_name(struct tsig_key *key, const char *path)
{
    static const struct {
        unsigned number;
        const char *name;
    } algorithms[] = {
        { 157, "hmac-md5" },    { 161, "hmac-sha1" },   { 162, "hmac-sha224" },
        { 163, "hmac-sha256" }, { 164, "hmac-sha384" }, { 165, "hmac-sha512" },
    };
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *plus = strstr(name, ".+");
    char text[1024];
    if (*name != 'K' || !plus || (size_t)(plus - name) > sizeof text)
        return false;
    snprintf(text, sizeof text, "%.*s", (int)(plus - name - 1), name + 1);
    unsigned number = (unsigned)strtoul(plus + 2, NULL, 10);
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++)
        if (algorithms[i].number == number)
            return tsig_set_algorithm(key, algorithms[i].name) &&
                   tsig_set_name(key, text);
    return false;
}

/* The line Key: BASE64 of a .private file. */
static const char *read_private(struct tsig_key *key, char *line)
{
    line += strcspn(line, ":") + 1;
    line += strspn(line, " \t");
    line[strcspn(line, " \t\r\n")] = '\0';
    return tsig_set_secret(key, line) ? NULL : not_base64;
}

const char *tsigkey_file(struct tsig_key *key, const char *path)
{
    char text[KEY_TEXT];
    FILE *f = fopen(path, "re");
    if (!f)
        return strerror(errno);
    size_t n = fread(text, 1, sizeof text - 1, f);
    text[n] = '\0';
    fclose(f);
    *key = (struct tsig_key){ 0 };
    tsig_set_algorithm(key, "hmac-sha256");
    char *line = strstr(text, "\nKey:");
    if (line && set_private_name(key, path))
        return read_private(key, line + 1);
    return read_clause(key, text);
}
