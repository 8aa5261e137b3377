/// A condition compiled for given names, which measures by how much it is missed.
///
///     let names: [String: Slot] = ["a": .number(index: 0), "b": .number(index: 1)]
///     let condition = try CompiledCondition(compiling: ParsedExpression(parsing: "a + b <= 4"), names: names)
///     condition.violation([3, 2])  // 0.25: 1 above the limit of 4
///
/// The violation is 0 if the condition is met. A comparison that is missed has the difference of its sides as violation,
/// relative to a side that is a constant other than 0, so that conditions on large and on small numbers count alike.
/// `and` adds violations, `or` takes the smallest one. A comparison without an amount, such as `a != b`, counts 1.
public struct CompiledCondition: Sendable {
    /// The violation of a comparison that is missed without an amount, as `a < b` for equal numbers.
    public static let least = 0x1p-40

    private struct Comparison: Sendable {
        let truth: CompiledExpression
        let gap: CompiledExpression?
        let bound: Double
        /// The slots that the comparison reads and that may have no value.
        let optional: [Int]
    }

    private indirect enum Tree: Sendable {
        case comparison(Comparison)
        case all([Tree])
        case any([Tree])
    }

    private let tree: Tree

    /// Checks a condition against the known names and compiles it.
    ///
    /// - Parameter isOptional: Returns true for the index of a slot whose number is NaN if it has no value, such as an
    ///   inactive gene. A comparison that cannot be computed for this reason does not apply, and is met.
    /// - Throws: `ExpressionError` for an unknown name, or if the expression is no condition.
    /// - Complexity: as for `CompiledExpression`
    public init(
        compiling condition: ParsedExpression, names: [String: Slot], isOptional: (Int) -> Bool = { _ in false }
    ) throws(ExpressionError) {
        // The whole expression is checked first: its errors are about the text that was typed.
        _ = try CompiledExpression(compiling: condition, names: names)
        guard let parts = condition.conditionTree else { throw .noComparison(at: condition.root.range) }
        tree = try Self.compile(parts, names, isOptional)
    }

    private static func compile(
        _ parts: ConditionTree, _ names: [String: Slot], _ isOptional: (Int) -> Bool
    ) throws(ExpressionError) -> Tree {
        switch parts {
        case .all(let trees): return .all(try compile(trees, names, isOptional))
        case .any(let trees): return .any(try compile(trees, names, isOptional))
        case .comparison(let compared):
            let truth = try CompiledExpression(compiling: compared.truth, names: names)
            // Words have no difference.
            let gap = compared.gap.flatMap { gap -> CompiledExpression? in
                do { return try CompiledExpression(compiling: gap, names: names) } catch { return nil }
            }
            return .comparison(
                Comparison(
                    truth: truth, gap: gap, bound: compared.bound ?? 1,
                    optional: truth.slotNames.keys.filter(isOptional).sorted()))
        }
    }

    private static func compile(
        _ trees: [ConditionTree], _ names: [String: Slot], _ isOptional: (Int) -> Bool
    ) throws(ExpressionError) -> [Tree] {
        var compiled: [Tree] = []
        for tree in trees { compiled.append(try compile(tree, names, isOptional)) }
        return compiled
    }

    /// Returns the amount by which the condition is missed: 0 if it is met, infinity if its sides cannot be computed.
    ///
    /// - Complexity: O(parts of the condition)
    public func violation(_ values: [Double]) -> Double { Self.violation(of: tree, values) }

    private static func violation(of tree: Tree, _ values: [Double]) -> Double {
        switch tree {
        case .all(let trees): return trees.reduce(0) { $0 + violation(of: $1, values) }
        case .any(let trees): return trees.reduce(.infinity) { min($0, violation(of: $1, values)) }
        case .comparison(let comparison):
            if comparison.truth.evaluate(values) == 1 { return 0 }
            let gap = comparison.gap.map { $0.evaluate(values) }
            if gap?.isNaN ?? true, comparison.optional.contains(where: { values[$0].isNaN }) { return 0 }
            guard let gap else { return 1 }
            return gap.isNaN ? .infinity : max(least, gap / comparison.bound)
        }
    }
}
