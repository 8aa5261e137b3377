"""Opens networks saved by `ns` as .keras, .onnx and .safetensors with the real libraries, and opens networks saved by
Keras with `ns`.

usage: formats.py FOLDER NS HELP

FOLDER contains the files written by the test `KerasAgreementTests`: NAME.keras, NAME.onnx, NAME.safetensors, NAME.inputs
and NAME.outputs. NS is the shell. HELP is the folder of its help pages, one of which contains the snippet that reads
tables.
"""

import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
import numpy
import onnx
import onnxruntime
import safetensors.numpy

TOLERANCE = 1e-5


def agree(what, found, expected, tolerance=TOLERANCE):
    found, expected = numpy.asarray(found, dtype="f8"), numpy.asarray(expected, dtype="f8")
    assert found.shape == expected.shape, f"{what}: {found.shape} instead of {expected.shape}"
    difference = float(numpy.abs(found - expected).max())
    print(f"  {what}: greatest difference {difference:.2e}")
    assert difference <= tolerance, f"{what} differs by {difference}"


def onnx_outputs(path, inputs):
    onnx.checker.check_model(onnx.load(path), full_check=True)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(["output"], {"input": inputs})[0]


def check_formats(folder):
    """Checks every ONNX graph, and every fourth Keras file, because each takes a second."""
    for number, path in enumerate(sorted(folder.glob("*.onnx"))):
        print(path.stem)
        shape = [d.dim_value for d in onnx.load(path).graph.input[0].type.tensor_type.shape.dim][1:]
        inputs = numpy.fromfile(path.with_suffix(".inputs"), dtype="<f4").reshape((-1, *shape))
        expected = numpy.fromfile(path.with_suffix(".outputs"), dtype="<f4").reshape((len(inputs), -1))
        agree("onnxruntime", onnx_outputs(path, inputs), expected)
        weights = safetensors.numpy.load_file(path.with_suffix(".safetensors"))
        assert weights["output.kernel"].shape[1] == expected.shape[1]
        if number % 4 == 0:
            model = keras.models.load_model(path.with_suffix(".keras"))
            agree(".keras", model.predict(inputs, batch_size=256, verbose=0), expected)
            targets = numpy.eye(expected.shape[1], dtype="float32")[expected.argmax(axis=1)]
            model.fit(inputs[:500], targets[:500], verbose=0)


def check_layers(folder):
    """Checks networks with layers of every kind, sequential and functional, in every format."""
    for path in sorted(folder.glob("*.onnx")):
        print(path.stem)
        model = keras.models.load_model(path.with_suffix(".keras"))
        inputs = numpy.fromfile(path.with_suffix(".inputs"), dtype="<f4").reshape((-1, *model.input_shape[1:]))
        expected = numpy.fromfile(path.with_suffix(".outputs"), dtype="<f4").reshape((len(inputs), -1))
        # Outputs that are not probabilities have the size of the label.
        tolerance = TOLERANCE * max(1, float(numpy.abs(expected).max()))
        agree("onnxruntime", onnx_outputs(path, inputs), expected, tolerance)
        agree(".keras", model.predict(inputs, batch_size=64, verbose=0), expected, tolerance)
        agree(".h5", keras.models.load_model(path.with_suffix(".h5")).predict(inputs, verbose=0), expected, tolerance)
        check_tensors(model, safetensors.numpy.load_file(path.with_suffix(".safetensors")))
        # Keras can save the model itself, and train it.
        model.fit(inputs[:64], expected[:64], verbose=0)


def check_tensors(model, tensors):
    """Checks that each tensor before the dense layers is, bit for bit, the weight of the same layer in Keras."""
    weights = {f"{layer.name}.{weight.name}": weight.numpy() for layer in model.layers for weight in layer.weights}
    features = {name: tensor for name, tensor in tensors.items() if name.startswith("feature_")}
    assert features
    for name, tensor in features.items():
        layer, _, weight = name.rpartition(".")
        assert numpy.array_equal(weights[f"{layer.replace('.', '_')}.{weight}"], tensor), name


