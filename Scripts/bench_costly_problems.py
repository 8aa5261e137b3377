"""The problems of `Scripts/bench costly`: the functions of Sources/Benchmarks/Search/CostlyProblem.swift, and tuning tables."""

import math
import os

import numpy as np

import bench_front_tables

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FUNCTIONS = ["branin", "hartmann3", "hartmann6"]
HEIGHTS = np.array([1, 1.2, 3, 3.2])
WIDTHS = {
    "hartmann3": np.array([[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]]),
    "hartmann6": np.array([
        [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])}
PLACES = {
    "hartmann3": np.array([
        [0.3689, 0.1170, 0.2673], [0.4699, 0.4387, 0.7470], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828]]),
    "hartmann6": np.array([
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]])}
MINIMA = {"branin": 0.39788735772973816, "hartmann3": -3.8627797873327, "hartmann6": -3.3223680114155}


class Function:
    """A function of real genes, to be minimized; its regret is the distance from its minimum."""

    def __init__(self, name):
        self.name = name
        count = 2 if name == "branin" else WIDTHS[name].shape[1]
        bounds = [(-5.0, 10.0), (0.0, 15.0)] if name == "branin" else [(0.0, 1.0)] * count
        self.genes = [(f"x{index}", "real", low, high) for index, (low, high) in enumerate(bounds)]

    def value(self, x):
        if self.name == "branin":
            bend = x[1] - 5.1 / (4 * math.pi**2) * x[0] ** 2 + 5 / math.pi * x[0] - 6
            return bend**2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x[0]) + 10
        distances = np.sum(WIDTHS[self.name] * (np.asarray(x) - PLACES[self.name]) ** 2, axis=1)
        return -float(HEIGHTS @ np.exp(-distances))

    def regret(self, value):
        return value - MINIMA[self.name]


class Table:
    """A tuning table, whose genes are the indices of their values; its regret is a fraction of the distance between the
    median and the best."""

    def __init__(self, name):
        entry = bench_front_tables.read(ROOT)[name]
        self.name = name
        self.scores = np.fromfile(os.path.join(bench_front_tables.folder(ROOT), entry["file"]), "<f4").astype(float)
        self.sizes = [len(gene["values"]) for gene in entry["genes"]]
        self.genes = [(gene["name"], gene["kind"], 0, len(gene["values"]) - 1) for gene in entry["genes"]]

    def value(self, x):
        return -self.scores[np.ravel_multi_index([int(index) for index in x], self.sizes)]

    def regret(self, value):
        return (self.scores.max() + value) / (self.scores.max() - np.median(self.scores))


def problem(name):
    return Table(name) if "/" in name else Function(name)
