#include "Kernels.h"
#include "Clones.h"
#include "Elementary.h"

// The numbers of a part of the rows that stays in the nearest cache while its columns are read, group by group.
#define NEAREST 4096
#define EACH_PART(rows, width)                                                                             \
    for (size_t nearest = (width) * 8 < NEAREST ? NEAREST / (width) : 8, start = 0, count;                 \
         start < (rows) && (count = (rows) - start < nearest ? (rows) - start : nearest); start += nearest)

/// The mean of each column of a part, and the sum of the squared distances from it, for a group of columns.
#define PART_MOMENTS(size)                                                                                 \
    for (; first + (size) <= width; first += (size)) {                                                     \
        const float *from = part + first;                                                                  \
        float sums[4][size] = {{0}}, distances[4][size] = {{0}}, center[size];                             \
        size_t row = 0;                                                                                    \
        for (; row + 4 <= count; row += 4)                                                                 \
            for (size_t k = 0; k < 4; k++)                                                                 \
                for (size_t i = 0; i < (size); i++) sums[k][i] += from[(row + k) * width + i];             \
        for (; row < count; row++)                                                                         \
            for (size_t i = 0; i < (size); i++) sums[0][i] += from[row * width + i];                       \
        for (size_t i = 0; i < (size); i++)                                                                \
            center[i] = ((sums[0][i] + sums[1][i]) + (sums[2][i] + sums[3][i])) * share;                   \
        for (row = 0; row + 4 <= count; row += 4)                                                          \
            for (size_t k = 0; k < 4; k++)                                                                 \
                for (size_t i = 0; i < (size); i++) {                                                      \
                    float d = from[(row + k) * width + i] - center[i];                                     \
                    distances[k][i] += d * d;                                                              \
                }                                                                                          \
        for (; row < count; row++)                                                                         \
            for (size_t i = 0; i < (size); i++) {                                                          \
                float d = from[row * width + i] - center[i];                                               \
                distances[0][i] += d * d;                                                                  \
            }                                                                                              \
        for (size_t i = 0; i < (size); i++) {                                                              \
            float difference = center[i] - mean[first + i];                                                \
            squares[first + i] += ((distances[0][i] + distances[1][i]) + (distances[2][i] + distances[3][i]))\
                + difference * difference * between;                                                       \
            mean[first + i] += difference * added;                                                         \
        }                                                                                                  \
    }

CLONES
void column_moments(const float *restrict values, size_t rows, size_t width, float *restrict mean,
                    float *restrict squares) {
    memset(mean, 0, width * sizeof *mean);
    memset(squares, 0, width * sizeof *squares);
    // Parts are combined as Chan, Golub and LeVeque (1979) do.
    EACH_PART(rows, width) {
        size_t first = 0;
        const float *part = values + start * width;
        float share = 1.0f / (float)count, added = (float)count / (float)(start + count);
        float between = (float)start * added;
        PART_MOMENTS(16)
        PART_MOMENTS(8)
        PART_MOMENTS(1)
    }
}

// Whether a rectifier behind passes a gradient follows from the values: the results need not be read for it.
#define NORMALIZED(at, i) ((values[at] - mean[first + (i)]) * factor[first + (i)] + shift[first + (i)])
#define PASSED(at, i) (rectifies && !(NORMALIZED(at, i) > 0) ? 0.0f : gradient[at])

#define NORMALIZE(size)                                                                                    \
    for (; first + (size) <= width; first += (size))                                                       \
        for (size_t row = 0; row < rows; row++)                                                            \
            for (size_t i = 0; i < (size); i++) {                                                          \
                size_t at = row * width + first + i;                                                       \
                float x = NORMALIZED(at, i);                                                               \
                result[at] = rectifies && x < 0 ? 0.0f : x;                                                \
            }

static inline __attribute__((always_inline)) void normalize_each(
    const float *restrict values, size_t rows, size_t width, const float *restrict mean, const float *restrict factor,
    const float *restrict shift, bool rectifies, float *restrict result) {
    size_t first = 0;
    NORMALIZE(16)
    NORMALIZE(8)
    NORMALIZE(1)
}

CLONES
void normalize_columns(const float *values, size_t rows, size_t width, const float *mean, const float *factor,
                       const float *shift, bool rectifies, float *result) {
    EACH_PART(rows, width) {
        const float *v = values + start * width;
        float *r = result + start * width;
        if (rectifies)
            normalize_each(v, count, width, mean, factor, shift, true, r);
        else
            normalize_each(v, count, width, mean, factor, shift, false, r);
    }
}

