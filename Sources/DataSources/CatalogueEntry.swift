import Datasets
import Foundation

/// A dataset that `load` knows: what it is, and how and where its files are found.
public struct CatalogueEntry: Sendable {
    /// How its files are read.
    enum Kind: Sendable {
        case digits
        case table(columns: [String])
        case idx(classes: [String])
        case cifar(CIFARFiles)
    }

    /// A folder that a Debian package fills.
    struct Installed: Sendable {
        let folder: String
        let package: String
    }

    /// The files of CIFAR-10 or CIFAR-100.
    struct CIFARFiles: Sendable {
        let archive: String
        let layout: CIFAR.Layout
        let training: [String]
        let test: String
        let names: String
        let classes: Int
    }

    /// The word that loads it.
    public let name: String
    /// One line about it.
    public let summary: String
    let kind: Kind
    let address: String?
    let installed: Installed?

    /// Whether it can be loaded without fetching anything.
    public var isHere: Bool {
        switch kind {
        case .digits, .table: true
        case .idx, .cifar: folder != nil
        }
    }

    /// The first folder that holds all files.
    private var folder: String? {
        let folders = [installed?.folder, Cache.folder(of: name)].compactMap { $0 }
        return folders.first { folder in files.allSatisfy { Self.find($0, in: folder) != nil } || isArchive(in: folder)
        }
    }

    private func isArchive(in folder: String) -> Bool {
        guard case .cifar(let files) = kind else { return false }
        return FileManager.default.fileExists(atPath: "\(folder)/\(files.archive)")
    }

    private var files: [String] {
        switch kind {
        case .digits, .table: []
        case .idx: Self.idxFiles
        case .cifar(let files): files.training + [files.test]
        }
    }

    private static let idxFiles = [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ]

    func load(from path: String?) throws(DataError) -> Dataset {
        if path != nil, files.isEmpty { throw .carried(name: name) }
        switch kind {
        case .digits: return try Samples.digits()
        case .table(let columns): return try Samples.table(name, columns: columns)
        case .idx(let classes): return try idx(in: try place(path), classes: classes)
        case .cifar(let files): return try cifar(in: try place(path), files)
        }
    }

    /// The folder or file to read.
    private func place(_ path: String?) throws(DataError) -> String {
        if let path {
            guard FileManager.default.fileExists(atPath: path) else {
                throw .missing(path: path, expected: "a folder with \(files.joined(separator: ", "))")
            }
            return path
        }
        guard let folder else {
            let wanted: [String] =
                if case .cifar(let files) = kind { [files.archive] } else { files.map { $0 + ".gz" } }
            throw .notHere(
                name: name, files: wanted, address: address ?? "", folder: Cache.folder(of: name),
                package: installed?.package)
        }
        return folder
    }

    /// A file by its name, plain or compressed, in a folder or one that an archive unpacked into it.
    private static func find(_ file: String, in folder: String) -> String? {
        let inner = ["", "cifar-10-batches-bin/", "cifar-100-binary/"]
        let candidates = inner.flatMap { ["\(folder)/\($0)\(file)", "\(folder)/\($0)\(file).gz"] }
        return candidates.first { FileManager.default.fileExists(atPath: $0) }
    }

    private func found(_ file: String, in folder: String) throws(DataError) -> String {
        guard let path = Self.find(file, in: folder) else {
            throw .missing(path: "\(folder)/\(file)", expected: "the folder to hold \(files.joined(separator: ", "))")
        }
        return path
    }

    // MARK: - IDX

