"""Trains a neural network of scikit-learn on handwritten digits, and prints its validation accuracy.

    tune_epochs.py --width 64 --rate 0.01 --alpha 1e-4 --epochs 9 --checkpoint FOLDER

It continues from the checkpoint in FOLDER if there is one, up to --epochs in all, and leaves a checkpoint there.
"""
import argparse
import os
import pickle

import numpy
from sklearn.datasets import load_digits
from sklearn.neural_network import MLPClassifier

parser = argparse.ArgumentParser()
parser.add_argument("--width", type=int, required=True)
parser.add_argument("--rate", type=float, required=True)
parser.add_argument("--alpha", type=float, required=True)
parser.add_argument("--epochs", type=int, required=True)
parser.add_argument("--checkpoint", required=True)
arguments = parser.parse_args()

images, classes = load_digits(return_X_y=True)
images = images / 16
training, validation = slice(0, 1200), slice(1200, None)

file = os.path.join(arguments.checkpoint, "network.pickle")
if os.path.exists(file):
    with open(file, "rb") as saved:
        network, epochs = pickle.load(saved)
else:
    network = MLPClassifier((arguments.width,), learning_rate_init=arguments.rate, alpha=arguments.alpha, random_state=1)
    epochs = 0

while epochs < arguments.epochs:
    # One call is one epoch.
    network.partial_fit(images[training], classes[training], classes=numpy.unique(classes))
    epochs += 1

# Written beside and renamed: ns may end the program at any time.
with open(file + ".part", "wb") as saved:
    pickle.dump((network, epochs), saved)
os.replace(file + ".part", file)
print(network.score(images[validation], classes[validation]))
