"""Runs DEAP, PyGAD and pymoo on the functions of Sources/Benchmarks/Search/FunctionProblems.swift, with the settings of their own
examples. Prints one line for each library, population size and function: the number of seeds that find the maximum within
the budget."""

import importlib.util
import random
import statistics
import sys

import numpy as np


class Numbers:
    """The random generator that defines the functions; it gives the same numbers as the one in Swift."""

    def __init__(self, seed):
        self.state = seed

    def unit(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) / 2**31

    def below(self, count):
        return int(self.unit() * count)


def trap(ones, size):
    return size if ones == size else size - 1 - ones


def knapsack(penalty):
    numbers = Numbers(40)
    weights = [10 + numbers.below(90) for _ in range(40)]
    values = [weight + 1 + numbers.below(20) for weight in weights]
    capacity = sum(weights) // 2
    most = [0] * (capacity + 1)
    for weight, value in zip(weights, values):
        for room in range(capacity, weight - 1, -1):
            most[room] = max(most[room], most[room - weight] + value)

    def value(genome):
        weight = sum(w for w, bit in zip(weights, genome) if bit)
        worth = sum(v for v, bit in zip(values, genome) if bit)
        if weight <= capacity:
            return worth
        return worth - penalty * (weight - capacity) if penalty else -1e9

    name = "knapsack 40, penalty" if penalty else "knapsack 40, death"
    return name, [2] * 40, "bits", 30_000 if penalty else 50_000, most[capacity], value


def landscape():
    numbers = Numbers(20)
    table = [[numbers.unit() for _ in range(32)] for _ in range(20)]
    words = np.arange(2**20)
    sums = np.zeros(2**20)
    for gene in range(20):
        index = np.zeros(2**20, dtype=int)
        for offset in range(5):
            index = index * 2 + (words >> ((gene + offset) % 20) & 1)
        sums += np.array(table[gene])[index]

    def value(genome):
        total = 0.0
        for gene in range(20):
            index = 0
            for offset in range(5):
                index = index * 2 + int(genome[(gene + offset) % 20])
            total += table[gene][index]
        return total / 20

    return "NK 20/4", [2] * 20, "bits", 3_000, sums.max() / 20 - 1e-9, value


def colouring():
    numbers = Numbers(30)
    hidden = [numbers.below(3) for _ in range(30)]
    edges = []
    while len(edges) < 75:
        edge = (numbers.below(30), numbers.below(30))
        if edge[0] < edge[1] and hidden[edge[0]] != hidden[edge[1]] and edge not in edges:
            edges.append(edge)
    return "colouring 30/3", [3] * 30, "categories", 30_000, 75, lambda g: sum(g[a] != g[b] for a, b in edges)


def bowl():
    numbers = Numbers(10)
    lowest = [numbers.below(31) for _ in range(10)]

    def value(genome):
        distances = [int(code) - low for code, low in zip(genome, lowest)]
        return -sum(d * d + (0, 10, 20, 10)[d % 4] for d in distances)

    return "rugged integers 10", [31] * 10, "integers", 30_000, 0, value


def mixture():
    numbers = Numbers(50)
    best = [(numbers.below(4), numbers.below(16)) for _ in range(5)]

    def value(genome):
        total = 0.0
        for block, (category, number) in enumerate(best):
            distance = min(8, abs(int(genome[25 + block]) - number))
            total += trap(sum(int(bit) for bit in genome[4 * block : 4 * block + 4]), 4)
            total += 4 - distance / 4 if genome[20 + block] == category else distance / 4
        return total

    return "mixture 20+5+5", [2] * 20 + [4] * 5 + [16] * 5, "mixed", 30_000, 40, value


def problems():
    """Yields each problem: name, number of values of each gene, kind, budget, maximum and function."""
    yield "OneMax 100", [2] * 100, "bits", 100_000, 100, lambda g: int(sum(g))
    yield "trap 4x10", [2] * 40, "bits", 50_000, 40, lambda g: sum(
        trap(int(sum(g[4 * block : 4 * block + 4])), 4) for block in range(10))
    yield "royal road 64", [2] * 64, "bits", 50_000, 64, lambda g: sum(
        8 for block in range(8) if sum(g[8 * block : 8 * block + 8]) == 8)
    yield knapsack(None)
    yield knapsack(10)
    yield landscape()
    yield colouring()
    yield bowl()
    yield mixture()


class Found(BaseException):
    """Raised when the maximum is found or the budget is spent. Not an `Exception`, because PyGAD logs those."""


