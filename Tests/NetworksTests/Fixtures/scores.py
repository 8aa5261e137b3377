"""Writes scores.json: values of scikit-learn for the metrics of ns. pip install scikit-learn; python3 scores.py

Each case has the targets, the outputs (32-bit) and the expected scores by the name in ns; null is undefined.
Macro means leave out classes without rows; of two classes the second one is positive.
"""

import json
import pathlib
import warnings

import numpy
import sklearn
from sklearn import metrics as m

warnings.simplefilter("ignore")
random = numpy.random.default_rng(7)


def softmax(z):
    e = numpy.exp(z - z.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).astype(numpy.float32)


def classes(name, labels, outputs):
    labels, outputs = numpy.asarray(labels), numpy.asarray(outputs, dtype=numpy.float32)
    count = outputs.shape[1]
    predicted = outputs.argmax(axis=1)
    every = list(range(count))
    one = numpy.eye(count)[labels]
    present = [c for c in every if 0 < one[:, c].sum()]
    judged = [c for c in present if one[:, c].sum() < len(labels)]
    ranked = [1] if count == 2 and 1 in judged else [] if count == 2 else judged
    auc = {c: m.roc_auc_score(one[:, c], outputs[:, c]) for c in judged}
    ap = {c: m.average_precision_score(one[:, c], outputs[:, c]) for c in judged}
    share = [one[:, c].sum() for c in ranked]
    expected = {
        "accuracy": m.accuracy_score(labels, predicted),
        "balanced_accuracy": m.balanced_accuracy_score(labels, predicted),
        "precision": m.precision_score(labels, predicted, labels=present, average="macro", zero_division=0),
        "recall": m.recall_score(labels, predicted, labels=present, average="macro", zero_division=0),
        "f1": m.f1_score(labels, predicted, labels=present, average="macro", zero_division=0),
        "matthews": m.matthews_corrcoef(labels, predicted),
        "kappa": m.cohen_kappa_score(labels, predicted),
        "auc": numpy.mean([auc[c] for c in ranked]) if ranked else None,
        "auc_weighted": numpy.average([auc[c] for c in ranked], weights=share) if ranked else None,
        "average_precision": numpy.mean([ap[c] for c in ranked]) if ranked else None,
        "log_loss": m.log_loss(labels, outputs, labels=every),
        "brier": m.brier_score_loss(labels, outputs, labels=every) if count > 2
        else m.brier_score_loss(labels, outputs[:, 1], labels=every, pos_label=1),
    }
    for k in (1, 2, 3):
        expected[f"top_{k}_accuracy"] = (
            m.top_k_accuracy_score(labels, outputs, k=k, labels=every) if count > 2
            else 1.0 if k > 1 else numpy.mean(numpy.where(outputs[:, 1] >= outputs[:, 0], 1, 0) == labels))
    if count > 2 and len(present) == count:
        # The whole matrix at once gives the same means.
        assert numpy.isclose(expected["auc"], m.roc_auc_score(labels, outputs, multi_class="ovr", average="macro"))
        assert numpy.isclose(
            expected["auc_weighted"], m.roc_auc_score(labels, outputs, multi_class="ovr", average="weighted"))
    for c in every:
        known = one[:, c].sum() > 0
        expected[f"precision of {c}"] = m.precision_score(
            one[:, c], predicted == c, zero_division=0) if known else None
        expected[f"recall of {c}"] = m.recall_score(one[:, c], predicted == c) if known else None
        expected[f"f1 of {c}"] = m.f1_score(one[:, c], predicted == c) if known else None
        expected[f"auc of {c}"] = auc.get(c)
        expected[f"average_precision of {c}"] = ap.get(c)
    return case(name, expected, labels=labels.tolist(), outputs=outputs.ravel().tolist(), width=count)


