#include "Kernels.h"
#include "Clones.h"
#include <string.h>

// Channels are computed in groups of this size, whose intermediate results stay in registers or in the nearest cache.
#define GROUP 64

/// The part of a window inside the image.
struct Inside {
    size_t top, left, height, width;
};

static inline struct Inside inside(struct Windows w, size_t row, size_t column) {
    size_t top = row * w.step_height, left = column * w.step_width;
    size_t bottom = top + w.window_height, right = left + w.window_width;
    top = top < w.top ? 0 : top - w.top;
    left = left < w.left ? 0 : left - w.left;
    bottom = bottom < w.top ? 0 : bottom - w.top;
    right = right < w.left ? 0 : right - w.left;
    if (bottom > w.height) bottom = w.height;
    if (right > w.width) right = w.width;
    return (struct Inside){top, left, bottom > top ? bottom - top : 0, right > left ? right - left : 0};
}

// A comparison with NaN is false: once a number is NaN, the greatest is NaN.
static inline float greater(float a, float b) { return (b > a || b != b) ? b : a; }

// The loops over all windows of all samples, and over the positions of a window.
#define EACH_WINDOW(w)                                                                                     \
    for (size_t sample = 0; sample < samples; sample++)                                                    \
        for (size_t row = 0; row < (w).result_height; row++)                                               \
            for (size_t column = 0; column < (w).result_width; column++)
#define EACH_POSITION(in)                                                                                  \
    for (size_t y = 0; y < (in).height; y++)                                                               \
        for (size_t x = 0; x < (in).width; x++)

/// The index of the result's first channel.
static inline size_t result_index(struct Windows w, size_t sample, size_t row, size_t column) {
    return ((sample * w.result_height + row) * w.result_width + column) * w.channels;
}

/// The index of the first channel of a position in a window.
static inline size_t source_index(struct Windows w, size_t sample, struct Inside in, size_t y, size_t x) {
    return ((sample * w.height + in.top + y) * w.width + in.left + x) * w.channels;
}

/// True if the windows of 2 × 2 numbers are inside the image and do not overlap.
static bool is_quartered(struct Windows w) {
    return w.window_height == 2 && w.window_width == 2 && w.step_height == 2 && w.step_width == 2 && w.top == 0
        && w.left == 0 && w.result_height * 2 <= w.height && w.result_width * 2 <= w.width;
}

// With few channels the compiler's checks before a loop over them take longer than the loop.
typedef float Eight __attribute__((vector_size(32), aligned(4)));
typedef int32_t EightBits __attribute__((vector_size(32), aligned(4)));
// Macros: functions would pass vectors, for which processors have different ways.
#define LOAD(from) (*(const Eight *)(from))
#define STORE(to, value) (*(Eight *)(to) = (value))
#define KEPT(value, mask) ((Eight)((EightBits)(value) & (mask)))
#define GREATER(result, a, b)                                                                              \
    Eight result;                                                                                          \
    {                                                                                                      \
        Eight one = (a), other = (b);                                                                      \
        EightBits takes = (other > one) | (other != other);                                                \
        result = (Eight)(((EightBits)other & takes) | ((EightBits)one & ~takes));                          \
    }

// NaN remains NaN.
static inline float rectified(float x) { return x < 0 ? 0.0f : x; }

/// The greatest numbers of windows of 2 × 2 numbers.
static inline __attribute__((always_inline)) void max_pool_quarters(
    const float *source, size_t samples, struct Windows w, bool rectifies, float *result) {
    size_t channels = w.channels, down = w.width * channels;
    EACH_WINDOW(w) {
        const float *s = source + (sample * w.height + row * 2) * down + column * 2 * channels;
        float *best = result + result_index(w, sample, row, column);
        size_t i = 0;
        for (; i + 8 <= channels; i += 8) {
            GREATER(top, LOAD(s + i), LOAD(s + channels + i))
            GREATER(bottom, LOAD(s + down + i), LOAD(s + down + channels + i))
            GREATER(greatest, top, bottom)
            STORE(best + i, rectifies ? KEPT(greatest, ~(greatest < 0)) : greatest);
        }
        for (; i < channels; i++) {
            float greatest = greater(greater(s[i], s[channels + i]), greater(s[down + i], s[down + channels + i]));
            best[i] = rectifies ? rectified(greatest) : greatest;
        }
    }
}

