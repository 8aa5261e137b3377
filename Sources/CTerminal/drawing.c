#define _GNU_SOURCE
#include "CTerminal.h"
#include <stdlib.h>

struct drawing {
    void *context;
    ssize_t (*take)(void *, const char *, size_t);
};

#if defined(__APPLE__)
static int take_bytes(void *cookie, const char *bytes, int count) {
    struct drawing *drawing = cookie;
    return (int)drawing->take(drawing->context, bytes, (size_t)count);
}
#else
static ssize_t take_bytes(void *cookie, const char *bytes, size_t count) {
    struct drawing *drawing = cookie;
    return drawing->take(drawing->context, bytes, count);
}
#endif

FILE *terminal_drawing_file(void *context, ssize_t (*take)(void *context, const char *bytes, size_t count)) {
    struct drawing *drawing = malloc(sizeof *drawing);
    if (drawing == NULL) return NULL;
    *drawing = (struct drawing){.context = context, .take = take};
#if defined(__APPLE__)
    return funopen(drawing, NULL, take_bytes, NULL, NULL);
#else
    return fopencookie(drawing, "w", (cookie_io_functions_t){.write = take_bytes});
#endif
}