def numbers(name, targets, outputs):
    targets = numpy.asarray(targets, dtype=numpy.float32).astype(float)
    outputs = numpy.asarray(outputs, dtype=numpy.float32).astype(float)
    rmse = m.root_mean_squared_error(targets, outputs)
    expected = {
        "rmse": rmse,
        "mae": m.mean_absolute_error(targets, outputs),
        "median_absolute_error": m.median_absolute_error(targets, outputs),
        "mape": m.mean_absolute_percentage_error(targets, outputs),
        "explained_variance": m.explained_variance_score(targets, outputs),
    }
    if len(targets) > 1 and targets.std(axis=0).min() > 0:
        expected["r2"] = m.r2_score(targets, outputs)
    for q in (0.1, 0.5, 0.9):
        expected[f"pinball {q}"] = m.mean_pinball_loss(targets, outputs, alpha=q)
    width = 1 if targets.ndim == 1 else targets.shape[1]
    return case(name, expected, targets=targets.ravel().tolist(), outputs=outputs.ravel().tolist(), width=width)


def case(name, expected, **data):
    scores = {k: None if v is None or numpy.isnan(v) else float(v) for k, v in expected.items()}
    return {"name": name, **data, "scores": scores}


def drawn(rows, weights, sharpness, rounded=None):
    labels = random.choice(len(weights), rows, p=weights)
    outputs = softmax(random.normal(size=(rows, len(weights))) + sharpness * numpy.eye(len(weights))[labels])
    return labels, outputs if rounded is None else numpy.round(outputs * rounded) / rounded


cases = [
    classes("binary", *drawn(60, [0.5, 0.5], 1)),
    classes("binary, imbalanced", *drawn(90, [0.93, 0.07], 1)),
    classes("binary, sure", *drawn(40, [0.4, 0.6], 12)),
    classes("binary, one class", [1, 1, 1], [[0.25, 0.75], [0.5, 0.5], [0.75, 0.25]]),
    classes("binary, ties", [0, 1, 1, 0, 1, 0],
            [[0.5, 0.5], [0.5, 0.5], [0.25, 0.75], [0.25, 0.75], [0.75, 0.25], [0.5, 0.5]]),
    classes("three classes", *drawn(80, [0.3, 0.4, 0.3], 1)),
    classes("five classes, imbalanced", *drawn(150, [0.8, 0.1, 0.05, 0.03, 0.02], 1.5)),
    classes("three classes, few rows", [0, 1, 2, 1], softmax(random.normal(size=(4, 3)))),
    classes("three classes, one absent", [0, 1, 1, 0, 1, 0, 0], softmax(random.normal(size=(7, 3)))),
    classes("four classes, always the same", [0, 1, 2, 3, 3], [[0.0625, 0.0625, 0.125, 0.75]] * 5),
    classes("three classes, one class of rows", [2, 2, 2], [[0.25, 0.25, 0.5]] * 3),
    classes("three classes, ties", [0, 1, 2, 2, 1, 0, 0, 2],
            [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.25, 0.25, 0.5], [0.5, 0.25, 0.25], [0.375, 0.375, 0.25],
             [0.25, 0.375, 0.375], [0.375, 0.25, 0.375], [0.375, 0.375, 0.25]]),
    classes("three classes, probabilities of 0 and 1", [0, 1, 2, 0],
            [[1, 0, 0], [1, 0, 0], [0, 0, 1], [0, 0.5, 0.5]]),
    classes("single row", [1], [[0.25, 0.5, 0.25]]),
    numbers("one number", random.normal(size=40) * 30 + 100, random.normal(size=40) * 30 + 100),
    numbers("near", numpy.arange(1, 32), numpy.arange(1, 32) + random.normal(size=31)),
    numbers("two numbers", random.normal(size=(21, 2)), random.normal(size=(21, 2))),
    numbers("constant target", [3, 3, 3, 3], [3, 4, 2.5, 3]),
    numbers("constant target and error", [3, 3, 3], [4, 4, 4]),
    numbers("zeros", [0, 1, 2], [0.5, 1, 1]),
    numbers("single row", [2], [3]),
    numbers("perfect", [1, 2, 3], [1, 2, 3]),
]
text = json.dumps({"scikit-learn": sklearn.__version__, "cases": cases}, separators=(",", ":"))
pathlib.Path(__file__).with_suffix(".json").write_text(text.replace('},{"name"', '},\n{"name"') + "\n")
