package import Expressions

// The errors and warnings about the conditions of `require`.

extension SessionError {
    package static func noCondition(_ number: Int, count: Int) -> SessionError {
        .unusable(
            count == 0
                ? "there are no conditions to remove"
                : "there is no condition \(number): conditions are numbered 1 to \(count), as `require` lists them")
    }

    package static func unusableConditions(_ error: ExpressionError) -> SessionError {
        .unusable(
            "a condition of `require` does not fit the genes: \(error.description); `require` lists the conditions, "
                + "`require none` removes them")
    }

    package static func conditionOnNetworks(_ condition: ParsedExpression) -> SessionError {
        .unusable(
            "the condition `\(condition)` is about networks, but the objective trains none; remove it with `require "
                + "none`, or choose another objective")
    }

    package static func conditionOnResults(_ condition: ParsedExpression) -> SessionError {
        .unusable(
            "the condition `\(condition)` is about results of networks or programs, which this objective does not have; "
                + "remove it with `require none`, or choose another objective")
    }

    package static func conditionNeverMet(_ condition: ParsedExpression) -> SessionError {
        .unusable("no genome meets `\(condition)`; change the condition or the values of a gene")
    }

    package static func conditionAlwaysMet(_ condition: ParsedExpression) -> SessionError {
        .unusable("every genome meets `\(condition)`, so that it would change nothing; leave it out")
    }

    package static func readByRequirement(_ condition: ParsedExpression, _ removed: String) -> SessionError {
        .unusable(
            "the condition `\(condition)` depends on \(removed); remove the condition first: `require` lists them")
    }
}

extension Warning {
    package static func conditionRarelyMet(_ condition: ParsedExpression, draws: Int) -> String {
        "none of \(draws) random genomes meets `\(condition)`; the search has to look for some that do"
    }

    package static func conditionMostlyMet(_ condition: ParsedExpression, draws: Int) -> String {
        "all of \(draws) random genomes meet `\(condition)`; it may change nothing"
    }

    /// - Parameter misses: The conditions that the best genome misses.
    package static func noFeasibleGenome(violation: String) -> String {
        "no genome meets all conditions yet; the one that comes closest has a violation of \(violation): continue with "
            + "`evolve`, or relax a condition (`require` lists them)"
    }
}
