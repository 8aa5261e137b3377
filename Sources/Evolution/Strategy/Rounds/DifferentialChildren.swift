import Platform
import Randomness
import SearchDistributions

/// The children of a round: differences of organisms, with an archive of those that lost.
extension DifferentialEvolution {
    /// - Parameter isFront: True with several objectives. The ends of a front often lie at the bounds of genes, which
    ///   coordinates beyond them then reach: with half of the way, ZDT2 collapsed into one point in half of the searches.
    mutating func breed(_ coordinates: Coordinates, isFront: Bool, _ generator: inout Generator) {
        trimArchive(&generator)
        let order = (0..<size).sorted { left, right in
            let (mine, theirs) = (fitness.values[left], fitness.values[right])
            return mine != theirs
                ? mine > theirs
                : sizes.values[left] != sizes.values[right] ? sizes.values[left] < sizes.values[right] : left < right
        }
        let valid = max(1, order.count { fitness.values[$0] > -.infinity })
        let best = min(valid, max(2, Int((Self.best * Double(size)).rounded())))
        children.values.removeAll(keepingCapacity: true)
        parents.removeAll(keepingCapacity: true)
        factors.values.removeAll(keepingCapacity: true)
        rates.values.removeAll(keepingCapacity: true)
        for organism in 0..<size {
            let isFailed = fitness.values[organism] == -.infinity
            let parent = isFailed && valid > 0 ? order[generator.below(valid)] : organism
            let (factor, rate) = history.draw(&generator)
            let leader = order[generator.below(best)]
            let first = other(than: [parent], below: size, &generator)
            let second = other(than: [parent, first], below: size + archive.values.count / width, &generator)
            breed(parent, leader, first, second, factor, rate, isFront: isFront, coordinates, &generator)
            if coordinates.genus.feasibility != nil { approach(parent, coordinates) }
            parents.append(parent)
            factors.values.append(factor)
            rates.values.append(rate)
        }
    }

    /// The number of times that an infeasible child goes half of the way to its parent.
    private static let halvings = 12

    /// Moves the last child towards its parent, who is feasible, until it is feasible, too. Its categories become those
    /// of the parent after the first half of the way; if nothing helps, it is a copy.
    private mutating func approach(_ parent: Int, _ coordinates: Coordinates) {
        let own = Array(points.values[parent * width..<(parent + 1) * width])
        for halving in 0..<Self.halvings where !coordinates.isFeasible(children.values.suffix(width)) {
            let first = children.values.count - width
            for gene in 0..<width {
                if coordinates.isNumber(gene) {
                    children.values[first + gene] = (children.values[first + gene] + own[gene]) / 2
                } else if halving > 0 {
                    children.values[first + gene] = own[gene]
                }
            }
        }
        if !coordinates.isFeasible(children.values.suffix(width)) {
            children.values.removeLast(width)
            children.values += own
        }
    }

    private mutating func breed(
        _ parent: Int, _ leader: Int, _ first: Int, _ second: Int, _ factor: Double, _ rate: Double, isFront: Bool,
        _ coordinates: Coordinates, _ generator: inout Generator
    ) {
        let certain = generator.below(width)
        for gene in 0..<width {
            let own = points.values[parent * width + gene]
            let crossed = generator.chance(rate) || gene == certain
            guard crossed, coordinates.kinds[gene] != .fixed else {
                children.values.append(own)
                continue
            }
            let best = points.values[leader * width + gene]
            let one = points.values[first * width + gene]
            if case .category(let count) = coordinates.kinds[gene] {
                children.values.append(
                    generator.chance(Self.surprise)
                        ? Double(generator.below(count)) : generator.next() & 1 == 0 ? best : one)
                continue
            }
            let two =
                second < size
                ? points.values[second * width + gene] : archive.values[(second - size) * width + gene]
            let moved = own + factor * (best - own) + factor * (one - two)
            children.values.append(
                isFront ? min(max(moved, 0), 1) : moved < 0 ? own / 2 : moved > 1 ? (own + 1) / 2 : moved)
        }
    }

    private func other(than taken: [Int], below count: Int, _ generator: inout Generator) -> Int {
        while true {
            let drawn = generator.below(count)
            if !taken.contains(drawn) { return drawn }
        }
    }

    /// Removes random points while the archive is too large.
    private mutating func trimArchive(_ generator: inout Generator) {
        let room = Int(Self.archiveSize * Double(size))
        while archive.values.count > room * width {
            let leaving = generator.below(archive.values.count / width)
            let last = archive.values.count - width
            for gene in 0..<width { archive.values[leaving * width + gene] = archive.values[last + gene] }
            archive.values.removeLast(width)
        }
    }
}
