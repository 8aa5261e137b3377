#include "CLibraries.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

static void *open_file(const char *file) {
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
#ifdef __APPLE__
    // On Apple's processors Homebrew's folder is not in the search path.
    if (!library && !strchr(file, '/')) {
        char path[256];
        snprintf(path, sizeof path, "/opt/homebrew/lib/%s", file);
        library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    }
#endif
    return library;
}

void *library_open(const char *const *files, const char *const *functions, void **places) {
    for (; *files; files++) {
        void *library = open_file(*files);
        if (!library) continue;
        size_t count = 0;
        while (functions[count] && (places[count] = dlsym(library, functions[count]))) count++;
        if (!functions[count]) return library;
        dlclose(library);
    }
    return NULL;
}

void *library_symbol(void *library, const char *name) { return dlsym(library, name); }
