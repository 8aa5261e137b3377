import Foundation
public import Objectives

/// The numbers that a program prints in its last line, one for each objective.
enum ProgramOutputs: Hashable, Sendable {
    /// So many numbers at the end of the line, such as `0.93 12` or `[0.93, 12]`.
    case numbers(Int)
    /// Numbers with these names, in a JSON object such as `{"accuracy": 0.93, "seconds": 12}`, or as words such as
    /// `accuracy=0.93 seconds=12`.
    case named([String])

    /// The names under which the numbers are kept.
    var scores: [String] {
        switch self {
        case .numbers(let count):
            (1...max(1, count)).map { $0 == 1 ? ProgramObjective.score : "\(ProgramObjective.score)\($0)" }
        case .named(let names): names
        }
    }

    /// A description of the line, for messages.
    var expectation: String {
        switch self {
        case .numbers(1): "a number as the last word"
        case .numbers(let count): "\(count) numbers as the last words"
        case .named(let names):
            "a JSON object with the numbers \(names.joined(separator: ", ")), or words such as \(names[0])=0.5"
        }
    }

    /// Returns the numbers of a line, including `nan` and `inf`; nil if one of them is missing.
    ///
    /// - Complexity: O(line)
    func numbers(in line: String) -> [Double]? {
        switch self {
        case .numbers(let count): ProgramAnswer.numbers(count, in: line.utf8)
        case .named(let names): Self.object(names, line) ?? Self.words(names, line)
        }
    }

    private struct AnyNumber: Decodable {
        let value: Double?

        init(from decoder: any Decoder) throws {
            do { value = try decoder.singleValueContainer().decode(Double.self) } catch { value = nil }
        }
    }

    /// Returns the numbers of a JSON object; nil if the line is none, or lacks a number.
    private static func object(_ names: [String], _ line: String) -> [Double]? {
        let decoder = JSONDecoder()
        // Python writes these.
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        let object: [String: AnyNumber]
        do { object = try decoder.decode([String: AnyNumber].self, from: Data(line.utf8)) } catch { return nil }
        let numbers = names.compactMap { object[$0]?.value }
        return numbers.count == names.count ? numbers : nil
    }

    /// Returns the numbers of words such as `accuracy=0.93`, the last one of each name.
    private static func words(_ names: [String], _ line: String) -> [Double]? {
        let words = line.split(whereSeparator: \.isWhitespace)
        let numbers = names.compactMap { name in
            words.last { $0.hasPrefix("\(name)=") || $0.hasPrefix("\(name):") }
                .flatMap { ProgramAnswer.number(in: $0.utf8) }
        }
        return numbers.count == names.count ? numbers : nil
    }
}

/// The second number that a program prints as an objective, or a later one.
public struct ProgramOutput: Codable, Hashable, Sendable {
    /// Its direction.
    public let direction: Direction
    /// Its name; nil if the numbers have no names.
    public let name: String?

    private enum CodingKeys: String, CodingKey { case direction, name }

    /// Creates an objective.
    public init(_ direction: Direction, named name: String?) {
        self.direction = direction
        self.name = name
    }
}
