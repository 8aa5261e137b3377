#!/usr/bin/env python3
"""Draws colour pictures of 32×32 pixels that dense networks cannot learn: digits, shifted, rotated and scaled at random, among
strokes and noise. The same arguments draw the same pictures. Needs NumPy.

  cluttered_digits.py FILE.npz [TRAINING [TEST [SEED]]]   writes x_train, y_train, x_test and y_test (default: 8000, 2000, 1)
  cluttered_digits.py FOLDER [SEED]                       writes 60,000 pictures in the files of CIFAR-10, for
                                                          `load cifar10 from FOLDER`
"""
import os, sys
import numpy as np

SIDE = 32


def arc(x, y, width, height, start, end, count=7):
    angles = np.radians(np.linspace(start, end, count + 1))
    return [(x + width * np.cos(a), y + height * np.sin(a)) for a in angles]


# The strokes of each digit, from (-1, -1) at the top left to (1, 1) at the bottom right; angles are clockwise from the right.
DIGITS = [
    [arc(0, 0, 0.6, 1, 0, 360, 12)],
    [[(-0.4, -0.6), (0.1, -1), (0.1, 1)]],
    [arc(0, -0.45, 0.6, 0.55, 180, 390) + [(-0.6, 1), (0.65, 1)]],
    [arc(-0.05, -0.5, 0.55, 0.5, 200, 450), arc(-0.05, 0.5, 0.6, 0.5, 270, 520)],
    [[(0.3, 1), (0.3, -1), (-0.65, 0.35), (0.65, 0.35)]],
    [[(0.55, -1), (-0.45, -1), (-0.5, -0.1)] + arc(-0.05, 0.4, 0.6, 0.6, 230, 510)],
    [arc(0.35, 0.35, 0.95, 1.35, 270, 180) + arc(0, 0.45, 0.6, 0.55, 180, 540, 10)],
    [[(-0.6, -1), (0.6, -1), (-0.15, 1)]],
    [arc(0, -0.5, 0.5, 0.5, 0, 360, 10), arc(0, 0.5, 0.6, 0.5, 0, 360, 10)],
    [arc(-0.35, -0.35, 0.95, 1.35, 90, 0) + arc(0, -0.45, 0.6, 0.55, 0, 360, 10)],
]


def segments(strokes):
    """Returns the line segments of strokes: rows of x, y, and the vector to the end."""
    rows = [(*a, b[0] - a[0], b[1] - a[1]) for stroke in strokes for a, b in zip(stroke, stroke[1:])]
    return np.array(rows, np.float32)


GLYPHS = [segments(strokes) for strokes in DIGITS]
GRID = np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE)), -1).astype(np.float32)   # x and y of each pixel


def coverage(points, lines, width):
    """Returns, for pictures × height × width points, by how much a stroke of the width covers each of them, from 0 to 1."""
    nearest = np.full(points.shape[:-1], np.inf, np.float32)
    for index in range(lines.shape[1]):
        x, y, dx, dy = (lines[:, index, k][:, None, None] for k in range(4))
        px, py = points[..., 0] - x, points[..., 1] - y
        along = np.clip((px * dx + py * dy) / np.maximum(dx * dx + dy * dy, 1e-6), 0, 1)
        np.minimum(nearest, np.hypot(px - along * dx, py - along * dy), out=nearest)
    return np.clip(width[:, None, None] - nearest + 0.5, 0, 1)


def strokes(random, count, number):
    """Draws short bent strokes: of each picture `number`, two segments each."""
    lines = np.empty((count, number, 2, 4), np.float32)
    start = random.uniform(0, SIDE, (count, number, 2))
    angle = random.uniform(0, 2 * np.pi, (count, number))
    for part in range(2):
        length = random.uniform(3, 7, (count, number))
        step = np.stack([np.cos(angle) * length, np.sin(angle) * length], -1)
        lines[:, :, part] = np.concatenate([start, step], -1)
        start, angle = start + step, angle + random.uniform(-1.2, 1.2, (count, number))
    return lines


