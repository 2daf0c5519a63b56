/* Loaded before a program's own libraries (LD_PRELOAD): files of footage lie on a disk that takes as many milliseconds
   for each write and each sync as stand in the file that SLOW_DISK names. No file: as fast as it goes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int is_footage(int fd) {
    char link[64];
    char path[4096];
    snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    const ssize_t length = readlink(link, path, sizeof(path) - 1);
    if (length <= 0) {
        return 0;
    }
    path[length] = 0;
    return strstr(path, "/footage/") != NULL;
}

static void wait_for_the_disk(int fd) {
    if (!is_footage(fd)) {
        return;
    }
    const char *name = getenv("SLOW_DISK");
    FILE *file = name == NULL ? NULL : fopen(name, "re");
    long milliseconds = 0;
    if (file == NULL) {
        return;
    }
    if (fscanf(file, "%ld", &milliseconds) != 1) {
        milliseconds = 0;
    }
    fclose(file);
    struct timespec left = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    while (nanosleep(&left, &left) != 0) {
    }
}

static void *next(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (function == NULL) {
        abort();
    }
    return function;
}

int fdatasync(int fd) {
    wait_for_the_disk(fd);
    return ((int (*)(int))next("fdatasync"))(fd);
}

int fsync(int fd) {
    wait_for_the_disk(fd);
    return ((int (*)(int))next("fsync"))(fd);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
    wait_for_the_disk(fd);
    return ((ssize_t (*)(int, const void *, size_t, off_t))next("pwrite"))(fd, bytes, size, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off_t at) {
    wait_for_the_disk(fd);
    return ((ssize_t (*)(int, const void *, size_t, off_t))next("pwrite64"))(fd, bytes, size, at);
}
