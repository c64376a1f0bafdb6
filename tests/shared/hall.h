/*
 * A tcp of our own, connections to it over 127.0.0.0/8, and a clock that stands
 * still unless a test moves it.
 *
 * One connection, from an address that nobody else has, is always there: with
 * it tcp_wait can be told that time is up, and comes back at once.
 */
#ifndef TWIG_TESTS_HALL_H
#define TWIG_TESTS_HALL_H

#include "resolver/tcp.h"
#include "tests/shared/zone_text.h"

#include <netinet/in.h>

/* ---- the server's side ---- */

struct hall {
    struct zone_load load; /* www.s.test A, and big.s.test TXT, of 51 kB */
    struct tcp *tcp;
    struct sockaddr_in at;
    int listener, keeper;
    struct moment now;
};

extern struct hall hall;

enum { HALL_TXT = 16, HALL_BIG = 51000 };

/* Set-up and tear-down of cmocka, of the group and of each test. */
int hall_set_up(void **state);
int hall_tear_down(void **state);
int hall_begin(void **state);
int hall_end(void **state);

/* Begin with other limits; the keeper does not count. */
int hall_begin_with(unsigned connections, unsigned per_client);

/* One turn; as many as there can be anything to do in. */
void hall_turn(void);
void hall_turns(void);

/* Turn until the client can read something, be it the end. */
void hall_turn_until_heard(int fd);

/* ---- a client's side ---- */

/* A connection from 127.0.0.1, or that address in the host's order. */
int call_open(void);
int call_from(uint32_t address);

/* A query behind its length, for LABEL.s.test, into `out` of 64 octets. */
size_t call_query(uint8_t *out, uint16_t id, const char *label, uint16_t type);

void call_say(int fd, const void *octets, size_t n);

/* Take turns until `n` octets have come, or a reply, whose length it returns,
 * or the end of the connection. */
void call_hear(int fd, uint8_t *to, size_t n);
size_t call_hear_reply(int fd, uint16_t id);
void call_hear_the_end(int fd);

/* One query, without and with its reply. */
void call_ask(int fd, uint16_t id);
void call_works(int fd, uint16_t id);

bool call_is_closed(int fd);

#endif
