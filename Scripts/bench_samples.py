"""Comparisons of two samples of a benchmark, without any package."""

import math


def standard_error(values):
    """The standard error of the mean; 0 of a single value."""
    if len(values) < 2:
        return 0.0
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values))


def rank_sum(ours, theirs):
    """The two-sided p-value of the Mann-Whitney U test by its normal approximation, corrected for ties and continuity: the
    probability of ranks that differ as much if both samples have the same distribution."""
    both = sorted(ours + theirs)
    ranks, ties, start = {}, 0, 0
    while start < len(both):
        end = start
        while end < len(both) and both[end] == both[start]:
            end += 1
        ranks[both[start]] = (start + end + 1) / 2
        ties += (end - start) ** 3 - (end - start)
        start = end
    n, m = len(ours), len(theirs)
    u = sum(ranks[value] for value in ours) - n * (n + 1) / 2
    variance = n * m / 12 * (n + m + 1 - ties / ((n + m) * (n + m - 1))) if n + m > 1 else 0
    if variance <= 0:
        return 1.0
    z = max(0, abs(u - n * m / 2) - 0.5) / math.sqrt(variance)
    return math.erfc(z / math.sqrt(2))


def statement(ours, theirs):
    """"ahead", "behind" or "equal": equal within noise unless p is below 0.05. With the p-value."""
    if min(len(ours), len(theirs)) < 4:
        # Three against three can never reach 0.05.
        return None, None
    p = rank_sum(ours, theirs)
    if p >= 0.05:
        return "equal", p
    # The test compares ranks, and a single failed search can turn the means.
    wins = sum((our > their) - (our < their) for our in ours for their in theirs)
    return ("ahead" if wins > 0 else "behind"), p
