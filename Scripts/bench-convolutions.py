"""Trains the networks of Sources/Benchmarks/Networks/ConvolutionShape.swift with ns, PyTorch (in its default format and in channels-last)
and Keras, one after the other for each network: two networks at once of one thread each, then one network on all cores.
Prints samples/s and the ratios measured in the same run.  Usage: bench-convolutions.py BENCHMARKS [--only N] [--fraction F]
[--alone]; `--alone` runs ns only."""
import argparse, importlib.util, json, multiprocessing as mp, os, subprocess, time

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
ROUNDS = 3                                                                       # the quickest counts, for ns too


def noise(words, count):
    import numpy as np
    size = tuple(map(int, words[0].split('x')))
    random = np.random.default_rng(1)
    x = random.integers(0, 256, (count, *size), dtype='u1').astype('f') / 255
    return x - x.mean(0), random.integers(0, 10, count)


def torch_network(words):
    import torch, torch.nn as nn

    class Residual(nn.Module):
        def __init__(self, before, filters):
            super().__init__()
            self.first, self.second = nn.Conv2d(before, filters, 3, padding=1), nn.Conv2d(filters, filters, 3, padding=1)
            self.shortcut = nn.Conv2d(before, filters, 1) if before != filters else nn.Identity()

        def forward(self, x): return torch.relu(self.second(torch.relu(self.first(x))) + self.shortcut(x))

    class Mean(nn.Module):
        def forward(self, x): return x.mean((2, 3))
    height, width, channels = map(int, words[0].split('x'))
    layers, is_flat = [], False
    for word in words[1:]:
        count = int(word[1:] or 0)
        if word[0] == 'c': layers += [nn.Conv2d(channels, count, 3, padding=1), nn.ReLU()]; channels = count
        elif word[0] == 'n': layers += [nn.Conv2d(channels, count, 3, padding=1, bias=False), nn.BatchNorm2d(count), nn.ReLU()]; channels = count
        elif word[0] == 'r': layers.append(Residual(channels, count)); channels = count
        elif word[0] == 'p': layers.append(nn.MaxPool2d(2)); height, width = height // 2, width // 2
        elif word[0] == 'g': layers.append(Mean()); is_flat = True; height = width = 1
        else:
            if not is_flat: layers.append(nn.Flatten()); channels, is_flat = channels * height * width, True
            layers += [nn.Linear(channels, count), nn.ReLU()]; channels = count
    if not is_flat: layers.append(nn.Flatten()); channels *= height * width
    return nn.Sequential(*layers, nn.Linear(channels, 10))


def timed(run, ready):
    """Runs a training in each round, at the same time as the other processes, and returns when each began and ended."""
    times = []
    for _ in range(ROUNDS):
        ready.wait(); start = time.time()
        run()
        times.append((start, time.time()))
    return times


def train_torch(words, samples, batch, threads, is_last, ready):
    import torch, torch.nn as nn
    torch.set_num_threads(threads)
    x, y = noise(words, samples)
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    if not is_last: x = x.permute(0, 3, 1, 2).contiguous()
    network = torch_network(words)
    if is_last: network = network.to(memory_format=torch.channels_last)
    optimizer, loss = torch.optim.Adam(network.parameters(), fused=True), nn.CrossEntropyLoss()

    def run(count):
        order = torch.randperm(count)
        for start in range(0, count, batch):
            rows = order[start:start + batch]
            # The images of a batch are already in the format in which the network computes.
            images = x[rows].permute(0, 3, 1, 2) if is_last else x[rows]
            optimizer.zero_grad(); loss(network(images), y[rows]).backward(); optimizer.step()
    run(batch)                                                                  # primitives are made before the clock starts
    return timed(lambda: run(samples), ready)


