#include "Kernels.h"
#include "Clones.h"
#include "Elementary.h"

CLONES
void gather_bytes(const uint8_t *source, const int32_t *rows, size_t place, size_t count, size_t width,
                  const float *factors, const float *shifts, struct Dropout dropout, float *restrict inputs) {
    uint32_t low = (uint32_t)dropout.seed, high = (uint32_t)(dropout.seed >> 32);
    for (size_t row = 0; row < count; row++) {
        const uint8_t *values = source + (size_t)rows[row] * width;
        float *restrict out = inputs + row * width;
        if (dropout.threshold == 0) {
            for (size_t i = 0; i < width; i++) out[i] = (float)values[i] * factors[i] + shifts[i];
        } else {
            uint32_t base = (uint32_t)((place + row) * width);
            for (size_t i = 0; i < width; i++) {
                float value = ((float)values[i] * factors[i] + shifts[i]) * dropout.scale;
                out[i] = random_bits(base + (uint32_t)i, low, high) < dropout.threshold ? 0.0f : value;
            }
        }
    }
}

CLONES
void gather_floats(const float *source, const int32_t *rows, size_t place, size_t count, size_t width,
                   const float *factors, const float *shifts, struct Dropout dropout, float *restrict inputs) {
    uint32_t low = (uint32_t)dropout.seed, high = (uint32_t)(dropout.seed >> 32);
    for (size_t row = 0; row < count; row++) {
        const float *values = source + (size_t)rows[row] * width;
        float *restrict out = inputs + row * width;
        uint32_t base = (uint32_t)((place + row) * width);
        for (size_t i = 0; i < width; i++) {
            float value = (values[i] * factors[i] + shifts[i]) * dropout.scale;
            out[i] = random_bits(base + (uint32_t)i, low, high) < dropout.threshold ? 0.0f : value;
        }
    }
}

void fill_missing(const float *source, const int32_t *rows, size_t place, size_t count, size_t width,
                  const float *factors, const float *shifts, const float *fills, struct Dropout dropout,
                  float *restrict inputs) {
    uint32_t low = (uint32_t)dropout.seed, high = (uint32_t)(dropout.seed >> 32);
    for (size_t row = 0; row < count; row++) {
        const float *values = source + (size_t)rows[row] * width;
        uint32_t base = (uint32_t)((place + row) * width);
        for (size_t i = 0; i < width; i++) {
            if (values[i] == values[i]) continue;
            float value = (fills[i] * factors[i] + shifts[i]) * dropout.scale;
            inputs[row * width + i] = random_bits(base + (uint32_t)i, low, high) < dropout.threshold ? 0.0f : value;
        }
    }
}

CLONES
void to_brain_float(const float *restrict values, size_t count, uint16_t *restrict rounded) {
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        memcpy(&bits, values + i, sizeof bits);
        rounded[i] = (uint16_t)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
    }
}
