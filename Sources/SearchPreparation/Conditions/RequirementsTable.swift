import Evolution
import Expressions
package import Messages
package import Reports
package import Session
import SessionState

extension Session {
    /// Returns a table of the conditions, each with the share of genomes that meets it.
    package func requirementsTable() throws(SessionError) -> TableReport {
        let conditions = state.requirements ?? []
        guard !conditions.isEmpty else {
            return TableReport(
                title: "no conditions; try `require parameters <= 200000` or `require x < y`",
                table: Table(
                    columns: [.init("number", .right), .init("condition"), .init("known"), .init("met by")], rows: []))
        }
        var rows: [[String]] = []
        var ofGenomes: [ParsedExpression] = []
        for (index, condition) in conditions.enumerated() {
            let start = ["\(index + 1)", "\(condition)"]
            do {
                if try Requirements.isOfGenome(condition, state.genes.genes, state.programOutputs) {
                    ofGenomes.append(condition)
                    rows.append(
                        start + ["before birth", try share(of: [condition])?.text ?? "known once data are loaded"])
                } else {
                    rows.append(start + ["after evaluation", metSoFar ?? "–"])
                }
            } catch let error as ExpressionError {
                // The genes have changed since.
                rows.append(start + ["–", error.description])
            } catch let error as SessionError {
                throw error
            } catch {
                throw .failed("\(error)")
            }
        }
        var title = Numbers.counted(conditions.count, "condition")
        if ofGenomes.count > 1, let all = try share(of: ofGenomes) {
            title += "; those known before birth: met by \(all.text)"
        }
        return TableReport(
            title: title,
            table: Table(
                columns: [.init("number", .right), .init("condition"), .init("known"), .init("met by")], rows: rows))
    }

    /// The number of evaluated births that meet the condition on results; nil before there are any, and with several
    /// such conditions, of which only the sum of violations is kept.
    private var metSoFar: String? {
        guard let evolution = state.evolution, evolution.criteria.isConstrained, evolution.evaluations > 0,
            evolution.isRecording,
            let divided = try? Requirements(
                state.requirements ?? [], genes: state.genes.genes, outputs: state.programOutputs),
            divided.ofResults.count == 1
        else { return nil }
        let met = (0..<evolution.evaluations).count { evolution.history.outcome($0)?.isFeasible ?? false }
        return "\(met) of \(Numbers.counted(evolution.evaluations, "evaluation"))"
    }
}
