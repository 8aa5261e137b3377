"""Trains networks of PyTorch on handwritten digits, and reports the validation accuracy after each epoch.

It is kept running, because importing PyTorch takes seconds. It reads one JSON object per line, {"width": 64, "rate": 0.01,
"momentum": 0.9, "epochs": 27, "checkpoint": "…"}, reports {"report": 1, "value": 0.81} after each epoch, and answers with the
last value. If {"stop": true} arrives while it trains, the network is hopeless, and it answers at once.
"""
import json
import queue
import sys
import threading

import torch
from sklearn.datasets import load_digits
from torch import nn

torch.set_num_threads(1)
digits = load_digits()
images = torch.tensor(digits.data / 16, dtype=torch.float32)
classes = torch.tensor(digits.target)
requests = queue.Queue()


def read():
    for line in sys.stdin:
        requests.put(json.loads(line))
    requests.put(None)


def train(width, rate, momentum, epochs, **others):
    torch.manual_seed(1)
    network = nn.Sequential(nn.Linear(64, width), nn.ReLU(), nn.Linear(width, 10))
    optimizer = torch.optim.SGD(network.parameters(), lr=rate, momentum=momentum)
    loss = nn.CrossEntropyLoss()
    accuracy = 0
    for epoch in range(1, epochs + 1):
        for rows in torch.randperm(1200).split(32):
            optimizer.zero_grad()
            loss(network(images[rows]), classes[rows]).backward()
            optimizer.step()
        with torch.no_grad():
            accuracy = (network(images[1200:]).argmax(1) == classes[1200:]).float().mean().item()
        print(json.dumps({"report": epoch, "value": accuracy}), flush=True)
        # Whatever arrives during the training is {"stop": true}, or None at the end of the search.
        if not requests.empty():
            requests.get()
            break
    return accuracy


threading.Thread(target=read, daemon=True).start()
while (request := requests.get()) is not None:
    # A message to stop may arrive just after the answer.
    if "stop" not in request:
        print(train(**request), flush=True)
