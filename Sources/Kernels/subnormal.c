#include "Kernels.h"

#if defined(__SSE2__)
#include <immintrin.h>

// Flush subnormal results (bit 15) and treat subnormal operands as 0 (bit 6).
unsigned flush_subnormal_numbers(void) {
    unsigned before = _mm_getcsr();
    _mm_setcsr(before | 0x8040);
    return before;
}

void restore_subnormal_numbers(unsigned before) { _mm_setcsr(before); }
#else
// Other processors keep subnormal numbers: results differ between kinds of processors anyway.
unsigned flush_subnormal_numbers(void) { return 0; }

void restore_subnormal_numbers(unsigned before) { (void)before; }
#endif
