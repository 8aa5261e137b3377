/// How the numbers of a sample become the inputs of a network: `input = value × factor + shift`, column by column, a
/// missing value first replaced; and how numbers that are to be learned become targets.
public struct Preprocessing: Codable, Hashable, Sendable {
    /// One a column.
    public let factors: [Float]
    /// One a column.
    public let shifts: [Float]
    /// What stands for a missing value, one a column; nil where none is missing.
    public let fills: [Float]?
    /// How numbers become targets; nil: they are targets as they are.
    public let targets: TargetScale?
    /// The mean that was taken off, where it is not each column's own: it makes other inputs of the same numbers.
    public let centring: Centring?

    /// Factors and shifts as they are given, one each a column.
    public init(
        factors: [Float], shifts: [Float], fills: [Float]? = nil, targets: TargetScale? = nil,
        centring: Centring? = nil
    ) {
        precondition(factors.count == shifts.count, "one factor and one shift a column")
        precondition(fills.map { $0.count == factors.count } ?? true, "one value a column for what is missing")
        self.factors = factors
        self.shifts = shifts
        self.fills = fills
        self.targets = targets
        self.centring = centring
    }

    /// The same for numbers of another scale, which `number × factor + shift` brings to this one; `factor` is not 0.
    public func after(factor: Float, shift: Float) -> Preprocessing {
        Preprocessing(
            factors: factors.map { $0 * factor }, shifts: zip(shifts, factors).map { $0 + $1 * shift },
            fills: fills?.map { ($0 - shift) / factor }, targets: targets, centring: centring)
    }

    /// What stands for a missing value where none was missing so far: the numbers that become inputs of 0, the means.
    public var means: [Float] { zip(factors, shifts).map { $0 == 0 ? 0 : -$1 / $0 } }

    /// The usual preparation, learned from the training rows alone. Bytes are scaled to 0…1 and centred by the mean of
    /// each column (a pixel's channel). Other numbers are centred and divided by the standard deviation of their column;
    /// a column that never changes becomes 0, one of zeros and ones stays as it is, and what is missing becomes the
    /// column's median. O(rows × columns).
    ///
    /// - Parameters:
    ///   - centring: of images: whether each pixel has a mean of its own, or each channel.
    ///   - scalesTargets: whether numbers that are to be learned are centred and scaled too, so that prices in millions
    ///     are learned as quickly as shares.
    public static func centred(
        _ dataset: Dataset, training rows: [Int32], by centring: Centring = .pixel, scalesTargets: Bool = false
    ) -> Preprocessing {
        let width = dataset.layout.width
        let other = centring == .pixel ? nil : centring
        var pool = Pool(channels: nil)
        if case .image(_, _, let channels) = dataset.layout, centring == .channel { pool = Pool(channels: channels) }
        let targets: TargetScale? =
            if scalesTargets, case .values(let values, let names) = dataset.targets {
                TargetScale(Columns(of: values, width: names.count, rows: rows))
            } else { nil }
        switch dataset.features {
        case .bytes(let bytes):
            // Sums of bytes are exact in whole numbers, in any order.
            var sums = [UInt64](repeating: 0, count: width)
            for row in rows {
                let start = Int(row) * width
                for column in 0..<width { sums[column] += UInt64(bytes[start + column]) }
            }
            let factor = 1 / dataset.fullScale
            let count = Double(rows.count * pool.size(of: width))
            let shifts = pool.sums(sums).map { Float(-Double($0) / count / Double(dataset.fullScale)) }
            return Preprocessing(
                factors: [Float](repeating: factor, count: width), shifts: shifts, targets: targets, centring: other)
        case .floats(let numbers):
            let columns = Columns(of: numbers, width: width, rows: rows, pool)
            var factors: [Float] = []
            var shifts: [Float] = []
            for column in 0..<width {
                if columns.areAnswers[column] {
                    factors.append(1)
                    shifts.append(0)
                } else {
                    let factor = columns.factor(of: column)
                    factors.append(Float(factor))
                    shifts.append(Float(-columns.means[column] * factor))
                }
            }
            return Preprocessing(
                factors: factors, shifts: shifts, fills: fills(numbers, width: width, rows), targets: targets,
                centring: other)
        }
    }

    /// The medians of all columns, where any misses values, in the training rows or elsewhere: another table of the same
    /// kind may miss them elsewhere.
    private static func fills(_ numbers: [Float], width: Int, _ rows: [Int32]) -> [Float]? {
        var misses = [Bool](repeating: false, count: width)
        for place in numbers.indices where numbers[place].isNaN { misses[place % width] = true }
        guard misses.contains(true) else { return nil }
        return misses.indices.map { column in Median.of(rows.lazy.map { numbers[Int($0) * width + column] }) }
    }

    /// Columns that are taken together: none, or those of one channel.
    fileprivate struct Pool {
        let channels: Int?

        /// Of each column, the sum over the columns it is taken together with.
        func sums<Value: AdditiveArithmetic>(_ values: [Value]) -> [Value] {
            guard let channels else { return values }
            var totals = [Value](repeating: .zero, count: channels)
            for (column, value) in values.enumerated() { totals[column % channels] += value }
            return values.indices.map { totals[$0 % channels] }
        }

        /// How many columns are taken together.
        func size(of width: Int) -> Int { channels.map { width / $0 } ?? 1 }
    }

