public import Compute
public import Datasets
import Notation

/// Reasons for which a score cannot be measured, each with what to do.
extension Metric {
    /// Returns what is wrong with a name that resembles a metric but is none, such as `accuracy of setosa`, `pinball` and
    /// `top_0_accuracy`; nil for other names.
    public static func complaint(about name: String) -> String? {
        guard Metric(named: name) == nil else { return nil }
        if let of = name.firstRange(of: " of ") {
            let head = name[..<of.lowerBound]
            let names = MetricDefinition.all.filter(\.takesClass).map(\.name).sorted()
            let known = MetricDefinition.all.contains { $0.name == head }
            return (known ? "\(head) is not a score of one class" : "there is no score \(head) of a class")
                + "; those are \(list(names)), such as `f1 of setosa`"
        }
        for definition in MetricDefinition.all {
            switch definition.argument {
            case .none, .optionalClass: continue
            case .number(let least, let greatest, let example):
                guard name == definition.name || name.hasPrefix(definition.name + " ") else { continue }
                let bounds = "\(CommandText.numberText(least)) and \(CommandText.numberText(greatest))"
                return "\(definition.name) needs a number between \(bounds), such as `\(definition.name) \(example)`"
            case .count(let before, let after):
                guard name.hasPrefix(before), name.hasSuffix(after) else { continue }
                return "\(definition.name) needs a whole number from 1 for N, such as `\(before)3\(after)`"
            }
        }
        return nil
    }

    private static func list(_ names: [String]) -> String {
        names.count < 2 ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    }

    /// Returns the reason for which the metric is undefined for some targets; nil if it is defined.
    ///
    /// - Parameters:
    ///   - rows: The rows on which it is to be measured.
    ///   - part: The rows in words, such as `the validation set`.
    ///   - output: The activation of the outputs.
    /// - Complexity: O(rows)
    public func objection(
        to targets: Targets, rows: [Int32], part: String, output: Activation
    ) -> String? {
        guard !isAlwaysMeasured else { return nil }
        let labels: [Int]
        let names: [String]
        switch (definition.task, targets) {
        case (.numbers, .classes):
            return "\(name) is for numeric targets, but the targets are classes; try `maximize balanced_accuracy`"
        case (.numbers, .values), (.any, _): return nil
        case (.classes, .classes(let all, let classes)):
            (labels, names) = (rows.map { Int(all[Int($0)]) }, classes)
        case (.classes, .values(let values, let columns)):
            guard columns.count == 1, values.allSatisfy({ $0 == 0 || $0 == 1 }) else {
                return "\(name) is for classes, but the targets are numbers; try `minimize rmse`"
            }
            (labels, names) = (rows.map { values[Int($0)] == 0 ? 0 : 1 }, ["0", "1"])
        }
        if definition.needsProbabilities, ![.softmax, .sigmoid, .hardSigmoid].contains(output) {
            return "\(name) needs outputs that are probabilities, but \(output.name) can give others; "
                + "try `training output softmax`"
        }
        if let wanted = ofClass { return objection(to: wanted, labels, names, part) }
        guard definition.needsTwoClasses, let first = labels.first, labels.allSatisfy({ $0 == first }) else {
            return nil
        }
        return "\(name) needs rows of two classes, but all rows of \(part) are \(CommandText.quoted(names[first])); "
            + Self.remedy
    }

    private static let remedy = "a larger validation set or fewer folds may help"

    private func objection(to wanted: String, _ labels: [Int], _ names: [String], _ part: String) -> String? {
        guard let index = names.index(ofClass: wanted) else {
            let shown = names.prefix(8).map(CommandText.className)
            let list = shown.joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
            return "\(name): there is no class \(CommandText.quoted(wanted)); the classes are \(list)"
        }
        let count = labels.count { $0 == index }
        guard count > 0 else {
            return "\(name) needs rows of class \(CommandText.quoted(names[index])), but \(part) has none; "
                + Self.remedy
        }
        guard definition.needsTwoClasses, count == labels.count else { return nil }
        return "\(name) needs rows of other classes than \(CommandText.quoted(names[index])), but \(part) has none; "
            + Self.remedy
    }

    /// Returns a remark on a score that is defined, but says little about some targets; nil if there is none.
    ///
    /// - Complexity: O(rows)
    public func remark(on targets: Targets, rows: [Int32]) -> String? {
        switch (definition.name, targets) {
        case (MetricDefinition.topAccuracy.name, .classes(_, let names)):
            guard case .number(let count) = argument, Double(names.count) <= count else { return nil }
            return "\(name) is 1 for every network, because there are only \(names.count) classes"
        case (MetricDefinition.meanAbsolutePercentageError.name, .values(let values, let names)):
            let width = names.count
            let zeros = rows.count { row in
                (0..<width).contains { values[Int(row) * width + $0] == 0 }
            }
            guard zeros > 0 else { return nil }
            return "mape divides by the targets, and \(zeros) of \(rows.count) validation rows have the target 0; "
                + "try `minimize mae`"
        default: return nil
        }
    }
}
