#include "resolver/identity.h"

#include "resolver/log.h"
#include "resolver/secrets.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

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

void identity_roll(struct identity *id)
{
    uint8_t fresh[COOKIE_SECRET];
    if (secrets_draw(fresh) == 0)
        secrets_roll(&id->service.cookies, fresh);
    else
        log_line("no fresh secret for cookies: %m");
}

int identity_begin(struct identity *id, const struct config *c)
{
    *id = (struct identity){ .service = { .cookies = { .n = 0 } } };
    if (gethostname(id->host, sizeof id->host - 1) < 0)
        id->host[0] = '\0';
    id->service.name = text_bytes(c->nsid ? c->nsid : id->host);
    id->service.nsid = text_bytes(c->nsid ? c->nsid : "");
    id->service.version = text_bytes(c->hide_version ? "" : CONFIG_VERSION);
    id->service.walk = c->walk;
    if (c->cookie_file)
        return read_secrets(id, c->cookie_file);
    identity_roll(id);
    return id->service.cookies.n > 0 ? 0 : -1;
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
