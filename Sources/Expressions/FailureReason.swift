extension CompiledExpression {
    /// Returns the reason why the expression has no finite value for these numbers; nil if it has one, or if the only
    /// reason is that a number is too large.
    ///
    /// - Complexity: O(parts of the expression)
    public func failure(_ values: [Double]) -> String? {
        var workspace = Workspace(registers: registers)
        var source: any ProgramRows = OneRow(values: values)
        // The reason for each register that holds no finite number, from the step that lost it.
        var reasons = [String?](repeating: nil, count: registers + 1)
        for index in instructions.indices {
            let (inputs, output) = instructions[index].registers
            let arguments = inputs.map { workspace.first(of: $0) }
            var reason = inputs.lazy.compactMap { reasons[$0] }.first
            if case .choose = instructions[index] { reason = reasons[arguments[0] == 0 ? output + 2 : output + 1] }
            workspace.run(instructions[index...index], &source, 1)
            let result = workspace.first(of: output)
            if result.isFinite {
                reason = nil
            } else if reason == nil {
                reason = self.reason(instructions[index], arguments, result, values)
            }
            reasons[output] = reason
        }
        return workspace.first(of: result).isFinite ? nil : reasons[result]
    }

    private func reason(
        _ instruction: Instruction, _ arguments: [Double], _ result: Double, _ values: [Double]
    ) -> String? {
        switch instruction {
        case .load(let slot, _): return reason(ofSlot: slot)
        case .addSlots(let slots, _): return slots.first { !values[$0].isFinite }.flatMap(reason)
        case .apply(_, let name, _), .combine(_, let name, _), .combineThree(_, let name, _):
            return arguments.allSatisfy(\.isFinite) ? Function.named(name)?.failure : nil
        case .look(let table, _): return table.failure
        case .binary(.power, _) where result.isNaN: return Function.named("pow")?.failure
        case .binary(.modulo, _) where result.isNaN: return Function.named("mod")?.failure
        case .binary(.divide, _) where result.isNaN: return EvaluationFailure.zeroByZero
        default: return nil
        }
    }

    private func reason(ofSlot slot: Int) -> String? {
        slotNames[slot].map(EvaluationFailure.noNumber)
    }
}
