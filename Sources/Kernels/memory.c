#include "Kernels.h"
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>

void give_back_freed_memory(void) { malloc_trim(0); }
#else
void give_back_freed_memory(void) {}
#endif
