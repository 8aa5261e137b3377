"""Writes linear.json: scores of linear models and of constant predictions by scikit-learn, on folds that it also writes.

    python3 -m venv DIR; DIR/bin/pip install numpy scikit-learn; DIR/bin/python linear.py

The tables are those in Sources/CSamples/samples, which scikit-learn contains too. For regression, the first column is predicted
from the others."""

import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_iris, load_wine
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

warnings.filterwarnings("ignore")


def table(name, x, y, is_classes):
    splitter = (StratifiedKFold if is_classes else KFold)(5, shuffle=True, random_state=1)
    if is_classes:
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=10_000))
        dummy = DummyClassifier(strategy="prior")
    else:
        model, dummy = make_pipeline(StandardScaler(), LinearRegression()), DummyRegressor()
    validation, scores, constants, losses = [], [], [], []
    for training, rows in splitter.split(x, y):
        validation.append(rows.tolist())
        scores.append(model.fit(x[training], y[training]).score(x[rows], y[rows]))
        dummy.fit(x[training], y[training])
        constants.append(dummy.score(x[rows], y[rows]))
        if is_classes:
            losses.append(log_loss(y[rows], dummy.predict_proba(x[rows]), labels=np.unique(y)))
    return {
        "name": name, "isClasses": is_classes, "validation": validation, "scores": scores, "constants": constants,
        "constantLosses": losses,
    }


sources = {"iris": load_iris(), "wine": load_wine(), "breast_cancer": load_breast_cancer()}
tables = [table(name, data.data, data.target, True) for name, data in sources.items()]
tables += [table(name, data.data[:, 1:], data.data[:, 0], False) for name, data in sources.items()]
content = {"source": f"linear.py with scikit-learn {sklearn.__version__}", "tables": tables}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(content, separators=(",", ":")) + "\n")
for entry in tables:
    print(entry["name"], entry["isClasses"], np.mean(entry["scores"]), np.mean(entry["constants"]))
