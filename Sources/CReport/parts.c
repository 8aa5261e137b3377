#include "CReport.h"

static const char style[] = {
#embed "page/page.css"
};
static const char script[] = {
#embed "page/page.js"
};

static const char questions[] = {
#embed "page/questions.js"
};

struct PagePart report_style(void) { return (struct PagePart){style, sizeof style}; }

struct PagePart report_script(void) { return (struct PagePart){script, sizeof script}; }

struct PagePart report_questions(void) { return (struct PagePart){questions, sizeof questions}; }