def train_keras(words, samples, batch, threads, _, ready):
    import numpy as np
    backend = os.environ.setdefault('KERAS_BACKEND', 'tensorflow')
    if backend == 'tensorflow':
        import tensorflow as tf
        tf.config.threading.set_intra_op_parallelism_threads(threads); tf.config.threading.set_inter_op_parallelism_threads(threads)
    import keras
    from keras import layers as L
    x, y = noise(words, samples)
    y = np.eye(10, dtype='f')[y]
    source = value = keras.Input(tuple(map(int, words[0].split('x'))))
    for word in words[1:]:
        count = int(word[1:] or 0)
        if word[0] == 'c': value = L.Conv2D(count, 3, padding='same', activation='relu')(value)
        elif word[0] == 'n': value = L.ReLU()(L.BatchNormalization()(L.Conv2D(count, 3, padding='same', use_bias=False)(value)))
        elif word[0] == 'r':
            inner = L.Conv2D(count, 3, padding='same')(L.Conv2D(count, 3, padding='same', activation='relu')(value))
            shortcut = value if value.shape[-1] == count else L.Conv2D(count, 1)(value)
            value = L.ReLU()(L.Add()([inner, shortcut]))
        elif word[0] == 'p': value = L.MaxPooling2D(2)(value)
        elif word[0] == 'g': value = L.GlobalAveragePooling2D()(value)
        else:
            if len(value.shape) > 2: value = L.Flatten()(value)
            value = L.Dense(count, activation='relu')(value)
    if len(value.shape) > 2: value = L.Flatten()(value)
    network = keras.Model(source, L.Dense(10, activation='softmax')(value))
    network.compile(loss='categorical_crossentropy', optimizer='adam')
    last = samples % batch                                                       # both sizes of batches are compiled
    network.fit(x[:batch + last], y[:batch + last], batch_size=batch, epochs=1, verbose=0)
    return timed(lambda: network.fit(x, y, batch_size=batch, epochs=1, verbose=0), ready)


def worker(train, arguments, threads, ready, done):
    if threads == 1 and hasattr(os, 'sched_setaffinity') and os.environ.get('KERAS_BACKEND') == 'jax':
        # JAX has no number of threads: each process has one core.
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[int(mp.current_process().name[-1]) % len(cores)]})
    done.put(train(*arguments, ready))


def speed(train, words, samples, batch, processes, threads, is_last=False):
    ready, done = mp.Barrier(processes), mp.Queue()
    workers = [mp.Process(target=worker, name=f'worker {k}', args=(train, (words, samples, batch, threads, is_last), threads, ready, done)) for k in range(processes)]
    [w.start() for w in workers]
    times = [done.get(timeout=3600) for _ in workers]
    [w.join() for w in workers]
    seconds = [max(end for _, end in round) - min(start for start, _ in round) for round in zip(*times)]
    return processes * samples / min(seconds)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('benchmarks'); parser.add_argument('--only', type=int, default=0)
    parser.add_argument('--fraction', type=float, default=1); parser.add_argument('--alone', action='store_true')
    options = parser.parse_args()

    def ours(*arguments):
        found = subprocess.run([options.benchmarks, 'convolutions', '--fraction', str(options.fraction), '--rounds', str(ROUNDS), *arguments],
                               stdout=subprocess.PIPE, text=True, check=True)
        return [json.loads(line) for line in found.stdout.splitlines()]
    def has(*modules): return not options.alone and all(importlib.util.find_spec(m) for m in ('numpy', *modules))
    peers = ['torch'] * has('torch') + ['keras'] * has('keras', os.environ.get('KERAS_BACKEND', 'tensorflow'))
    for processes, threads in [(2, 1), (1, os.cpu_count())]:
        print(f'{processes} network{"s at once" if processes > 1 else ""}, {threads} thread{"s" if threads > 1 else ""} each')
        for number, shape in enumerate(ours('--list'), 1):
            if options.only not in (0, number): continue
            found = ours('--only', str(number), '--workers', str(processes), '--cores', str(threads), '--json')[0]
            words, samples, batch = shape['text'].split(), shape['samples'], shape['batch']
            text = f"  {shape['text']:34} ns {found['speed']:7.0f} samples/s, {found['gigaflops']:5.1f} GFLOP/s, {found['megabytes']:4.0f} MB; " \
                   f"primitives alone {found['primitives']:7.0f}: {found['primitives'] / found['speed']:.2f} of their seconds"
            if 'torch' in peers:
                formats = {name: speed(train_torch, words, samples, batch, processes, threads, name != 'default') for name in ('default', 'channels-last')}
                name = max(formats, key=formats.get)
                text += '; PyTorch ' + ', '.join(f'{format} {s:.0f}' for format, s in formats.items()) + f": {found['speed'] / formats[name]:.2f} times"
            if 'keras' in peers:
                other = speed(train_keras, words, samples, batch, processes, threads)
                text += f"; Keras ({os.environ.get('KERAS_BACKEND', 'tensorflow')}) {other:.0f}: {found['speed'] / other:.2f} times"
            print(text, flush=True)


if __name__ == '__main__':
    mp.set_start_method('spawn')
    main()
