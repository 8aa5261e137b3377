/// How the numbers of a sample become the inputs of a network: `input = value × factor + shift`, column by column.
public struct Preprocessing: Codable, Hashable, Sendable {
    /// One a column.
    public let factors: [Float]
    /// One a column.
    public let shifts: [Float]

    /// Factors and shifts as they are given, one each a column.
    public init(factors: [Float], shifts: [Float]) {
        precondition(factors.count == shifts.count, "one factor and one shift a column")
        self.factors = factors
        self.shifts = shifts
    }

    /// The usual preparation, learned from the training rows alone: bytes are scaled to 0…1 and centred by the mean of
    /// each column (a pixel's channel); other numbers are centred and divided by the standard deviation of their column
    /// (a column that never changes becomes 0). O(rows × columns).
    public static func centred(_ dataset: Dataset, training rows: [Int32]) -> Preprocessing {
        let width = dataset.layout.width
        switch dataset.features {
        case .bytes(let bytes):
            // Sums of bytes are exact in whole numbers, in any order.
            var sums = [UInt64](repeating: 0, count: width)
            for row in rows {
                let start = Int(row) * width
                for column in 0..<width { sums[column] += UInt64(bytes[start + column]) }
            }
            let factor = 1 / dataset.fullScale
            let shifts = sums.map { Float(-Double($0) / Double(rows.count) / Double(dataset.fullScale)) }
            return Preprocessing(factors: [Float](repeating: factor, count: width), shifts: shifts)
        case .floats(let numbers):
            var factors: [Float] = []
            var shifts: [Float] = []
            for column in 0..<width {
                let values = rows.lazy.map { Double(numbers[Int($0) * width + column]) }
                let mean = values.reduce(0, +) / Double(rows.count)
                let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows.count)).squareRoot()
                let factor = deviation > abs(mean) * 1e-7 ? 1 / deviation : 0
                factors.append(Float(factor))
                shifts.append(Float(-mean * factor))
            }
            return Preprocessing(factors: factors, shifts: shifts)
        }
    }
}
