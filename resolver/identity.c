#include "resolver/identity.h"

#include "resolver/clock.h"
#include "resolver/log.h"
#include "resolver/secrets.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { ROLL_MS = 24 * 3600 * 1000 /* the age of a secret: RFC 9018 5 */ };

static struct bytes text_bytes(const char *text)
{
    const void *at = text;
    return (struct bytes){ at, strlen(text) };
}

static int read_secrets(struct identity *id, const char *path)
{
    char why[SECRETS_WHY];
    int done = secrets_read(&id->service.cookies, path, why, sizeof why);
    if (*why)
        log_line("%s", why);
    return done;
}

bool identity_roll(struct identity *id, uint64_t now)
{
    uint8_t fresh[COOKIE_SECRET];
    if (now < id->roll_at)
        return false;
    id->roll_at = now + ROLL_MS;
    if (secrets_draw(fresh) < 0) {
        log_line("no fresh secret for cookies: %m");
        return false;
    }
    secrets_roll(&id->service.cookies, fresh);
    return true;
}

int identity_begin(struct identity *id, const struct config *c, uint64_t now)
{
    *id = (struct identity){ .roll_at = c->cookie_file ? CLOCK_NEVER : now };
    if (gethostname(id->host, sizeof id->host - 1) < 0)
        id->host[0] = '\0';
    id->service.name = text_bytes(c->nsid ? c->nsid : id->host);
    id->service.nsid = text_bytes(c->nsid ? c->nsid : "");
    id->service.version = text_bytes(c->hide_version ? "" : CONFIG_VERSION);
    id->service.walk = c->walk;
    if (c->cookie_file)
        return read_secrets(id, c->cookie_file);
    return identity_roll(id, now) ? 0 : -1;
}

bool identity_renew(struct identity *id, const struct config *c)
{
    if (!c->cookie_file)
        return false;
    if (read_secrets(id, c->cookie_file) == 0) {
        log_line("%s: %u secrets of cookies, the first is for new ones",
                 c->cookie_file, id->service.cookies.n);
        return true;
    }
    if (access(c->cookie_file, R_OK) < 0 && errno == EACCES)
        log_line("user %s reads it now: chown %s %s", c->user.name,
                 c->user.name, c->cookie_file);
    log_line("the secrets of before are still used");
    return false;
}
