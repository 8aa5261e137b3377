import Evolution
import Networks
import Objectives
import Testing

/// Numbers that have no key, or that do not fit into 32 bits.
@Suite struct NetworkKeyTests {
    @Test(arguments: [
        ("learning_rate", 1e39), ("learning_rate", 1e-50), ("weight_decay", 1e39), ("l1", 1e39), ("l2", 3.5e38),
    ])
    func `a gene whose number does not fit into 32 bits is refused before training`(
        gene: String, number: Double
    ) throws {
        let error = #expect(throws: ObjectiveError.self) {
            try KeyedNetwork("", [gene: .real(number)]).fingerprint()
        }
        #expect(error?.description.contains("the gene \(gene) has the value \"\(number)\"") == true)
    }

    @Test(arguments: Unwritable.all)
    func `the error names a setting that is infinite or NaN, and no key is created`(setting: Unwritable) {
        let network = KeyedNetwork("", [:], setting.change)
        #expect(throws: ObjectiveError.notFinite(setting: setting.name, value: setting.value)) {
            try network.fingerprint()
        }
    }

    struct Unwritable: CustomTestStringConvertible, Sendable {
        let name: String
        let value: String
        let change: @Sendable (inout TrainingSettings) -> Void
        var testDescription: String { name }

        static let all = [
            Unwritable(name: "training change", value: "inf") { $0.minimumChange = .infinity },
            Unwritable(name: "training change", value: "nan") { $0.minimumChange = .nan },
            Unwritable(name: "training time", value: "inf") { $0.timeLimit = .infinity },
            Unwritable(name: "weight_decay", value: "inf") { $0.optimizer.weightDecay = .infinity },
            Unwritable(name: "label_smoothing", value: "inf") { $0.labelSmoothing = .infinity },
        ]
    }

    @Test func `keys distinguish the values of a program's genes wherever they end`() throws {
        func key(_ x: String, _ word: String) throws -> Fingerprint {
            try KeyedProgram(name: "", values: ["x": .text(x), "word": .text(word)]).fingerprint()
        }
        // The genes are written in the order word, x.
        #expect(try key("1", "a x=2") != key("2 x=1", "a"))
        #expect(try key("2 x=1", "a") != key("1", "a"))
    }
}
