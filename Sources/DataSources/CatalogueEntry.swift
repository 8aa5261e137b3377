public import DataFiles
public import Datasets
import Foundation

/// A dataset that `load` knows: a description and the sources of its files.
public struct CatalogueEntry: Sendable {
    /// The format of its files.
    package enum Kind: Sendable {
        case digits
        case table(columns: [String])
        case idx(classes: [String])
        case cifar(CIFARFiles)
    }

    /// A folder that a Debian package installs.
    package struct Installed: Sendable {
        let folder: String
        let package: String
    }

    /// The files of CIFAR-10 or CIFAR-100, in an archive or unpacked.
    package struct CIFARFiles: Sendable {
        let layout: CIFAR.Layout
        let training: [String]
        let test: String
        let names: String
        let classes: Int
    }

    /// The availability of a dataset.
    public enum Availability: Hashable, Sendable {
        /// It is built into the program.
        case carried
        /// Its files are in this folder.
        case here(folder: String)
        /// This number of bytes has to be downloaded, of which `kept` bytes are already on this machine.
        case remote(bytes: Int, kept: Int)
    }

    /// The name for `load`.
    public let name: String
    /// A one-line description.
    public let summary: String
    private let kind: Kind
    private let remote: [RemoteFile]
    private let installed: Installed?

    package init(name: String, summary: String, kind: Kind, remote: [RemoteFile], installed: Installed?) {
        self.name = name
        self.summary = summary
        self.kind = kind
        self.remote = remote
        self.installed = installed
    }

    /// The availability without a download, and the folder of the files.
    public var availability: Availability {
        guard !files.isEmpty else { return .carried }
        if let folder { return .here(folder: folder) }
        let cache = DatasetCache.folder(of: name)
        let kept = remote.map { file in
            FileManager.default.fileExists(atPath: "\(cache)/\(file.name)")
                ? file.size : min(file.size, Download.kept(of: file, in: cache))
        }
        return .remote(bytes: remote.reduce(0) { $0 + $1.size }, kept: kept.reduce(0, +))
    }

    /// True if it can be loaded without a download.
    public var isHere: Bool { if case .remote = availability { false } else { true } }

    /// The first folder that contains all files.
    private var folder: String? {
        let folders = [installed?.folder, DatasetCache.folder(of: name)].compactMap { $0 }
        return folders.first { folder in
            files.allSatisfy { Self.find($0, in: folder) != nil } || archive(in: folder) != nil
        }
    }

