"""Opens networks saved by `ns` with the real Keras and compares their predictions.

usage: keras_hdf5.py FOLDER

FOLDER contains triples: NAME.h5, NAME.inputs (float32, the raw numbers of all rows) and NAME.outputs (float32, the
predictions of `ns`). Each network must open, predict the same within 1e-5, and continue training. The test
`KerasHDF5Tests` writes the files to the folder in NS_INTEROPERABILITY.
"""

import os
import pathlib
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
import numpy


def check(path):
    model = keras.models.load_model(path)
    shape = model.input_shape[1:]
    inputs = numpy.fromfile(path.with_suffix(".inputs"), dtype="<f4").reshape((-1, *shape))
    expected = numpy.fromfile(path.with_suffix(".outputs"), dtype="<f4").reshape((len(inputs), -1))
    kinds = [type(layer).__name__ for layer in model.layers]
    difference = float(numpy.abs(model.predict(inputs, batch_size=256, verbose=0) - expected).max())
    print(f"{path.name}: keras {keras.__version__}, {' '.join(kinds)}, {model.count_params()} parameters,")
    print(f"  {len(inputs)} rows, greatest difference {difference:.2e}, {type(model.optimizer).__name__}", end=" ")
    assert difference <= 1e-5, f"{path.name} differs by {difference}"
    # Train on its own predictions, so that the loss must fall in the first epochs.
    targets = numpy.eye(expected.shape[1], dtype="float32")[expected.argmax(axis=1)]
    before = model.evaluate(inputs[:2000], targets[:2000], verbose=0, return_dict=True)["loss"]
    model.fit(inputs[:2000], targets[:2000], batch_size=32, epochs=2, verbose=0)
    after = model.evaluate(inputs[:2000], targets[:2000], verbose=0, return_dict=True)["loss"]
    print(f"rate {float(model.optimizer.learning_rate):g}, loss {model.loss}: {before:.4f} -> {after:.4f}")
    assert after < before, f"{path.name} does not learn: loss {before} before, {after} after"
    if "--summary" in sys.argv:
        model.summary()


def main():
    paths = sorted(pathlib.Path(sys.argv[1]).glob("*.h5"))
    assert paths, f"{sys.argv[1]} contains no .h5 files"
    for path in paths:
        check(path)
    print(f"{len(paths)} networks open, agree and learn")


main()
