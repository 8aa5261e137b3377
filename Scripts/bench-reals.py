"""Runs SciPy's differential evolution and pycma on the functions of Sources/Benchmarks/Search/RealProblems.swift. Prints a line for
each library, function and number of genes: the number of seeds that reach 1e-8 within the budget, and the median number of
evaluations of those that do.

SciPy runs with its defaults, which end with a gradient search (polish). pycma runs with restarts (BIPOP), bounds, a random
first point and 30% of the range as first step size."""

import importlib.util
import statistics
import sys
import warnings

import numpy as np

TARGET = 1e-8


class Found(Exception):
    pass


class Counter:
    """A function that counts its evaluations and stops the search at the target or at the end of the budget."""

    def __init__(self, function, budget):
        self.function = function
        self.budget = budget
        self.count = 0
        self.found = None

    def __call__(self, x):
        self.count += 1
        value = self.function(np.asarray(x))
        if value <= TARGET:
            self.found = self.count
            raise Found
        if self.count >= self.budget:
            raise Found
        return value


def shift(genes, half):
    """Returns an optimum with three decimals, anywhere in the inner 60% of the range, the same as in Swift."""
    return np.array([round(0.6 * half * (2 * ((index + 1) * 0.618 % 1) - 1), 3) for index in range(genes)])


def problems(genes):
    """Yields each problem: name, bounds and function, whose minimum is 0."""
    index = np.arange(genes)
    small, ackley, griewank = shift(genes, 5), shift(genes, 32.768), shift(genes, 600)
    condition = 10 ** (6 * index / max(1, genes - 1))
    roots = np.sqrt(index + 1)

    def rosenbrock(x):
        return np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)

    def rastrigin(x):
        z = x - small
        return np.sum(z * z - 10 * np.cos(2 * np.pi * z) + 10)

    def ackley_value(x):
        z = x - ackley
        return (20 + np.e - 20 * np.exp(-0.2 * np.sqrt(np.mean(z * z))) - np.exp(np.mean(np.cos(2 * np.pi * z))))

    def griewank_value(x):
        z = x - griewank
        return 1 + np.sum(z * z) / 4000 - np.prod(np.cos(z / roots))

    def levy(x):
        w = 1 + (x - 1) / 4
        return (np.sin(np.pi * w[0]) ** 2
                + np.sum((w[:-1] - 1) ** 2 * (1 + 10 * np.sin(np.pi * w[:-1] + 1) ** 2))
                + (w[-1] - 1) ** 2 * (1 + np.sin(2 * np.pi * w[-1]) ** 2))

    yield "sphere", -5, 5, lambda x: np.sum((x - small) ** 2)
    yield "ellipsoid", -5, 5, lambda x: np.sum(condition * (x - small) ** 2)
    yield "Rosenbrock", -5, 10, rosenbrock
    yield "Rastrigin", -5.12, 5.12, rastrigin
    yield "Ackley", -32.768, 32.768, ackley_value
    yield "Griewank", -600, 600, griewank_value
    yield "Schwefel", -500, 500, lambda x: 418.9828872724338 * genes - np.sum(x * np.sin(np.sqrt(np.abs(x))))
    yield "Levy", -10, 10, levy


def scipy(function, low, high, genes, seed):
    from scipy.optimize import differential_evolution
    differential_evolution(function, [(low, high)] * genes, seed=seed, maxiter=10**6)


def pycma(function, low, high, genes, seed):
    import cma
    start = np.random.RandomState(seed)
    options = {"bounds": [low, high], "maxfevals": function.budget, "verbose": -9, "seed": seed, "verb_log": 0}
    cma.fmin2(function, lambda: start.uniform(low, high, genes), 0.3 * (high - low), options, restarts=9, bipop=True)


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    dimensions = [int(word) for word in sys.argv[2].split(",")] if len(sys.argv) > 2 else [2, 5, 10, 30]
    warnings.filterwarnings("ignore")
    peers = [("SciPy DE", "scipy", scipy), ("pycma", "cma", pycma)]
    for genes in dimensions:
        budget = 10_000 * genes
        for name, low, high, value in problems(genes):
            for peer, module, search in peers:
                if importlib.util.find_spec(module) is None:
                    continue
                found = []
                for seed in range(1, seeds + 1):
                    counter = Counter(value, budget)
                    try:
                        search(counter, low, high, genes, seed)
                    except Found:
                        pass
                    if counter.found:
                        found.append(counter.found)
                median = f"   median {statistics.median_low(found)} of {budget} evaluations" if found else ""
                print(f"{peer:22}{name:12}{genes:3}   {len(found):2} of {seeds}{median}", flush=True)


main()
