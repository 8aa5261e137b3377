#include "CSamples.h"

// #embed compiles in seconds what would take a minute as an array in Swift, and follows edits of the files.
static const unsigned char digits[] = {
#embed "samples/digits.csv.gz"
};
static const unsigned char iris[] = {
#embed "samples/iris.csv"
};
static const unsigned char wine[] = {
#embed "samples/wine_data.csv"
};
static const unsigned char breast_cancer[] = {
#embed "samples/breast_cancer.csv"
};

static const struct Sample all[] = {
    {"digits", digits, sizeof digits},
    {"iris", iris, sizeof iris},
    {"wine", wine, sizeof wine},
    {"breast_cancer", breast_cancer, sizeof breast_cancer},
};

size_t samples_count(void) { return sizeof all / sizeof all[0]; }

struct Sample samples_at(size_t index) { return all[index]; }
