/* Names: types of labels, lengths, pointers. */
#include "tests/hostile/attack.h"

enum { A = 1, NS = 2, TXT = 16, IN = 1, RD = 0x0100, POINTER_MAX = 0x3fff };

/* Where a name is: in the question, as an owner, in the data of a record. */
enum place { QUESTION, ANSWER, AUTHORITY, ADDITIONAL, DATA, PLACES };

/* Begin a message up to where the name goes. */
static void begin(struct message *m, enum place place)
{
    message_begin(m, RD);
    if (place == QUESTION) {
        message_count(m, QDCOUNT);
        return;
    }
    message_question(m, "www.h.test", A);
    if (place == DATA) {
        message_record(m, ANCOUNT, "h.test", NS, (struct bytes){ NULL, 0 });
        return;
    }
    message_count(m, ANCOUNT + 2 * ((unsigned)place - ANSWER));
}

/* The name is there: what belongs behind it. */
static void end(struct message *m, enum place place, const uint8_t *name)
{
    if (place == DATA) {
        uint8_t *len = m->at + (name - m->at) - 2;
        put_u16(len, (uint16_t)(m->w.at - name));
        return;
    }
    write_u16(&m->w, A);
    write_u16(&m->w, IN);
    if (place == QUESTION)
        return;
    write_u32(&m->w, 0);
    write_u16(&m->w, 4);
    write_u32(&m->w, 0);
}

/* A name of these octets, everywhere. */
static void send_name(struct attack *a, const uint8_t *octets, size_t n)
{
    struct message *m = &a->message;
    for (enum place p = QUESTION; p < PLACES; p++) {
        begin(m, p);
        const uint8_t *name = m->w.at;
        write_bytes(&m->w, octets, n);
        end(m, p, name);
        attack_send_built(a);
    }
}

/* Labels of such lengths, as long as the name is not longer than that. */
static void send_long(struct attack *a, unsigned label, unsigned length)
{
    uint8_t name[512];
    size_t n = 0;
    while (n + 1 < length) {
        size_t len = length - 1 - n - 1;
        len = len < label ? len : label;
        name[n++] = (uint8_t)len;
        memset(name + n, 'a', len);
        n += len;
    }
    name[n++] = 0;
    send_name(a, name, n);
}

void attack_labels(struct attack *a)
{
    uint8_t name[512];
    for (unsigned len = 0; len < 256; len++) {
        name[0] = (uint8_t)len;
        memset(name + 1, 'a', 300);
        memcpy(name + 1 + len, "\1h\4test", 8);
        send_name(a, name, 1 + len + 8);
        send_name(a, name, 1 + len); /* no end */
        send_name(a, name, 1);
        memcpy(name, "\1h", 2); /* not the first one */
        name[2] = (uint8_t)len;
        send_name(a, name, 3);
    }
    for (unsigned length = 240; length < 300; length++) {
        send_long(a, 63, length);
        send_long(a, 1, length);
        send_long(a, 7, length);
    }
    memset(name, 0, sizeof name);
    for (unsigned n = 0; n < 16; n++)
        send_name(a, name, n);
}

/* ---- pointers ---- */

/* Every place in a short message, from each of them. */
static void point_everywhere(struct attack *a)
{
    static const uint16_t far[] = { 100, 255, 256, 511, 1471, 4096, 16383 };
    uint8_t name[4] = { 1, 'x' };
    for (unsigned to = 0; to < 80 + sizeof far / sizeof far[0]; to++) {
        unsigned at = to < 80 ? to : far[to - 80];
        put_u16(name, (uint16_t)(POINTER | at));
        send_name(a, name, 2);
        send_name(a, name, 1);
        name[0] = 1, name[1] = 'x';
        put_u16(name + 2, (uint16_t)(POINTER | at));
        send_name(a, name, 4);
    }
}

/* `n` pointers in a row, each to the next one or to the one before; the first
 * or last one of them leads to the middle, or to a name. */
static void chain(struct attack *a, unsigned n, int step, unsigned last)
{
    struct message *m = &a->message;
    for (enum place p = ANSWER; p < PLACES; p++) {
        message_begin(m, RD);
        message_question(m, "www.h.test", A);
        message_record(m, ANCOUNT, "", TXT, (struct bytes){ NULL, 0 });
        unsigned at = (unsigned)(m->w.at - m->at);
        put_u16(m->w.at - 2, (uint16_t)(n * 2));
        for (unsigned i = 0; i < n; i++) {
            unsigned to = (unsigned)((int)(at + 2 * i) + step);
            bool ends = step < 0 ? i == 0 : i == n - 1;
            write_u16(&m->w, (uint16_t)(POINTER | (ends ? last : to)));
        }
        unsigned head = step < 0 ? at + 2 * (n - 1) : at;
        message_count(m, ARCOUNT);
        write_u16(&m->w, (uint16_t)(POINTER | (head & POINTER_MAX)));
        write_u32(&m->w, A << 16 | IN);
        write_u32(&m->w, 0);
        write_u16(&m->w, 4);
        write_u32(&m->w, 0);
        attack_send_built(a);
    }
}

void attack_pointers(struct attack *a)
{
    point_everywhere(a);
    for (unsigned n = 1; n < 700; n += n < 20 ? 1 : 37) {
        chain(a, n, -2, NAME_AT); /* right, however long */
        chain(a, n, 2, NAME_AT);
        chain(a, n, -2, NAME_AT + 16 + 11 + 2 * (n / 2));
        chain(a, n, 2, NAME_AT + 16 + 11);
        chain(a, n, 0, NAME_AT); /* each to itself */
    }
}

/* As much work as a message can ask for: names at the end of so many pointers,
 * two in each of 63 records. */
void message_dear(struct message *m, unsigned pointers)
{
    enum { SOA = 6, SOA_DATA = 24, RECORDS = 63 };
    static const uint8_t numbers[20];
    message_begin(m, 0);
    message_question(m, "www.h.test", A);
    message_record(m, ANCOUNT, "", 65280, (struct bytes){ NULL, 0 });
    put_u16(m->w.at - 2, (uint16_t)(1 + 2 * pointers));
    unsigned last = (unsigned)(m->w.at - m->at);
    write_u8(&m->w, 0);
    for (unsigned i = 0; i < pointers; i++) {
        unsigned to = last;
        last = (unsigned)(m->w.at - m->at);
        write_u16(&m->w, (uint16_t)(POINTER | to));
    }
    for (unsigned i = 0; i < RECORDS; i++) {
        write_u16(&m->w, (uint16_t)(POINTER | last));
        write_u32(&m->w, SOA << 16 | IN);
        write_u32(&m->w, 0);
        write_u16(&m->w, SOA_DATA);
        write_u16(&m->w, (uint16_t)(POINTER | last));
        write_u16(&m->w, (uint16_t)(POINTER | last));
        write_bytes(&m->w, numbers, sizeof numbers);
        message_count(m, ANCOUNT);
    }
}

void attack_dear(struct attack *a)
{
    enum { MESSAGES = 1500, LONG = 8000, MOST = 126 };
    static const unsigned pointers[] = { LONG, MOST, MOST + 1 };
    for (unsigned i = 0; i < MESSAGES; i++) {
        message_dear(&a->message, pointers[i % 3]);
        attack_send_built(a);
    }
}
