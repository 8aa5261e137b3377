#pragma once
#include <stddef.h>

/// A part of the page that `report` writes, as the program carries it.
struct PagePart {
    const char *text;
    size_t count;
};

/// The style sheet.
struct PagePart report_style(void);
/// The script.
struct PagePart report_script(void);
/// The script of questions, for pages that have some.
struct PagePart report_questions(void);
