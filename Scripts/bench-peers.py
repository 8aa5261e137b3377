"""Trains the networks of bench-genomes.json for one epoch each on Fashion-MNIST with PyTorch or Keras, in two worker
processes of one thread, as naturalselection's NNs does. Usage:
bench-peers.py keras|torch [COUNT]   prints the total seconds and the accuracy of each network
bench-peers.py keras|torch shapes    prints samples/s for the networks of `Scripts/bench shapes`, also in two processes
bench-peers.py keras|torch cores     prints samples/s for one of these networks at a time on all cores, to compare with
                                     `Scripts/bench shapes --workers 1 --cores N`"""
import gzip, json, os, sys, time, multiprocessing as mp
os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
HERE = os.path.dirname(os.path.abspath(__file__)); D = '/usr/share/datasets/fashion-mnist/'
def data():
    import numpy as np
    im = lambda f: np.frombuffer(gzip.open(D + f).read(), np.uint8, offset=16).reshape(-1, 784).astype('f') / 255
    lb = lambda f: np.frombuffer(gzip.open(D + f).read(), np.uint8, offset=8).astype('i8')
    Xt, yt, Xv, yv = im('train-images-idx3-ubyte.gz'), lb('train-labels-idx1-ubyte.gz'), im('t10k-images-idx3-ubyte.gz'), lb('t10k-labels-idx1-ubyte.gz')
    mu = Xt.mean(0); return Xt - mu, yt, Xv - mu, yv
def worker(kind, todo, done):
    Xt, yt, Xv, yv = data()
    if kind == 'keras':
        import numpy as np, tensorflow as tf, keras
        from keras import layers
        tf.config.threading.set_intra_op_parallelism_threads(1); tf.config.threading.set_inter_op_parallelism_threads(1)
        Yt, Yv = np.eye(10, dtype='f')[yt], np.eye(10, dtype='f')[yv]
    else:
        import torch, torch.nn as nn
        torch.set_num_threads(1)
        Xt, yt, Xv, yv = map(torch.from_numpy, (Xt, yt, Xv, yv))
    done.put(None)
    while (k := todo.get()) is not None:
        g = G[k]; t = time.time()
        if kind == 'keras':
            keras.utils.set_random_seed(0)
            i = keras.Input((784,)); x = layers.Dropout(g['input_dropout'])(i)
            for l in range(5):
                if g[f'neurons{l}']: x = layers.Dense(g[f'neurons{l}'], activation=g['hidden_activation'], kernel_initializer=g['initializer'])(x)
                if g[f'dropout{l}']: x = layers.Dropout(g[f'dropout{l}'])(x)
            m = keras.Model(i, layers.Dense(10, activation='softmax', kernel_initializer=g['initializer'])(x))
            m.compile(loss='categorical_crossentropy', optimizer=g['optimizer'], metrics=['accuracy'])
            m.fit(Xt, Yt, batch_size=g['batch_size'], epochs=1, verbose=0)
            acc = m.evaluate(Xv, Yv, verbose=0)[1]; keras.backend.clear_session()
        else:
            torch.manual_seed(0)
            L = [nn.Dropout(g['input_dropout'])]; p = 784
            for l in range(5):
                if g[f'neurons{l}']:
                    L += [nn.Linear(p, g[f'neurons{l}']), nn.ReLU() if g['hidden_activation'] == 'relu' else nn.ELU()]; p = g[f'neurons{l}']
                if g[f'dropout{l}']: L.append(nn.Dropout(g[f'dropout{l}']))
            m = nn.Sequential(*L, nn.Linear(p, 10))
            P = m.parameters()
            o = torch.optim.Adam(P, fused=True) if g['optimizer'] == 'adam' else {'nadam': torch.optim.NAdam, 'adamax': torch.optim.Adamax}[g['optimizer']](P)
            lf = nn.CrossEntropyLoss(); perm = torch.randperm(len(Xt)); bs = g['batch_size']; m.train()
            for b in range(0, len(Xt), bs):
                j = perm[b:b + bs]; o.zero_grad(); lf(m(Xt[j]), yt[j]).backward(); o.step()
            m.eval()
            with torch.no_grad(): acc = (m(Xv).argmax(1) == yv).float().mean().item()
        done.put((k, acc, time.time() - t))