#define NORMALIZE_SUMS(size)                                                                               \
    for (; first + (size) <= width; first += (size)) {                                                     \
        float total[2][size] = {{0}}, product[2][size] = {{0}};                                            \
        size_t row = 0;                                                                                    \
        for (; row + 2 <= rows; row += 2)                                                                  \
            for (size_t k = 0; k < 2; k++)                                                                 \
                for (size_t i = 0; i < (size); i++) {                                                      \
                    size_t at = (row + k) * width + first + i;                                             \
                    float g = PASSED(at, i);                                                               \
                    total[k][i] += g;                                                                      \
                    product[k][i] += g * (values[at] - mean[first + i]);                                   \
                }                                                                                          \
        for (; row < rows; row++)                                                                          \
            for (size_t i = 0; i < (size); i++) {                                                          \
                size_t at = row * width + first + i;                                                       \
                float g = PASSED(at, i);                                                                   \
                total[0][i] += g;                                                                          \
                product[0][i] += g * (values[at] - mean[first + i]);                                       \
            }                                                                                              \
        for (size_t i = 0; i < (size); i++) {                                                              \
            sums[first + i] += total[0][i] + total[1][i];                                                  \
            products[first + i] += (product[0][i] + product[1][i]) * inverse[first + i];                   \
        }                                                                                                  \
    }

static inline __attribute__((always_inline)) void normalize_each_sums(
    const float *restrict gradient, const float *restrict values, size_t rows, size_t width, const float *restrict mean,
    const float *restrict inverse, const float *restrict factor, const float *restrict shift, bool rectifies,
    float *restrict sums, float *restrict products) {
    size_t first = 0;
    NORMALIZE_SUMS(16)
    NORMALIZE_SUMS(8)
    NORMALIZE_SUMS(1)
}

CLONES
void normalize_columns_sums(const float *gradient, const float *values, size_t rows, size_t width, const float *mean,
                            const float *inverse, const float *factor, const float *shift, bool rectifies, float *sums,
                            float *products) {
    memset(sums, 0, width * sizeof *sums);
    memset(products, 0, width * sizeof *products);
    EACH_PART(rows, width) {
        const float *g = gradient + start * width, *v = values + start * width;
        if (rectifies)
            normalize_each_sums(g, v, count, width, mean, inverse, factor, shift, true, sums, products);
        else
            normalize_each_sums(g, v, count, width, mean, inverse, factor, shift, false, sums, products);
    }
}

#define NORMALIZE_BACKWARD(size)                                                                           \
    for (; first + (size) <= width; first += (size)) {                                                     \
        float by[size], less[size];                                                                        \
        for (size_t i = 0; i < (size); i++) {                                                              \
            by[i] = inverse[first + i] * mean_product[first + i];                                          \
            less[i] = mean_sum[first + i];                                                                 \
        }                                                                                                  \
        for (size_t row = 0; row < rows; row++)                                                            \
            for (size_t i = 0; i < (size); i++) {                                                          \
                size_t at = row * width + first + i;                                                       \
                source_gradient[at] =                                                                      \
                    factor[first + i] * (PASSED(at, i) - less[i] - (values[at] - mean[first + i]) * by[i]); \
            }                                                                                              \
    }

static inline __attribute__((always_inline)) void normalize_each_backward(
    const float *restrict gradient, const float *restrict values, size_t rows, size_t width, const float *restrict mean,
    const float *restrict inverse, const float *restrict factor, const float *restrict shift, bool rectifies,
    const float *restrict mean_sum, const float *restrict mean_product, float *restrict source_gradient) {
    size_t first = 0;
    NORMALIZE_BACKWARD(16)
    NORMALIZE_BACKWARD(8)
    NORMALIZE_BACKWARD(1)
}

CLONES
void normalize_columns_backward(const float *gradient, const float *values, size_t rows, size_t width,
                                const float *mean, const float *inverse, const float *factor, const float *shift,
                                bool rectifies, const float *mean_sum, const float *mean_product,
                                float *source_gradient) {
    EACH_PART(rows, width) {
        const float *g = gradient + start * width, *v = values + start * width;
        float *t = source_gradient + start * width;
        if (rectifies)
            normalize_each_backward(g, v, count, width, mean, inverse, factor, shift, true, mean_sum, mean_product, t);
        else
            normalize_each_backward(g, v, count, width, mean, inverse, factor, shift, false, mean_sum, mean_product, t);
    }
}

#define LANES 8

/// The sum of an expression in `i`, in eight parallel sums, which the compiler vectorizes.
#define SUM(total, expression)                                                                             \
    float total = 0.0f;                                                                                    \
    {                                                                                                      \
        float lanes[LANES] = {0};                                                                          \
        size_t start = 0;                                                                                  \
        for (; start + LANES <= width; start += LANES)                                                     \
            for (size_t lane = 0; lane < LANES; lane++) {                                                  \
                size_t i = start + lane;                                                                   \
                lanes[lane] += (expression);                                                               \
            }                                                                                              \
        for (size_t lane = 0; lane < LANES; lane++) total += lanes[lane];                                  \
        for (size_t i = start; i < width; i++) total += (expression);                                      \
    }

