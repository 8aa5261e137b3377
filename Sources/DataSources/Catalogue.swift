public import Datasets
import Foundation
import Suggestions

/// The datasets that `load` knows by name. A new one is one entry in `all`.
public enum Catalogue {
    /// All of them, those that the program carries first.
    public static let all: [CatalogueEntry] =
        shipped + [
            idx(
                "mnist", "handwritten digits, 70,000 images 28×28×1, 10 classes",
                address: "https://storage.googleapis.com/cvdf-datasets/mnist/", classes: (0..<10).map { "\($0)" },
                installed: nil),
            idx(
                "fashion_mnist", "clothes, 70,000 images 28×28×1, 10 classes",
                address: "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                classes: [
                    "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
                    "ankle boot",
                ], installed: .init(folder: "/usr/share/datasets/fashion-mnist", package: "dataset-fashion-mnist")),
            idx(
                "kmnist", "old Japanese letters, 70,000 images 28×28×1, 10 classes",
                address: "http://codh.rois.ac.jp/kmnist/dataset/kmnist/",
                classes: ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"], installed: nil),
            CatalogueEntry(
                name: "cifar10", summary: "photographs, 60,000 images 32×32×3, 10 classes",
                kind: .cifar(
                    .init(
                        archive: "cifar-10-binary.tar.gz", layout: .init(labels: 1, records: 10_000),
                        training: (1...5).map { "data_batch_\($0).bin" }, test: "test_batch.bin",
                        names: "batches.meta.txt", classes: 10)),
                address: "https://www.cs.toronto.edu/~kriz/", installed: nil),
            CatalogueEntry(
                name: "cifar100", summary: "photographs, 60,000 images 32×32×3, 100 classes",
                kind: .cifar(
                    .init(
                        archive: "cifar-100-binary.tar.gz", layout: .init(labels: 2, records: 10_000),
                        training: ["train.bin"], test: "test.bin", names: "fine_label_names.txt", classes: 100)),
                address: "https://www.cs.toronto.edu/~kriz/", installed: nil),
        ]

    /// Reads a dataset: from a folder or file where one is given, else shipped, installed or cached.
    ///
    /// - Throws: an unknown name, files that are not here, and files that are not what they should be.
    public static func load(_ name: String, from path: String? = nil) throws(DataError) -> Dataset {
        guard let entry = all.first(where: { $0.name == name }) else {
            throw .unknownDataset(name: name, suggestion: Suggestion.nearest(to: name, among: all.map(\.name)))
        }
        return try entry.load(from: path)
    }

    private static let shipped = [
        CatalogueEntry(
            name: "digits", summary: "handwritten digits, 1,797 images 8×8×1, 10 classes", kind: .digits,
            address: nil, installed: nil),
        CatalogueEntry(
            name: "iris", summary: "flowers, 150 rows, 4 columns, 3 classes",
            kind: .table(columns: ["sepal_length", "sepal_width", "petal_length", "petal_width"]), address: nil,
            installed: nil),
        CatalogueEntry(
            name: "wine", summary: "wines by their chemistry, 178 rows, 13 columns, 3 classes",
            kind: .table(columns: [
                "alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium", "total_phenols", "flavanoids",
                "nonflavanoid_phenols", "proanthocyanins", "color_intensity", "hue", "od280_od315_of_diluted_wines",
                "proline",
            ]), address: nil, installed: nil),
        CatalogueEntry(
            name: "breast_cancer", summary: "tumours by their cells, 569 rows, 30 columns, 2 classes",
            kind: .table(
                columns: ["mean", "error", "worst"].flatMap { part in
                    [
                        "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity",
                        "concave_points", "symmetry", "fractal_dimension",
                    ].map { "\(part)_\($0)" }
                }), address: nil, installed: nil),
    ]

    private static func idx(
        _ name: String, _ summary: String, address: String, classes: [String], installed: CatalogueEntry.Installed?
    ) -> CatalogueEntry {
        CatalogueEntry(
            name: name, summary: summary, kind: .idx(classes: classes), address: address, installed: installed)
    }
}