    /// What is known of each column of some rows.
    fileprivate struct Columns {
        /// How many values there are.
        let counts: [Int]
        let means: [Double]
        let deviations: [Double]
        /// Whether all values are 0 or 1.
        let areAnswers: [Bool]

        init(of numbers: [Float], width: Int, rows: [Int32], _ pool: Pool = Pool(channels: nil)) {
            var counts = [Int](repeating: 0, count: width)
            var sums = [Double](repeating: 0, count: width)
            var areAnswers = [Bool](repeating: true, count: width)
            for row in rows {
                let start = Int(row) * width
                for column in 0..<width {
                    let value = numbers[start + column]
                    guard !value.isNaN else { continue }
                    counts[column] += 1
                    sums[column] += Double(value)
                    if value != 0, value != 1 { areAnswers[column] = false }
                }
            }
            (counts, sums) = (pool.sums(counts), pool.sums(sums))
            // A column of several differs from zeros and ones where any of them does.
            areAnswers = pool.sums(areAnswers.map { $0 ? 0 : 1 }).map { $0 == 0 }
            let means = zip(sums, counts).map { $0 / Double(max(1, $1)) }
            var squares = [Double](repeating: 0, count: width)
            for row in rows {
                let start = Int(row) * width
                for column in 0..<width {
                    let value = numbers[start + column]
                    guard !value.isNaN else { continue }
                    let distance = Double(value) - means[column]
                    squares[column] += distance * distance
                }
            }
            self.counts = counts
            self.means = means
            self.areAnswers = areAnswers
            deviations = zip(pool.sums(squares), counts).map { ($0 / Double(max(1, $1))).squareRoot() }
        }

        /// 1 / standard deviation; 0 for a column that never changes.
        func factor(of column: Int) -> Double {
            deviations[column] > abs(means[column]) * 1e-7 ? 1 / deviations[column] : 0
        }
    }
}

/// How numbers that are to be learned become targets, `target = value × factor + shift`, one of each an output: the
/// training part's have a mean of 0 and a standard deviation of 1. Losses are those of targets.
public struct TargetScale: Codable, Hashable, Sendable {
    /// One an output, none of them 0.
    public let factors: [Float]
    /// One an output.
    public let shifts: [Float]

    /// Factors and shifts as they are given.
    public init(factors: [Float], shifts: [Float]) {
        precondition(factors.count == shifts.count, "one factor and one shift an output")
        precondition(!factors.contains(0), "a factor of 0 cannot be taken back")
        self.factors = factors
        self.shifts = shifts
    }

    fileprivate init(_ columns: Preprocessing.Columns) {
        let factors = columns.means.indices.map { column in
            let factor = columns.factor(of: column)
            return factor > 0 ? factor : 1
        }
        self.init(
            factors: factors.map { Float($0) }, shifts: zip(columns.means, factors).map { Float(-$0 * $1) })
    }

    /// All values as targets. O(n).
    func targets(_ values: [Float]) -> [Float] {
        var targets = values
        let width = factors.count
        for index in targets.indices {
            targets[index] = targets[index] * factors[index % width] + shifts[index % width]
        }
        return targets
    }
}

/// Numbers in a file are checked when they are read: one factor, shift and fill a column.
extension Preprocessing {
    private enum CodingKeys: String, CodingKey { case factors, shifts, fills, targets, centring }

    /// Reads the numbers of each column.
    ///
    /// - Throws: `DecodingError.dataCorrupted` where the columns differ in number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let factors = try container.decode([Float].self, forKey: .factors)
        let shifts = try container.decode([Float].self, forKey: .shifts)
        let fills = try container.decodeIfPresent([Float].self, forKey: .fills)
        guard shifts.count == factors.count, fills.map({ $0.count == factors.count }) ?? true else {
            throw DecodingError.dataCorruptedError(
                forKey: .factors, in: container, debugDescription: "expected one factor and one shift a column")
        }
        self.init(
            factors: factors, shifts: shifts, fills: fills,
            targets: try container.decodeIfPresent(TargetScale.self, forKey: .targets),
            centring: try container.decodeIfPresent(Centring.self, forKey: .centring))
    }
}

extension TargetScale {
    private enum CodingKeys: String, CodingKey { case factors, shifts }

    /// Reads the numbers of each output.
    ///
    /// - Throws: `DecodingError.dataCorrupted` where factors and shifts differ in number, or a factor is 0.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let factors = try container.decode([Float].self, forKey: .factors)
        let shifts = try container.decode([Float].self, forKey: .shifts)
        guard factors.count == shifts.count, !factors.contains(0) else {
            throw DecodingError.dataCorruptedError(
                forKey: .factors, in: container, debugDescription: "expected one factor above 0 and one shift an output"
            )
        }
        self.init(factors: factors, shifts: shifts)
    }
}
