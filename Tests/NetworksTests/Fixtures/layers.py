"""Computes the values of layers.json with Keras, run by hand once: KERAS_BACKEND=jax python layers.py > layers.json

A case of `layers` has a layer in the form of ns, an input, the layer's weights by name, a gradient of the loss with
respect to the output, the output while training (`y`) and in prediction (`prediction`), the gradients with respect to
input (`dx`) and weights (`gradients`), and the moving means after the step (`moved`). A case of `networks` has a whole
network, the loss of three steps of Adam on one batch, and the weights before, after one and after three steps.
"""
import json, sys
import jax, keras, numpy as np
from keras import layers as L

random = np.random.default_rng(30)
ACTIVATIONS = ['linear', 'relu', 'elu', 'selu', 'tanh', 'sigmoid', 'softplus', 'softsign', 'exponential', 'hard_sigmoid',
               'leaky_relu', 'gelu', 'silu', 'mish']


def field(name, value):
    kind = {bool: 'flag', int: 'integer', float: 'number', str: 'word', list: 'layers'}[type(value)]
    return {'name': name, kind: value}


def ours(kind, **fields):
    return {'kind': kind, 'fields': [field(*pair) for pair in fields.items()]}


def window(name, sizes):
    if len(sizes) == 1: return {name: sizes[0]}
    return {f'{name}_height': sizes[0], f'{name}_width': sizes[1]}


def activation(name):
    # Keras's gelu is exact unless told otherwise; its functions carry the names of ns.
    return keras.activations.leaky_relu if name == 'leaky_relu' else name


# Each function returns the layer in the form of ns, and a function that applies the layer of Keras and returns the
# output with its variables by name.
def convolution(filters, kernel, strides, padding='same', act='linear', bias=True, separable=False):
    image = len(kernel) == 2
    kind = {(True, False): L.Conv2D, (False, False): L.Conv1D, (True, True): L.SeparableConv2D,
            (False, True): L.SeparableConv1D}[image, separable]
    names = (['depthwise_kernel', 'pointwise_kernel'] if separable else ['kernel']) + (['bias'] if bias else [])

    def apply(x):
        layer = kind(filters, kernel, strides=strides if image else strides[0], padding=padding,
                     activation=activation(act), use_bias=bias)
        y = layer(x)
        return y, list(zip(names, layer.weights))
    form = ours('depthwise_separable' if separable else 'convolution', filters=filters, **window('kernel', kernel),
                **window('stride', strides), padding=padding, activation=act, bias=bias)
    return form, apply


def pooling(kind, size, strides, padding):
    image = len(size) == 2
    layer = {('max', True): L.MaxPooling2D, ('max', False): L.MaxPooling1D, ('average', True): L.AveragePooling2D,
             ('average', False): L.AveragePooling1D}[kind, image]
    def apply(x): return layer(size if image else size[0], strides=strides if image else strides[0], padding=padding)(x), []
    return ours(f'{kind}_pooling', **window('size', size), **window('stride', strides), padding=padding), apply


def global_pooling(kind, image):
    layer = {('max', True): L.GlobalMaxPooling2D, ('max', False): L.GlobalMaxPooling1D,
             ('average', True): L.GlobalAveragePooling2D, ('average', False): L.GlobalAveragePooling1D}[kind, image]
    return ours(f'global_{kind}_pooling'), lambda x: (layer()(x), [])


def batch_normalization(momentum=0.99, epsilon=0.001):
    def apply(x):
        layer = L.BatchNormalization(momentum=momentum, epsilon=epsilon)
        y = layer(x)
        return y, [('gamma', layer.gamma), ('beta', layer.beta), ('moving_mean', layer.moving_mean),
                   ('moving_variance', layer.moving_variance)]
    return ours('batch_normalization', momentum=momentum, epsilon=epsilon), apply


def layer_normalization(epsilon=0.001):
    def apply(x):
        layer = L.LayerNormalization(epsilon=epsilon)
        y = layer(x)
        return y, [('gamma', layer.gamma), ('beta', layer.beta)]
    return ours('layer_normalization', epsilon=epsilon), apply


