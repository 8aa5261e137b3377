#pragma once
#include <math.h>
#include <stdint.h>
#include <string.h>

// The C library's functions may set errno, which prevents vectorization; clang's built-in functions do not.
#if defined(__has_builtin) && __has_builtin(__builtin_elementwise_sqrt)
static inline float square_root(float x) { return __builtin_elementwise_sqrt(x); }
static inline float nearest(float x) { return __builtin_elementwise_rint(x); }
#else
static inline float square_root(float x) { return sqrtf(x); }
static inline float nearest(float x) { return rintf(x); }
#endif

/// Returns e to the power of x within 2 units in the last place. It has no branches, so that loops over it are
/// vectorized: x = n·log 2 + r, with a polynomial for the small remainder r (Cephes, expf).
static inline float exponential(float x) {
    x = x < -87.33f ? -87.33f : x;
    x = x > 88.37f ? 88.37f : x;
    float n = nearest(x * 1.44269504088896341f);
    float r = x - n * 0.693359375f;
    r = r + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    int32_t bits = ((int32_t)n + 127) << 23;
    float power;
    memcpy(&power, &bits, sizeof power);
    return p * power;
}

static inline float sigmoid(float x) { return 1.0f / (1.0f + exponential(-x)); }

/// Returns the hyperbolic tangent; uses a polynomial near 0, where the exponentials would cancel.
static inline float hyperbolic_tangent(float x) {
    float a = fabsf(x);
    float e = exponential(2.0f * a);
    float far = 1.0f - 2.0f / (e + 1.0f);
    float z = x * x;
    float near = ((((-5.70498872745e-3f * z + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
                  - 3.33332819422e-1f) * z * a + a;
    float value = a < 0.625f ? near : far;
    return x < 0 ? -value : value;
}

/// Returns 32 random bits for an index: two rounds of a strong integer hash (Wellons, "hash prospector", lowbias32).
static inline uint32_t random_bits(uint32_t index, uint32_t low, uint32_t high) {
    uint32_t x = index ^ low;
    x ^= x >> 16;
    x *= 0x7feb352dU;
    x ^= x >> 15;
    x += high;
    x *= 0x846ca68bU;
    x ^= x >> 16;
    return x;
}
