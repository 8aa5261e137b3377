import DataSources
import Datasets
import Evolution
import Expressions
import Networks
import Objectives
import Testing

private let genes = [Gene("neurons0", in: .list([.integer(16), .integer(32)]))]

private func networks(
    epochs: Int = 9, _ rungs: Rungs? = nil, patience: Int = 9, schedule: Schedule? = nil
) throws -> (NetworkObjective, PreparedGenome) {
    let dataset = try Catalogue.load("digits")
    let split = try Split(dataset, plan: SplitPlan(limit: 200))
    let examples = Examples(dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
    var settings = TrainingSettings()
    (settings.epochs, settings.patience, settings.schedule) = (epochs, patience, schedule)
    let genus = try Genus(genes)
    let objective = try NetworkObjective(
        genus: genus,
        task: NetworkTask(inputs: 64, outputs: 10, outputActivation: .softmax, settings: settings),
        examples: examples, rungs: rungs, expression: try ParsedExpression(parsing: "accuracy"), direction: .maximize,
        seed: 1)
    return (objective, try objective.prepare(genus.genome(from: ["neurons0": .integer(16)])))
}

private func rungs(_ highest: Int = 9) throws -> Rungs { try #require(Rungs(lowest: 1, highest: highest)) }

@Suite struct NetworkRungsTests {
    @Test func `a measurement in spans is the beginning of the whole one`() throws {
        let (plain, genome) = try networks()
        let whole = try plain.measure(genome, part: 0, cancellation: Cancellation()) { _ in }
        let (objective, prepared) = try networks(rungs())
        for span in try rungs().spans {
            let part = try objective.measure(prepared, part: 0, span: span, cancellation: Cancellation()) { _ in }
            #expect(part.curve == Array(whole.curve.prefix(span.through)))
            #expect(!objective.isOver(part, after: span.through))
            // The whole one answers for the span.
            let derived = try #require(objective.evaluation(whole, after: span.through))
            #expect(derived.scores == part.scores)
            #expect(derived.curve == part.curve)
            if span.through == 9 {
                #expect(part.scores == whole.scores)
                #expect(part.rows == whole.rows)
            }
        }
    }

    @Test func `a span without the checkpoint of the one before it gives the same`() throws {
        let (first, prepared) = try networks(rungs())
        let spans = try rungs().spans
        for span in spans {
            _ = try first.measure(prepared, part: 0, span: span, cancellation: Cancellation()) { _ in }
        }
        let (second, _) = try networks(rungs())
        let last = try second.measure(prepared, part: 0, span: spans[2], cancellation: Cancellation()) { _ in }
        first.release(prepared)
        let again = try first.measure(prepared, part: 0, span: spans[2], cancellation: Cancellation()) { _ in }
        #expect(last.scores == again.scores && last.curve == again.curve && last.rows == again.rows)
    }

    @Test func `the highest rung has the key and the seed of the training without rungs, the others keys of their own`()
        throws
    {
        let (_, plain) = try networks()
        let (_, prepared) = try networks(rungs())
        #expect(prepared.fingerprints == plain.fingerprints)
        let keys = try rungs().spans.map { prepared.fingerprint(part: 0, span: $0) }
        #expect(Set(keys).count == 3)
        #expect(keys.last == plain.fingerprints[0])
        #expect(prepared.fingerprintsFromHighest(part: 0) == keys.reversed().compactMap(\.self))
        // Another highest number of epochs is another training.
        let (_, longer) = try networks(epochs: 27, rungs(27))
        #expect(try longer.fingerprint(part: 0, span: rungs(27).spans[0]) != keys[0])
    }

    @Test func `a training that patience ended is over, and answers for all higher budgets`() throws {
        let (objective, prepared) = try networks(epochs: 81, rungs(81), patience: 1)
        var last: Evaluation?
        for span in try rungs(81).spans {
            let part = try objective.measure(prepared, part: 0, span: span, cancellation: Cancellation()) { _ in }
            last = part
            if objective.isOver(part, after: span.through) { break }
        }
        let ended = try #require(last)
        let (plain, genome) = try networks(epochs: 81, nil, patience: 1)
        let whole = try plain.measure(genome, part: 0, cancellation: Cancellation()) { _ in }
        #expect(ended.scores == whole.scores && ended.curve == whole.curve)
    }

    @Test func `rungs of another highest number than the task's are ignored`() throws {
        #expect(try networks(epochs: 9, rungs(27)).0.rungs == nil)
        #expect(try networks(epochs: 9, rungs(9)).0.rungs == rungs(9))
    }
}