CLONES
void max_pool(const float *source, size_t samples, struct Windows w, bool rectifies, float *restrict result) {
    if (is_quartered(w)) {
        if (rectifies)
            max_pool_quarters(source, samples, w, true, result);
        else
            max_pool_quarters(source, samples, w, false, result);
        return;
    }
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        float *restrict best = result + out;
        const float *s = source + source_index(w, sample, in, 0, 0);
        memcpy(best, s, w.channels * sizeof *best);
        EACH_POSITION(in) {
            size_t at = source_index(w, sample, in, y, x);
            const float *v = source + at;
            EACH_CHANNEL (size_t i = 0; i < w.channels; i++) best[i] = greater(best[i], v[i]);
        }
        if (rectifies) EACH_CHANNEL (size_t i = 0; i < w.channels; i++) best[i] = rectified(best[i]);
    }
}

/// The way back of `max_pool_quarters`, whose results tell which gradients pass.
static inline __attribute__((always_inline)) void max_pool_quarters_backward(
    const float *gradient, const float *source, const float *result, size_t samples, struct Windows w, bool rectifies,
    float *source_gradient) {
    size_t channels = w.channels, down = w.width * channels;
    if (w.result_height * 2 < w.height || w.result_width * 2 < w.width)
        memset(source_gradient, 0, samples * w.height * down * sizeof *source_gradient);
    EACH_WINDOW(w) {
        size_t at = (sample * w.height + row * 2) * down + column * 2 * channels;
        size_t out = result_index(w, sample, row, column);
        const float *s = source + at, *g = gradient + out, *r = result + out;
        float *t = source_gradient + at;
        size_t i = 0;
        for (; i + 8 <= channels; i += 8) {
            Eight left = LOAD(g + i), best = LOAD(r + i);
            if (rectifies) left = KEPT(left, best > 0);
            EightBits a = LOAD(s + i) == best, b = LOAD(s + channels + i) == best;
            EightBits c = LOAD(s + down + i) == best, d = LOAD(s + down + channels + i) == best;
            STORE(t + i, KEPT(left, a));
            STORE(t + channels + i, KEPT(left, b & ~a));
            STORE(t + down + i, KEPT(left, c & ~(a | b)));
            STORE(t + down + channels + i, KEPT(left, d & ~(a | b | c)));
        }
        for (; i < channels; i++) {
            float best = r[i], left = rectifies && !(best > 0) ? 0.0f : g[i];
            bool a = s[i] == best, b = s[channels + i] == best, c = s[down + i] == best;
            bool d = s[down + channels + i] == best;
            t[i] = a ? left : 0.0f;
            t[channels + i] = b && !a ? left : 0.0f;
            t[down + i] = c && !a && !b ? left : 0.0f;
            t[down + channels + i] = d && !a && !b && !c ? left : 0.0f;
        }
    }
}

CLONES
void max_pool_backward(const float *gradient, const float *source, const float *result, size_t samples,
                       struct Windows w, bool rectifies, float *restrict source_gradient) {
    if (is_quartered(w)) {
        if (rectifies)
            max_pool_quarters_backward(gradient, source, result, samples, w, true, source_gradient);
        else
            max_pool_quarters_backward(gradient, source, result, samples, w, false, source_gradient);
        return;
    }
    memset(source_gradient, 0, samples * w.height * w.width * w.channels * sizeof *source_gradient);
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        for (size_t first = 0; first < w.channels; first += GROUP) {
            size_t count = w.channels - first < GROUP ? w.channels - first : GROUP;
            float left[GROUP];
            memcpy(left, gradient + out + first, count * sizeof *left);
            const float *best = result + out + first;
            if (rectifies) EACH_CHANNEL (size_t i = 0; i < count; i++) left[i] = best[i] > 0 ? left[i] : 0.0f;
            EACH_POSITION(in) {
                size_t at = source_index(w, sample, in, y, x);
                const float *s = source + at + first;
                float *restrict t = source_gradient + at + first;
                EACH_CHANNEL (size_t i = 0; i < count; i++) {
                    bool is_best = s[i] == best[i];
                    t[i] += is_best ? left[i] : 0.0f;
                    left[i] = is_best ? 0.0f : left[i];
                }
            }
        }
    }
}

