#include "resolver/stream.h"

#include "resolver/journal.h"

struct stream_turn stream_answer(const struct image *img,
                                 const struct service *self,
                                 const struct client *from, struct bytes in,
                                 uint8_t *out)
{
    struct stream_turn t = { .taken = 0 };
    struct reader r = reader_over(in.at, in.n);
    while (reader_left(&r) >= 2) {
        struct bytes message = { .n = read_u16(&r) };
        t.nonsense = message.n < DNS_HEADER;
        message.at = read_bytes(&r, message.n);
        t.more = message.at && !t.nonsense && t.put >= STREAM_ENOUGH;
        if (t.nonsense || r.bad || t.more)
            break;
        uint8_t *reply = out + t.put + 2;
        struct query q;
        query_parse(&q, message);
        size_t len = answer_query(img, self, from, &q, reply);
        journal_note(from, &q, (struct bytes){ reply, len },
                     len > 0 ? FATE_ANSWERED : FATE_SILENT);
        t.taken = (size_t)(r.at - in.at);
        if (len == 0)
            continue;
        put_u16(reply - 2, (uint16_t)len);
        t.put += 2 + len;
        t.replies++;
    }
    return t;
}
