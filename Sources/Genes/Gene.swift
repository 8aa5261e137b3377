import Arithmetic
import Platform
package import Randomness
import Suggestions

/// A variable of the search: a name, the values it can take, and a condition under which it is active.
public struct Gene: Codable, Hashable, Sendable {
    /// The name by which conditions, expressions and people refer to the gene.
    public let name: String
    /// The values it can take.
    public let domain: Domain
    /// The condition under which the gene is active; nil if it always is.
    public let condition: GeneCondition?
    /// The number of values, which is the number of codes.
    public let count: Int
    /// True if neighbouring codes denote neighbouring values.
    public let isOrdered: Bool
    package let isContinuous: Bool
    /// The values of a continuous gene; nil for other genes, and for one that an earlier version stored.
    let reals: RealValues?

    /// Creates a gene with the given values. A genus checks them.
    public init(_ name: String, in domain: Domain, when condition: GeneCondition? = nil) {
        self.name = name
        self.domain = domain
        self.condition = condition
        count = domain.count
        isOrdered = domain.isOrdered
        isContinuous = domain.isContinuous
        if case .interval(let first, let last, let scale, .full) = domain {
            reals = RealValues(first: first, last: last, scale: scale)
        } else {
            reals = nil
        }
    }

    /// Creates the gene of a position of an order: its value is an item, and its neighbours mean nothing.
    init(position: Int, of name: String, items: [GeneValue], when condition: GeneCondition?) {
        self.name = "\(name)\(position)"
        domain = .list(items)
        self.condition = condition
        count = items.count
        isOrdered = false
        isContinuous = false
        reals = nil
    }

    private enum CodingKeys: String, CodingKey { case name, domain, condition }

