#include "resolver/classfiles.h"

#include "resolver/log.h"
#include "zonefile/fingerprint.h"
#include "zonefile/flat.h"
#include "zonefile/settle.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a file's name had better not hold is left out. */
void classfiles_name(char out[CLASSFILES_NAME], const struct plan *p,
                     unsigned zone)
{
    const char *name = zone ? p->names[zone] : "root.";
    size_t n = (size_t)snprintf(out, CLASSFILES_NAME, "%u-", split_host(zone));
    for (; name[1] && n < CLASSFILES_SHOWN; name++)
        if (*name != '/' && *name != '\\')
            out[n++] = *name;
    strcpy(out + n, ".zone");
}

static bool write_file(const char *name, const char *text, size_t n)
{
    FILE *to = fopen(name, "we");
    bool good = to && fwrite(text, 1, n, to) == n;
    if (to)
        good &= fclose(to) == 0;
    if (!good)
        log_line("cannot write %s: %m", name);
    return good;
}

/* What would be as it was made before is left alone: it may have been changed
 * by hand since. */
static bool write_zone(const struct split *s, unsigned zone,
                       const struct split_style *style, struct plan *p)
{
    char name[CLASSFILES_NAME], *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    if (!to)
        return false;
    split_write(s, zone, style, to);
    fclose(to);
    classfiles_name(name, p, zone);
    uint64_t made = fingerprint(1, text, n);
    bool good = made == p->made[zone] || write_file(name, text, n);
    p->made[zone] = made;
    free(text);
    return good;
}

/* Those that --break can name. */
static void list_zones(const struct split *s)
{
    char list[512] = "", name[NAME_TEXT_MAX];
    for (unsigned z = 1; z < s->zones_n; z++) {
        split_name(s, z, name);
        if (strlen(list) + strlen(name) + sizeof "  ..." > sizeof list) {
            strcat(list, " ...");
            break;
        }
        strcat(strcat(list, " "), name);
    }
    log_line("there are:%s", list);
}

/* What the user wants broken. */
static bool take_breaks(struct split_style *style, const struct split *s,
                        const struct config *c)
{
    static const uint8_t root[1];
    for (unsigned i = 0; i < c->breaks_n; i++) {
        const char *zone = c->breaks[i].zone;
        struct bytes text = { (const uint8_t *)zone, strlen(zone) };
        uint8_t wire[DNS_NAME_MAX];
        size_t len;
        unsigned found = SPLIT_MAX;
        if (name_parse(wire, &len, text, root) == NAME_FINE)
            found = split_find(s, wire);
        if (found == SPLIT_MAX || found == 0) {
            log_line("nothing to break: '%s' is no zone that is delegated",
                     zone);
            list_zones(s);
            return false;
        }
        style->breaks[found] = c->breaks[i].how;
    }
    return true;
}

/* The files of zones that are no more, or have another address now. */
static void remove_stale(const struct split *s, struct plan *p)
{
    char name[NAME_TEXT_MAX], file[CLASSFILES_NAME];
    for (unsigned z = 0; z < p->zones_n; z++) {
        if (z < s->zones_n && !strcmp(split_name(s, z, name), p->names[z]))
            continue;
        classfiles_name(file, p, z);
        unlink(file);
        p->made[z] = 0;
    }
}

static bool write_zones(const struct split *s, const struct config *c,
                        struct plan *p)
{
    struct split_style style = { .literal = c->classroom == CLASSROOM_DIG };
    if (!take_breaks(&style, s, c))
        return false;
    remove_stale(s, p);
    p->zones_n = s->zones_n;
    p->left_out = s->left_out;
    for (unsigned z = 0; z < s->zones_n; z++)
        split_name(s, z, p->names[z]);
    for (unsigned z = 0; z < s->zones_n; z++)
        if (!write_zone(s, z, &style, p))
            return false;
    return true;
}

/* The one file, as records; NULL: it was told what is wrong. */
static struct records *read_world(const struct config *c, int readings)
{
    struct complaints said = { .text = NULL };
    struct readings noted = { .fd = readings };
    struct records *r = records_new();
    struct source *in =
        c->zones_n ? readings_file(&noted, c->zones[0], READ_NAMED)
                   : source_text(LESSON_PATH, lesson_text,
                                 (size_t)(lesson_text_end - lesson_text));
    if (!r || !in)
        log_line("%s: %s", c->zones_n ? c->zones[0] : LESSON_PATH,
                 source_why(errno));
    bool good = r && in && records_source(r, in) == 0 &&
                flat_read(r, 0, &said) == 0 && settle(r, &said) == 0;
    complaint_close(&said);
    if (said.text)
        log_text(said.text);
    return good && said.errors == 0 ? r : NULL;
}

/* The child's life: cut the file.  All that it takes goes with it. */
static int cut(const struct classfiles *f, int readings)
{
    struct split s;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (user_become(&f->config->user) < 0)
        return 1;
    struct records *r = read_world(f->config, readings);
    if (!r || split_begin(&s, r) < 0)
        return 1;
    if (chdir(f->directory) < 0) {
        log_line("%s: %m", f->directory);
        return 1;
    }
    return write_zones(&s, f->config, f->plan) ? 0 : 1;
}

bool classfiles_make(struct classfiles *f, int readings)
{
    int status = -1;
    struct plan *before = malloc(sizeof *before);
    if (!before)
        return false;
    *before = *f->plan;
    pid_t pid = fork();
    if (pid == 0)
        _exit(cut(f, readings));
    if (pid > 0)
        waitpid(pid, &status, 0);
    if (status != 0) { /* and what it left of the files is unknown */
        *f->plan = *before;
        classfiles_forget(f);
    }
    free(before);
    return status == 0;
}

void classfiles_forget(struct classfiles *f)
{
    memset(f->plan->made, 0, sizeof f->plan->made);
}

int classfiles_open(struct classfiles *f, const struct config *c)
{
    *f = (struct classfiles){ .config = c,
                              .directory = "/tmp/twig-classroom.XXXXXX" };
    f->plan = mmap(NULL, sizeof *f->plan, PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (f->plan != MAP_FAILED && mkdtemp(f->directory) &&
        chmod(f->directory, 0755) == 0 &&
        chown(f->directory, c->user.uid, c->user.gid) == 0)
        return 0;
    log_line("cannot make %s: %m", f->directory);
    return -1;
}

void classfiles_close(struct classfiles *f)
{
    char name[CLASSFILES_NAME];
    int directory = open(f->directory, O_PATH | O_CLOEXEC);
    for (unsigned z = 0; z < f->plan->zones_n; z++) {
        classfiles_name(name, f->plan, z);
        unlinkat(directory, name, 0);
    }
    close(directory);
    rmdir(f->directory);
    munmap(f->plan, sizeof *f->plan);
}
