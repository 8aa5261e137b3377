import Evolution
import Expressions
import Notation
import Objectives
package import Programs
import Reports

extension ProgramSettings {
    /// The settings as typed, with the objectives after the first.
    package var wholeDescription: String {
        let others = (further ?? []).map { "\($0.direction.rawValue) output" + ($0.name.map { " named \($0)" } ?? "") }
        return ([description] + others).joined(separator: " and ")
    }

    /// The settings as typed.
    package var description: String {
        var text = "output of \(CommandText.quoted(command.text))"
        if isKeptRunning { text += " kept running" }
        if let timeout { text += " timeout \(Numbers.written(duration: timeout))" }
        if let repeats { text += " repeat \(repeats)" }
        if isRemembered { text += " remember" }
        if let name { text += " named \(name)" }
        if let budget {
            text += " epochs \(budget.rungs.lowest)..\(budget.rungs.highest)"
            if budget.rungs.factor != Rungs.usualFactor { text += " factor \(budget.rungs.factor)" }
            if budget.form == .reported { text += " reports" }
        }
        return text
    }
}
