import Evolution
import Foundation
import Objectives
import RemoteEvaluation
import Testing

@Suite("Lines between a shell and an evaluator")
struct EvaluatorProtocolTests {
    private struct Description: Decodable, Sendable, Equatable { let x: Int }

    private func read(_ request: EvaluatorRequest) throws -> EvaluatorOrder<Description> {
        #expect(request.line.last == UInt8(ascii: "\n"))
        #expect(request.line.filter { $0 == UInt8(ascii: "\n") }.count == 1)
        return try EvaluatorOrder(line: request.line.dropLast())
    }

    @Test("a shell's requests are read unchanged, every number to its last bit")
    func requests() throws {
        let genus = try Genus([
            Gene("rate", in: .interval(first: 1e-5, last: 1e-1, scale: .logarithmic)),
            Gene("word", in: .list([.text("a \"b\"\n\\"), .text("7")])),
            Gene("mixed", in: .list([.integer(1), .real(0.1), .text("x")])),
            Gene(
                "units", in: .integers(first: 1, last: 8, step: 1, scale: .linear),
                when: .equal(gene: "word", .text("7"))),
        ])
        for code in [UInt32(0), 1, 12_345, 500_000] {
            for word in [UInt32(0), 1] {
                for mixed in [UInt32(0), 1, 2] {
                    let genome = try genus.genome(codes: [code, word, mixed, word == 1 ? 5 : Genome.inactive])
                    let line = EvaluatorRequest.evaluate(
                        9, search: 2, part: 1, genes: GenesObject.text(genome, of: genus))
                    guard case .evaluate(9, search: 2, part: 1, span: nil, let genes) = try read(line) else {
                        Issue.record("another order")
                        return
                    }
                    #expect(try genus.genome(from: genes) == genome)
                }
            }
        }
        guard
            case .search(3, Description(x: 4), folder: "/a \"b\"") = try read(
                .search(3, description: Array("{\"x\":4}".utf8), folder: "/a \"b\"")),
            case .data("d", 5, 6, [0, 255, 10]) = try read(.data(digest: "d", offset: 5, size: 6, bytes: [0, 255, 10])),
            case .welcome(2.5) = try read(.welcome(heartbeat: 2.5)), case .stop(8) = try read(.stop(search: 8))
        else {
            Issue.record("another order")
            return
        }
        #expect(throws: (any Error).self) { try EvaluatorOrder<Description>(line: Array("{\"y\":1}".utf8)) }
        #expect(throws: (any Error).self) { try EvaluatorOrder<Description>(line: Array("hello".utf8)) }
    }

    @Test("an evaluator's replies are read unchanged, including NaN and infinity")
    func replies() throws {
        let evaluation = Evaluation(
            scores: ["accuracy": 0.1 + 0.2, "loss": .nan, "r2": -.infinity],
            curve: [["loss": 1e-300], ["loss": 2.5e-308]],
            seconds: 1.0 / 3)
        guard
            case .evaluated(4, let read, fingerprint: "ab")? = EvaluatorReply(
                line: EvaluatorReply.evaluated(4, evaluation, fingerprint: "ab").line.dropLast()),
            case .failed(5, reason: "it \"broke\"\n", seconds: 2, fingerprint: nil)? = EvaluatorReply(
                line: EvaluatorReply.failed(5, reason: "it \"broke\"\n", seconds: 2, fingerprint: nil).line.dropLast())
        else {
            Issue.record("another reply")
            return
        }
        #expect(read.scores["accuracy"] == 0.1 + 0.2)
        #expect(read.scores["loss"]?.isNaN == true)
        #expect(read.scores["r2"] == -.infinity)
        #expect(read.curve == evaluation.curve)
        #expect(read.seconds == 1.0 / 3)
        for text in ["", "Last login: today", "{\"motd\": 1}", "{", "[1]"] {
            let isReply = EvaluatorReply(line: Array(text.utf8)) != nil
            #expect(!isReply)
        }
    }
}
