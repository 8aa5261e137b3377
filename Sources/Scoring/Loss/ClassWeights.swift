import Compute
public import Datasets
import Notation

/// The weights of classes in the loss of training samples. Scores, also `loss`, are unweighted.
public enum ClassWeights: Hashable, Sendable {
    /// All classes count the same.
    case equal
    /// n / (k nᶜ) for a class with nᶜ of n training samples in k classes, as scikit-learn's `class_weight="balanced"` (King
    /// and Zeng, "Logistic regression in rare events data", 2001): the weights of all samples of a class have the same
    /// sum.
    case balanced
    /// The weights of some classes by name; other classes have 1.
    case chosen([String: Double])

    /// The weights that may be chosen.
    public static let weights = 0.0...1e6

    /// The chosen weights in the order of the classes' names; empty for the other cases.
    public var chosen: [(name: String, weight: Double)] {
        guard case .chosen(let weights) = self else { return [] }
        return weights.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Returns the weight of each class; nil if all are 1 or there are no classes.
    ///
    /// - Parameter rows: The training rows.
    /// - Complexity: O(rows)
    public func factors(of targets: Targets, rows: [Int32]) -> [Float]? {
        guard case .classes(let labels, let names) = targets else { return nil }
        switch self {
        case .equal: return nil
        case .balanced:
            let counts = rows.reduce(into: [Int](repeating: 0, count: names.count)) { $0[Int(labels[Int($1)])] += 1 }
            let present = counts.count { $0 > 0 }
            return counts.map { $0 == 0 ? 1 : Float(Double(rows.count) / (Double(present) * Double($0))) }
        case .chosen(let weights):
            var factors = [Float](repeating: 1, count: names.count)
            for (name, weight) in weights {
                if let index = names.index(ofClass: name) { factors[index] = Float(weight) }
            }
            return factors
        }
    }

    /// Returns the reason for which the weights do not fit some targets; nil if they fit.
    public func objection(to targets: Targets) -> String? {
        guard self != .equal else { return nil }
        guard case .classes(_, let names) = targets else {
            return "class weights need classes, but the targets are numbers; `training weights equal` removes them"
        }
        guard let unknown = unknownClass(among: names) else {
            return weighsNothing(names)
                ? "all classes have the weight 0, so that networks learn nothing; give one class or more a weight above 0"
                : nil
        }
        let shown = names.prefix(8).map(CommandText.className).joined(separator: ", ")
        let more = names.count > 8 ? " and \(names.count - 8) more" : ""
        return "weights: there is no class \(CommandText.quoted(unknown)); the classes are \(shown)\(more)"
    }

    /// Returns the first class with a weight that is not among some classes; nil if all are.
    public func unknownClass(among names: [String]) -> String? {
        chosen.first { names.index(ofClass: $0.name) == nil }?.name
    }

    /// True if the weights of all classes are 0.
    private func weighsNothing(_ names: [String]) -> Bool {
        guard case .chosen(let weights) = self else { return false }
        let zeros = weights.filter { $0.value == 0 }.compactMap { names.index(ofClass: $0.key) }
        return Set(zeros).count == names.count
    }
}

extension ClassWeights: Codable {
    /// Decodes a word, or weights by class.
    ///
    /// - Throws: `DecodingError.dataCorrupted` for another word or a weight out of range.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let word = try? container.decode(String.self) {
            switch word {
            case "equal": self = .equal
            case "balanced": self = .balanced
            default:
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "\(word) is neither equal nor balanced")
            }
            return
        }
        let weights = try container.decode([String: Double].self)
        guard weights.values.allSatisfy(Self.weights.contains) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a weight is out of range")
        }
        self = .chosen(weights)
    }

    /// Encodes a word, or weights by class.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .equal: try container.encode("equal")
        case .balanced: try container.encode("balanced")
        case .chosen(let weights): try container.encode(weights)
        }
    }
}
