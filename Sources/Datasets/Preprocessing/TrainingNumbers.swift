/// The numbers of the training data: new samples are compared with them, and pictures are converted to their scale.
public struct TrainingNumbers: Codable, Hashable, Sendable {
    /// The type of the numbers, by its name in NumPy.
    public enum Kind: String, Codable, Hashable, Sendable {
        /// Bytes.
        case uint8
        /// Other numbers.
        case float32
    }

    /// The type of the numbers.
    public let kind: Kind
    /// The minimum of each column of a table; for pictures, the minimum over all pixels. Finite.
    public let least: [Float]
    /// The maximum, likewise.
    public let greatest: [Float]
    /// The numbers of black and white in pictures; nil if unknown, and for tables.
    public let scale: PixelScale?

    /// Creates the given description.
    public init(kind: Kind, least: [Float], greatest: [Float], scale: PixelScale?) {
        precondition(least.count == greatest.count, "one range has two ends")
        self.kind = kind
        self.least = least
        self.greatest = greatest
        self.scale = scale
    }

    /// Describes a dataset: the ranges of the given rows, and black and white over all rows.
    ///
    /// - Complexity: O(numbers)
    public init(_ dataset: Dataset, training rows: [Int32]) {
        switch dataset.layout {
        case .table(let columns):
            let ranges = Self.ranges(of: dataset.features, width: columns.count, rows: rows)
            self.init(
                kind: dataset.features.kind, least: ranges.map(\.lowerBound), greatest: ranges.map(\.upperBound),
                scale: nil)
        case .image:
            var pictures = TrainingNumbers(pictures: dataset.features)
            // Pixels that count up to 16 are not bytes; bytes up to 100 may be dark pictures.
            if pictures.kind == .uint8 {
                let isKnown = dataset.fullScale == 255 || dataset.fullScale <= 16
                pictures = TrainingNumbers(
                    kind: .uint8, least: pictures.least, greatest: pictures.greatest,
                    scale: isKnown ? PixelScale(black: 0, white: dataset.fullScale) : nil)
            }
            self = pictures
        }
    }

    /// Describes the numbers of pictures without their dataset.
    ///
    /// - Complexity: O(numbers)
    public init(pictures features: Features) {
        var (least, greatest, areWhole) = (Float.infinity, -Float.infinity, true)
        switch features {
        case .bytes(let bytes):
            least = Float(bytes.min() ?? 0)
            greatest = Float(bytes.max() ?? 0)
        case .floats(let numbers):
            for number in numbers where number.isFinite {
                least = min(least, number)
                greatest = max(greatest, number)
                areWhole = areWhole && number == number.rounded()
            }
        }
        if least > greatest { (least, greatest) = (0, 0) }
        self.init(
            kind: features.kind, least: [least], greatest: [greatest],
            scale: PixelScale(least: least, greatest: greatest, areWhole: areWhole))
    }

    /// Describes the bytes of the pictures for a network saved by an older version; nil if it was trained on other
    /// numbers, which have other factors.
    public init?(layout: SampleLayout, fullScale: Float, factors: [Float]) {
        guard case .image = layout, fullScale > 0, factors.allSatisfy({ $0 == 1 / fullScale }) else { return nil }
        self.init(
            kind: .uint8, least: [0], greatest: [fullScale], scale: PixelScale(black: 0, white: fullScale))
    }

    /// Returns true if there is one range per column of a table, or one range for pictures.
    ///
    /// - Complexity: O(1)
    public func fits(_ layout: SampleLayout) -> Bool {
        let count = if case .table(let columns) = layout { columns.count } else { 1 }
        return least.count == count && greatest.count == count
    }

    private static func ranges(of features: Features, width: Int, rows: [Int32]) -> [ClosedRange<Float>] {
        // Any number fits a column without numbers.
        let everything = Float(-1e38)...Float(1e38)
        var least = [Float](repeating: .infinity, count: width)
        var greatest = [Float](repeating: -.infinity, count: width)
        for row in rows {
            let start = Int(row) * width
            for column in 0..<width {
                let number: Float =
                    switch features {
                    case .bytes(let bytes): Float(bytes[start + column])
                    case .floats(let numbers): numbers[start + column]
                    }
                guard number.isFinite else { continue }
                least[column] = min(least[column], number)
                greatest[column] = max(greatest[column], number)
            }
        }
        return zip(least, greatest).map { $0 <= $1 ? $0...$1 : everything }
    }
}

extension Features {
    /// The type of the numbers.
    fileprivate var kind: TrainingNumbers.Kind { if case .bytes = self { .uint8 } else { .float32 } }
}

