extension MetricDefinition {
    /// The fraction of samples whose class is among the N greatest outputs, as `top_k_accuracy_score` of scikit-learn:
    /// of equal outputs the last one comes first. With N classes or fewer it is 1.
    static let topAccuracy = MetricDefinition(
        "top_N_accuracy", "fraction of samples whose class is among the N greatest outputs, such as top_3_accuracy",
        for: .classes, argument: .count(before: "top_", after: "_accuracy")
    ) { rows, argument in
        guard case .number(let count) = argument, let classes = rows.classes else { return nil }
        let outputs = (0..<classes.count).map(classes.outputs)
        return classes.mean { row in
            let label = classes.labels[row]
            let own = outputs[label][row]
            guard !own.isNaN else { return nil }
            let before = outputs.indices.count {
                outputs[$0][row] > own || outputs[$0][row] == own && $0 > label
            }
            return Double(before) < count ? 1 : 0
        }
    }
}
