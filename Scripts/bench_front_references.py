"""The points down to which the hypervolumes of `Scripts/bench fronts` count."""

REFERENCES = {
    "ZDT1": [1.1, 1.1], "ZDT2": [1.1, 1.1], "ZDT3": [1.1, 1.1], "ZDT4": [1.1, 1.1], "ZDT6": [1.1, 1.1],
    "DTLZ2": [1.1, 1.1, 1.1], "DTLZ7": [1.1, 1.1, 6.6], "BNH": [140, 55], "SRN": [250, 50], "TNK": [1.2, 1.2],
    "OSY": [0, 80],
}
# After a few thousand evaluations, no search is beyond the points above on some problems.
WIDE = {
    **REFERENCES, "ZDT1": [1.1, 6.6], "ZDT2": [1.1, 6.6], "ZDT3": [1.1, 6.6], "ZDT4": [1.1, 200], "ZDT6": [1.1, 9.9],
    "DTLZ2": [2.5, 2.5, 2.5], "DTLZ7": [1.1, 1.1, 25],
}
FEW = 5_000


def reference(name, evaluations, tables):
    """The point of a problem or of a table."""
    if name in tables:
        return tables[name]["reference"]
    return (WIDE if evaluations < FEW else REFERENCES)[name]