    /// Decodes a gene.
    ///
    /// - Throws: `DecodingError` if a part is missing or malformed.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decode(String.self, forKey: .name), in: try container.decode(Domain.self, forKey: .domain),
            when: try container.decodeIfPresent(GeneCondition.self, forKey: .condition))
    }

    /// Returns the value of a code below `count`. Values of a range are rounded to the digits of its step, so that a
    /// range of tenths gives 0.3 and not 0.30000000000000004.
    public func value(of code: UInt32) -> GeneValue {
        if let reals { return .real(reals(code)) }
        return switch domain {
        case .list(let values), .order(let values): values[Int(code)]
        case .integers(let first, _, let step, _): .integer(Self.whole(code, from: first, step: step))
        case .steps(let first, _, let step): .real(Self.number(code, from: first, step: step))
        case .interval(let first, let last, let scale, _): .real(point(code, first: first, last: last, scale: scale))
        }
    }

    /// Returns the code of a value; within an interval, that of the nearest of its points.
    ///
    /// - Throws: `EvolutionError.valueOutside` for a value that the gene cannot take.
    public func code(of value: GeneValue) throws(EvolutionError) -> UInt32 {
        if let code = nearestCode(to: value), isSame(value, as: self.value(of: code)) { return code }
        throw .valueOutside(gene: name, value: value, expected: domain, nearest: suggestion(for: value))
    }

    /// Returns the position of a value between the gene's least (0) and greatest (1), on the gene's own scale. For a
    /// categorical gene it is the code as a fraction, which has no meaning but is cheap to compare.
    public func position(of code: UInt32) -> Double {
        guard count > 1 else { return 0 }
        guard case .integers(let first, let last, let step, .logarithmic) = domain else {
            return Double(code) / Double(count - 1)
        }
        return log(Double(Self.whole(code, from: first, step: step)) / Double(first))
            / log(Double(last) / Double(first))
    }

    /// Returns a position that belongs to a code with room on both sides, so that `code(at:)` returns the code despite
    /// rounding errors.
    package func centre(of code: UInt32) -> Double {
        guard case .integers(let first, let last, let step, .logarithmic) = domain else {
            return (Double(code) + 0.5) / Double(count)
        }
        let value = Double(Self.whole(code, from: first, step: step))
        let least = Double(first) - 0.5
        return min(1, log(value / least) / log((Double(last) + 0.5) / least))
    }

    /// Returns the code nearest to a position between 0 and 1 on the gene's scale; each code covers its own part of
    /// it.
    package func code(at position: Double) -> UInt32 {
        guard case .integers(let first, let last, let step, .logarithmic) = domain else {
            return UInt32(saturating: min(position * Double(count), Double(count - 1)))
        }
        let spread = log((Double(last) + 0.5) / (Double(first) - 0.5))
        let value = (Double(first) - 0.5) * exp(position * spread)
        let index = ((value - Double(first)) / Double(step)).rounded()
        return UInt32(saturating: min(max(index, 0), Double(count - 1)))
    }

    /// Draws a value, uniformly on the gene's scale.
    package func draw(_ generator: inout Generator) -> UInt32 {
        guard case .integers(_, _, _, .logarithmic) = domain else { return UInt32(generator.below(count)) }
        return code(at: generator.uniform())
    }

    private func isSame(_ value: GeneValue, as known: GeneValue) -> Bool {
        if isContinuous, let number = value.comparedNumber, case .interval(let first, let last, _, _) = domain {
            return number >= first && number <= last
        }
        if case .steps(_, _, let step) = domain, let number = value.comparedNumber, let theirs = known.number {
            return abs(number - theirs) <= step * 1e-9
        }
        return value.isSame(as: known)
    }

    private func nearestCode(to value: GeneValue) -> UInt32? {
        if case .list(let values) = domain {
            let index = values.firstIndex(of: value) ?? values.firstIndex { $0.isSame(as: value) }
            return index.map(UInt32.init)
        }
        guard let number = value.comparedNumber, number.isFinite, count > 0 else { return nil }
        if let reals { return reals.code(of: number) }
        let index: Double
        switch domain {
        case .list, .order: return nil
        case .integers(let first, _, let step, _): index = (number - Double(first)) / Double(step)
        case .steps(let first, _, let step): index = (number - first) / step
        case .interval(let first, let last, .linear, _):
            if number >= last { return UInt32(count - 1) }
            index = (number - first) / Domain.part(first: first, last: last)
        case .interval(let first, let last, .logarithmic, _):
            guard number > 0 else { return 0 }
            index =
                Domain.logarithm(of: number, over: first) / Domain.logarithm(of: last, over: first) * Double(count - 1)
        }
        return index.isNaN ? 0 : UInt32(min(max(index.rounded(), 0), Double(count - 1)))
    }

    /// Returns the nearest value that the gene can take: the closest number, or the word with the fewest edits.
    func suggestion(for value: GeneValue) -> GeneValue? {
        guard case .list(let values) = domain else {
            return nearestCode(to: value).map { self.value(of: $0) }
        }
        if let number = value.number {
            let numbers = values.filter { $0.number != nil }
            return numbers.min { abs(($0.number ?? 0) - number) < abs(($1.number ?? 0) - number) }
        }
        return Suggestion.nearest(to: value.description, among: values.map(\.description)).flatMap { word in
            values.first { $0.description == word }
        }
    }

    private func point(_ code: UInt32, first: Double, last: Double, scale: Domain.Scale) -> Double {
        if code == 0 { return first }
        if code == count - 1 { return last }
        switch scale {
        case .linear: return Self.number(code, from: first, step: Domain.part(first: first, last: last))
        case .logarithmic:
            let ratio = Domain.logarithm(of: last, over: first)
            let power = exp(ratio * Double(code) / Double(count - 1))
            // If the whole ratio is not finite, its powers may overflow too.
            let value = power.isFinite ? first * power : exp(log(first) + ratio * Double(code) / Double(count - 1))
            // As many decimals as are needed to tell two neighbours apart.
            let decimals = Int(saturating: (-log10(value * ratio / Double(count - 1))).rounded(.up))
            return min(max(value.rounded(toDecimals: decimals), first), last)
        }
    }

    /// Returns `first` plus a number of steps. A code below `count` gives a number within the range, however large
    /// the steps are; intermediate results may wrap around.
    private static func whole(_ code: UInt32, from first: Int, step: Int) -> Int { first &+ Int(code) &* step }

    /// Returns `first` plus a number of steps, with no more decimals than the two have, so that rounding errors of
    /// the product do not show.
    private static func number(_ code: UInt32, from first: Double, step: Double) -> Double {
        let value = first + Double(code) * step
        guard let ours = first.decimals, let theirs = step.decimals else { return value }
        return value.rounded(toDecimals: max(ours, theirs))
    }
}

extension Double {
    /// The number of decimals that represent the number exactly; nil above fifteen.
    var decimals: Int? { (0...15).first { rounded(toDecimals: $0) == self } }

    fileprivate func rounded(toDecimals decimals: Int) -> Double {
        guard decimals > 0 else { return decimals == 0 ? rounded() : self }
        // Beyond this, powers of ten and their products are no longer exact.
        guard decimals <= 22, abs(self) < 1e15 / pow(10, Double(decimals)) else { return self }
        return (self * pow(10, Double(decimals))).rounded() / pow(10, Double(decimals))
    }
}
