#include "CImage.h"

#include <CLibraries.h>
#include <gd.h>
#include <pthread.h>
#include <stdarg.h>
#include <string.h>

#ifdef __APPLE__
#define LIBRARY "libgd.3.dylib"
#else
#define LIBRARY "libgd.so.3"
#endif

#define GD_FUNCTIONS(each) \
    each(gdImageCreateFromPngPtr) \
    each(gdImageCreateFromJpegPtrEx) \
    each(gdImageCreateTrueColor) \
    each(gdImageCopyResampled) \
    each(gdImageFilledRectangle) \
    each(gdImageDestroy) \
    each(gdSetErrorMethod)

static struct {
    GD_FUNCTIONS(LIBRARY_MEMBER)
} gd;
static bool is_open;

/// Suppresses libgd's messages; the caller reports errors.
static void be_silent(int priority, const char *format, va_list arguments) {
    (void)priority, (void)format, (void)arguments;
}

static void open_library(void) {
    static const char *const files[] = {LIBRARY, NULL};
    static const char *const functions[] = {GD_FUNCTIONS(LIBRARY_NAME) NULL};
    is_open = library_open(files, functions, (void **)&gd);
    if (is_open) gd.gdSetErrorMethod(be_silent);
}

static bool is_png(const uint8_t *bytes, size_t count) {
    return count >= 24 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0;
}

static bool is_jpeg(const uint8_t *bytes, size_t count) {
    return count >= 4 && bytes[0] == 0xff && bytes[1] == 0xd8 && bytes[2] == 0xff;
}

static int big_endian(const uint8_t *bytes, int count) {
    unsigned value = 0;
    for (int i = 0; i < count; i++) value = value << 8 | bytes[i];
    return value > 0x7fffffff ? 0 : (int)value;
}

enum PictureEnd picture_size(const uint8_t *bytes, size_t count, int *width, int *height) {
    if (is_png(bytes, count)) {
        *width = big_endian(bytes + 16, 4);
        *height = big_endian(bytes + 20, 4);
        return *width > 0 && *height > 0 ? PICTURE_READ : PICTURE_BROKEN;
    }
    if (!is_jpeg(bytes, count)) return PICTURE_FOREIGN;
    // Skip segments until the start of a frame (SOF0 to SOF15, except for DHT, JPG and DAC).
    size_t offset = 2;
    while (offset + 9 < count) {
        if (bytes[offset] != 0xff) return PICTURE_BROKEN;
        uint8_t marker = bytes[offset + 1];
        if (marker == 0xff) {
            offset++;
            continue;
        }
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
            *height = big_endian(bytes + offset + 5, 2);
            *width = big_endian(bytes + offset + 7, 2);
            return *width > 0 && *height > 0 ? PICTURE_READ : PICTURE_BROKEN;
        }
        offset += 2 + (size_t)big_endian(bytes + offset + 2, 2);
    }
    return PICTURE_BROKEN;
}

enum PictureEnd picture_read(const uint8_t *bytes, size_t count, int width, int height, uint8_t *pixels) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
    if (!is_open) return PICTURE_NO_LIBRARY;
    if (count > 0x7fffffff) return PICTURE_FOREIGN;
    gdImagePtr source = is_png(bytes, count)    ? gd.gdImageCreateFromPngPtr((int)count, (void *)bytes)
                        : is_jpeg(bytes, count) ? gd.gdImageCreateFromJpegPtrEx((int)count, (void *)bytes, 0)
                                                : NULL;
    if (!source) return is_png(bytes, count) || is_jpeg(bytes, count) ? PICTURE_BROKEN : PICTURE_FOREIGN;
    gdImagePtr target = gd.gdImageCreateTrueColor(width, height);
    if (!target) {
        gd.gdImageDestroy(source);
        return PICTURE_BROKEN;
    }
    gd.gdImageFilledRectangle(target, 0, 0, width - 1, height - 1, gdTrueColor(255, 255, 255));
    gd.gdImageCopyResampled(target, source, 0, 0, 0, 0, width, height, gdImageSX(source), gdImageSY(source));
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int color = gdImageTrueColorPixel(target, x, y);
            *pixels++ = (uint8_t)gdTrueColorGetRed(color);
            *pixels++ = (uint8_t)gdTrueColorGetGreen(color);
            *pixels++ = (uint8_t)gdTrueColorGetBlue(color);
        }
    gd.gdImageDestroy(source);
    gd.gdImageDestroy(target);
    return PICTURE_READ;
}
