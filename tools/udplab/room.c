#include "tools/udplab/room.h"

#include <string.h>

struct guest *room_enter(struct room *room, const struct sockaddr_storage *at,
                         socklen_t at_len, int64_t now)
{
    struct guest *found = NULL;
    for (int i = SEATS - 1; i >= 0; i--) {
        struct guest *g = &room->seats[i];
        if (g->at_len == at_len && memcmp(&g->at, at, at_len) == 0) {
            g->heard = now;
            return g;
        }
        if (g->at_len == 0)
            found = g; /* in the end the first that is free */
    }
    if (found) {
        *found = (struct guest){ .at_len = at_len, .heard = now };
        memcpy(&found->at, at, at_len);
    }
    return found;
}

struct guest *room_silent(struct room *room, int64_t now, int64_t silence)
{
    for (int i = 0; i < SEATS; i++) {
        struct guest *g = &room->seats[i];
        if (g->at_len && now - g->heard >= silence)
            return g;
    }
    return NULL;
}

void room_leave(struct guest *guest)
{
    guest->at_len = 0;
}

int room_number(const struct room *room, const struct guest *guest)
{
    return (int)(guest - room->seats) + 1;
}
