import Evolution
import Expressions
import Foundation
import Networks
import Objectives
import Programs
import Support
import Testing

@Suite struct SeveralObjectivesTests {
    private static let x = Gene("x", in: .integers(first: 0, last: 100, step: 1, scale: .linear))

    /// Returns the outcome of a program that prints a text.
    private func outcome(of text: String, name: String? = nil, _ further: [ProgramOutput]) throws -> Outcome {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(text.utf8), to: "said")
        let genus = try Genus([Self.x])
        let settings = ProgramSettings(
            command: try CommandTemplate(parsing: "cat \(path)"), name: name, further: further)
        let objective = try ProgramObjective(settings, direction: .maximize, genus: genus, seed: 1)
        let genome = try genus.genome(from: ["x": .integer(7)])
        do {
            let measured = try objective.measure(objective.prepare(genome), part: 0, cancellation: Cancellation()) {
                _ in
            }
            return objective.outcome(of: genome, measured: [measured])
        } catch {
            return .failure("\(error)")
        }
    }

    @Test(arguments: ["0.5 3", "epoch 9 0.5 3\n", "accuracy=0.5 seconds=3", "[0.5, 3]", "( 0.5 , 3 )"])
    func `a program prints one number for each objective`(text: String) throws {
        let found = try outcome(of: text, [ProgramOutput(.minimize, named: nil)])
        #expect(found == .vector(ObjectiveVector([0.5, -3]), size: 0))
    }

    @Test(arguments: [
        "{\"seconds\": 3, \"accuracy\": 0.5, \"note\": \"x\"}", "accuracy=0.5 seconds=3", "seconds:3 accuracy:0.5",
        "seconds=9 accuracy=0.5 seconds=3",
    ])
    func `numbers with names may come in any order`(text: String) throws {
        let found = try outcome(of: text, name: "accuracy", [ProgramOutput(.minimize, named: "seconds")])
        #expect(found == .vector(ObjectiveVector([0.5, -3]), size: 0))
    }

    @Test func `a missing number is a failure that says what was expected`() throws {
        let further = [ProgramOutput(.minimize, named: nil)]
        #expect(
            try outcome(of: "0.5", further) == .failure("it printed \"0.5\", expected 2 numbers as the last words"))
        let named = try outcome(
            of: "{\"accuracy\": 0.5}", name: "accuracy", [ProgramOutput(.minimize, named: "seconds")])
        #expect(
            named
                == .failure(
                    "it printed \"{\"accuracy\": 0.5}\", expected a JSON object with the numbers accuracy, seconds, "
                        + "or words such as accuracy=0.5"))
        #expect(
            try outcome(of: "0.5 nan", further)
                == .failure("it printed \"0.5 nan\", in which not every number is finite"))
    }

    @Test func `several functions of genes give a vector, and fail together`() throws {
        let genus = try Genus([Self.x, Gene("y", in: .integers(first: 0, last: 9, step: 1, scale: .linear))])
        let objectives = try ExpressionVector(
            [
                DirectedExpression(.maximize, try ParsedExpression(parsing: "x")),
                DirectedExpression(.minimize, try ParsedExpression(parsing: "1 / y")),
            ], genus: genus)
        let codes: [UInt32] = [7, 4, 7, 0]
        let outcomes = objectives.outcomes(codes, rows: 0..<2, workers: 1)
        #expect(outcomes[0] == .vector(ObjectiveVector([7, -0.25]), size: 0))
        #expect(outcomes[1].vector == nil)
        #expect(objectives.outcome(of: try genus.genome(codes: [7, 4])) == outcomes[0])
        #expect(objectives.outcome(of: try genus.genome(codes: [7, 0])) == outcomes[1])
    }

    @Test func `a gene that no objective reads is an error`() throws {
        let genus = try Genus([Self.x, Gene("y", in: .integers(first: 0, last: 9, step: 1, scale: .linear))])
        let both = [
            DirectedExpression(.maximize, try ParsedExpression(parsing: "x")),
            DirectedExpression(.minimize, try ParsedExpression(parsing: "x^2")),
        ]
        #expect(throws: ObjectiveError.self) { try ExpressionVector(both, genus: genus) }
    }
}
