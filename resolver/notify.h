/*
 * Tells the service manager how it goes: sd_notify(3), a datagram to the
 * socket that $NOTIFY_SOCKET names.  Without one, nothing is told.
 *
 *     READY=1\nSTATUS=serving 15 names, serial 7
 */
#ifndef TWIG_NOTIFY_H
#define TWIG_NOTIFY_H

/*
 * notify_open(): the socket, while it can be seen, and the variable is taken
 * away.  Returns it, or -1: there is none, or it is not there.
 */
int notify_open(void);

/* notify_say(fd, format, ...): lines of NAME=VALUE.  fd -1: to nobody.  Never
 * waits. */
void notify_say(int fd, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* notify_reloading(fd): until the next READY=1. */
void notify_reloading(int fd);

#endif