def flatten(): return ours('flatten'), lambda x: (L.Flatten()(x), [])
def active(name): return ours('activation', activation=name), lambda x: (L.Activation(activation(name))(x), [])


def dense(neurons, act='linear', bias=True):
    def apply(x):
        layer = L.Dense(neurons, activation=activation(act), use_bias=bias)
        y = layer(x)
        return y, list(zip(['kernel', 'bias'], layer.weights))
    return ours('dense', neurons=neurons, activation=act, bias=bias), apply


def residual(inner, act='linear', strides=None, filters=None):
    image = strides is None or len(strides) == 2

    def apply(x):
        y, named = x, []
        for number, (_, layer) in enumerate(inner):
            y, variables = layer(y)
            named += [(f'{number}/{name}', variable) for name, variable in variables]
        if filters:
            shortcut = (L.Conv2D if image else L.Conv1D)(filters, 1, strides=strides if image else strides[0], padding='same')
            x = shortcut(x)
            named += list(zip(['shortcut/kernel', 'shortcut/bias'], shortcut.weights))
        return L.Activation(activation(act))(L.Add()([x, y])), named
    return ours('residual', layers=[form for form, _ in inner], activation=act), apply


def short(values): return [float('%.7g' % v) for v in np.asarray(values, np.float32).ravel()]
def draw(shape, scale): return np.round(random.uniform(-scale, scale, shape), 3).astype(np.float32)


def start(name, shape):
    if name.endswith(('moving_variance', 'gamma')): return np.round(random.uniform(0.5, 1.5, shape), 3).astype(np.float32)
    return draw(shape, 1)


