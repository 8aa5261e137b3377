#include "CReport.h"

static const char style[] = {
#embed "page/page.css"
};
static const char script[] = {
#embed "page/page.js"
};

struct PagePart report_style(void) { return (struct PagePart){style, sizeof style}; }

struct PagePart report_script(void) { return (struct PagePart){script, sizeof script}; }
