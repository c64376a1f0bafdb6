#include "tools/fault.h"

#include "zonefile/dns.h"

const char *fault_of_name(struct bytes message, size_t at)
{
    size_t start = at, total = 0;
    for (;;) {
        struct reader r = reader_over(message.at, message.n);
        read_bytes(&r, at);
        uint8_t c = read_u8(&r);
        if (c >= DNS_POINTER) {
            size_t to = ((size_t)c << 8 | read_u8(&r)) & DNS_POINTER_MAX;
            if (!r.bad && to >= start)
                return "bad compression pointer";
            start = at = to;
        } else {
            total += c + 1U;
            at += c + 1U;
        }
        if (r.bad)
            return FAULT_CUT_OFF;
        if (c < DNS_POINTER && c > DNS_LABEL_MAX)
            return "bad label type";
        if (total > DNS_NAME_MAX)
            return "name too long";
        if (c == 0)
            return NULL;
    }
}
