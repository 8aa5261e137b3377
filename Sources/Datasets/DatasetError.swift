/// The errors of datasets, splits and folds.
public enum DatasetError: Error, Equatable, Sendable {
    case empty(name: String)
    case shape(name: String, expected: Int, found: Int)
    case labelOutOfRange(name: String, row: Int, label: Int, classes: Int)
    case tooFewSamples(name: String, needed: Int, found: Int)
    case noOfficialTest(name: String)
    case fraction(Double)
    case contradiction
    case folds(found: Int, maximum: Int)
    case foldsBesideOfficialTest
    /// Too few groups for three sets.
    case tooFewGroups(column: String, needed: Int, found: Int)
    /// Too few different times for three sets.
    case tooFewTimes(column: String, needed: Int, found: Int)
    /// Fewer groups outside the test set than folds.
    case tooFewGroupsForFolds(column: String, folds: Int, found: Int)
    /// Too few different times outside the test set for folds that roll forward.
    case tooFewTimesForFolds(column: String, folds: Int, found: Int)
    case officialTestBesideColumns(name: String)
    /// Bytes that are not a complete dataset.
    case damaged
    /// A dataset that cannot be written as bytes.
    case unwritable(name: String, reason: String)
}

extension DatasetError: CustomStringConvertible {
    /// The error message.
    public var description: String {
        switch self {
        case .empty(let name): "\(name) has no samples"
        case .shape(let name, let expected, let found):
            "\(name): expected \(expected) numbers, found \(found)"
        case .labelOutOfRange(let name, let row, let label, let classes):
            "\(name): sample \(row) has the label \(label), expected 0 to \(classes - 1)"
        case .tooFewSamples(let name, let needed, let found):
            "\(name) has \(found) \(found == 1 ? "sample" : "samples"), but this split needs at least \(needed); load "
                + "more samples"
        case .noOfficialTest(let name):
            "\(name) has no official test set; try `validation 15%`"
        case .fraction(let value):
            "the validation and test sets must be above 0% and leave samples to train on; found \(Self.percent(value))"
        case .folds(let found, let maximum): "expected 2 to \(maximum) folds, found \(found)"
        case .foldsBesideOfficialTest:
            "with folds, each fold is the validation set once; leave out `folds` or `validation test`"
        case .tooFewGroups(let column, let needed, let found):
            "\"\(column)\" has \(found) \(found == 1 ? "group" : "groups"), but the training, validation and test sets need at "
                + "least \(needed), as no group is divided; use another column or leave out `group`"
        case .tooFewTimes(let column, let needed, let found):
            "\"\(column)\" has \(found) different \(found == 1 ? "time" : "times"), but the training, validation and "
                + "test sets need at least \(needed), as rows of the same time stay together; use another column or leave out `time`"
        case .tooFewGroupsForFolds(let column, let folds, let found):
            "\"\(column)\" has \(found) \(found == 1 ? "group" : "groups") outside the test set, fewer than the \(folds) folds; "
                + (found > 1 ? "write `folds \(found)`, or " : "write ")
                + "`validation 15%` for a single validation set"
        case .tooFewTimesForFolds(let column, let folds, let found):
            "\"\(column)\" has \(found) different \(found == 1 ? "time" : "times") outside the test set, but \(folds) folds that "
                + "roll forward need \(folds + 1); "
                + (found > 2 ? "write `folds \(found - 1)`, or " : "write ")
                + "`validation 15%` for a single validation set"
        case .officialTestBesideColumns(let name):
            "\(name) has an official test set, which `group` and `time` cannot change; leave them out"
        case .unwritable(let name, let reason): "\(name) cannot be sent: \(reason)"
        case .damaged: "expected the bytes of a dataset, found something else"
        case .contradiction: "`validation test` uses the official test set for validation; leave out `test`"
        }
    }

    /// Returns a fraction in percent, with two digits where there are any.
    private static func percent(_ value: Double) -> String {
        let percent = (value * 10_000).rounded() / 100
        return "\(Int(exactly: percent).map(String.init) ?? "\(percent)")%"
    }
}