// MARK: - New numbers

extension TrainingNumbers {
    /// The relation between the numbers of new pictures and those of the training data.
    public enum Fit: Equatable, Sendable {
        /// They have the same meaning.
        case same
        /// They have the same meaning after a conversion: `number × factor + shift`. `from` is their own scale.
        case converted(factor: Float, shift: Float, from: PixelScale)
        /// They have another meaning.
        case refused(reason: String)
    }

    /// Compares pictures whose black and white are known, such as PNG files, with the training data.
    public func fit(pictures scale: PixelScale) -> Fit {
        guard let mine = self.scale else {
            return .refused(
                reason:
                    "the network was trained on arrays of numbers from \(range), and it is not known which are black "
                    + "and white; use an array (.npy) of such numbers instead of images")
        }
        return mine == scale ? .same : Self.converted(from: scale, to: mine)
    }

    /// Compares other numbers of pictures with the training data.
    ///
    /// - Parameter isDataset: True for many pictures: their range then determines their scale. A few pictures may be
    ///   dark.
    public func fit(_ new: TrainingNumbers, isDataset: Bool) -> Fit {
        guard let newLeast = new.least.first, let newGreatest = new.greatest.first, let mine = scale else {
            return fitByRange(new)
        }
        let other = new.scale ?? (new.kind == .uint8 ? .bytes : nil)
        if let other, other != mine, isDataset || isSurely(other, of: new, not: mine) {
            return Self.converted(from: other, to: mine)
        }
        if lies(newLeast...newGreatest, within: mine) { return .same }
        if let other, other != mine { return Self.converted(from: other, to: mine) }
        return .refused(
            reason: "the network was trained on images of numbers from \(mine); these are from \(new.range)")
    }

    /// Returns true if a range is within a scale. Resizing may exceed the ends a little in pictures that come close to
    /// them; a few negative numbers around 0 are something else.
    private func lies(_ range: ClosedRange<Float>, within scale: PixelScale) -> Bool {
        let width = scale.white - scale.black
        let isLarge = range.upperBound - range.lowerBound > width / 4
        let slack = width * (isLarge ? 0.05 : 1e-3)
        return range.lowerBound >= scale.black - slack && range.upperBound <= scale.white + slack
    }

    /// Returns true if numbers certainly have another scale, although they would fit the trained one.
    private func isSurely(_ other: PixelScale, of new: TrainingNumbers, not mine: PixelScale) -> Bool {
        switch new.kind {
        // Bytes begin at black.
        case .uint8: mine.black != 0
        // Fractions of 1 are not dark bytes; and if both 0 and 1 are reached exactly, no number was below 0.
        case .float32:
            other.white <= 1 && (mine.white > 16 || mine.black < 0 && new.least == [0] && new.greatest == [1])
        }
    }

    private static func converted(from other: PixelScale, to mine: PixelScale) -> Fit {
        let (factor, shift) = mine.conversion(from: other)
        return .converted(factor: factor, shift: shift, from: other)
    }

    /// Compares ranges, if black and white are not known: numbers far outside have another meaning.
    private func fitByRange(_ new: TrainingNumbers) -> Fit {
        guard let low = least.first, let high = greatest.first, let newLow = new.least.first,
            let newHigh = new.greatest.first
        else { return .same }
        let margin = max((high - low) / 2, .leastNormalMagnitude)
        guard newLow < low - margin || newHigh > high + margin else { return .same }
        return .refused(reason: "the network was trained on numbers from \(range); these are from \(new.range)")
    }

    /// The range of all pixels, or of the first column: `-2.1 to 3`.
    private var range: String {
        "\(NumberWords.short(least.first ?? 0)) to \(NumberWords.short(greatest.first ?? 0))"
    }

    /// Returns the range of a column in words, `11.03 to 14.83`; nil if it had no numbers.
    ///
    /// - Complexity: O(1)
    public func range(ofColumn column: Int) -> String? {
        guard least.indices.contains(column), least[column] > -1e38 || greatest[column] < 1e38 else { return nil }
        return "\(NumberWords.short(least[column])) to \(NumberWords.short(greatest[column]))"
    }

    /// Returns true if a number is outside of the range of a column by more than the width of the range.
    ///
    /// - Complexity: O(1)
    public func isFarOutside(_ number: Float, column: Int) -> Bool {
        guard least.indices.contains(column), number.isFinite else { return false }
        let (low, high) = (Double(least[column]), Double(greatest[column]))
        return Double(number) < low - (high - low) || Double(number) > high + (high - low)
    }
}
