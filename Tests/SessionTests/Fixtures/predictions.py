"""Writes predictions.json: confusion matrices, calibration curves, errors and permutation importances computed by scikit-learn.

    python3 -m venv DIR; DIR/bin/pip install numpy scikit-learn; DIR/bin/python predictions.py
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import calibration_curve
from sklearn.inspection import permutation_importance
from sklearn.metrics import (accuracy_score, confusion_matrix, mean_absolute_error, root_mean_squared_error)

draws = np.random.default_rng(7)
BINS = 10


def classifier(count, classes, sharpness):
    """Returns outputs of a classifier that is often overconfident, with bounds of bins among the confidences."""
    sums = draws.normal(size=(count, classes)) * sharpness
    outputs = np.exp(sums) / np.exp(sums).sum(axis=1, keepdims=True)
    labels = np.where(draws.random(count) < 0.6, outputs.argmax(axis=1), draws.integers(0, classes, count))
    if classes == 2:
        outputs[0], outputs[1], outputs[2] = [0.5, 0.5], [1, 0], [0.25, 0.75]
    outputs = outputs.astype(np.float32)
    predicted = outputs.argmax(axis=1)
    confidence = outputs.max(axis=1).astype(np.float64)
    correct = (predicted == labels).astype(int)
    true, mean = calibration_curve(correct, confidence, n_bins=BINS, strategy="uniform")
    edges = np.linspace(0, 1, BINS + 1)
    counts = np.bincount(np.searchsorted(edges[1:-1], confidence), minlength=BINS)
    filled = counts[counts > 0]
    return {
        "classes": classes, "outputs": outputs.flatten().tolist(), "labels": labels.tolist(),
        "accuracy": accuracy_score(labels, predicted),
        "confusion": confusion_matrix(labels, predicted, labels=range(classes)).tolist(),
        "shares": confusion_matrix(labels, predicted, labels=range(classes), normalize="true").tolist(),
        "accuracyByBin": true.tolist(), "confidenceByBin": mean.tolist(), "counts": filled.tolist(),
        "expectedError": float(np.sum(filled / count * np.abs(true - mean))),
    }


class Linear(ClassifierMixin, BaseEstimator):
    """A linear classifier with given weights."""

    def __init__(self, weights=None):
        self.weights = weights

    def fit(self, x, y):
        self.classes_ = np.unique(y)
        return self

    def predict(self, x):
        return (x @ self.weights).argmax(axis=1)


def importance(rows, columns, classes, repeats):
    x = draws.normal(size=(rows, columns)).astype(np.float32)
    weights = draws.normal(size=(columns, classes)) * np.array([3, 1, 0.3, 0])[:, None]
    y = (x @ weights + 0.5 * draws.normal(size=(rows, classes))).argmax(axis=1)
    model = Linear(weights).fit(x, y)
    found = permutation_importance(model, x, y, scoring="accuracy", n_repeats=repeats, random_state=3)
    # The orders that scikit-learn draws: each repeat permutes the column that the one before left.
    seed = np.random.RandomState(3).randint(np.iinfo(np.int32).max + 1)
    orders, falls = [], []
    whole = accuracy_score(y, model.predict(x))
    for column in range(columns):
        state, shuffled, order = np.random.RandomState(seed), np.arange(rows), np.arange(rows)
        for _ in range(repeats):
            state.shuffle(shuffled)
            order = order[shuffled]
            changed = x.copy()
            changed[:, column] = x[order, column]
            orders.append(order.tolist())
            falls.append(whole - accuracy_score(y, model.predict(changed)))
    assert np.allclose(found.importances.flatten(), falls)
    return {
        "rows": rows, "columns": columns, "classes": classes, "repeats": repeats,
        "values": x.flatten().tolist(), "weights": weights.flatten().tolist(), "labels": y.tolist(), "orders": orders,
        "falls": found.importances.tolist(), "means": found.importances_mean.tolist(),
        "deviations": found.importances_std.tolist(),
    }


def regression(count):
    actual = draws.normal(size=count) * 20 + 5
    predicted = actual + draws.normal(size=count) * 3 - 1
    return {
        "actual": actual.tolist(), "predicted": predicted.tolist(),
        "rootMeanSquaredError": root_mean_squared_error(actual, predicted),
        "meanAbsoluteError": mean_absolute_error(actual, predicted),
    }


content = {
    "source": f"predictions.py with scikit-learn {sklearn.__version__} and NumPy {np.__version__}",
    "classifiers": [classifier(60, 3, 2), classifier(80, 2, 1), classifier(40, 6, 4)],
    "importance": importance(50, 4, 3, 4), "regression": regression(30),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(content, separators=(",", ":")) + "\n")
