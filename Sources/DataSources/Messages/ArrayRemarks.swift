import DelimitedText
import Tables

// The sentences about decisions made while reading arrays.

extension ReadingRemark {
    static func oneHot(_ array: String, classes: Int) -> String { "\(array) is one-hot encoded: \(classes) classes" }

    static func severalTargets(_ array: String, _ count: Int) -> String {
        "\(array) has \(count) numbers per sample: regression"
    }

    static func missingNumbers(_ count: Int, of total: Int, in columns: String) -> String {
        "\(count) of \(total) numbers \(count == 1 ? "is" : "are") missing (NaN), in \(columns); replaced by the median "
            + "of the training set"
    }

    static func emptyColumns(_ columns: String, count: Int) -> String {
        let (verb, what) = count == 1 ? ("has", "its input is") : ("have", "their inputs are")
        return "\(columns) \(verb) no value in any row (all NaN); \(what) always 0"
    }

    static func roundedColumns(_ columns: String) -> String { "\(ColumnDecision.rounded) in \(columns)" }
}
