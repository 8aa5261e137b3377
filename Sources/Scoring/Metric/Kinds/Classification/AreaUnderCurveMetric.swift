import Compute

/// The area under the ROC curve: the probability that a row of the class has a higher output than a row of another class,
/// ties counting half (Hanley and McNeil, 1982), as `roc_auc_score` of scikit-learn with `multi_class="ovr"`.
///
/// A mean is over the classes that have rows and that are not the class of all rows. With two classes, the second one
/// is compared with the first.
extension MetricDefinition {
    static let auc = MetricDefinition(
        "auc", "area under the ROC curve, each class against the rest (macro mean over classes)", for: .classes,
        argument: .optionalClass, needsTwoClasses: true
    ) { rows, argument in
        rows.classes?.meanArea(argument) { _ in 1 }
    }

    static let aucWeighted = MetricDefinition(
        "auc_weighted", "area under the ROC curve, each class against the rest (mean weighted by rows of the class)",
        for: .classes, needsTwoClasses: true
    ) { rows, argument in
        rows.classes?.meanArea(argument) { $0 }
    }
}

extension ClassRows {
    fileprivate func meanArea(_ argument: MetricArgument, weight: (_ positives: Double) -> Double) -> Double? {
        mean(argument, weight: weight) { areaUnderCurve(of: $0, positives: $1) }
    }

    /// Returns the weighted mean of a score of classes that have rows beside rows of other classes.
    func mean(
        _ argument: MetricArgument, weight: (_ positives: Double) -> Double,
        _ score: (_ index: Int, _ positives: Double) -> Double?
    ) -> Double? {
        let (actual, _, _) = tallies
        var chosen = actual.indices.filter { actual[$0] > 0 && Int(actual[$0]) < labels.count }
        if case .ofClass(let name) = argument {
            guard let index = index(of: name) else { return nil }
            chosen = chosen.filter { $0 == index }
        } else if count == 2 {
            chosen = chosen.filter { $0 == 1 }
        }
        var (sum, weights) = (0.0, 0.0)
        for index in chosen {
            guard let score = score(index, actual[index]) else { return nil }
            sum += score * weight(actual[index])
            weights += weight(actual[index])
        }
        return weights > 0 ? sum / weights : nil
    }

    /// The rows in the order of falling outputs of a class, as groups of equal outputs: the numbers of rows of the class
    /// and of other rows in each; nil if an output is not a number.
    func groups(of index: Int) -> [(positives: Double, negatives: Double)]? {
        let outputs = outputs(of: index)
        guard !outputs.contains(where: \.isNaN) else { return nil }
        let order = outputs.indices.sorted { outputs[$0] > outputs[$1] }
        var groups: [(positives: Double, negatives: Double)] = []
        var last: Float?
        for row in order {
            if outputs[row] != last { groups.append((0, 0)) }
            last = outputs[row]
            if labels[row] == index {
                groups[groups.count - 1].positives += 1
            } else {
                groups[groups.count - 1].negatives += 1
            }
        }
        return groups
    }

    private func areaUnderCurve(of index: Int, positives: Double) -> Double? {
        guard let groups = groups(of: index) else { return nil }
        let negatives = Double(labels.count) - positives
        var (area, above) = (0.0, 0.0)
        for group in groups {
            area += group.negatives * (above + group.positives / 2)
            above += group.positives
        }
        return area / positives / negatives
    }
}
