#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The element-wise loops of training. Shapes are checked by the Swift types in Networks that call them; rows lie behind
// one another without gaps.

/// Which elements a dropout keeps: element i of a batch is dropped where hash(seed, i) < threshold; what stays is
/// multiplied by scale. A threshold of 0 keeps all.
struct Dropout {
    uint32_t threshold;
    float scale;
    uint64_t seed;
};

/// A function of each neuron's sum, by the number that Activation gives it.
enum ActivationKind {
    ACTIVATION_LINEAR, ACTIVATION_RELU, ACTIVATION_ELU, ACTIVATION_SELU, ACTIVATION_TANH, ACTIVATION_SIGMOID,
    ACTIVATION_SOFTPLUS, ACTIVATION_SOFTSIGN, ACTIVATION_EXPONENTIAL, ACTIVATION_HARD_SIGMOID, ACTIVATION_LEAKY_RELU,
    ACTIVATION_GELU, ACTIVATION_SILU, ACTIVATION_MISH,
};

/// Copies rows of bytes as inputs: value × factor + shift, column by column, then dropout. `inputs` is where the first of
/// the `count` rows goes, which is row `place` of the batch.
void gather_bytes(const uint8_t *source, const int32_t *rows, size_t place, size_t count, size_t width,
                  const float *factors, const float *shifts, struct Dropout dropout, float *inputs);
/// The same for numbers.
void gather_floats(const float *source, const int32_t *rows, size_t place, size_t count, size_t width,
                   const float *factors, const float *shifts, struct Dropout dropout, float *inputs);
/// After it: where a number is missing (is not a number), the input is that of the fill of its column.
void fill_missing(const float *source, const int32_t *rows, size_t place, size_t count, size_t width,
                  const float *factors, const float *shifts, const float *fills, struct Dropout dropout, float *inputs);

/// The nearest bfloat16 of each number, ties to even.
void to_brain_float(const float *values, size_t count, uint16_t *rounded);

/// Some columns of some rows of a matrix: a row begins `stride` numbers after the one before. Its first number is number
/// `first` of the matrix, which a dropout goes by: who drops what does not depend on how a matrix is parted.
struct Part {
    size_t rows, columns, stride, first;
};

/// values = dropout(activation(values + bias)), row by row.
void activate(float *values, const float *bias, struct Part part, enum ActivationKind kind, struct Dropout dropout);
/// gradient = gradient × derivative of what `activate` did, told by its outputs alone.
void activate_backward(float *gradient, const float *outputs, struct Part part, enum ActivationKind kind,
                       struct Dropout dropout);
/// The same for gelu, silu and mish, which rise and fall: their outputs do not tell the derivative, their sums do.
void activate_backward_by_sums(float *gradient, const float *sums, struct Part part, enum ActivationKind kind,
                               struct Dropout dropout);
/// sums[column] = the sum of the column.
void sum_columns(const float *values, size_t rows, size_t width, float *sums);

/// Batch normalisation of sums: each column is brought to mean 0 and variance 1, which `normalized` keeps, then scaled.
/// Writes each column's mean, variance and 1 / √(variance + epsilon).
void normalize_batch(float *values, size_t rows, size_t width, const float *scale, float epsilon, float *normalized,
                     float *mean, float *variance, float *inverse);
/// The same by a mean and a variance that are known.
void normalize_known(float *values, size_t rows, size_t width, const float *scale, const float *mean,
                     const float *variance, float epsilon);
/// From the gradient by the scaled columns to that by the sums, and the gradients by each column's scale and shift.
void normalize_backward(float *gradient, size_t rows, size_t width, const float *scale, const float *normalized,
                        const float *inverse, float *scale_gradient, float *shift_gradient);
/// moving = momentum · moving + (1 − momentum) · value
void move_mean(float *moving, const float *value, size_t count, float momentum);

/// One step of an optimizer over parameters that lie behind one another. The factors are those that depend on the step;
/// `keep` is what a weight decay leaves of each parameter, 1 for none.
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

/// gradient += the slope of l1·Σ|w| + l2·Σw².
void add_penalty(float *gradient, const float *weights, size_t count, float l1, float l2);

/// From now on the calling thread takes numbers below about 1e-38, which have fewer digits than others, for 0: processors
/// compute with them a hundred times as slowly, and the moments of a neuron at rest would stay there for ever.
///
/// Returns how the thread did before, for `restore_subnormal_numbers`.
unsigned flush_subnormal_numbers(void);
void restore_subnormal_numbers(unsigned before);

/// Gives the memory that all threads have freed back to the system, where the C library would keep it.
void give_back_freed_memory(void);

/// The instruction set that the loops run on: "avx512", "avx2", "x86-64" or "other".
const char *kernels_instruction_set(void);
