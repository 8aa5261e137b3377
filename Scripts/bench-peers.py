"""Trains genomes.json for one epoch each on Fashion-MNIST with a peer framework, two worker processes of one thread,
as naturalselection's NNs does. Usage: peers.py keras|torch [COUNT] -> seconds in all, and each network's accuracy."""
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
if __name__ == '__main__':
    kind = sys.argv[1]; G = json.load(open(HERE + '/bench-genomes.json'))[:int(sys.argv[2]) if len(sys.argv) > 2 else None]
    todo, done = mp.Queue(), mp.Queue()
    ws = [mp.Process(target=worker, args=(kind, todo, done)) for _ in range(2)]
    [w.start() for w in ws]; [done.get() for _ in ws]          # imports and data loading are not counted
    t = time.time(); [todo.put(k) for k in range(len(G))]; [todo.put(None) for _ in ws]
    r = [done.get() for _ in G]; dt = time.time() - t; [w.join() for w in ws]
    r.sort(); print(json.dumps(dict(peer=kind, networks=len(G), seconds=round(dt, 2), accuracy=[round(a, 4) for _, a, _ in r], each=[round(s, 2) for *_, s in r])))
