#include "Kernels.h"
#include "Clones.h"
#include "Elementary.h"

struct Drawn drawn_augmentation(const struct Augmenting *by, size_t place) {
    uint32_t low = (uint32_t)by->seed, high = (uint32_t)(by->seed >> 32);
    // Five draws a sample; a product with 32 random bits, shifted, is below its other factor.
    uint32_t first = (uint32_t)place * 5;
    uint64_t shifts = 2 * (uint64_t)by->shift + 1;
    struct Drawn drawn = {
        .is_flipped = by->flips && random_bits(first, low, high) >> 31,
        // A sequence is an image of one row: moved up or down, nothing would be left of it.
        .down = by->height == 1 ? 0
            : (ptrdiff_t)(random_bits(first + 1, low, high) * shifts >> 32) - (ptrdiff_t)by->shift,
        .right = (ptrdiff_t)(random_bits(first + 2, low, high) * shifts >> 32) - (ptrdiff_t)by->shift,
    };
    if (by->cutout > 0) {
        ptrdiff_t size = (ptrdiff_t)by->cutout;
        ptrdiff_t middle = (ptrdiff_t)((uint64_t)random_bits(first + 3, low, high) * by->height >> 32);
        ptrdiff_t centre = (ptrdiff_t)((uint64_t)random_bits(first + 4, low, high) * by->width >> 32);
        ptrdiff_t top = middle - size / 2, left = centre - size / 2;
        drawn.top = top < 0 ? 0 : (size_t)top;
        drawn.left = left < 0 ? 0 : (size_t)left;
        drawn.bottom = top + size > (ptrdiff_t)by->height ? by->height : (size_t)(top + size);
        drawn.end = left + size > (ptrdiff_t)by->width ? by->width : (size_t)(left + size);
    }
    return drawn;
}

/// The columns of the result whose pixels come from inside of the image.
struct Columns {
    size_t first, end;
};

static struct Columns inside(size_t width, ptrdiff_t right) {
    ptrdiff_t size = (ptrdiff_t)width;
    ptrdiff_t first = right > 0 ? right : 0, end = right < 0 ? size + right : size;
    if (first >= end) return (struct Columns){0, 0};
    return (struct Columns){(size_t)first, (size_t)end};
}

static void cut_out(float *image, const struct Augmenting *by, struct Drawn drawn) {
    for (size_t y = drawn.top; y < drawn.bottom && drawn.left < drawn.end; y++)
        memset(image + (y * by->width + drawn.left) * by->channels, 0,
               (drawn.end - drawn.left) * by->channels * sizeof *image);
}

CLONES
static void drop_inputs(float *restrict values, size_t width, uint32_t base, struct Dropout dropout) {
    uint32_t low = (uint32_t)dropout.seed, high = (uint32_t)(dropout.seed >> 32);
    for (size_t i = 0; i < width; i++) {
        float value = values[i] * dropout.scale;
        values[i] = random_bits(base + (uint32_t)i, low, high) < dropout.threshold ? 0.0f : value;
    }
}

// Pixels are moved before they are scaled, because factors and shifts belong to a position of the image. The image is
// first mirrored, then moved. `read` is the number at index `at` of the image.
#define GATHER(type, read)                                                                                 \
    size_t line = by->width * by->channels, size = by->height * line;                                      \
    for (size_t row = 0; row < count; row++) {                                                             \
        struct Drawn drawn = drawn_augmentation(by, place + row);                                          \
        struct Columns columns = inside(by->width, drawn.right);                                           \
        size_t start = columns.first * by->channels, end = columns.end * by->channels;                     \
        const type *restrict image = source + (size_t)rows[row] * size;                                    \
        for (size_t y = 0; y < by->height; y++) {                                                          \
            float *restrict out = inputs + row * size + y * line;                                          \
            const float *restrict factor = factors + y * line, *restrict shift = shifts + y * line;        \
            ptrdiff_t from = (ptrdiff_t)y - drawn.down;                                                    \
            if (from < 0 || from >= (ptrdiff_t)by->height) {                                               \
                memcpy(out, shift, line * sizeof *out);                                                    \
                continue;                                                                                  \
            }                                                                                              \
            memcpy(out, shift, start * sizeof *out);                                                       \
            memcpy(out + end, shift + end, (line - end) * sizeof *out);                                    \
            for (size_t x = columns.first; drawn.is_flipped && x < columns.end; x++) {                     \
                size_t mirrored = by->width - 1 - (size_t)((ptrdiff_t)x - drawn.right);                    \
                for (size_t channel = 0; channel < by->channels; channel++) {                              \
                    size_t i = x * by->channels + channel;                                                 \
                    size_t at = (size_t)from * line + mirrored * by->channels + channel;                   \
                    out[i] = (float)(read) * factor[i] + shift[i];                                         \
                }                                                                                          \
            }                                                                                              \
            ptrdiff_t moved = from * (ptrdiff_t)line - drawn.right * (ptrdiff_t)by->channels;              \
            for (size_t i = start; !drawn.is_flipped && i < end; i++) {                                    \
                size_t at = (size_t)((ptrdiff_t)i + moved);                                                \
                out[i] = (float)(read) * factor[i] + shift[i];                                             \
            }                                                                                              \
        }                                                                                                  \
        cut_out(inputs + row * size, by, drawn);                                                           \
        if (dropout.threshold > 0)                                                                         \
            drop_inputs(inputs + row * size, size, (uint32_t)((place + row) * size), dropout);             \
    }

CLONES
void gather_augmented_bytes(const uint8_t *source, const int32_t *rows, size_t place, size_t count,
                            const struct Augmenting *by, const float *factors, const float *shifts,
                            struct Dropout dropout, float *restrict inputs) {
    GATHER(uint8_t, image[at])
}

CLONES
void gather_augmented_floats(const float *source, const int32_t *rows, size_t place, size_t count,
                             const struct Augmenting *by, const float *factors, const float *shifts,
                             const float *fills, struct Dropout dropout, float *restrict inputs) {
    if (fills) {
        GATHER(float, image[at] == image[at] ? image[at] : fills[at])
    } else {
        GATHER(float, image[at])
    }
}