    /// Returns the archive that contains all files; nil if there is none.
    private func archive(in folder: String) -> String? {
        guard case .cifar = kind, let file = remote.first else { return nil }
        let path = "\(folder)/\(file.name)"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    private var files: [String] {
        switch kind {
        case .digits, .table: []
        case .idx: Self.idxFiles
        case .cifar(let files): files.training + [files.test]
        }
    }

    static let idxFiles = [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ]

    /// Loads the dataset: from a folder or file if one is given, otherwise built in, installed or cached, and
    /// downloaded as a last resort.
    ///
    /// - Throws: `.carried` if a built-in dataset is requested from a path; `.notHere` if the files cannot be
    ///   downloaded; `.missing`, `.unreadable`, `.size`, `.foreign` or `.mismatch` if a file is not as expected;
    ///   `.stopped`.
    public func load(from path: String? = nil, _ monitor: Monitor = .none) throws(DataError) -> Dataset {
        if path != nil, files.isEmpty { throw .carried(name: name) }
        switch kind {
        case .digits: return try BundledSamples.digits()
        case .table(let columns): return try BundledSamples.table(name, columns: columns)
        case .idx(let classes): return try idx(in: try location(path, monitor), classes: classes, monitor)
        case .cifar(let files): return try cifar(in: try location(path, monitor), files, monitor)
        }
    }

    /// Returns the folder or file to read, downloading it if necessary.
    private func location(_ path: String?, _ monitor: Monitor) throws(DataError) -> String {
        if let path {
            guard FileManager.default.fileExists(atPath: path) else {
                throw .noFolder(path, with: files)
            }
            return path
        }
        if let folder { return folder }
        let folder = DatasetCache.folder(of: name)
        for file in remote {
            let addresses = DatasetCache.mirrors.map { "\($0)\(name)/" } + file.addresses
            let download = Download(
                RemoteFile(file.name, size: file.size, checksum: file.checksum, addresses: addresses), into: folder)
            do throws(DataError) {
                try download.run(monitor)
            } catch .unfetched(_, let failures) {
                throw .notHere(
                    name: name, files: remote.map(\.name), failures: failures, folder: folder,
                    package: installed?.package)
            }
        }
        return folder
    }

    /// Returns the path of a file, plain or compressed, in a folder or in the folder that an archive unpacked into it.
    private static func find(_ file: String, in folder: String) -> String? {
        let inner = ["", "cifar-10-batches-bin/", "cifar-100-binary/"]
        let candidates = inner.flatMap { ["\(folder)/\($0)\(file)", "\(folder)/\($0)\(file).gz"] }
        return candidates.first { FileManager.default.fileExists(atPath: $0) }
    }

    private func found(_ file: String, in folder: String) throws(DataError) -> String {
        guard let path = Self.find(file, in: folder) else {
            throw .incompleteFolder(folder, without: file, files: files)
        }
        return path
    }

    // MARK: - IDX

    private func idx(in path: String, classes: [String], _ monitor: Monitor) throws(DataError) -> Dataset {
        // The name of one of the four files stands for the folder that contains them all.
        let isFile = Self.idxFiles.contains { path.hasSuffix("/\($0)") || path.hasSuffix("/\($0).gz") }
        let folder = isFile ? URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false) : path
        let paths = [
            try found(files[0], in: folder), try found(files[1], in: folder), try found(files[2], in: folder),
            try found(files[3], in: folder),
        ]
        let training = try IDX.images(path: paths[0], monitor)
        var labels = try IDX.labels(path: paths[1], monitor)
        let test = try IDX.images(path: paths[2], monitor)
        let testLabels = try IDX.labels(path: paths[3], monitor)
        guard (training.height, training.width) == (test.height, test.width) else {
            throw .otherSize(
                paths[2], expected: "\(training.height)×\(training.width)", as: paths[0],
                found: "\(test.height)×\(test.width)")
        }
        for (path, images, labels) in [(paths[1], training, labels), (paths[3], test, testLabels)]
        where images.count != labels.count {
            throw .wrongCount(ofLabels: labels.count, expected: images.count, in: path)
        }
        for (path, labels) in [(paths[1], labels), (paths[3], testLabels)] {
            if let row = labels.firstIndex(where: { $0 >= classes.count }) {
                throw .wrongLabel(Int(labels[row]), at: row, classes: classes.count, in: path)
            }
        }
        labels += testLabels
        return try dataset(
            at: folder, .image(height: training.height, width: training.width, channels: 1),
            training.pixels + test.pixels, labels.map(UInt16.init), classes, testCount: test.count)
    }

    // MARK: - CIFAR

    private func cifar(in path: String, _ files: CIFARFiles, _ monitor: Monitor) throws(DataError) -> Dataset {
        let isFolder = (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
        let archive = isFolder ? archive(in: path) : path
        let count = files.training.count
        // CIFAR-100 has all 50,000 training images in one file.
        let trainingLayout = CIFAR.Layout(labels: files.layout.labels, records: 50_000 / count)
        var images = CIFAR.Images(records: 50_000 + files.layout.records)
        var names: [String] = []
        let parts = files.training.map { ($0, trainingLayout) } + [(files.test, files.layout)]
        let isUnpacked = isFolder && (archive == nil || Self.find(files.test, in: path) != nil)
        if isUnpacked {
            let paths = try parts.map { (file, _) throws(DataError) in try found(file, in: path) }
            for (index, path) in paths.enumerated() {
                let layout = parts[index].1
                var isRead = false
                try Archive.open(path, monitor) { (reader) throws(DataError) in
                    try images.read(
                        reader, from: path, layout: layout, classes: files.classes,
                        at: index * trainingLayout.records)
                    isRead = true
                }
                guard isRead else { throw .size(path: path, expected: layout.fileSize, found: 0) }
            }
            if let namesPath = Self.find(files.names, in: path) {
                names = Self.lines(try Archive.contents(of: namesPath, atMost: 1 << 16, monitor))
            }
        } else if let archive {
            var missing = Set(parts.map(\.0))
            try Archive.eachEntry(of: archive, monitor) { (entry, reader) throws(DataError) in
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
                throw .notInArchive(file, archive)
            }
        }
        if names.count != files.classes {
            names = files.classes == 10 ? CIFAR.tenNames : (0..<files.classes).map { "class \($0)" }
        }
        return try dataset(
            at: path, .image(height: CIFAR.side, width: CIFAR.side, channels: 3), images.pixels, images.labels, names,
            testCount: files.layout.records)
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    private func dataset(
        at path: String, _ layout: SampleLayout, _ pixels: [UInt8], _ labels: [UInt16], _ classes: [String],
        testCount: Int
    ) throws(DataError) -> Dataset {
        do {
            return try Dataset(
                name: name, layout: layout, features: .bytes(pixels), targets: .classes(labels: labels, names: classes),
                officialTestCount: testCount)
        } catch {
            throw .dataset(path: path, reason: error.description)
        }
    }
}
