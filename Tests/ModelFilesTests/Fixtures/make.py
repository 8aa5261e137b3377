"""Makes the files beside it with Keras 3.15: dense models of Keras's own, and what they say of the inputs 0, 1, 2 …"""

import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
import numpy

keras.utils.set_random_seed(1)
layers = keras.layers
folder = pathlib.Path(__file__).parent


def make(name, model):
    shape = model.input_shape[1:]
    model.compile(optimizer=keras.optimizers.Adamax(0.02), loss="mse")
    inputs = numpy.arange(3 * numpy.prod(shape), dtype="float32").reshape((3, *shape))
    model.fit(inputs, numpy.ones((3, model.output_shape[1])), epochs=3, verbose=0)
    model.save(folder / name)
    answers[name] = model.predict(inputs, verbose=0).tolist()


answers = {}
make("pictures.keras", keras.Sequential([
    keras.Input((2, 2, 3)), layers.Rescaling(1 / 127.5, offset=-1), layers.Flatten(), layers.Dense(4),
    layers.BatchNormalization(epsilon=0.01), layers.Activation("gelu"), layers.Dropout(0.2),
    layers.Dense(3, activation="swish", use_bias=False), layers.Dense(2), layers.Softmax(),
]))
inner = keras.Input((3,))
normalization = layers.Normalization()
normalization.adapt(numpy.arange(30, dtype="float32").reshape((10, 3)))
hidden = layers.Dropout(0.25)(layers.ELU()(layers.Dense(4)(normalization(inner))))
make("functional.h5", keras.Model(inner, layers.Dense(1)(hidden)))
make("seeing.keras", keras.Sequential([
    keras.Input((4, 4, 1)), layers.Conv2DTranspose(1, 3, name="seeing"), layers.Flatten(), layers.Dense(1)]))
(folder / "answers.json").write_text(json.dumps(answers) + "\n")
