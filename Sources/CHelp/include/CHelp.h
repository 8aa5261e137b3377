#pragma once
#include <stddef.h>

/// A page of the folder `Help`, as the program carries it.
struct HelpPage {
    const char *name;
    const char *text;
    size_t count;
};

/// How many there are.
size_t help_pages_count(void);
/// One of them, counted from 0.
struct HelpPage help_page_at(size_t index);

/// The JSON Schema of the lines that `--json` writes.
struct HelpPage help_json_schema(void);

/// How many lessons of the folder `Scripts/lessons` there are.
size_t lessons_count(void);
/// One of them, counted from 0.
struct HelpPage lesson_at(size_t index);
