/* A disk that remembers what it may forget, and that can fail.
 *
 * Preloaded under the program. For every file whose name begins with POWER_FILES it notes into POWER_LOG, before the file is touched,
 * what each write or truncation is about to take away, and that a file was synced or is gone. Whoever cuts the power then knows
 * what may be undone. Shared memory is left alone: it is made anew from the database's own log.
 *
 *   POWER_CUT=n     at the n-th write, truncation or sync the process dies, before it is done
 *   POWER_FAIL=n    the n-th fails ...
 *   POWER_ERROR=e   ... with this errno
 *   POWER_UNTIL=f   ... and so does each after it, until the file f is there
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FDS_MAX = 4096, WRITE = 1, TRUNCATE = 2, SYNC = 3, GONE = 4, FAULT = 5 };

struct record {
    uint32_t kind, path_len;
    uint64_t offset, len, size, old_len;
};

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char *paths[FDS_MAX];
static const char *files, *until;
static int log_fd = -1, error = EIO;
static long cut_at, fail_at, done;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static int (*real_truncate)(int, off_t);
static int (*real_unlink)(const char *);

static long number(const char *name) {
    const char *said = getenv(name);
    return said ? atol(said) : 0;
}

__attribute__((constructor)) static void begin(void) {
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    real_pread = dlsym(RTLD_NEXT, "pread");
    real_open = dlsym(RTLD_NEXT, "open");
    real_openat = dlsym(RTLD_NEXT, "openat");
    real_close = dlsym(RTLD_NEXT, "close");
    real_truncate = dlsym(RTLD_NEXT, "ftruncate");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    files = getenv("POWER_FILES");
    until = getenv("POWER_UNTIL");
    cut_at = number("POWER_CUT");
    fail_at = number("POWER_FAIL");
    if (getenv("POWER_ERROR")) error = (int)number("POWER_ERROR");
    if (getenv("POWER_LOG")) log_fd = real_open(getenv("POWER_LOG"), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (!files || log_fd < 0) abort();
}

static int ends_with(const char *path, const char *end) {
    size_t all = strlen(path), tail = strlen(end);
    return all >= tail && strcmp(path + all - tail, end) == 0;
}

static int is_watched(const char *path) {
    if (!files || strncmp(path, files, strlen(files)) != 0) return 0;
    return !ends_with(path, "-shm") && !ends_with(path, ".lock");
}

static void opened(int fd, const char *path) {
    if (fd < 0 || fd >= FDS_MAX || !is_watched(path)) return;
    pthread_mutex_lock(&turn);
    free(paths[fd]);
    paths[fd] = strdup(path);
    pthread_mutex_unlock(&turn);
}

static const char *watched(int fd) { return fd >= 0 && fd < FDS_MAX ? paths[fd] : NULL; }

static void note_all(const void *bytes, size_t len) {
    for (const char *at = bytes; len > 0;) {
        ssize_t n = real_write(log_fd, at, len);
        if (n <= 0) abort();
        at += n;
        len -= (size_t)n;
    }
}

static void put_down(struct record record, const char *path, const char *bytes) {
    record.path_len = (uint32_t)strlen(path);
    note_all(&record, sizeof record);
    note_all(path, record.path_len);
    note_all(bytes, record.old_len);
}

/* What stands from here on for so long, and how long the file is. */
static void note(uint32_t kind, int fd, uint64_t offset, uint64_t len) {
    /* Of a disk that is to fail nothing is undone. */
    if (fail_at > 0 && kind != FAULT) return;
    struct stat st = {0};
    if (fstat(fd, &st) != 0) abort();
    uint64_t size = (uint64_t)st.st_size, old = 0;
    if (kind == WRITE && offset < size) old = size - offset < len ? size - offset : len;
    if (kind == TRUNCATE && offset < size) old = size - offset;
    char *bytes = malloc(old + 1);
    if (old > 0 && real_pread(fd, bytes, old, (off_t)offset) != (ssize_t)old) abort();
    put_down((struct record){kind, 0, offset, len, size, old}, paths[fd], bytes);
    free(bytes);
}

