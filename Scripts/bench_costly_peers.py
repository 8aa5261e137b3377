"""Runs searches of the peers with few evaluations in a process of its own: Optuna's GP and TPE samplers, and scikit-optimize.

    bench_costly_peers.py {optuna-gp|optuna-tpe|skopt} PROBLEM EVALUATIONS SEED …

Each search is a line of JSON: its seed, its regrets at the marks, and its seconds. A genome that was evaluated before costs
nothing, as in ns."""

import json
import sys
import time
import warnings

from bench_costly_problems import problem

MARKS = [50, 100, 200, 300]
# A search that only repeats genomes ends after so many times the evaluations.
PATIENCE = 2


class Log:
    """The regrets of a search at the marks, counted in different genomes."""

    def __init__(self, problem, evaluations):
        self.problem, self.evaluations = problem, evaluations
        self.values, self.regrets, self.trials = {}, [], 0

    @property
    def is_over(self):
        return len(self.values) >= self.evaluations or self.trials >= PATIENCE * self.evaluations

    def value(self, x):
        self.trials += 1
        key = tuple(x)
        if key not in self.values:
            self.values[key] = self.problem.value(x)
            if len(self.values) in MARKS:
                self.regrets.append(self.best)
        return self.values[key]

    @property
    def best(self):
        return float(self.problem.regret(min(self.values.values())))

    def finished(self):
        missing = len([mark for mark in MARKS if mark <= self.evaluations]) - len(self.regrets)
        return self.regrets + [self.best] * missing


def optuna(log, seed, name):
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    samplers = {"optuna-gp": optuna.samplers.GPSampler, "optuna-tpe": optuna.samplers.TPESampler}
    study = optuna.create_study(sampler=samplers[name](seed=seed))
    while not log.is_over:
        trial = study.ask()
        x = []
        for gene, kind, low, high in log.problem.genes:
            if kind == "real":
                x.append(trial.suggest_float(gene, low, high))
            elif kind == "ordered":
                x.append(trial.suggest_int(gene, low, high))
            else:
                x.append(trial.suggest_categorical(gene, list(range(low, high + 1))))
        study.tell(trial, log.value(x))


def skopt(log, seed, _):
    from skopt import Optimizer
    from skopt.space import Categorical, Integer, Real

    kinds = {"real": Real, "ordered": Integer}
    space = [
        kinds[kind](low, high) if kind in kinds else Categorical(list(range(low, high + 1)))
        for _, kind, low, high in log.problem.genes]
    optimizer = Optimizer(space, random_state=seed)
    while not log.is_over:
        x = optimizer.ask()
        optimizer.tell(x, log.value(x))


def main():
    way, name, evaluations, *seeds = sys.argv[1:]
    warnings.filterwarnings("ignore")
    for seed in map(int, seeds):
        start = time.monotonic()
        log = Log(problem(name), int(evaluations))
        (skopt if way == "skopt" else optuna)(log, seed, way)
        seconds = round(time.monotonic() - start, 2)
        print(json.dumps({"problem": name, "seed": seed, "regrets": log.finished(), "seconds": seconds}), flush=True)


if __name__ == "__main__":
    main()
