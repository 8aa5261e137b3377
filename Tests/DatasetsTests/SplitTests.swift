import Datasets
import Foundation
import Testing

@Suite("Splits")
struct SplitTests {
    @Test("Without an official test set the split is 70, 15 and 15 percent, stratified and disjoint")
    func usual() throws {
        let dataset = try Self.dataset(count: 1797)
        let split = try Split(dataset, plan: SplitPlan())
        #expect([split.training, split.validation, split.test].map(\.count) == [1257, 270, 270])
        #expect((split.training + split.validation + split.test).sorted() == (0..<1797).map { Int32($0) })
        for rows in [split.training, split.validation, split.test] {
            let counts = Self.counts(of: rows, in: dataset)
            #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
        }
    }

    @Test("The official test set is the test set; the validation set is split from the rest")
    func official() throws {
        let dataset = try Self.dataset(count: 700, officialTest: 100)
        let split = try Split(dataset, plan: SplitPlan())
        #expect([split.training, split.validation, split.test].map(\.count) == [510, 90, 100])
        #expect(split.test == (600..<700).map { Int32($0) })
        #expect((split.validation.last ?? 700) < 600)
    }

    @Test("With `validation test` there is no test set, and all other rows are training rows")
    func validationIsTest() throws {
        let dataset = try Self.dataset(count: 700, officialTest: 100)
        let split = try Split(dataset, plan: SplitPlan(validation: .officialTest))
        #expect([split.training, split.validation, split.test].map(\.count) == [600, 100, 0])
        #expect(throws: DatasetError.noOfficialTest(name: "made")) {
            try Split(try Self.dataset(count: 100), plan: SplitPlan(validation: .officialTest))
        }
    }

    @Test("A limit keeps sets and classes in proportion")
    func limit() throws {
        let dataset = try Self.dataset(count: 700, officialTest: 100)
        let split = try Split(dataset, plan: SplitPlan(limit: 350))
        #expect(split.training.count + split.validation.count == 300)
        #expect(split.test.count == 50)
        #expect(Self.counts(of: split.test, in: dataset).allSatisfy { $0 == 5 })
        #expect(split.test.allSatisfy { $0 >= 600 })
    }

    @Test("The same seed gives the same split, another seed another one")
    func seeded() throws {
        let dataset = try Self.dataset(count: 300)
        #expect(try Split(dataset, plan: SplitPlan(seed: 5)) == Split(dataset, plan: SplitPlan(seed: 5)))
        #expect(try Split(dataset, plan: SplitPlan(seed: 5)) != Split(dataset, plan: SplitPlan(seed: 6)))
    }

    @Test("Too few samples and contradictory plans are errors")
    func impossible() throws {
        #expect(throws: DatasetError.self) { try Split(try Self.dataset(count: 2), plan: SplitPlan()) }
        #expect(throws: DatasetError.contradiction) {
            try SplitPlan(validation: .officialTest, test: .fraction(SplitFraction(0.1)))
        }
        #expect(throws: DatasetError.self) {
            try SplitPlan(validation: .fraction(SplitFraction(0.5)), test: .fraction(SplitFraction(0.5)))
        }
    }

    @Test("A fraction has to be between 0 and 1", arguments: [-0.1, 0, 1, 1.5, .nan, .infinity])
    func fraction(value: Double) {
        #expect(throws: DatasetError.self) { try SplitFraction(value) }
    }

    private static func dataset(count: Int, officialTest: Int = 0) throws -> Dataset {
        try Dataset(
            name: "made", layout: .table(columns: ["a"]), features: .bytes((0..<count).map { UInt8($0 % 251) }),
            targets: .classes(labels: (0..<count).map { UInt16($0 % 10) }, names: (0..<10).map { "\($0)" }),
            officialTestCount: officialTest)
    }

    private static func counts(of rows: [Int32], in dataset: Dataset) -> [Int] {
        guard case .classes(let labels, let names) = dataset.targets else { return [] }
        return names.indices.map { name in rows.count { labels[Int($0)] == name } }
    }

    @Test(arguments: [
        #"{"validation":{"fraction":{"_0":{"value":-1e300}}},"test":{"usual":{}},"seed":1}"#,
        #"{"validation":{"fraction":{"_0":{"value":0.15}}},"test":{"fraction":{"_0":{"value":1}}},"seed":1}"#,
        #"{"validation":{"fraction":{"_0":{"value":0.6}}},"test":{"fraction":{"_0":{"value":0.4}}},"seed":1}"#,
        #"{"validation":{"officialTest":{}},"test":{"fraction":{"_0":{"value":0.4}}},"seed":1}"#,
        #"{"validation":{"officialTest":{}},"test":{"usual":{}},"limit":0,"seed":1}"#,
    ])
    func `a stored plan that no command can make is refused`(text: String) {
        #expect(throws: (any Error).self) { try JSONDecoder().decode(SplitPlan.self, from: Data(text.utf8)) }
    }

    @Test func `a stored plan is read as it was written`() throws {
        let plans = try [
            SplitPlan(), SplitPlan(validation: .officialTest, limit: 7, seed: 3),
            SplitPlan(validation: .fraction(SplitFraction(0.3)), test: .fraction(SplitFraction(0.2))),
        ]
        #expect(try JSONDecoder().decode([SplitPlan].self, from: JSONEncoder().encode(plans)) == plans)
    }
}