CLONES
void average_pool(const float *source, size_t samples, struct Windows w, float *restrict result) {
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        float *restrict mean = result + out;
        float share = 1.0f / (float)(in.height * in.width);
        memset(mean, 0, w.channels * sizeof *mean);
        EACH_POSITION(in) {
            size_t at = source_index(w, sample, in, y, x);
            const float *v = source + at;
            EACH_CHANNEL (size_t i = 0; i < w.channels; i++) mean[i] += v[i];
        }
        EACH_CHANNEL (size_t i = 0; i < w.channels; i++) mean[i] *= share;
    }
}

CLONES
void average_pool_backward(const float *gradient, size_t samples, struct Windows w, float *restrict source_gradient) {
    memset(source_gradient, 0, samples * w.height * w.width * w.channels * sizeof *source_gradient);
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        const float *g = gradient + out;
        float share = 1.0f / (float)(in.height * in.width);
        EACH_POSITION(in) {
            size_t at = source_index(w, sample, in, y, x);
            float *restrict t = source_gradient + at;
            EACH_CHANNEL (size_t i = 0; i < w.channels; i++) t[i] += g[i] * share;
        }
    }
}

/// The index of the kernel's first channel at a position of a window.
static inline size_t kernel_index(struct Windows w, size_t row, size_t column, size_t y, size_t x) {
    size_t above = row * w.step_height < w.top ? w.top - row * w.step_height : 0;
    size_t before = column * w.step_width < w.left ? w.left - column * w.step_width : 0;
    return ((above + y) * w.window_width + before + x) * w.channels;
}

CLONES
void depthwise(const float *source, const float *kernel, size_t samples, struct Windows w, float *restrict result) {
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        for (size_t first = 0; first < w.channels; first += GROUP) {
            size_t count = w.channels - first < GROUP ? w.channels - first : GROUP;
            float sums[GROUP] = {0};
            EACH_POSITION(in) {
                size_t at = source_index(w, sample, in, y, x), tap = kernel_index(w, row, column, y, x);
                const float *s = source + at + first;
                const float *k = kernel + tap + first;
                EACH_CHANNEL (size_t i = 0; i < count; i++) sums[i] += s[i] * k[i];
            }
            memcpy(result + out + first, sums, count * sizeof *sums);
        }
    }
}

CLONES
void depthwise_source_gradient(const float *gradient, const float *kernel, size_t samples, struct Windows w,
                               float *restrict source_gradient) {
    memset(source_gradient, 0, samples * w.height * w.width * w.channels * sizeof *source_gradient);
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        const float *g = gradient + out;
        EACH_POSITION(in) {
            size_t at = source_index(w, sample, in, y, x), tap = kernel_index(w, row, column, y, x);
            const float *k = kernel + tap;
            float *restrict t = source_gradient + at;
            EACH_CHANNEL (size_t i = 0; i < w.channels; i++) t[i] += g[i] * k[i];
        }
    }
}

CLONES
void depthwise_kernel_gradient(const float *source, const float *gradient, size_t samples, struct Windows w,
                               float *restrict kernel_gradient) {
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        const float *g = gradient + out;
        EACH_POSITION(in) {
            size_t at = source_index(w, sample, in, y, x), tap = kernel_index(w, row, column, y, x);
            const float *s = source + at;
            float *restrict k = kernel_gradient + tap;
            EACH_CHANNEL (size_t i = 0; i < w.channels; i++) k[i] += s[i] * g[i];
        }
    }
}
