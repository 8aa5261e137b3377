#include "CHelp.h"

// A lesson is two entries here: its file, and its place in the list that `lesson` shows. The binary alone is enough.
static const char one_max[] = {
#embed "../../Scripts/lessons/one_max.ns"
};
static const char map[] = {
#embed "../../Scripts/lessons/map.ns"
};
static const char pressure[] = {
#embed "../../Scripts/lessons/pressure.ns"
};
static const char elites[] = {
#embed "../../Scripts/lessons/elites.ns"
};
static const char mutation[] = {
#embed "../../Scripts/lessons/mutation.ns"
};
static const char digits[] = {
#embed "../../Scripts/lessons/digits.ns"
};
static const char overfitting[] = {
#embed "../../Scripts/lessons/overfitting.ns"
};
static const char random_search[] = {
#embed "../../Scripts/lessons/random_search.ns"
};
static const char trade_off[] = {
#embed "../../Scripts/lessons/trade_off.ns"
};

static const struct HelpPage all[] = {
    {"one_max", one_max, sizeof one_max},
    {"map", map, sizeof map},
    {"pressure", pressure, sizeof pressure},
    {"elites", elites, sizeof elites},
    {"mutation", mutation, sizeof mutation},
    {"digits", digits, sizeof digits},
    {"overfitting", overfitting, sizeof overfitting},
    {"random_search", random_search, sizeof random_search},
    {"trade_off", trade_off, sizeof trade_off},
};

size_t lessons_count(void) { return sizeof all / sizeof all[0]; }

struct HelpPage lesson_at(size_t index) { return all[index]; }
