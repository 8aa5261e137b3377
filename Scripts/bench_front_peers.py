"""Runs searches of the peers with several objectives in a process of its own: NSGA-II of pymoo and of Optuna.

    bench_front_peers.py {pymoo|optuna} PROBLEM POPULATION EVALUATIONS SEED …

Each search is a line of JSON, as soon as it is finished: its seed, the hypervolume of the last population and of everything that
was found, and its seconds."""

import json
import math
import os
import sys
import time

import numpy as np

import bench_front_tables
from bench_front_references import reference

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


# MARK: - Problems


class Problem:
    """A problem of pymoo: objectives to be minimized, and conditions that are met up to 0."""

    def __init__(self, name):
        from pymoo.problems import get_problem

        sizes = {"DTLZ2": {"n_var": 12, "n_obj": 3}, "DTLZ7": {"n_var": 22, "n_obj": 3}}
        self.problem = tanaka() if name == "TNK" else get_problem(name.lower(), **sizes.get(name, {}))
        self.objectives = self.problem.n_obj
        self.isConstrained = self.problem.n_ieq_constr > 0
        self.lower = np.broadcast_to(self.problem.xl, self.problem.n_var)
        self.upper = np.broadcast_to(self.problem.xu, self.problem.n_var)

    def suggested(self, trial):
        """The objectives and the violations of a genome that Optuna suggests."""
        x = [trial.suggest_float(f"x{i}", float(low), float(high)) for i, (low, high) in enumerate(zip(self.lower, self.upper))]
        out = self.problem.evaluate(np.array([x]), return_as_dictionary=True)
        return [float(value) for value in out["F"][0]], [float(value) for value in out["G"][0]] if self.isConstrained else []

    def algorithm(self, size):
        """NSGA-II with its defaults for real numbers."""
        from pymoo.algorithms.moo.nsga2 import NSGA2

        return noted(NSGA2)(pop_size=size)


def tanaka():
    from pymoo.core.problem import Problem

    class Tanaka(Problem):
        """TNK with the bounds of its first publication, from 0."""

        def __init__(self):
            super().__init__(n_var=2, n_obj=2, n_ieq_constr=2, xl=0.0, xu=math.pi)

        def _evaluate(self, x, out, *args, **kwargs):
            first, second = x[:, 0], x[:, 1]
            out["F"] = np.column_stack([first, second])
            out["G"] = np.column_stack([
                1 + 0.1 * np.cos(16 * np.arctan2(first, second)) - first**2 - second**2,
                2 * ((first - 0.5) ** 2 + (second - 0.5) ** 2) - 1,
            ])

    return Tanaka()


class Table:
    """A tuning table: its score against the cost of the training. Its genes are the indices of their values."""

    objectives, isConstrained = 2, False

    def __init__(self, name):
        from pymoo.core.problem import ElementwiseProblem
        from pymoo.core.variable import Choice, Integer

        entry = bench_front_tables.read(ROOT)[name]
        folder = bench_front_tables.folder(ROOT)
        scores, costs = (np.fromfile(os.path.join(folder, entry[kind]), "<f4").astype(float) for kind in ("file", "cost"))
        self.genes = entry["genes"]
        sizes = [len(gene["values"]) for gene in self.genes]

        def values(indices):
            row = np.ravel_multi_index(indices, sizes)
            return [-scores[row], costs[row]]

        class Measured(ElementwiseProblem):
            def __init__(self, genes):
                kinds = {
                    gene["name"]: Integer(bounds=(0, len(gene["values"]) - 1)) if gene["kind"] == "ordered"
                    else Choice(options=list(range(len(gene["values"])))) for gene in genes}
                super().__init__(vars=kinds, n_obj=2)

            def _evaluate(self, x, out, *args, **kwargs):
                out["F"] = values([x[name] for name in self.vars])

        self.values = values
        self.problem = Measured(self.genes)

    def suggested(self, trial):
        indices = []
        for gene in self.genes:
            count = len(gene["values"])
            if gene["kind"] == "ordered":
                indices.append(trial.suggest_int(gene["name"], 0, count - 1))
            else:
                indices.append(trial.suggest_categorical(gene["name"], list(range(count))))
        return [float(value) for value in self.values(indices)], []

    def algorithm(self, size):
        """The algorithm for integers and categories with the survival of NSGA-II, as pymoo's documentation has it."""
        from pymoo.core.mixed import MixedVariableGA
        from pymoo.operators.survival.rank_and_crowding import RankAndCrowding

        return noted(MixedVariableGA)(pop_size=size, survival=RankAndCrowding())


# MARK: - Searches


def noted(algorithm):
    """The algorithm, noting all that it finds."""

    class Noted(algorithm):
        def _advance(self, infills=None, **kwargs):
            super()._advance(infills=infills, **kwargs)
            if not hasattr(self, "found"):
                self.found = []
            self.found.extend(infills[feasible(infills)].get("F").tolist())

    return Noted


def feasible(population):
    return population.get("CV")[:, 0] <= 0


def pymoo(problem, seed, size, evaluations):
    from pymoo.optimize import minimize

    result = minimize(
        problem.problem, problem.algorithm(min(size, evaluations)), ("n_eval", evaluations), seed=seed, verbose=False)
    last = result.pop[feasible(result.pop)].get("F").tolist()
    return last, result.algorithm.found + last


def optuna(problem, seed, size, evaluations):
    """NSGA-II of Optuna, with its defaults but for the population, which pymoo has too."""
    import warnings

    import optuna

    warnings.filterwarnings("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    violations, found = {}, []

    def objective(trial):
        values, violations[trial.number] = problem.suggested(trial)
        if all(value <= 0 for value in violations[trial.number]):
            found.append((trial.number, values))
        return values

    sampler = optuna.samplers.NSGAIISampler(
        population_size=min(size, evaluations), seed=seed,
        constraints_func=(lambda trial: violations[trial.number]) if problem.isConstrained else None)
    study = optuna.create_study(directions=["minimize"] * problem.objectives, sampler=sampler)
    study.optimize(objective, n_trials=evaluations)
    return [values for number, values in found if number >= evaluations - size], [values for _, values in found]


def volume(point, values):
    """The hypervolume of all values that no other one dominates."""
    from pymoo.indicators.hv import HV
    from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting

    values = np.unique(np.asarray(values, dtype=float), axis=0)
    if len(values) == 0:
        return 0.0
    return float(HV(ref_point=np.array(point))(values[NonDominatedSorting().do(values, only_non_dominated_front=True)]))


def main():
    way, name = sys.argv[1:3]
    size, evaluations, *seeds = map(int, sys.argv[3:])
    problem = Table(name) if "/" in name else Problem(name)
    point = reference(name, evaluations, bench_front_tables.read(ROOT))
    for seed in seeds:
        start = time.monotonic()
        last, everything = (pymoo if way == "pymoo" else optuna)(problem, seed, size, evaluations)
        seconds = round(time.monotonic() - start, 2)
        print(json.dumps({
            "seed": seed, "population": volume(point, last), "all": volume(point, everything), "seconds": seconds,
        }), flush=True)


if __name__ == "__main__":
    main()
