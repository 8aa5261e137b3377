#pragma once

// The same source is compiled for several processors, and the best version is chosen when the program starts. This
// does not work with the thread sanitizer.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define KERNELS_SANITIZED 1
#endif
#endif
#if defined(__x86_64__) && defined(__linux__) && !defined(KERNELS_SANITIZED)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

// Loops over the channels of a pixel: eight at a time, which divides most numbers of channels. Wider vectors would leave
// narrow pixels to the scalar remainder.
#define EACH_CHANNEL _Pragma("clang loop vectorize_width(8) interleave(disable)") for
