import Datasets
import Support
import Testing

@Suite struct DatasetsPageTests {
    @Test func `the example on the page of Datasets is this one, and works`() throws {
        // The example.
        let dataset = try Dataset(
            name: "signs", layout: .table(columns: ["x"]), features: .floats((0..<100).map { Float($0) - 50 }),
            targets: .classes(labels: (0..<100).map { $0 < 50 ? 0 : 1 }, names: ["negative", "positive"]))
        let split = try Split(dataset, plan: SplitPlan(seed: 7))
        let preprocessing = Preprocessing.centred(dataset, training: split.training)
        let examples = Examples(dataset: dataset, split: split, preprocessing: preprocessing)
        // The end of the example.
        #expect(examples.split.training.count == 70)
        #expect(try DocumentedExample.test() == DocumentedExample.page(of: "Datasets"))
    }
}