SHAPES = [(3072, [128, 64, 64, 32, 128], 1024, 'adam', 50_000, 4), (784, [256, 128, 256, 256, 128], 32, 'adam', 60_000, 2),
          (784, [64], 16, 'nadam', 60_000, 5), (3072, [1024] * 4, 64, 'adamax', 10_000, 1)]
def shape(kind, number, threads, ready, done):
    import numpy as np
    width, hidden, bs, name, count, epochs = SHAPES[number]
    rng = np.random.default_rng(1)
    X = rng.integers(0, 256, (count, width), dtype='u1').astype('f') / 255; X -= X.mean(0); y = rng.integers(0, 10, count)
    if kind == 'keras':
        import tensorflow as tf, keras
        from keras import layers
        tf.config.threading.set_intra_op_parallelism_threads(threads); tf.config.threading.set_inter_op_parallelism_threads(threads)
        m = keras.Sequential([keras.Input((width,))] + [layers.Dense(n, activation='relu') for n in hidden] + [layers.Dense(10, activation='softmax')])
        m.compile(loss='categorical_crossentropy', optimizer=name); Y = np.eye(10, dtype='f')[y]
        m.fit(X[:bs], Y[:bs], batch_size=bs, epochs=1, verbose=0)              # compile before the clock starts
        ready.wait(); t = time.time()
        m.fit(X, Y, batch_size=bs, epochs=epochs, verbose=0)
    else:
        import torch, torch.nn as nn
        torch.set_num_threads(threads)
        L, p = [], width
        for n in hidden: L += [nn.Linear(p, n), nn.ReLU()]; p = n
        m = nn.Sequential(*L, nn.Linear(p, 10)); P = m.parameters()
        o = torch.optim.Adam(P, fused=True) if name == 'adam' else {'nadam': torch.optim.NAdam, 'adamax': torch.optim.Adamax}[name](P)
        X, y, lf = torch.from_numpy(X), torch.from_numpy(y), nn.CrossEntropyLoss()
        ready.wait(); t = time.time()
        for _ in range(epochs):
            perm = torch.randperm(count)
            for b in range(0, count, bs):
                j = perm[b:b + bs]; o.zero_grad(); lf(m(X[j]), y[j]).backward(); o.step()
    done.put((t, time.time()))
def shapes(kind, processes, threads):
    for number, (width, hidden, bs, name, count, epochs) in enumerate(SHAPES):
        ready, done = mp.Barrier(processes), mp.Queue()
        ws = [mp.Process(target=shape, args=(kind, number, threads, ready, done)) for _ in range(processes)]
        [w.start() for w in ws]; r = [done.get() for _ in ws]; [w.join() for w in ws]
        dt = max(e for _, e in r) - min(s for s, _ in r)
        speed = processes * count * epochs / dt
        print(f"{speed:9.0f} samples/s  {kind}, {processes} processes of {threads} threads: {'-'.join(map(str, [width] + hidden))}, batch {bs}, {name}", flush=True)
if __name__ == '__main__':
    if sys.argv[2:] == ['shapes']: shapes(sys.argv[1], 2, 1); sys.exit()
    if sys.argv[2:] == ['cores']: shapes(sys.argv[1], 1, os.cpu_count()); sys.exit()
    kind = sys.argv[1]; G = json.load(open(HERE + '/bench-genomes.json'))[:int(sys.argv[2]) if len(sys.argv) > 2 else None]
    todo, done = mp.Queue(), mp.Queue()
    ws = [mp.Process(target=worker, args=(kind, todo, done)) for _ in range(2)]
    [w.start() for w in ws]; [done.get() for _ in ws]          # do not measure imports and data loading
    t = time.time(); [todo.put(k) for k in range(len(G))]; [todo.put(None) for _ in ws]
    r = [done.get() for _ in G]; dt = time.time() - t; [w.join() for w in ws]
    r.sort(); print(json.dumps(dict(peer=kind, networks=len(G), seconds=round(dt, 2), accuracy=[round(a, 4) for _, a, _ in r], each=[round(s, 2) for *_, s in r])))
