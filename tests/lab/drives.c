/* A host with an optical and a floppy drive, for a VirtualBox that is started with this library in LD_PRELOAD: what it
 * asks of the devices that VBOX_CDROM and VBOX_FLOPPY name is answered as a drive would, whether there is one or not. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/cdrom.h>
#include <linux/fd.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

static int is(const char *path, const char *variable) {
    const char *drive = getenv(variable);
    return drive && path && !strcmp(path, drive);
}

/* The major number of a drive; 0 for anything else. */
static unsigned drive(const char *path) {
    return is(path, "VBOX_CDROM") ? 11 : is(path, "VBOX_FLOPPY") ? 2 : 0;
}

static int look(const char *path, struct stat64 *found, const char *name) {
    unsigned major = drive(path);
    if (!major) {
        int (*real)(const char *, struct stat64 *) = dlsym(RTLD_NEXT, name);
        return real(path, found);
    }
    memset(found, 0, sizeof *found);
    found->st_mode = S_IFBLK | 0660;
    found->st_rdev = makedev(major, 0);
    return 0;
}

int stat64(const char *path, struct stat64 *found) { return look(path, found, "stat64"); }

int lstat64(const char *path, struct stat64 *found) { return look(path, found, "lstat64"); }

char *realpath(const char *path, char *resolved) {
    if (drive(path))
        return resolved ? strcpy(resolved, path) : strdup(path);
    char *(*real)(const char *, char *) = dlsym(RTLD_NEXT, "realpath");
    return real(path, resolved);
}

int open64(const char *path, int flags, ...) {
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open64");
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return real(drive(path) ? "/dev/null" : path, flags, mode);
}

int ioctl(int file, unsigned long request, ...) {
    va_list rest;
    va_start(rest, request);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    if (request == FDGETDRVTYP) {
        strcpy(argument, "H1440");
        return 0;
    }
    if (request == CDROM_SEND_PACKET) {
        /* An inquiry: the kind of device, then its maker, model and revision. */
        struct cdrom_generic_command *command = argument;
        unsigned char answer[36] = {5};
        memcpy(answer + 8, "LAB     DRIVE           1.0 ", 28);
        memset(command->buffer, 0, command->buflen);
        memcpy(command->buffer, answer, command->buflen < sizeof answer ? command->buflen : sizeof answer);
        command->stat = 0;
        return 0;
    }
    int (*real)(int, unsigned long, ...) = dlsym(RTLD_NEXT, "ioctl");
    return real(file, request, argument);
}