class Counter:
    """Counts evaluations and ends a search when the maximum is found or the budget is spent."""

    def __init__(self, value, maximum, budget):
        self.value, self.maximum, self.budget = value, maximum, budget
        self.count, self.found = 0, None

    def __call__(self, genome):
        self.count += 1
        if self.count > self.budget:
            raise Found
        value = self.value(genome)
        if value >= self.maximum:
            self.found = self.count
            raise Found
        return value


def deap(counts, counter, seed, size):
    """Runs eaSimple as in DEAP's OneMax example: two-point crossover with rate 0.5, tournaments of 3, mutation of 20%."""
    from deap import algorithms, base, creator, tools

    random.seed(seed)
    if not hasattr(creator, "Fittest"):
        creator.create("Fittest", base.Fitness, weights=(1.0,))
        creator.create("Row", list, fitness=creator.Fittest)
    toolbox = base.Toolbox()
    toolbox.register("individual", lambda: creator.Row(random.randrange(count) for count in counts))
    toolbox.register("population", tools.initRepeat, list, toolbox.individual)
    toolbox.register("evaluate", lambda row: (counter(row),))
    toolbox.register("mate", tools.cxTwoPoint)
    if max(counts) == 2:
        toolbox.register("mutate", tools.mutFlipBit, indpb=max(0.05, 1 / len(counts)))
    else:
        toolbox.register(
            "mutate", tools.mutUniformInt, low=0, up=[count - 1 for count in counts], indpb=max(0.05, 1 / len(counts)))
    toolbox.register("select", tools.selTournament, tournsize=3)
    algorithms.eaSimple(toolbox.population(n=size), toolbox, cxpb=0.5, mutpb=0.2, ngen=10**6, verbose=False)


def pygad(counts, counter, seed, size):
    """Runs PyGAD with its defaults, 10% of the population as elites and 50% as parents."""
    import pygad as library

    library.GA(
        num_generations=10**6, num_parents_mating=size // 2, sol_per_pop=size, num_genes=len(counts), gene_type=int,
        gene_space=[list(range(count)) for count in counts], keep_elitism=max(1, size // 10), random_seed=seed,
        parent_selection_type="tournament", crossover_type="two_points", mutation_num_genes=1, suppress_warnings=True,
        fitness_func=lambda _, row, __: float(counter(row)),
    ).run()


def pymoo(counts, counter, seed, size):
    """Runs pymoo's GA for integers: tournaments of 2, two-point crossover; bit flips or polynomial mutation."""
    from pymoo.algorithms.soo.nonconvex.ga import GA
    from pymoo.core.problem import ElementwiseProblem
    from pymoo.operators.crossover.pntx import TwoPointCrossover
    from pymoo.operators.mutation.bitflip import BitflipMutation
    from pymoo.operators.mutation.pm import PM
    from pymoo.operators.repair.rounding import RoundingRepair
    from pymoo.operators.sampling.rnd import BinaryRandomSampling, IntegerRandomSampling
    from pymoo.optimize import minimize

    isBits = max(counts) == 2

    class Problem(ElementwiseProblem):
        def __init__(self):
            super().__init__(
                n_var=len(counts), n_obj=1, xl=0, xu=np.array(counts) - 1, vtype=bool if isBits else int)

        def _evaluate(self, row, out, *_, **__):
            out["F"] = -float(counter([int(code) for code in row]))

    algorithm = GA(
        pop_size=size, sampling=BinaryRandomSampling() if isBits else IntegerRandomSampling(),
        crossover=TwoPointCrossover(),
        mutation=BitflipMutation() if isBits else PM(vtype=float, repair=RoundingRepair()), eliminate_duplicates=True)
    minimize(Problem(), algorithm, ("n_gen", 10**6), seed=seed, verbose=False)


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    libraries = [(deap, (100, 300, 500)), (pygad, (100,)), (pymoo, (100, 300))]
    for library, sizes in libraries:
        if importlib.util.find_spec(library.__name__) is None:
            print(f"{library.__name__}: not installed for {sys.executable}")
            continue
        for size in sizes:
            for name, counts, kind, budget, maximum, value in problems():
                if not name.startswith(only) and kind != only and library.__name__ != only:
                    continue
                found = []
                for seed in range(1, seeds + 1):
                    counter = Counter(value, maximum, budget)
                    try:
                        library(counts, counter, seed, size)
                    except Found:
                        pass
                    if counter.found:
                        found.append(counter.found)
                median = f"   median {int(statistics.median(found))} of {budget} evaluations" if found else ""
                label = f"{library.__name__}, {size}"
                print(f"{label:22}{name:22}{len(found):2} of {seeds}{median}", flush=True)


main()
