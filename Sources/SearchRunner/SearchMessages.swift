package import Reports

/// The notes of a running search.
package enum SearchNotice {
    /// The estimated duration of a long search, and the settings that shorten it.
    package static func longSearch(_ parts: Int, seconds: Double, isTraining: Bool, hasFolds: Bool) -> String {
        let noun = isTraining ? "training" : "evaluation"
        let remedies =
            isTraining
            ? "`training epochs`, `population size`\(hasFolds ? ", fewer folds" : "")"
            : "`population size`"
        return
            "\(Numbers.grouped(parts)) \(noun)s, about \(Numbers.roughDuration(seconds)); \(remedies) or fewer generations "
            + "make it shorter"
    }

    /// Returns the lines that a failed program wrote last, below a heading.
    package static func lastLines(_ lines: ArraySlice<String>) -> [String] {
        ["last lines of its standard error:"] + lines.map { "  \($0)" }
    }

    package static func failures(_ group: FailureGroup) -> [String] {
        ["\(group.count) × \(group.reason)"] + (group.output.count > 1 ? group.output.map { "  \($0)" } : [])
    }

    package static func commandLine(_ line: String) -> String { "to run it by hand:  \(line)" }

    /// - Parameter count: The number of finished generations.
    package static func continuation(generations count: Int) -> String {
        let kept = count > 0 ? "\(Numbers.counted(count, "generation")) kept; " : ""
        return "\(kept)once it works, `evolve` continues"
    }
}
