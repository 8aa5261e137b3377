#include "CProcesses.h"

#ifdef __linux__
#include <sys/prctl.h>

bool processes_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0; }
#else
bool processes_adopt_orphans(void) { return false; }
#endif
