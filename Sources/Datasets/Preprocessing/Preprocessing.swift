/// The conversion of a sample's numbers to a network's inputs: `input = value × factor + shift`, column by column,
/// after filling in missing values; and the scale of regression targets.
public struct Preprocessing: Codable, Hashable, Sendable {
    /// The factor of each column.
    public let factors: [Float]
    /// The shift of each column.
    public let shifts: [Float]
    /// The replacement for missing values of each column; nil if no value is missing.
    public let fills: [Float]?
    /// The scale of regression targets; nil if they are not scaled.
    public let targets: TargetScale?
    /// The subtracted mean, unless it is that of each column: it changes the inputs.
    public let centring: Centring?

    /// Creates a preprocessing with one factor and one shift per column.
    public init(
        factors: [Float], shifts: [Float], fills: [Float]? = nil, targets: TargetScale? = nil,
        centring: Centring? = nil
    ) {
        precondition(factors.count == shifts.count, "one factor and one shift per column")
        precondition(fills.map { $0.count == factors.count } ?? true, "one fill value per column")
        self.factors = factors
        self.shifts = shifts
        self.fills = fills
        self.targets = targets
        self.centring = centring
    }

    /// Returns the preprocessing for numbers of another scale, which `number × factor + shift` converts to this one;
    /// `factor` is not 0.
    ///
    /// - Complexity: O(inputs)
    public func after(factor: Float, shift: Float) -> Preprocessing {
        Preprocessing(
            factors: factors.map { $0 * factor }, shifts: zip(shifts, factors).map { $0 + $1 * shift },
            fills: fills?.map { ($0 - shift) / factor }, targets: targets, centring: centring)
    }

    /// The fill values for columns without missing values so far: the means, whose inputs are 0.
    public var means: [Float] { zip(factors, shifts).map { $0 == 0 ? 0 : -$1 / $0 } }

    /// Returns the default preprocessing, fitted to the training rows alone. Bytes are scaled to 0…1 and centred by
    /// the mean of each column (pixel and channel). Other numbers are standardized column by column: centred and
    /// divided by the standard deviation. A constant column becomes 0, also if it is 0 or 1 in all rows; one of zeros
    /// and ones is unchanged, and missing values become the column's median.
    ///
    /// - Parameters:
    ///   - dataset: The samples.
    ///   - rows: The training rows.
    ///   - centring: For images, the mean to subtract: of each pixel, or of each channel.
    ///   - scalesTargets: True to standardize regression targets too, so that prices in millions are learned as
    ///     quickly as fractions.
    /// - Complexity: O(rows × columns)
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
            // Integer sums of bytes are exact in any order.
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

    /// Returns the medians of all columns if any column has missing values, in the training rows or elsewhere: another
    /// table of the same kind may miss values in other columns.
    private static func fills(_ numbers: [Float], width: Int, _ rows: [Int32]) -> [Float]? {
        var misses = [Bool](repeating: false, count: width)
        for index in numbers.indices where numbers[index].isNaN { misses[index % width] = true }
        guard misses.contains(true) else { return nil }
        return misses.indices.map { column in Median.of(rows.lazy.map { numbers[Int($0) * width + column] }) }
    }

    /// The columns that are treated as one: none, or those of each channel.
    fileprivate struct Pool {
        let channels: Int?

        /// Returns for each column the sum over its pool.
        func sums<Value: AdditiveArithmetic>(_ values: [Value]) -> [Value] {
            guard let channels else { return values }
            var totals = [Value](repeating: .zero, count: channels)
            for (column, value) in values.enumerated() { totals[column % channels] += value }
            return values.indices.map { totals[$0 % channels] }
        }

        /// Returns the number of columns per pool.
        func size(of width: Int) -> Int { channels.map { width / $0 } ?? 1 }
    }

    /// Statistics of each column over the given rows.
    fileprivate struct Columns {
        /// The number of values.
        let counts: [Int]
        let means: [Double]
        let deviations: [Double]
        /// True for columns that contain zeros and ones and nothing else.
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
            // A pool has only zeros and ones if all of its columns do.
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
            // Only zeros, or only ones, are a constant.
            self.areAnswers = zip(areAnswers, means).map { $0 && $1 > 0 && $1 < 1 }
            deviations = zip(pool.sums(squares), counts).map { ($0 / Double(max(1, $1))).squareRoot() }
        }

        /// Returns 1 / standard deviation; 0 for a constant column.
        func factor(of column: Int) -> Double {
            deviations[column] > abs(means[column]) * 1e-7 ? 1 / deviations[column] : 0
        }
    }
}

/// The scale of regression targets, `target = value × factor + shift` for each output: over the training set, targets
/// have mean 0 and standard deviation 1. Losses are computed from scaled targets.
public struct TargetScale: Codable, Hashable, Sendable {
    /// The factor of each output, not 0.
    public let factors: [Float]
    /// The shift of each output.
    public let shifts: [Float]

    /// Creates a scale with one factor and one shift per output.
    public init(factors: [Float], shifts: [Float]) {
        precondition(factors.count == shifts.count, "one factor and one shift per output")
        precondition(!factors.contains(0), "a factor of 0 cannot be undone")
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

    /// Returns the scaled targets.
    ///
    /// - Complexity: O(n)
    func targets(_ values: [Float]) -> [Float] {
        var targets = values
        let width = factors.count
        for index in targets.indices {
            targets[index] = targets[index] * factors[index % width] + shifts[index % width]
        }
        return targets
    }
}

/// Decoding checks that there are one factor, one shift and one fill value per column.
extension Preprocessing {
    private enum CodingKeys: String, CodingKey { case factors, shifts, fills, targets, centring }

    /// Decodes the numbers of each column.
    ///
    /// - Throws: `DecodingError.dataCorrupted` if the numbers of factors, shifts and fill values differ.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let factors = try container.decode([Float].self, forKey: .factors)
        let shifts = try container.decode([Float].self, forKey: .shifts)
        let fills = try container.decodeIfPresent([Float].self, forKey: .fills)
        guard shifts.count == factors.count, fills.map({ $0.count == factors.count }) ?? true else {
            throw DecodingError.dataCorruptedError(
                forKey: .factors, in: container, debugDescription: "expected one factor and one shift per column")
        }
        self.init(
            factors: factors, shifts: shifts, fills: fills,
            targets: try container.decodeIfPresent(TargetScale.self, forKey: .targets),
            centring: try container.decodeIfPresent(Centring.self, forKey: .centring))
    }
}

extension TargetScale {
    private enum CodingKeys: String, CodingKey { case factors, shifts }

    /// Decodes the numbers of each output.
    ///
    /// - Throws: `DecodingError.dataCorrupted` if the numbers of factors and shifts differ, or if a factor is 0.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let factors = try container.decode([Float].self, forKey: .factors)
        let shifts = try container.decode([Float].self, forKey: .shifts)
        guard factors.count == shifts.count, !factors.contains(0) else {
            throw DecodingError.dataCorruptedError(
                forKey: .factors, in: container,
                debugDescription: "expected one factor other than 0 and one shift per output"
            )
        }
        self.init(factors: factors, shifts: shifts)
    }
}
