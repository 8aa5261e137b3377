"""Makes the files beside it with Keras 3.15: small networks of convolutions, pooling, normalization and residual blocks,
and what they predict for three samples that hold the numbers 0, 1, 2 ... 22, 0, 1 ..."""

import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
import numpy

keras.utils.set_random_seed(2)
layers = keras.layers
folder = pathlib.Path(__file__).parent
answers = {}


def make(name, model):
    shape = model.input_shape[1:]
    inputs = (numpy.arange(3 * numpy.prod(shape)) % 23).astype("float32").reshape((3, *shape))
    # Moving means, scales and biases other than 0 and 1.
    model.compile(optimizer=keras.optimizers.SGD(0.05), loss="categorical_crossentropy")
    model.fit(inputs, numpy.eye(model.output_shape[1])[:3], epochs=4, verbose=0)
    model.save(folder / name)
    answers[name] = model.predict(inputs, verbose=0).tolist()


def pictures():
    return keras.Sequential([
        keras.Input((7, 6, 2)), layers.Rescaling(1 / 23),
        layers.Conv2D(4, 3, padding="same"), layers.BatchNormalization(momentum=0.5), layers.ReLU(),
        layers.MaxPooling2D(2), layers.SpatialDropout2D(0.1),
        layers.SeparableConv2D(3, 3, strides=2, padding="same", activation="gelu"),
        layers.AveragePooling2D(2, strides=1, padding="same"), layers.LayerNormalization(), layers.Flatten(),
        layers.Dropout(0.2), layers.Dense(5, activation="elu"), layers.Dense(3, activation="softmax"),
    ])


def residual():
    """A residual block that keeps the shape, one that changes it, and one within another."""
    def block(inputs, filters, strides=1):
        hidden = layers.Conv2D(filters, 3, strides=strides, padding="same", use_bias=False)(inputs)
        hidden = layers.BatchNormalization()(hidden)
        hidden = layers.Activation("relu")(hidden)
        hidden = layers.Conv2D(filters, 3, padding="same")(hidden)
        if strides > 1 or inputs.shape[-1] != filters:
            inputs = layers.Conv2D(filters, 1, strides=strides, padding="same")(inputs)
        return layers.Activation("relu")(layers.Add()([inputs, hidden]))

    inputs = keras.Input((8, 8, 3))
    hidden = layers.Rescaling(1 / 23)(inputs)
    hidden = layers.Conv2D(4, 3, activation="silu")(hidden)
    hidden = block(hidden, 4)
    hidden = block(hidden, 6, strides=2)
    hidden = layers.GlobalAveragePooling2D()(hidden)
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(hidden))


def sequences():
    return keras.Sequential([
        keras.Input((12, 2)), layers.Rescaling(1 / 23), layers.Conv1D(4, 3, strides=2, activation="tanh"),
        layers.SeparableConv1D(5, 3, padding="same"), layers.MaxPooling1D(2, padding="same"),
        layers.SpatialDropout1D(0.1), layers.GlobalMaxPooling1D(), layers.Dense(3), layers.Softmax(),
    ])


make("convolutions.keras", pictures())
make("residual.h5", residual())
make("sequences.keras", sequences())
(folder / "layers.json").write_text(json.dumps(answers) + "\n")
