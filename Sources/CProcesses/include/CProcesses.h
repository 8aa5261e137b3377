#pragma once
#include <stdbool.h>

/// Makes this process the parent of its descendants whose own parents end, instead of the system's first process.
///
/// Returns false if the system cannot do so. Only Linux can.
bool processes_adopt_orphans(void);
