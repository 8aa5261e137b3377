import Evolution
import Expressions
import Objectives
import Testing

@Suite struct MixedListTests {
    private static let values: [GeneValue] = [.text("none"), .integer(0), .integer(1), .integer(2), .real(0.5)]

    private static let permutations: [[GeneValue]] = {
        func permutations(_ values: [GeneValue]) -> [[GeneValue]] {
            guard !values.isEmpty else { return [[]] }
            return values.indices.flatMap { index in
                var rest = values
                let first = rest.remove(at: index)
                return permutations(rest).map { [first] + $0 }
            }
        }
        return permutations(values)
    }()

    @Test func `in every order of a list, a comparison holds for its value alone`() throws {
        #expect(Self.permutations.count == 120)
        for list in Self.permutations {
            let genus = try Genus([Gene("g", in: .list(list))])
            let codes = list.indices.map { UInt32($0) }
            for value in list {
                let objective = try ExpressionObjective(
                    ParsedExpression(parsing: "if(g is \(value), 1, 0)"), direction: .maximize, genus: genus)
                let wanted = list.map { $0 == value ? 1.0 : 0 }
                #expect(objective.fitness(codes, rows: 0..<list.count, workers: 1) == wanted, "\(value) in \(list)")
                for code in codes {
                    let outcome = objective.outcome(of: try genus.genome(codes: [code]))
                    #expect(outcome == .fitness(wanted[Int(code)], size: 0))
                }
            }
        }
    }

    @Test func `in every order of a list, a condition holds for its value alone`() throws {
        for list in Self.permutations {
            for value in list {
                let genus = try Genus([
                    Gene("g", in: .list(list)),
                    Gene("h", in: .list([.integer(1), .integer(2)]), when: .equal(gene: "g", value)),
                ])
                for other in list {
                    let genome = try genus.genome(from: ["g": other, "h": .integer(1)])
                    #expect((genus.values(of: genome)[1] != nil) == (other == value))
                }
            }
        }
    }

    @Test func `a function outside of its domain fails with its reason`() throws {
        let genus = try Genus([Gene("g", in: .list([.integer(-1), .integer(4)]))])
        let objective = try ExpressionObjective(
            ParsedExpression(parsing: "sqrt(g)"), direction: .maximize, genus: genus)
        #expect(
            objective.outcome(of: try genus.genome(codes: [0]))
                == .failure("the expression is not finite: sqrt takes numbers from 0 up"))
        #expect(objective.outcome(of: try genus.genome(codes: [1])) == .fitness(2, size: 0))
        let reason = objective.reason(.nan, [1, 0], row: 1)
        #expect(reason == "the expression is not finite: sqrt takes numbers from 0 up")
    }
}