/* One more is about to be done: dies, answers that it fails, or lets it pass. */
static int fails(int fd) {
    done++;
    if (cut_at > 0 && done >= cut_at) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
    if (fail_at == 0 || done < fail_at) return 0;
    if (until ? access(until, F_OK) == 0 : done > fail_at) return 0;
    note(FAULT, fd, 0, 0);
    errno = error;
    return 1;
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t offset) {
    if (!watched(fd)) return real_pwrite(fd, bytes, len, offset);
    pthread_mutex_lock(&turn);
    ssize_t n = -1;
    note(WRITE, fd, (uint64_t)offset, len);
    if (!fails(fd)) n = real_pwrite(fd, bytes, len, offset);
    int said = errno;
    pthread_mutex_unlock(&turn);
    errno = said;
    return n;
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off_t offset) { return pwrite(fd, bytes, len, offset); }

ssize_t write(int fd, const void *bytes, size_t len) {
    if (!watched(fd)) return real_write(fd, bytes, len);
    pthread_mutex_lock(&turn);
    ssize_t n = -1;
    struct stat st = {0};
    int appends = (fcntl(fd, F_GETFL) & O_APPEND) != 0;
    if (fstat(fd, &st) != 0) abort();
    note(WRITE, fd, appends ? (uint64_t)st.st_size : (uint64_t)lseek(fd, 0, SEEK_CUR), len);
    if (!fails(fd)) n = real_write(fd, bytes, len);
    int said = errno;
    pthread_mutex_unlock(&turn);
    errno = said;
    return n;
}

int ftruncate(int fd, off_t size) {
    if (!watched(fd)) return real_truncate(fd, size);
    pthread_mutex_lock(&turn);
    note(TRUNCATE, fd, (uint64_t)size, 0);
    int outcome = fails(fd) ? -1 : real_truncate(fd, size);
    int said = errno;
    pthread_mutex_unlock(&turn);
    errno = said;
    return outcome;
}

int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

/* The page cache outlives the process, so nothing need go to the disk: to be noted is enough. */
int fsync(int fd) {
    if (!watched(fd)) return 0;
    pthread_mutex_lock(&turn);
    int outcome = fails(fd) ? -1 : 0;
    int said = errno;
    if (outcome == 0) note(SYNC, fd, 0, 0);
    pthread_mutex_unlock(&turn);
    errno = said;
    return outcome;
}

int fdatasync(int fd) { return fsync(fd); }

int unlink(const char *path) {
    if (!is_watched(path)) return real_unlink(path);
    pthread_mutex_lock(&turn);
    if (fail_at == 0) put_down((struct record){.kind = GONE}, path, NULL);
    int outcome = real_unlink(path);
    int said = errno;
    pthread_mutex_unlock(&turn);
    errno = said;
    return outcome;
}

static mode_t mode_of(int flags, va_list rest) {
    return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    int fd = real_open(path, flags, mode_of(flags, rest));
    va_end(rest);
    opened(fd, path);
    return fd;
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    int fd = real_open(path, flags | O_LARGEFILE, mode_of(flags, rest));
    va_end(rest);
    opened(fd, path);
    return fd;
}

int openat(int at, const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    int fd = real_openat(at, path, flags, mode_of(flags, rest));
    va_end(rest);
    opened(fd, path);
    return fd;
}

int openat64(int at, const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    int fd = real_openat(at, path, flags, mode_of(flags, rest));
    va_end(rest);
    opened(fd, path);
    return fd;
}

int close(int fd) {
    if (watched(fd)) {
        pthread_mutex_lock(&turn);
        free(paths[fd]);
        paths[fd] = NULL;
        pthread_mutex_unlock(&turn);
    }
    return real_close(fd);
}
