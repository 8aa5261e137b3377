public import DataFiles
public import Datasets
import Foundation
import Suggestions

/// The datasets that `load` knows by name. To add a dataset, add an entry to `all`.
public enum Catalogue {
    /// All datasets, the built-in ones first.
    public static let all: [CatalogueEntry] =
        shipped + [
            idx(
                "mnist", "handwritten digits, 70,000 images 28×28×1",
                addresses: [
                    "https://storage.googleapis.com/cvdf-datasets/mnist/",
                    "https://ossci-datasets.s3.amazonaws.com/mnist/",
                ],
                files: [
                    (9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                    (28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                    (1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                    (4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
                ], classes: (0..<10).map { "\($0)" }, installed: nil),
            idx(
                "fashion_mnist", "clothes, 70,000 images 28×28×1",
                addresses: [
                    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                    "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
                ],
                files: [
                    (26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                    (29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                    (4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                    (5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
                ],
                classes: [
                    "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
                    "ankle boot",
                ], installed: .init(folder: "/usr/share/datasets/fashion-mnist", package: "dataset-fashion-mnist")),
            idx(
                "kmnist", "cursive Japanese characters, 70,000 images 28×28×1",
                addresses: ["http://codh.rois.ac.jp/kmnist/dataset/kmnist/"],
                files: [
                    (18_165_135, "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
                    (29_497, "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
                    (3_041_136, "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
                    (5_120, "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"),
                ], classes: ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"], installed: nil),
            CatalogueEntry(
                name: "cifar10", summary: "photographs of 10 classes, 60,000 images 32×32×3",
                kind: .cifar(
                    .init(
                        layout: .init(labels: 1, records: 10_000),
                        training: (1...5).map { "data_batch_\($0).bin" }, test: "test_batch.bin",
                        names: "batches.meta.txt", classes: 10)),
                remote: [
                    RemoteFile(
                        "cifar-10-binary.tar.gz", size: 170_052_171,
                        checksum: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                        addresses: ["https://www.cs.toronto.edu/~kriz/"])
                ], installed: nil),
            CatalogueEntry(
                name: "cifar100", summary: "photographs of 100 classes, 60,000 images 32×32×3",
                kind: .cifar(
                    .init(
                        layout: .init(labels: 2, records: 10_000),
                        training: ["train.bin"], test: "test.bin", names: "fine_label_names.txt", classes: 100)),
                remote: [
                    RemoteFile(
                        "cifar-100-binary.tar.gz", size: 168_513_733,
                        checksum: "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec",
                        addresses: ["https://www.cs.toronto.edu/~kriz/"])
                ], installed: nil),
        ]

    /// Returns the dataset with a name.
    ///
    /// - Throws: `.unknownDataset`, with the most similar name, if there is none.
    public static func entry(named name: String) throws(DataError) -> CatalogueEntry {
        guard let entry = all.first(where: { $0.name == name }) else {
            throw .unknownDataset(name: name, suggestion: Suggestion.nearest(to: name, among: all.map(\.name)))
        }
        return entry
    }

    /// Loads a dataset by its name, with `CatalogueEntry.load`.
    ///
    /// - Throws: `.unknownDataset` if there is none with this name; the errors of `CatalogueEntry.load`.
    public static func load(
        _ name: String, from path: String? = nil, _ monitor: Monitor = .none
    ) throws(DataError) -> Dataset {
        try entry(named: name).load(from: path, monitor)
    }

    private static let shipped = [
        CatalogueEntry(
            name: "digits", summary: "handwritten digits, 1,797 images 8×8×1", kind: .digits,
            remote: [], installed: nil),
        CatalogueEntry(
            name: "iris", summary: "flowers, 150 rows, 4 columns",
            kind: .table(columns: ["sepal_length", "sepal_width", "petal_length", "petal_width"]), remote: [],
            installed: nil),
        CatalogueEntry(
            name: "wine", summary: "wines and their chemistry, 178 rows, 13 columns",
            kind: .table(columns: [
                "alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium", "total_phenols", "flavanoids",
                "nonflavanoid_phenols", "proanthocyanins", "color_intensity", "hue", "od280_od315_of_diluted_wines",
                "proline",
            ]), remote: [], installed: nil),
        CatalogueEntry(
            name: "breast_cancer", summary: "breast tumours and their cells, 569 rows, 30 columns",
            kind: .table(
                columns: ["mean", "error", "worst"].flatMap { part in
                    [
                        "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity",
                        "concave_points", "symmetry", "fractal_dimension",
                    ].map { "\(part)_\($0)" }
                }), remote: [], installed: nil),
    ]

    private static func idx(
        _ name: String, _ summary: String, addresses: [String], files: [(size: Int, checksum: String)],
        classes: [String], installed: CatalogueEntry.Installed?
    ) -> CatalogueEntry {
        CatalogueEntry(
            name: name, summary: summary, kind: .idx(classes: classes),
            remote: zip(CatalogueEntry.idxFiles, files).map { file, facts in
                RemoteFile("\(file).gz", size: facts.size, checksum: facts.checksum, addresses: addresses)
            }, installed: installed)
    }
}
