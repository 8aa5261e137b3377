package import DataFiles

// The errors about labels that cannot be learned.

extension DataError {
    package static func equalLabels(_ location: String, all label: String) -> DataError {
        .dataset(path: location, reason: "every label is \(label): there is nothing to learn")
    }

    static func identifyingLabels(_ location: String) -> DataError {
        .dataset(
            path: location,
            reason: "the labels differ in over half of the rows: they identify them and cannot be learned")
    }

    /// Returns the error for a label of this name; the reason continues the sentence.
    static func unusableLabel(_ name: String, _ location: String, _ reason: LabelProblem) -> DataError {
        .dataset(path: location, reason: "the label \"\(name)\" \(reason.words)")
    }
}

/// The reasons why a label cannot be learned, for the sentence `the label "y" …`.
enum LabelProblem {
    case constant(String)
    case rounded(from: String, to: String)
    case tooClose(from: String, to: String)
    /// - Parameter reason: The beginning of the sentence: `has numbers that …`.
    case coarse(reason: String)
    case tooManyClasses(limit: Int)
    case beyondDoubles
    case identifiesRows

    fileprivate var words: String {
        switch self {
        case .constant(let value): "is \(value) in every row: there is nothing to learn"
        case .rounded(let least, let greatest):
            "has integers from \(least) to \(greatest), some of which become equal when rounded to 32 bits; "
                + "\(Labels.remedy)"
        case .tooClose(let least, let greatest):
            "has numbers from \(least) to \(greatest), which 32-bit numbers cannot distinguish; subtract \(least) from "
                + "each, or add `classes` if they are names"
        case .coarse(let reason): "\(reason), or add `classes` if they are names"
        case .tooManyClasses(let limit): "has more than \(limit) different values: too many for classes"
        case .beyondDoubles: "has integers beyond 2^53, which 64-bit numbers cannot distinguish; save them as texts"
        case .identifiesRows: "differs in over half of the rows: it identifies them and cannot be learned"
        }
    }
}
