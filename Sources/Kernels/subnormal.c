#include "Kernels.h"

#if defined(__SSE2__)
#include <immintrin.h>

// Results (bit 15) and operands (bit 6).
unsigned flush_subnormal_numbers(void) {
    unsigned before = _mm_getcsr();
    _mm_setcsr(before | 0x8040);
    return before;
}

void restore_subnormal_numbers(unsigned before) { _mm_setcsr(before); }
#else
// Other processors take their time: the numbers of each kind of processor are its own anyway.
unsigned flush_subnormal_numbers(void) { return 0; }

void restore_subnormal_numbers(unsigned before) { (void)before; }
#endif