def ns(shell, *commands):
    done = subprocess.run(
        [shell, "--memory", "none", "-c", "; ".join(commands)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{commands}: {done.stdout}{done.stderr}"
    return done.stdout


def answers(path):
    with open(path, newline="") as file:
        rows = list(csv.reader(file))
    first = 2 if rows[0][1] == "class" else 1
    return numpy.array([[float(field) for field in row[first:]] for row in rows[1:]])


def residual_model():
    """Returns a functional model of residual blocks, the second with a normalized convolution beside it."""
    layers = keras.layers
    inputs = keras.Input((4, 5, 3))
    hidden = layers.Rescaling(1 / 255)(inputs)
    inner = layers.Conv2D(3, 3, padding="same", activation="relu")(hidden)
    hidden = layers.Activation("relu")(layers.Add()([hidden, layers.BatchNormalization()(inner)]))
    side = layers.BatchNormalization()(layers.Conv2D(6, 1, strides=2, use_bias=False)(hidden))
    hidden = layers.Add()([layers.Conv2D(6, 3, strides=2, padding="same")(hidden), side])
    hidden = layers.GlobalAveragePooling2D()(layers.ReLU()(hidden))
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(hidden))


def check_keras_made(shell, folder):
    """Checks models created by Keras itself, of every supported structure."""
    layers = keras.layers
    random = numpy.random.default_rng(1)
    pictures = random.integers(0, 256, (50, 4, 5, 3)).astype("float32")
    rows = random.normal(3, 2, (50, 6)).astype("float32")
    adapted = layers.Normalization()
    adapted.adapt(rows)
    inner = keras.Input((6,))
    hidden = layers.Dropout(0.3)(layers.ELU()(layers.Dense(7, name="first")(layers.Dropout(0.1)(adapted(inner)))))
    models = {
        "pictures": (
            pictures,
            keras.Sequential([
                keras.Input((4, 5, 3)), layers.Rescaling(1 / 127.5, offset=-1), layers.Flatten(), layers.Dense(8),
                layers.BatchNormalization(epsilon=0.01), layers.Activation("gelu"), layers.Dropout(0.2),
                layers.Dense(6, activation="swish", use_bias=False), layers.Dense(3), layers.Softmax(),
            ]),
        ),
        "functional": (rows, keras.Model(inner, layers.Dense(2, activation="linear")(hidden))),
        "convolutions": (
            pictures,
            keras.Sequential([
                keras.Input((4, 5, 3)), layers.Rescaling(1 / 255), layers.Conv2D(5, 3, padding="same"),
                layers.BatchNormalization(), layers.ReLU(), layers.MaxPooling2D(2, padding="same"),
                layers.SpatialDropout2D(0.1), layers.SeparableConv2D(4, 2, activation="gelu"),
                layers.LayerNormalization(), layers.Flatten(), layers.Dense(3, activation="softmax"),
            ]),
        ),
        "residual": (pictures, residual_model()),
        "yes_or_no": (rows, keras.Sequential([keras.Input((6,)), layers.Dense(4, "tanh"), layers.Dense(1, "sigmoid")])),
    }
    for name, (inputs, model) in models.items():
        width = model.output_shape[1]
        loss = "mse" if name == "functional" else "binary_crossentropy" if width == 1 else "categorical_crossentropy"
        model.compile(optimizer=keras.optimizers.Adamax(0.01), loss=loss)
        targets = random.normal(size=(50, 2)) if name == "functional" else numpy.eye(max(width, 2))[
            random.integers(0, max(width, 2), 50)][:, :width]
        model.fit(inputs, targets, epochs=2, verbose=0)
        numpy.save(folder / f"{name}.npy", inputs)
        for ending in ["keras", "h5"]:
            path = folder / f"made_{name}.{ending}"
            model.save(path)
            ns(shell, f"open network '{path}'", f"predict '{folder}/{name}.npy' to '{folder}/{name}.csv' replace")
            agree(path.name, answers(folder / f"{name}.csv"), model.predict(inputs, verbose=0))
        # Check the round trip too.
        ns(shell, f"open network '{path}'", f"save network '{folder}/back.keras' replace")
        agree("back again", keras.models.load_model(folder / "back.keras").predict(inputs, verbose=0),
              model.predict(inputs, verbose=0))
    refused = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2DTranspose(2, 3, name="seeing"), layers.Flatten(), layers.Dense(2)])
    refused.save(folder / "refused.keras")
    done = subprocess.run([shell, "-c", f"open network '{folder}/refused.keras'"], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and 'the layer "seeing" is a Conv2DTranspose' in done.stderr, done.stderr


def check_tables(shell, folder, help_folder):
    """Checks tables with text and missing values: classes, and regression targets in the label's own unit."""
    page = (help_folder / "networks.md").read_text(encoding="utf-8")
    snippet = {}
    exec(re.search(r"```python\n(.*?)```", page, re.S).group(1), snippet)
    random = numpy.random.default_rng(2)
    lines = ["colour,size,age,price,kind"]
    for row in range(300):
        colour = ["red", "blue", "", "green"][random.integers(0, 4)]
        size = "" if row % 7 == 0 else f"{random.normal(50, 9):.3f}"
        age = int(random.integers(1, 90))
        price = 250000 + 1800 * age + (40000 if colour == "red" else 0)
        lines.append(f"{colour},{size},{age},{price},{'old' if age > 45 else 'new'}")
    table = folder / "table.csv"
    table.write_text("\n".join(lines) + "\n")
    more = folder / "more.csv"
    more.write_text("kind,age,size,colour\nx,30,,red\nx,,51.5,purple\nx,80,44,NA\n")
    for label, ignored, words in [("kind", "price", ""), ("price", "kind", "regression")]:
        ns(shell, f"load csv '{table}' label {label} ignore {ignored} {words}", "training epochs 3",
           "population size 2 litter 1", "evolve 1", f"train fittest epochs 60 save '{folder}/{label}.keras' replace",
           f"save network '{folder}/{label}.h5' replace", f"save network '{folder}/{label}.onnx' replace",
           f"predict '{more}' to '{folder}/answers.csv' replace")
        expected = answers(folder / "answers.csv")
        if words:
            assert (abs(expected[0] - 344000) < 40000).all(), f"{expected[0]} is not a price in the range of the table"
        tolerance = TOLERANCE * max(1, abs(expected).max())
        inputs = snippet["read_rows"](more, folder / f"{label}.columns.json")
        for ending in ["keras", "h5"]:
            model = keras.models.load_model(folder / f"{label}.{ending}")
            agree(f"{label}.{ending}", model.predict(inputs, verbose=0), expected, tolerance)
        agree(f"{label}.onnx", onnx_outputs(folder / f"{label}.onnx", inputs), expected, tolerance)
        # The graph replaces missing values without the snippet.
        raw = inputs.copy()
        raw[0, [i for i, name in enumerate(onnx_columns(folder / f"{label}.columns.json")) if name == "size"]] = numpy.nan
        agree(f"{label}.onnx, missing", onnx_outputs(folder / f"{label}.onnx", raw), expected, tolerance)


def onnx_columns(path):
    return json.loads(path.read_text())["inputs"]


def check_programs(shell, folder):
    """Checks programs that build and train the fittest network in Keras."""
    cases = {
        "digits": ["load digits limit 400", "training schedule cosine epochs 3 smoothing 0.1"],
        "convolutions": [
            "load digits limit 400", "network convolution 2 dense 1", "training epochs 2 shift 1 cutout 2"],
        "amounts": [f"load csv '{folder}/table.csv' label price ignore kind regression", "training epochs 3"],
    }
    for name, commands in cases.items():
        ns(shell, *commands, "population size 2 litter 1", "evolve 1", f"export program '{folder}/{name}.py' replace")
        done = subprocess.run(
            [sys.executable, folder / f"{name}.py", "4"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        print(f"  {name}.py: {done.stdout.splitlines()[-1]}")
        assert (folder / f"{name}.keras").exists()


def check_written_programs(folder):
    """Checks programs for layers of every kind, with random changes of the training images."""
    paths = sorted(folder.glob("*.py"))

    def run(path):
        return subprocess.run([sys.executable, path, "1"], capture_output=True, text=True, check=False)

    # Most of their time is the start of Keras, on one core.
    with ThreadPoolExecutor(2) as pool:
        finished = list(pool.map(run, paths))
    for path, done in zip(paths, finished):
        assert done.returncode == 0, f"{path}: {done.stdout}{done.stderr}"
        print(f"  {path.name}: {done.stdout.splitlines()[-1]}")
        assert path.with_suffix(".keras").exists()


def main():
    folder, shell, help_folder = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
    check_formats(folder)
    check_layers(folder / "layers")
    check_written_programs(folder / "programs")
    with tempfile.TemporaryDirectory() as made:
        made = pathlib.Path(made)
        check_keras_made(shell, made)
        check_tables(shell, made, help_folder)
        check_programs(shell, made)
    print("all formats agree")


main()
