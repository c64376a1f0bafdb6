#include "tools/react.h"

#include "tools/say.h"

enum { COOKIE_CLIENT = 8 };

/* The data of the OPT record's cookie; n 0: there is none. */
static struct bytes find_cookie(const struct message *m)
{
    struct reader r = reader_over(NULL, 0);
    if (m->opt)
        r = reader_over(m->raw.at + m->opt->data_at, m->opt->data_n);
    while (!r.bad && reader_left(&r)) {
        unsigned code = read_u16(&r), n = read_u16(&r);
        const uint8_t *data = read_bytes(&r, n);
        if (data && code == OPTION_COOKIE)
            return (struct bytes){ data, n };
    }
    return (struct bytes){ NULL, 0 };
}

/* The server's half is behind ours, for the next query: RFC 7873 5.3. */
static void learn_cookie(const struct exchange *e, struct request *now)
{
    struct bytes got = find_cookie(&e->message), sent = e->cookie;
    if (now->cookie_n && sent.n && !e->message.opt)
        say(e->settings, "expected opt record in response");
    if (got.n == 0 || sent.n == 0)
        return;
    if (got.n < sent.n || got.n < COOKIE_CLIENT || got.n > REQUEST_COOKIE) {
        say(e->settings, "Warning: COOKIE bad token (too short)");
        return;
    }
    if (memcmp(got.at, sent.at, COOKIE_CLIENT) != 0) {
        say(e->settings, "Warning: Client COOKIE mismatch");
        return;
    }
    memcpy(now->cookie_data, got.at, got.n);
    now->cookie_n = got.n;
}

static void comment(const struct exchange *e, const char *line)
{
    if (e->request->comments && !e->settings->short_form)
        say(e->settings, "%s", line);
}

/* RFC 6891 6.1.3: the version that the server has. */
static bool lower_version(const struct exchange *e, struct request *now)
{
    const struct record *opt = e->message.opt;
    if (message_rcode(&e->message) != BADVERS || !opt || !now->negotiate)
        return false;
    int theirs = (int)(opt->ttl >> 16 & 0xff);
    if (theirs >= now->edns)
        return false;
    if (e->request->comments && !e->settings->short_form)
        say(e->settings, "BADVERS, retrying with EDNS version %d.", theirs);
    now->edns = theirs;
    return true;
}

static bool use_tcp(struct exchange *e, struct request *now)
{
    if (!(e->message.flags & FLAG_TC) || e->tcp || now->ignore_tc)
        return false;
    comment(e, "Truncated, retrying in TCP mode.");
    now->tcp = e->cut = true;
    return true;
}

static bool use_cookie(const struct exchange *e, const struct request *now)
{
    if (message_rcode(&e->message) != BADCOOKIE || e->tcp || !now->cookie ||
        !now->retry_badcookie)
        return false;
    comment(e, "BADCOOKIE, retrying.");
    return true;
}

enum reaction react(struct exchange *e, struct request *now, bool last)
{
    char peer[ADDRESS_TEXT];
    learn_cookie(e, now);
    if (lower_version(e, now) || use_tcp(e, now) || use_cookie(e, now))
        return REACT_AGAIN;
    if (message_rcode(&e->message) != SERVFAIL || now->stop_at_servfail)
        return REACT_SHOW;
    if (e->request->comments)
        say(e->settings, "Got SERVFAIL reply from %s%s",
            endpoint_address(peer, &e->server),
            last ? "" : ", trying next server");
    return last ? REACT_SHOW : REACT_NEXT_SERVER;
}
