import DataSources
import Datasets
import Foundation
import Support
import Testing

@Suite("The catalogue")
struct CatalogueTests {
    @Test("There are nine datasets, each with a name and a one-line description")
    func names() {
        #expect(
            Set(Catalogue.all.map(\.name)) == [
                "digits", "iris", "wine", "breast_cancer", "mnist", "fashion_mnist", "kmnist", "cifar10", "cifar100",
            ])
        #expect(Catalogue.all.allSatisfy { !$0.summary.isEmpty && !$0.summary.contains("\n") })
    }

    @Test(
        "Built-in datasets are available and have the right size",
        arguments: [("digits", 1797, 64, 10), ("iris", 150, 4, 3), ("wine", 178, 13, 3), ("breast_cancer", 569, 30, 2)])
    func carried(name: String, rows: Int, columns: Int, classes: Int) throws {
        let entry = try #require(Catalogue.all.first { $0.name == name })
        #expect(entry.isHere)
        let dataset = try Catalogue.load(name)
        #expect(dataset.count == rows)
        #expect(dataset.layout.width == columns)
        #expect(dataset.targets.outputs == classes)
        #expect(dataset.officialTest == nil)
    }

    @Test("The pixels of digits are counts from 0 to 16, and each digit has the right frequency")
    func digits() throws {
        let dataset = try Catalogue.load("digits")
        guard case .bytes(let pixels) = dataset.features, case .classes(let labels, _) = dataset.targets else {
            Issue.record("bytes and classes were expected")
            return
        }
        #expect(pixels.prefix(8) == [0, 0, 5, 13, 9, 1, 0, 0])
        #expect(pixels.max() == 16 && dataset.fullScale == 16)
        // scikit-learn: numpy.bincount(load_digits().target)
        let counts = (0..<10).map { digit in labels.count { $0 == digit } }
        #expect(counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    }

    @Test("Iris has the right first row, class names and class sizes")
    func iris() throws {
        let dataset = try Catalogue.load("iris")
        guard case .floats(let numbers) = dataset.features, case .classes(let labels, let names) = dataset.targets
        else {
            Issue.record("numbers and classes were expected")
            return
        }
        #expect(numbers.prefix(4) == [5.1, 3.5, 1.4, 0.2])
        #expect(names == ["setosa", "versicolor", "virginica"])
        #expect((0..<3).map { kind in labels.count { $0 == kind } } == [50, 50, 50])
    }

    @Test("A built-in dataset cannot be read from elsewhere")
    func carriedElsewhere() {
        #expect(throws: DataError.carried(name: "digits")) { try Catalogue.load("digits", from: "/tmp") }
    }

    @Test("The error for an unknown name suggests the most similar one")
    func unknown() {
        #expect(throws: DataError.unknownDataset(name: "fashion_mnst", suggestion: "fashion_mnist")) {
            try Catalogue.load("fashion_mnst")
        }
    }

    @Test("The error for a missing folder names the files that it should contain")
    func noFolder() {
        let error = #expect(throws: DataError.self) { try Catalogue.load("cifar10", from: "/no/such/folder") }
        #expect(
            error?.description
                == "there is no /no/such/folder; expected a folder with data_batch_1.bin, data_batch_2.bin, "
                + "data_batch_3.bin, data_batch_4.bin, data_batch_5.bin, test_batch.bin")
    }

    @Test("Debian's Fashion-MNIST is found", .enabled(if: Needed.fashionMNIST, "Fashion-MNIST is not here"))
    func installed() throws {
        let dataset = try Catalogue.load("fashion_mnist")
        #expect(dataset.count == 70_000)
        #expect(dataset.officialTest == 60_000..<70_000)
        guard case .bytes(let pixels) = dataset.features, case .classes(let labels, let names) = dataset.targets else {
            Issue.record("bytes and classes were expected")
            return
        }
        #expect(Array(pixels.suffix(7_840_000)) == (try InstalledFashionMNIST.images(training: false)))
        #expect(
            labels.prefix(60_000).elementsEqual(try InstalledFashionMNIST.labels(training: true).map { UInt16($0) }))
        #expect(names.last == "ankle boot")
        let split = try Split(dataset, plan: SplitPlan())
        #expect([split.training, split.validation, split.test].map(\.count) == [51_000, 9_000, 10_000])
    }
}
