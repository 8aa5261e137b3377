package import Evolution
import Foundation

/// The circumstances of each outcome: everything that may differ between two runs of the same search, and how far each
/// measurement with rungs went.
///
/// Functions of genes have no entries.
package struct EvaluationLog: Codable, Hashable, Sendable {
    /// The circumstances of one outcome.
    package struct Entry: Codable, Hashable, Sendable {
        /// The number of the birth.
        package let birth: Int
        /// The duration of its evaluation in seconds, the sum of all parts, including cached ones.
        package var seconds: Double
        /// The worker that measured its last part, from 1; nil if all parts were known.
        package var worker: Int?
        /// The standard deviation of the parts that its fitness is the mean of; nil for a single part.
        package var deviation: Double?
        /// How far it was measured; nil without rungs.
        package var rungs: RungRecord?

        package init(
            birth: Int, seconds: Double, worker: Int? = nil, deviation: Double? = nil, rungs: RungRecord? = nil
        ) {
            self.birth = birth
            self.seconds = seconds
            self.worker = worker
            self.deviation = deviation
            self.rungs = rungs
        }

        private enum CodingKeys: String, CodingKey { case birth, seconds, worker, deviation, rungs }
    }

    // Columns take a third of the space of a list of entries, and copies share their blocks.
    private var births = SharedColumn<UInt32>()
    private var seconds = SharedColumn<Double>()
    /// The workers; 0 for none.
    private var workers = SharedColumn<UInt16>()
    /// The deviations, up to the last known one; NaN for none.
    private var deviations = SharedColumn<Double>()
    /// The records of measurements with rungs, in the order of birth.
    package private(set) var rungs: [RungRecord] = []

    /// The number of entries.
    package var count: Int { births.count }

    private subscript(index: Int) -> Entry {
        Entry(
            birth: Int(births[index]), seconds: seconds[index], worker: workers[index] == 0 ? nil : Int(workers[index]),
            deviation: deviation(at: index), rungs: rungs(of: Int(births[index])))
    }

    /// Returns how far a birth was measured; nil without rungs.
    ///
    /// - Complexity: O(log births)
    package func rungs(of birth: Int) -> RungRecord? {
        let index = rungs.count(through: birth - 1)
        return index < rungs.count && rungs[index].birth == birth ? rungs[index] : nil
    }

    private func deviation(at index: Int) -> Double? {
        guard index < deviations.count, !deviations[index].isNaN else { return nil }
        return deviations[index]
    }

    /// Adds an entry; its birth follows those of the other entries.
    package mutating func add(_ entry: Entry) {
        if let deviation = entry.deviation {
            while deviations.count < count { deviations.append(.nan) }
            deviations.append(deviation)
        }
        if let record = entry.rungs { rungs.append(record) }
        births.append(UInt32(clamping: entry.birth))
        seconds.append(entry.seconds)
        workers.append(UInt16(clamping: entry.worker ?? 0))
    }

    /// Removes the entries from a birth on.
    package mutating func removeAll(from birth: Int) {
        var kept = count
        while kept > 0, Int(births[kept - 1]) >= birth { kept -= 1 }
        births.truncate(to: kept)
        seconds.truncate(to: kept)
        workers.truncate(to: kept)
        deviations.truncate(to: kept)
        rungs.removeLast(rungs.count - rungs.count(through: birth - 1))
    }

    /// The entries in the order of birth, each made when it is read.
    package var entries: some RandomAccessCollection<Entry> { (0..<count).lazy.map { self[$0] } }

    /// Returns the entry of a birth; nil if there is none.
    ///
    /// - Complexity: O(log births)
    package func entry(of birth: Int) -> Entry? {
        let index = births.countOfFirst { Int($0) <= birth } - 1
        return index >= 0 && Int(births[index]) == birth ? self[index] : nil
    }

    package init() {}

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        for entry in try container.decode([Entry].self) {
            guard UInt32(exactly: entry.birth) != nil, UInt16(exactly: entry.worker ?? 1) ?? 0 > 0,
                Int(births.last ?? 0) <= entry.birth, entry.deviation?.isNaN != true,
                entry.rungs.map({ $0.birth == entry.birth && $0.birth > rungs.last?.birth ?? -1 && $0.isSound }) ?? true
            else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "an entry of the record of evaluations is out of range")
            }
            add(entry)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for index in 0..<count { try container.encode(self[index]) }
    }

    /// Returns a number as `JSONEncoder` writes it: a whole one without a fraction.
    private static func written(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static let birthText = Array("{\"birth\":".utf8)
    private static let deviationText = Array(",\"deviation\":".utf8)
    private static let rungsText = Array(",\"rungs\":".utf8)
    private static let secondsText = Array(",\"seconds\":".utf8)
    private static let workerText = Array(",\"worker\":".utf8)
    /// The number of bytes after which a piece is passed on.
    private static let pieceLength = 65_536

    /// Calls a function with each piece of the entries as JSON, as `JSONEncoder` writes them with sorted keys, but
    /// without its objects for each value: a long search is saved many times.
    package func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var text: [UInt8] = [UInt8(ascii: "[")]
        text.reserveCapacity(Self.pieceLength + 256)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for index in 0..<count {
            // Constant texts are bytes already: all of this is done several times for each save.
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text += Self.birthText
            text += String(births[index]).utf8
            if let deviation = deviation(at: index) {
                text += Self.deviationText
                text += Self.written(deviation).utf8
            }
            if let record = rungs(of: Int(births[index])) {
                text += Self.rungsText
                text += try encoder.encode(record)
            }
            text += Self.secondsText
            text += Self.written(seconds[index]).utf8
            if workers[index] > 0 {
                text += Self.workerText
                text += String(workers[index]).utf8
            }
            text.append(UInt8(ascii: "}"))
            if text.count > Self.pieceLength {
                try text.withUnsafeBytes(body)
                text.removeAll(keepingCapacity: true)
            }
        }
        text.append(UInt8(ascii: "]"))
        try text.withUnsafeBytes(body)
    }

    /// Returns true if both hold the same entries.
    package static func == (left: EvaluationLog, right: EvaluationLog) -> Bool {
        left.births == right.births && left.seconds == right.seconds && left.workers == right.workers
            && left.rungs == right.rungs
            && (0..<max(left.deviations.count, right.deviations.count)).allSatisfy {
                left.deviation(at: $0) == right.deviation(at: $0)
            }
    }

    /// Hashes the number of entries and the last birth.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        hasher.combine(births.last)
    }
}

extension [RungRecord] {
    /// Returns the number of records of births up to one; they are in the order of birth.
    ///
    /// - Complexity: O(log births)
    package func count(through birth: Int) -> Int { countOfFirst { $0.birth <= birth } }
}

extension RandomAccessCollection where Index == Int {
    /// Returns the number of elements at the beginning that have a property, which none has after one that lacks it.
    ///
    /// - Complexity: O(log n)
    fileprivate func countOfFirst(_ hasProperty: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if hasProperty(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low - startIndex
    }
}
