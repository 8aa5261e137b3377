#include "CArchive.h"

#include <pthread.h>
#include <stdbool.h>

static const char *const files[] = {
#ifdef __APPLE__
    "/opt/homebrew/opt/libarchive/lib/libarchive.13.dylib",
    "/usr/local/opt/libarchive/lib/libarchive.13.dylib",
    "libarchive.2.dylib",
#else
    "libarchive.so.13",
#endif
    NULL,
};
static const char *const functions[] = {ARCHIVE_FUNCTIONS(LIBRARY_NAME) NULL};

static struct ArchiveLibrary library;
static bool is_open;

static void open_library(void) { is_open = library_open(files, functions, (void **)&library); }

const struct ArchiveLibrary *archive_library(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
    return is_open ? &library : NULL;
}