def distinct(shape):
    # No two numbers are equal, so that every greatest one is unique.
    count = int(np.prod(shape))
    return ((random.permutation(count) - count // 2) / 32).reshape(shape).astype(np.float32)


def case(name, layer, shape, samples=2, is_distinct=False):
    form, apply = layer
    source = keras.Input(shape)
    output, named = apply(source)
    model = keras.Model(source, output)
    while True:
        for label, variable in named: variable.assign(start(label, variable.shape))
        x = distinct((samples, *shape)) if is_distinct else draw((samples, *shape), 2)
        trained = [v.value for v in model.trainable_variables]
        moving = [v.value for v in model.non_trainable_variables]
        def run(trained, x): return model.stateless_call(trained, moving, x, training=True)
        y, back, after = jax.vjp(run, trained, x, has_aux=True)
        dy = draw(y.shape, 1)
        slopes, dx = back(dy)
        # Near a kink of an activation the derivative depends on rounding: such numbers are drawn again.
        _, near, _ = jax.vjp(run, trained, x * np.float32(1.0001), has_aux=True)
        if np.allclose(near(dy)[1], dx, rtol=0.02, atol=0.02): break
    place = {id(v): k for k, v in enumerate(model.trainable_variables)}
    where = {id(v): k for k, v in enumerate(model.non_trainable_variables)}
    result = {'name': name, 'layer': form, 'input': list(shape), 'samples': samples, 'x': short(x),
              'weights': [{'name': n, 'shape': list(v.shape), 'values': short(v.value)} for n, v in named],
              'output': list(y.shape[1:]), 'y': short(y), 'prediction': short(model(x, training=False)), 'dy': short(dy),
              'dx': short(dx),
              'gradients': [{'name': n, 'shape': list(v.shape), 'values': short(slopes[place[id(v)]])}
                            for n, v in named if id(v) in place],
              'moved': [{'name': n, 'shape': list(v.shape), 'values': short(after[where[id(v)]])}
                        for n, v in named if id(v) in where]}
    if result['prediction'] == result['y']: del result['prediction']
    return result


def layer_cases():
    for size, strides, padding, shape in [((1, 1), (1, 1), 'same', (4, 5, 3)), ((3, 3), (1, 1), 'same', (5, 4, 2)),
                                          ((3, 3), (1, 1), 'valid', (5, 6, 1)), ((3, 3), (2, 2), 'same', (6, 7, 2)),
                                          ((3, 3), (2, 2), 'valid', (7, 6, 2)), ((5, 5), (1, 1), 'same', (6, 5, 1)),
                                          ((5, 5), (2, 2), 'same', (8, 7, 1)), ((2, 2), (1, 1), 'same', (4, 5, 2)),
                                          ((4, 2), (2, 1), 'same', (6, 5, 2)), ((2, 2), (2, 2), 'valid', (6, 5, 2)),
                                          ((1, 1), (2, 2), 'same', (5, 6, 3)), ((1, 3), (1, 2), 'same', (4, 7, 2)),
                                          ((7, 5), (1, 1), 'same', (4, 3, 1))]:
        text = f"{size[0]} × {size[1]}, strides {strides[0]} × {strides[1]}, {padding}, of {shape}"
        yield case(f'convolution {text}', convolution(3, size, strides, padding, bias=size != (2, 2)), shape)
        if size[0] < 5: yield case(f'separable convolution {text}', convolution(4, size, strides, padding, separable=True), shape)
    for act in ACTIVATIONS[1:]:
        yield case(f'convolution with {act}', convolution(3, (3, 3), (1, 1), act=act), (4, 3, 2))
    for act in ['relu', 'tanh', 'silu']:
        yield case(f'separable convolution with {act}', convolution(3, (3, 3), (1, 1), act=act, separable=True, bias=act != 'tanh'), (4, 3, 2))
    for size, stride, padding, length in [(1, 1, 'same', 5), (3, 1, 'same', 6), (3, 2, 'valid', 8), (5, 2, 'same', 9),
                                          (2, 1, 'same', 6), (4, 2, 'same', 7), (4, 1, 'valid', 4)]:
        text = f'{size}, stride {stride}, {padding}, of ({length}, 2)'
        yield case(f'convolution {text}', convolution(3, (size,), (stride,), padding, act='elu'), (length, 2))
    yield case('separable convolution 3, stride 2, same, of (7, 2)', convolution(3, (3,), (2,), 'same', separable=True), (7, 2))
    for kind in ['max', 'average']:
        for size, strides, padding, shape in [((2, 2), (2, 2), 'valid', (4, 6, 2)), ((2, 2), (2, 2), 'valid', (5, 7, 2)),
                                              ((2, 2), (2, 2), 'same', (5, 7, 2)), ((3, 3), (2, 2), 'same', (6, 5, 2)),
                                              ((3, 3), (2, 2), 'valid', (7, 5, 1)), ((3, 2), (1, 1), 'same', (4, 5, 1)),
                                              ((2,), (2,), 'valid', (7, 3)), ((3,), (2,), 'same', (8, 2))]:
            yield case(f'{kind} pooling of {size}, strides {strides}, {padding}, of {shape}', pooling(kind, size, strides, padding), shape, is_distinct=True)
        yield case(f'global {kind} pooling of an image', global_pooling(kind, True), (5, 3, 4), is_distinct=True)
        yield case(f'global {kind} pooling of a sequence', global_pooling(kind, False), (7, 4), is_distinct=True)
    for shape in [(3, 4, 3), (5, 2), (6,)]:
        yield case(f'batch normalization of {shape}', batch_normalization(), shape, samples=4)
        yield case(f'layer normalization of {shape}', layer_normalization(), shape, samples=3)
        yield case(f'flatten of {shape}', flatten(), shape)
        yield case(f'dense of {shape}', dense(4, 'tanh'), shape)
    yield case('batch normalization with other constants', batch_normalization(0.8, 0.05), (3, 3, 2), samples=3)
    yield case('dense without bias', dense(3, 'relu', bias=False), (3, 4, 2))
    for act in ACTIVATIONS: yield case(f'{act}', active(act), (3, 3, 2))
    for act in ['linear', 'relu', 'gelu']:
        yield case(f'residual block with {act}', residual([convolution(2, (3, 3), (1, 1), act='tanh'), convolution(2, (3, 3), (1, 1), bias=False)], act), (4, 5, 2))
    yield case('residual block with more filters', residual([convolution(4, (3, 3), (1, 1), act='relu'), convolution(3, (1, 1), (1, 1))], 'relu', (1, 1), 3), (4, 3, 2))
    yield case('residual block with strides', residual([convolution(3, (3, 3), (2, 2), act='elu'), convolution(3, (3, 3), (1, 1))], 'linear', (2, 2), 3), (5, 6, 2))
    yield case('residual block with pooling', residual([convolution(2, (3, 3), (1, 1)), pooling('average', (2, 2), (2, 2), 'same')], 'tanh', (2, 2), 2), (5, 4, 2))
    yield case('residual block of a sequence', residual([convolution(4, (3,), (2,), act='silu')], 'elu', (2,), 4), (7, 2))
    yield case('residual block with batch normalization',
               residual([convolution(3, (3, 3), (1, 1), bias=False), batch_normalization(), active('relu'),
                         convolution(3, (3, 3), (1, 1), bias=False), batch_normalization()], 'relu'), (4, 3, 3), samples=3)


def network(name, features, shape, hidden, samples):
    x = draw((samples, *shape), 1)
    y = np.eye(3, dtype=np.float32)[random.integers(0, 3, samples)]
    source = keras.Input(shape)
    value, tensors = source, []
    for _, apply in features:
        value, named = apply(value)
        tensors.append(named)
    if len(value.shape) > 2: value = L.Flatten()(value)
    dense_layers = [L.Dense(hidden, activation='tanh'), L.Dense(3, activation='softmax')]
    for layer in dense_layers: value = layer(value)
    model = keras.Model(source, value)
    model.compile(loss='categorical_crossentropy', optimizer=keras.optimizers.Adam(0.001))
    for named in tensors:
        for label, variable in named:
            if label.endswith(('gamma', 'moving_variance')): variable.assign(start(label, variable.shape))
            else: variable.assign(draw(variable.shape, 0.6))
    for layer in dense_layers:
        for variable in layer.weights: variable.assign(draw(variable.shape, 0.4))

    def weights():
        return {'features': [[{'name': n, 'shape': list(v.shape), 'values': short(v.value)} for n, v in named] for named in tensors],
                'dense': [short(v.value) for layer in dense_layers for v in layer.weights]}
    result = {'name': name, 'features': [form for form, _ in features], 'input': list(shape), 'hidden': hidden,
              'samples': samples, 'x': short(x), 'y': short(y), 'before': weights(), 'prediction': short(model(x, training=False))}
    losses = []
    for step in range(3):
        losses.append(float(model.train_on_batch(x, y)))
        model.reset_metrics()
        if step == 0: result['after_one'] = weights()
    result |= {'losses': losses, 'after_three': weights(), 'prediction_after': short(model(x, training=False))}
    return result


def network_cases():
    yield network('convolutions, pooling and batch normalization',
                  [convolution(4, (3, 3), (1, 1), act='relu'), pooling('max', (2, 2), (2, 2), 'valid'),
                   convolution(5, (3, 3), (1, 1), bias=False), batch_normalization(), active('elu'),
                   pooling('average', (2, 2), (2, 2), 'same')], (9, 8, 2), 6, 7)
    yield network('a residual block, a separable convolution and global pooling',
                  [convolution(3, (3, 3), (1, 1), act='tanh'),
                   residual([convolution(4, (3, 3), (2, 2), bias=False), batch_normalization(), active('relu'),
                             convolution(4, (3, 3), (1, 1))], 'relu', (2, 2), 4),
                   convolution(6, (3, 3), (1, 1), act='silu', separable=True), layer_normalization(),
                   global_pooling('average', True)], (7, 6, 1), 5, 5)
    yield network('a sequence',
                  [convolution(4, (5,), (2,), act='gelu'), pooling('max', (2,), (2,), 'same'), batch_normalization(),
                   convolution(3, (3,), (1,), 'valid', act='softsign'), flatten(), dense(6, 'selu')], (15, 2), 4, 6)


def text(value): return json.dumps(value, separators=(',', ':'), ensure_ascii=False)
print('{"source": "Keras %s on JAX %s, float32",' % (keras.__version__, jax.__version__))
for key, cases in [('layers', layer_cases()), ('networks', network_cases())]:
    print('"%s": [' % key)
    print(',\n'.join(text(c) for c in cases))
    print('],' if key == 'layers' else ']}')