CLONES
void normalize_rows(const float *values, size_t rows, size_t width, const float *restrict scale,
                    const float *restrict shift, float epsilon, float *restrict result) {
    for (size_t row = 0; row < rows; row++) {
        const float *v = values + row * width;
        float *restrict r = result + row * width;
        SUM(sum, v[i])
        float mean = sum / (float)width;
        SUM(squares, (v[i] - mean) * (v[i] - mean))
        float inverse = 1.0f / square_root(squares / (float)width + epsilon);
        EACH_CHANNEL (size_t i = 0; i < width; i++) r[i] = (v[i] - mean) * inverse * scale[i] + shift[i];
    }
}

CLONES
void normalize_rows_backward(const float *gradient, const float *values, size_t rows, size_t width,
                             const float *restrict scale, float epsilon, float *source_gradient,
                             float *restrict scale_gradient, float *restrict shift_gradient) {
    for (size_t row = 0; row < rows; row++) {
        const float *g = gradient + row * width, *v = values + row * width;
        float *t = source_gradient + row * width;
        SUM(sum, v[i])
        float mean = sum / (float)width;
        SUM(squares, (v[i] - mean) * (v[i] - mean))
        float inverse = 1.0f / square_root(squares / (float)width + epsilon);
        SUM(scaled, g[i] * scale[i])
        SUM(products, g[i] * scale[i] * (v[i] - mean) * inverse)
        float mean_scaled = scaled / (float)width, mean_product = products / (float)width;
        EACH_CHANNEL (size_t i = 0; i < width; i++) {
            // `source_gradient` may be the place of `gradient`.
            float normalized = (v[i] - mean) * inverse, passed = g[i];
            t[i] = inverse * (passed * scale[i] - mean_scaled - normalized * mean_product);
            scale_gradient[i] += passed * normalized;
            shift_gradient[i] += passed;
        }
    }
}

CLONES
void drop(const float *values, size_t count, size_t first, struct Dropout dropout, float *restrict result) {
    uint32_t low = (uint32_t)dropout.seed, high = (uint32_t)(dropout.seed >> 32), base = (uint32_t)first;
    for (size_t i = 0; i < count; i++) {
        float value = values[i] * dropout.scale;
        result[i] = random_bits(base + (uint32_t)i, low, high) < dropout.threshold ? 0.0f : value;
    }
}

CLONES
void drop_channels(const float *values, size_t samples, size_t positions, size_t channels, size_t first,
                   struct Dropout dropout, float *restrict result) {
    uint32_t low = (uint32_t)dropout.seed, high = (uint32_t)(dropout.seed >> 32);
    for (size_t sample = 0; sample < samples; sample++) {
        uint32_t base = (uint32_t)((first + sample) * channels);
        for (size_t position = 0; position < positions; position++) {
            size_t at = (sample * positions + position) * channels;
            EACH_CHANNEL (size_t i = 0; i < channels; i++) {
                float value = values[at + i] * dropout.scale;
                result[at + i] = random_bits(base + (uint32_t)i, low, high) < dropout.threshold ? 0.0f : value;
            }
        }
    }
}

CLONES
void rectify(float *values, size_t count) {
    for (size_t i = 0; i < count; i++) values[i] = values[i] < 0 ? 0.0f : values[i];
}

CLONES
void rectify_backward(float *restrict gradient, const float *restrict outputs, size_t count) {
    for (size_t i = 0; i < count; i++) gradient[i] = outputs[i] > 0 ? gradient[i] : 0.0f;
}

CLONES
void add_numbers(const float *first, const float *second, size_t count, float *result) {
    for (size_t i = 0; i < count; i++) result[i] = first[i] + second[i];
}

// Sums of four positions at a time, of one group of channels, stay in registers.
#define ADD_GROUP(size)                                                                                    \
    for (; first + (size) <= channels; first += (size)) {                                                  \
        float lanes[4][size] = {{0}};                                                                      \
        size_t position = 0;                                                                               \
        for (; position + 4 <= positions; position += 4)                                                   \
            for (size_t row = 0; row < 4; row++)                                                           \
                for (size_t i = 0; i < (size); i++)                                                        \
                    lanes[row][i] += values[(position + row) * channels + first + i];                      \
        for (; position < positions; position++)                                                           \
            for (size_t i = 0; i < (size); i++) lanes[0][i] += values[position * channels + first + i];    \
        for (size_t i = 0; i < (size); i++)                                                                \
            sums[first + i] += (lanes[0][i] + lanes[1][i]) + (lanes[2][i] + lanes[3][i]);                  \
    }

CLONES
void add_channels(const float *restrict values, size_t positions, size_t channels, float *restrict sums) {
    size_t first = 0;
    ADD_GROUP(16)
    ADD_GROUP(8)
    ADD_GROUP(1)
}
