#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "LayerKernels.h"

// The element-wise loops of training. The Swift types in Networks that call them check the shapes. Matrices are stored
// row by row without gaps.

/// A dropout mask: element i of a batch is dropped if hash(seed, i) < threshold; the other elements are multiplied by
/// scale. A threshold of 0 keeps all elements.
struct Dropout {
    uint32_t threshold;
    float scale;
    uint64_t seed;
};

/// An activation function, by its number; Activation.kernel maps to it.
enum ActivationKind {
    ACTIVATION_LINEAR, ACTIVATION_RELU, ACTIVATION_ELU, ACTIVATION_SELU, ACTIVATION_TANH, ACTIVATION_SIGMOID,
    ACTIVATION_SOFTPLUS, ACTIVATION_SOFTSIGN, ACTIVATION_EXPONENTIAL, ACTIVATION_HARD_SIGMOID, ACTIVATION_LEAKY_RELU,
    ACTIVATION_GELU, ACTIVATION_SILU, ACTIVATION_MISH,
};

/// Copies rows of bytes as inputs: value × factor + shift, column by column, then dropout. `inputs` points to the
/// first of the `count` rows, which is row `place` of the batch.
void gather_bytes(const uint8_t *source, const int32_t *rows, size_t place, size_t count, size_t width,
                  const float *factors, const float *shifts, struct Dropout dropout, float *inputs);
/// The same for floats.
void gather_floats(const float *source, const int32_t *rows, size_t place, size_t count, size_t width,
                   const float *factors, const float *shifts, struct Dropout dropout, float *inputs);
/// Runs after `gather_floats`: replaces the inputs of missing values (NaN) by those of the column's fill value.
void fill_missing(const float *source, const int32_t *rows, size_t place, size_t count, size_t width,
                  const float *factors, const float *shifts, const float *fills, struct Dropout dropout, float *inputs);

/// The augmentation of images, rows of height × width × channels numbers: which changes are drawn for each sample.
struct Augmenting {
    size_t height, width, channels;
    /// True to mirror half of the images.
    bool flips;
    /// The greatest number of pixels by which an image moves in each direction.
    uint32_t shift;
    /// The side of a square whose inputs become 0; 0 for none.
    uint32_t cutout;
    uint64_t seed;
};

/// The changes drawn for one sample: mirrored first, then moved, then a rectangle is set to 0.
struct Drawn {
    bool is_flipped;
    ptrdiff_t down, right;
    /// The rows and columns of the rectangle, the last ones excluded; empty for none.
    size_t top, bottom, left, end;
};

/// Returns the changes of the sample that is row `place` of the batch. They depend on the seed and the row alone.
struct Drawn drawn_augmentation(const struct Augmenting *by, size_t place);

/// The same as `gather_bytes` with augmentation of the bytes before they are scaled: the pixels that move in have the
/// value 0. The square of cutout is set to 0 after scaling.
void gather_augmented_bytes(const uint8_t *source, const int32_t *rows, size_t place, size_t count,
                            const struct Augmenting *by, const float *factors, const float *shifts,
                            struct Dropout dropout, float *inputs);
/// The same for floats. `fills` are the columns' values for missing numbers (NaN), or NULL if none is missing.
void gather_augmented_floats(const float *source, const int32_t *rows, size_t place, size_t count,
                             const struct Augmenting *by, const float *factors, const float *shifts,
                             const float *fills, struct Dropout dropout, float *inputs);

/// Rounds each number to the nearest bfloat16, ties to even.
void to_brain_float(const float *values, size_t count, uint16_t *rounded);

/// A part of a matrix: some columns of some rows, whose rows are `stride` numbers apart. Its first number is number
/// `first` of the matrix, by which the dropout mask is indexed: the mask does not depend on the division into parts.
struct Part {
    size_t rows, columns, stride, first;
};

/// values = dropout(activation(values + bias)), row by row.
void activate(float *values, const float *bias, struct Part part, enum ActivationKind kind, struct Dropout dropout);
/// gradient = gradient × derivative of `activate`, computed from its outputs alone.
void activate_backward(float *gradient, const float *outputs, struct Part part, enum ActivationKind kind,
                       struct Dropout dropout);
/// The same for gelu, silu and mish, which are not monotonic: the derivative follows from the sums, not from the
/// outputs.
void activate_backward_by_sums(float *gradient, const float *sums, struct Part part, enum ActivationKind kind,
                               struct Dropout dropout);
/// sums[column] = the sum of the column.
void sum_columns(const float *values, size_t rows, size_t width, float *sums);

/// Batch normalization of sums: normalizes each column to mean 0 and variance 1, stores the result in `normalized`,
/// and scales it. Writes each column's mean, variance and 1 / √(variance + epsilon).
void normalize_batch(float *values, size_t rows, size_t width, const float *scale, float epsilon, float *normalized,
                     float *mean, float *variance, float *inverse);
/// The same with a given mean and variance.
void normalize_known(float *values, size_t rows, size_t width, const float *scale, const float *mean,
                     const float *variance, float epsilon);
/// Converts the gradient with respect to the scaled columns to that with respect to the sums, and computes the
/// gradients with respect to each column's scale and shift.
void normalize_backward(float *gradient, size_t rows, size_t width, const float *scale, const float *normalized,
                        const float *inverse, float *scale_gradient, float *shift_gradient);
/// moving = momentum · moving + (1 − momentum) · value
void move_mean(float *moving, const float *value, size_t count, float momentum);

/// One step of an optimizer over contiguous parameters. The factors depend on the step; `keep` is the factor by which
/// weight decay multiplies each parameter, 1 for none.
void step_adam(float *weights, const float *gradient, float *first, float *second, size_t count, float rate, float keep,
               float beta1, float beta2, float epsilon);
void step_adamax(float *weights, const float *gradient, float *first, float *greatest, size_t count, float rate,
                 float keep, float beta1, float beta2, float epsilon);
void step_nadam(float *weights, const float *gradient, float *first, float *second, size_t count, float momentum_factor,
                float gradient_factor, float second_factor, float keep, float beta1, float beta2, float epsilon);
void step_sgd(float *weights, const float *gradient, size_t count, float rate, float keep);
void step_momentum(float *weights, const float *gradient, float *velocity, size_t count, float rate, float keep,
                   float momentum, bool is_nesterov);
void step_rmsprop(float *weights, const float *gradient, float *square, size_t count, float rate, float keep, float rho,
                  float epsilon);
void step_adagrad(float *weights, const float *gradient, float *accumulated, size_t count, float rate, float keep,
                  float epsilon);
void step_adadelta(float *weights, const float *gradient, float *square, float *moved, size_t count, float rate,
                   float keep, float rho, float epsilon);
void step_lion(float *weights, const float *gradient, float *mean, size_t count, float rate, float keep, float beta1,
               float beta2);

/// gradient += the derivative of l1·Σ|w| + l2·Σw².
void add_penalty(float *gradient, const float *weights, size_t count, float l1, float l2);

/// From now on the calling thread treats subnormal numbers, below about 1e-38, as 0: processors compute with them a
/// hundred times as slowly, and the moments of an inactive neuron would stay subnormal for ever.
///
/// Returns the thread's previous mode, for `restore_subnormal_numbers`.
unsigned flush_subnormal_numbers(void);
void restore_subnormal_numbers(unsigned before);

/// Returns the memory that all threads have freed to the system, if the C library would keep it.
void give_back_freed_memory(void);

/// Returns the instruction set of the loops: "avx512", "avx2", "x86-64" or "other".
const char *kernels_instruction_set(void);
