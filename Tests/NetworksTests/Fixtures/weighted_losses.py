"""Writes weighted_losses.json: losses and gradients of Keras for focal losses, pinball losses and class weights.

pip install keras jax scikit-learn; KERAS_BACKEND=jax python3 weighted_losses.py

Each network has one hidden layer of tanh. With class weights the loss is the mean of w y over the rows, as in
`fit(class_weight=...)`; balanced weights are those of scikit-learn's compute_class_weight.
"""

import json
import pathlib

import jax
import keras
import numpy
import sklearn
from sklearn.metrics import mean_pinball_loss
from sklearn.utils.class_weight import compute_class_weight

random = numpy.random.default_rng(11)


def forward(weights, x, output):
    hidden = jax.numpy.tanh(x @ weights[0] + weights[1])
    return keras.activations.get(output)(hidden @ weights[2] + weights[3])


def case(name, loss, output, x, y, labels=None, class_weights=None):
    shapes = [(x.shape[1], 4), (4,), (4, y.shape[1]), (y.shape[1],)]
    weights = [random.normal(size=s).astype("float32") for s in shapes]
    rows = numpy.ones(len(x), dtype="float32")
    if class_weights == "balanced":
        every = numpy.unique(labels)
        factors = dict(zip(every, compute_class_weight("balanced", classes=every, y=labels)))
        rows = numpy.array([factors[c] for c in labels], dtype="float32")
    elif class_weights:
        rows = numpy.array([class_weights.get(str(c), 1) for c in labels], dtype="float32")

    def value(weights):
        return (loss(y, forward(weights, x, output)) * rows).mean()

    total, gradients = jax.value_and_grad(value)(weights)
    unweighted = loss(y, forward(weights, x, output)).mean()
    if name.startswith("quantile"):
        q = float(name.split()[1])
        expected = mean_pinball_loss(y, numpy.asarray(forward(weights, x, output)), alpha=q)
        assert numpy.isclose(float(total), expected, rtol=1e-5), (float(total), expected)
    result = {
        "loss": name, "output_activation": output, "weights": [w.tolist() for w in weights], "x": x.tolist(),
        "loss_value": float(total), "unweighted": float(unweighted),
        "gradients": [numpy.asarray(g).tolist() for g in gradients],
    }
    result |= {"y": y.tolist()} if labels is None else {"labels": [int(c) for c in labels], "classes": y.shape[1]}
    return result | ({"class_weights": class_weights} if class_weights else {})


def categorical(gamma):
    return keras.losses.CategoricalFocalCrossentropy(alpha=1.0, gamma=gamma, reduction=None)


def binary(gamma):
    return keras.losses.BinaryFocalCrossentropy(gamma=gamma, reduction=None)


def pinball(q):
    return lambda y, p: jax.numpy.maximum(q * (y - p), (q - 1) * (y - p)).mean(axis=-1)


x = random.normal(size=(12, 3)).astype("float32")
labels = numpy.array([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2])
one_hot = numpy.eye(3, dtype="float32")[labels]
numbers = random.normal(size=(12, 2)).astype("float32")
plain = keras.losses.CategoricalCrossentropy(reduction=None)
mean_squared = keras.losses.MeanSquaredError(reduction=None)
cases = [
    case("focal", categorical(2.0), "softmax", x, one_hot, labels),
    case("focal 1", categorical(1.0), "softmax", x, one_hot, labels),
    case("focal 0.5", categorical(0.5), "softmax", x, one_hot, labels),
    case("focal 0", categorical(0.0), "softmax", x, one_hot, labels),
    case("focal", binary(2.0), "sigmoid", x, one_hot, labels),
    case("focal 3.5", binary(3.5), "sigmoid", x, one_hot, labels),
    case("quantile 0.9", pinball(0.9), "linear", x, numbers),
    case("quantile 0.25", pinball(0.25), "tanh", x, numbers),
    case("huber", keras.losses.Huber(reduction=None), "linear", x, numbers * 3),
    case("poisson", keras.losses.Poisson(reduction=None), "exponential", x, numpy.abs(numbers).round() * 2),
    case("categorical_crossentropy", plain, "softmax", x, one_hot, labels, "balanced"),
    case("categorical_crossentropy", plain, "softmax", x, one_hot, labels, {"1": 5.0, "2": 0.5}),
    case("categorical_crossentropy", plain, "softmax", x, one_hot, labels, {"0": 0.0}),
    case("focal", categorical(2.0), "softmax", x, one_hot, labels, "balanced"),
    case("mean_squared_error", mean_squared, "softmax", x, one_hot, labels, "balanced"),
]
text = json.dumps(
    {"source": f"Keras {keras.__version__}, scikit-learn {sklearn.__version__}", "cases": cases},
    separators=(",", ":"))
pathlib.Path(__file__).with_suffix(".json").write_text(text.replace('},{"loss"', '},\n{"loss"') + "\n")
