package import CommandLanguage
import CurrentNetwork
import Datasets
import Evolution
package import Messages
import ModelFiles
import Networks
package import Reports
package import Session
package import SessionState

extension ScoreCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let trained = try session.networkAtHand(for: "score")
        let examples = try session.examples(for: trained.saved, "score")
        let split = examples.split
        if trained.isRefit {
            guard !split.test.isEmpty else { throw .validationLearned(for: "score") }
            context.report(.warning(Warning.validationLearned))
        }
        let metric = trained.settings.score
        let metrics = [metric] + (trained.settings.scores ?? []) + Metric.main(for: examples.dataset.targets)
        let validation = try session.scores(of: trained.saved, on: split.validation, examples, metrics)
        var test: Scores?
        if !split.test.isEmpty {
            session.countTestRead(of: examples)
            test = try session.scores(of: trained.saved, on: split.test, examples, metrics)
        }
        session.state.trained = TrainedNetwork(
            trained.saved, validation: trained.isRefit ? trained.validation : validation[metric], test: test?[metric],
            curve: trained.curve, isRefit: trained.isRefit)
        return .scored(
            ScoredReport(
                score: metric.name,
                validation: MeasuredScore(
                    validation[metric] ?? .nan, score: metric.name, rows: split.validation.count),
                test: test.map { MeasuredScore($0[metric] ?? .nan, score: metric.name, rows: split.test.count) },
                scores: (test ?? validation).named, testReads: session.testReads(of: examples),
                confusion: try session.confusion(of: trained.saved, examples)))
    }

    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        guard case .scored(let scored) = report else { return .init(text) }
        return .init(text, validation: scored.validation.value, test: scored.test?.value)
    }
}