    private func idx(in place: String, classes: [String]) throws(DataError) -> Dataset {
        // Whoever names one of the four files means the folder that holds them all.
        let isFile = Self.idxFiles.contains { place.hasSuffix("/\($0)") || place.hasSuffix("/\($0).gz") }
        let folder = isFile ? URL(filePath: place).deletingLastPathComponent().path(percentEncoded: false) : place
        let paths = [
            try found(files[0], in: folder), try found(files[1], in: folder), try found(files[2], in: folder),
            try found(files[3], in: folder),
        ]
        let training = try IDX.images(path: paths[0])
        var labels = try IDX.labels(path: paths[1])
        let test = try IDX.images(path: paths[2])
        let testLabels = try IDX.labels(path: paths[3])
        guard (training.height, training.width) == (test.height, test.width) else {
            throw .mismatch(
                path: paths[2], expected: "images \(training.height)×\(training.width) as in \(paths[0])",
                found: "\(test.height)×\(test.width)")
        }
        for (path, images, labels) in [(paths[1], training, labels), (paths[3], test, testLabels)]
        where images.count != labels.count {
            throw .mismatch(path: path, expected: "\(images.count) labels", found: "\(labels.count)")
        }
        for (path, labels) in [(paths[1], labels), (paths[3], testLabels)] {
            if let row = labels.firstIndex(where: { $0 >= classes.count }) {
                throw .foreign(
                    path: path, expected: "labels from 0 to \(classes.count - 1)", found: "\(labels[row]) at \(row)")
            }
        }
        labels += testLabels
        return try dataset(
            at: folder, .image(height: training.height, width: training.width, channels: 1),
            training.pixels + test.pixels, labels.map(UInt16.init), classes, testCount: test.count)
    }

    // MARK: - CIFAR

    private func cifar(in place: String, _ files: CIFARFiles) throws(DataError) -> Dataset {
        let isFolder = (try? FileManager.default.contentsOfDirectory(atPath: place)) != nil
        let archive = isFolder ? "\(place)/\(files.archive)" : place
        let count = files.training.count
        // CIFAR-100 keeps all 50,000 training images in one file.
        let trainingLayout = CIFAR.Layout(labels: files.layout.labels, records: 50_000 / count)
        var images = CIFAR.Images(records: 50_000 + files.layout.records)
        var names: [String] = []
        let parts = files.training.map { ($0, trainingLayout) } + [(files.test, files.layout)]
        if isFolder, Self.find(files.test, in: place) != nil || !FileManager.default.fileExists(atPath: archive) {
            let paths = try parts.map { (file, _) throws(DataError) in try found(file, in: place) }
            for (index, path) in paths.enumerated() {
                let layout = parts[index].1
                var isRead = false
                try Archive.open(path) { (reader) throws(DataError) in
                    try images.read(
                        reader, from: path, layout: layout, classes: files.classes,
                        at: index * trainingLayout.records)
                    isRead = true
                }
                guard isRead else { throw .size(path: path, expected: layout.fileSize, found: 0) }
            }
            if let path = Self.find(files.names, in: place) {
                names = Self.lines(try Archive.contents(of: path, atMost: 1 << 16))
            }
        } else {
            var missing = Set(parts.map(\.0))
            try Archive.eachEntry(of: archive) { (entry, reader) throws(DataError) in
                let file = entry.split(separator: "/").last.map(String.init) ?? ""
                if let index = parts.firstIndex(where: { $0.0 == file }) {
                    try images.read(
                        reader, from: "\(archive): \(file)", layout: parts[index].1, classes: files.classes,
                        at: index * trainingLayout.records)
                    missing.remove(file)
                } else if file == files.names {
                    names = Self.lines(try reader.bytes(atMost: 1 << 16))
                }
                return true
            }
            if let file = missing.min() {
                throw .missing(path: "\(archive): \(file)", expected: "an archive that holds it")
            }
        }
        if names.count != files.classes {
            names = files.classes == 10 ? CIFAR.tenNames : (0..<files.classes).map { "class \($0)" }
        }
        return try dataset(
            at: place, .image(height: CIFAR.side, width: CIFAR.side, channels: 3), images.pixels, images.labels, names,
            testCount: files.layout.records)
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    private func dataset(
        at place: String, _ layout: SampleLayout, _ pixels: [UInt8], _ labels: [UInt16], _ classes: [String],
        testCount: Int
    ) throws(DataError) -> Dataset {
        do {
            return try Dataset(
                name: name, layout: layout, features: .bytes(pixels), targets: .classes(labels: labels, names: classes),
                officialTestCount: testCount)
        } catch {
            throw .dataset(path: place, reason: error.description)
        }
    }
}
