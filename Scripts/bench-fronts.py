"""Runs NSGA-II of pymoo on the problems of Sources/Benchmarks/Search/FrontProblems.swift, with its default operators (SBX and
polynomial mutation) and a population of 100. Prints the mean hypervolume of the last population, and its standard deviation."""

import math
import sys

import numpy as np
from pymoo.algorithms.moo.nsga2 import NSGA2
from pymoo.core.problem import Problem
from pymoo.indicators.hv import HV
from pymoo.optimize import minimize
from pymoo.problems import get_problem

REFERENCES = {
    "ZDT1": [1.1, 1.1], "ZDT2": [1.1, 1.1], "ZDT3": [1.1, 1.1], "ZDT4": [1.1, 1.1], "ZDT6": [1.1, 1.1],
    "DTLZ2": [1.1, 1.1, 1.1], "DTLZ7": [1.1, 1.1, 6.6], "BNH": [140, 55], "SRN": [250, 50], "TNK": [1.2, 1.2],
    "OSY": [0, 80],
}


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


def problem(name):
    if name == "DTLZ2":
        return get_problem("dtlz2", n_var=12, n_obj=3)
    if name == "DTLZ7":
        return get_problem("dtlz7", n_var=22, n_obj=3)
    return Tanaka() if name == "TNK" else get_problem(name.lower())


def main():
    seeds, evaluations = int(sys.argv[1]), int(sys.argv[2])
    size = min(int(sys.argv[3]) if len(sys.argv) > 3 else 100, evaluations)
    for name, reference in REFERENCES.items():
        volumes = []
        for seed in range(1, seeds + 1):
            found = minimize(problem(name), NSGA2(pop_size=size), ("n_eval", evaluations), seed=seed, verbose=False)
            volumes.append(0.0 if found.F is None else float(HV(ref_point=np.array(reference))(found.F)))
        mean, deviation = np.mean(volumes), np.std(volumes, ddof=1) if len(volumes) > 1 else 0.0
        print(f"{'pymoo NSGA-II':22}{name:8}{mean:12.5f} ± {deviation:.5f}", flush=True)


main()
