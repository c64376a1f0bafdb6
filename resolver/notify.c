#include "resolver/notify.h"

#include "resolver/clock.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { TEXT_MAX = 512 };

/* A path, or with @ a name that no file system has. */
static int connect_to(int fd, const char *name)
{
    struct sockaddr_un to = { .sun_family = AF_UNIX };
    size_t n = strlen(name);
    const void *any = &to;
    if ((*name != '/' && *name != '@') || n >= sizeof to.sun_path)
        return -1;
    memcpy(to.sun_path, name, n);
    if (*name == '@')
        to.sun_path[0] = '\0';
    return connect(fd, any,
                   (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n));
}

int notify_open(void)
{
    const char *name = getenv("NOTIFY_SOCKET");
    int fd = name ? socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0) : -1;
    if (fd >= 0 && connect_to(fd, name) < 0) {
        close(fd);
        fd = -1;
    }
    unsetenv("NOTIFY_SOCKET");
    return fd;
}

void notify_say(int fd, const char *format, ...)
{
    char text[TEXT_MAX];
    va_list args;
    if (fd < 0)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    (void)!send(fd, text, strlen(text), MSG_DONTWAIT | MSG_NOSIGNAL);
}

void notify_reloading(int fd)
{
    notify_say(fd, "RELOADING=1\nMONOTONIC_USEC=%" PRIu64, clock_us());
}
