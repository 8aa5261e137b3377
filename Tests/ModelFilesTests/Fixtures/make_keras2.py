"""Makes the files beside it with Keras 2.15 (pip install "tensorflow-cpu==2.15.*"): small networks in the older forms of the
descriptions, and what they predict for three samples that hold the numbers 0, 1, 2 ... 22, 0, 1 ...

The hard_sigmoid of Keras 2 is 0.2 x + 0.5, clipped to 0 and 1; that of Keras 3 is x / 6 + 0.5."""

import json
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy
from tensorflow import keras

keras.utils.set_random_seed(3)
layers = keras.layers
folder = pathlib.Path(__file__).parent
answers = {}


def make(name, model):
    shape = model.input_shape[1:]
    inputs = (numpy.arange(3 * numpy.prod(shape)) % 23).astype("float32").reshape((3, *shape))
    model.compile(optimizer=keras.optimizers.SGD(0.05), loss="categorical_crossentropy")
    model.fit(inputs, numpy.eye(model.output_shape[1])[:3], epochs=4, verbose=0)
    model.save(folder / name)
    answers[name] = model.predict(inputs, verbose=0).tolist()


def sequential():
    return keras.Sequential([
        layers.Rescaling(1 / 23, input_shape=(7, 6, 1)), layers.Conv2D(4, 3, activation="hard_sigmoid"),
        layers.MaxPooling2D(2), layers.Conv2D(3, 2, padding="same"), layers.BatchNormalization(momentum=0.5),
        layers.Activation("hard_sigmoid"), layers.LayerNormalization(), layers.GlobalAveragePooling2D(),
        layers.Dense(6, activation="hard_sigmoid"), layers.Dense(3, activation="softmax"),
    ])


def functional():
    inputs = keras.Input((6, 6, 2))
    hidden = layers.Conv2D(4, 3, activation="elu")(layers.Rescaling(1 / 23)(inputs))
    inner = layers.SeparableConv2D(4, 3, padding="same", activation="hard_sigmoid")(hidden)
    inner = layers.BatchNormalization()(inner)
    hidden = layers.Add()([hidden, inner])
    hidden = layers.Flatten()(hidden)
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(hidden))


make("keras2.h5", sequential())
make("keras2.keras", sequential())
make("keras2_residual.h5", functional())
make("keras2_residual.keras", functional())
(folder / "keras2.json").write_text(json.dumps(answers) + "\n")
