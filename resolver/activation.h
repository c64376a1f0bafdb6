/*
 * Sockets that the service manager has bound before it started the server:
 * sd_listen_fds(3).  They are descriptors 3 and on.
 */
#ifndef TWIG_ACTIVATION_H
#define TWIG_ACTIVATION_H

enum {
    ACTIVATION_FIRST = 3,
    ACTIVATION_MAX = 256,
    ACTIVATION_TEXT = 80 /* "fe80::1%eth0 port 53", the longest of its kind */
};

struct passed {
    int fd;
    int type; /* SOCK_DGRAM, or SOCK_STREAM: it listens */
    char at[ACTIVATION_TEXT];
};

/*
 * activation_take(): how many $LISTEN_FDS says were passed to this process, and
 * to no other ($LISTEN_PID); more than ACTIVATION_MAX when that is no number,
 * or too large.  The variables are taken away, and no program that is begun
 * later has the sockets.
 */
unsigned activation_take(void);

/*
 * activation_see(p, fd): what is passed as `fd`?  If the server can use it, it
 * is set up as one of our own.  Returns 0, or -1: it was logged why not.
 */
int activation_see(struct passed *p, int fd);

#endif