def draw(random, labels):
    count = len(labels)
    # A background whose colour changes slowly, strokes of other colours, then the digit, then noise.
    corners = random.uniform(0.25, 0.75, (count, 2, 2, 3)).astype(np.float32)
    t = np.linspace(0, 1, SIDE, dtype=np.float32)
    rows = corners[:, 0][:, None] * (1 - t)[None, :, None, None] + corners[:, 1][:, None] * t[None, :, None, None]
    pictures = rows[:, :, None, 0] * (1 - t)[None, None, :, None] + rows[:, :, None, 1] * t[None, None, :, None]
    clutter = strokes(random, count, 6)
    points = np.broadcast_to(GRID, (count, SIDE, SIDE, 2))
    for index in range(clutter.shape[1]):
        cover = coverage(points, clutter[:, index], random.uniform(0.3, 0.9, count).astype(np.float32))[..., None]
        colour = random.uniform(0, 1, (count, 1, 1, 3)).astype(np.float32)
        pictures = pictures * (1 - cover) + colour * cover
    size, angle = random.uniform(5, 7.5, count), np.radians(random.uniform(-30, 30, count))
    centre = SIDE / 2 - 0.5 + random.uniform(-8, 8, (count, 2))
    width = random.uniform(0.7, 1.2, count).astype(np.float32)
    # Half of the digits are bright, the others dark.
    colour = random.uniform(0.8, 1, (count, 1, 1, 3)).astype(np.float32)
    colour = np.where(random.integers(0, 2, (count, 1, 1, 1)) == 1, colour, 1 - colour)
    for digit, glyph in enumerate(GLYPHS):
        chosen = np.flatnonzero(labels == digit)
        if not len(chosen): continue
        c, s = (np.cos(angle[chosen]) * size[chosen]), (np.sin(angle[chosen]) * size[chosen])
        lines = np.empty((len(chosen), len(glyph), 4), np.float32)
        for at in (0, 2):
            x, y = glyph[None, :, at], glyph[None, :, at + 1]
            lines[..., at], lines[..., at + 1] = c[:, None] * x - s[:, None] * y, s[:, None] * x + c[:, None] * y
        lines[..., :2] += centre[chosen][:, None]
        cover = coverage(points[chosen], lines, width[chosen])[..., None]
        pictures[chosen] = pictures[chosen] * (1 - cover) + colour[chosen] * cover
    pictures += random.normal(0, 0.06, pictures.shape).astype(np.float32)
    return (np.clip(pictures, 0, 1) * 255).round().astype(np.uint8)


def pictures(random, count):
    """Returns pictures and their digits, each digit as often as the others."""
    labels = random.permutation(np.arange(count) % 10).astype(np.uint8)
    return np.concatenate([draw(random, labels[k:k + 1000]) for k in range(0, count, 1000)]), labels


def write_cifar(folder, random):
    os.makedirs(folder, exist_ok=True)
    for name in [f'data_batch_{k}.bin' for k in range(1, 6)] + ['test_batch.bin']:
        x, y = pictures(random, 10_000)
        planes = x.transpose(0, 3, 1, 2).reshape(len(x), -1)
        np.concatenate([y[:, None], planes], 1).tofile(os.path.join(folder, name))
    with open(os.path.join(folder, 'batches.meta.txt'), 'w') as file:
        file.write('\n'.join('zero one two three four five six seven eight nine'.split()) + '\n')


def main(target, *numbers):
    numbers = [int(n) for n in numbers]
    if target.endswith('.npz'):
        training, test, seed = (numbers + [8000, 2000, 1][len(numbers):])
        random = np.random.default_rng(seed)
        (x_train, y_train), (x_test, y_test) = pictures(random, training), pictures(random, test)
        np.savez(target, x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)
    else:
        write_cifar(target, np.random.default_rng(numbers[0] if numbers else 1))


if __name__ == '__main__':
    if len(sys.argv) < 2: sys.exit(__doc__)
    main(*sys.argv[1:])
