#include "tools/dashtable.h"

#include <stddef.h>
#include <string.h>

const struct dash_row dash_table[DASHES] = {
    [DASH_IPV4] = { '4', NULL, NULL, "use IPv4 only" },
    [DASH_IPV6] = { '6', NULL, NULL, "use IPv6 only" },
    [DASH_BIND] = { 'b', "bind", "ADDR[#PORT]", "ask from this address" },
    [DASH_CLASS] = { 'c', "class", "CLASS", "the class" },
    [DASH_BATCH] = { 'f', "file", "FILE", "a query each line; -: of stdin" },
    [DASH_KEY_FILE] = { 'k', "keyfile", "FILE", "sign with the key in it" },
    [DASH_PORT] = { 'p', "port", "PORT", "the server's port [53]" },
    [DASH_NAME] = { 'q', "name", "NAME", "the name" },
    [DASH_NO_RC] = { 'r', "no-rc", NULL, "do not read ~/.twigrc" },
    [DASH_TYPE] = { 't', "type", "TYPE", "the type" },
    [DASH_MICRO] = { 'u', "usec", NULL, "show microseconds" },
    [DASH_REVERSE] = { 'x', "reverse", "ADDR",
                       "the name that has the address" },
    [DASH_KEY] = { 'y', "key", "[HMAC:]NAME:KEY", "sign with this key" },
    [DASH_COLOUR] = { '\0', "color", "WHEN", "auto, always or never" },
    [DASH_FIXED_TIME] = { '\0', "fixed-time", NULL, "show no time: for tests" },
    [DASH_LANG] = { '\0', "lang", "LANG", "explain in this language: en, zh" },
    [DASH_DECODE] = { '\0', "decode", NULL, "explain the hex digits on stdin" },
    [DASH_HINTS] = { '\0', "hints", "FILE", "+trace: servers of the root" },
    [DASH_REAL_ROOT] = { '\0', "real-root", NULL,
                         "+trace: use the Internet's" },
    [DASH_ASCII] = { '\0', "ascii", NULL, "draw lines with letters" },
    [DASH_COMPLETION] = { '\0', "completion", "SHELL",
                          "print completions for bash, zsh or fish" },
    [DASH_HELP] = { 'h', "help", "[=all]", "print this; all options" },
    [DASH_SHOW_VERSION] = { 'v', "version", NULL, "print the version" },
    [DASH_NOTHING] = { 'i', NULL, NULL, "nothing" },
};

bool dash_takes_value(const struct dash_row *d)
{
    return d->value && strncmp(d->value, "[=", 2) != 0;
}
