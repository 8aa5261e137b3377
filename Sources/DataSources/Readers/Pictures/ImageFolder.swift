import DataFiles
import Datasets
import Foundation
import Tables

/// Pictures in folders, one folder per class: `FOLDER/cat/1.png`. If the folder contains `train` and `test` (or
/// `training` and `test`), each with the classes' folders, `test` is the official test set.
enum ImageFolder {
    /// The maximum side of pictures that keep their common size; larger ones are scaled down.
    private static let greatestOwn = 128
    private static let usual = PictureSize(width: 32, height: 32)

    /// Reads all pictures on all cores; skips and lists damaged ones.
    ///
    /// - Throws: `.missing` if there is no folder; `.foreign` for a file; `.dataset` or `.mismatch` if there are no
    ///   classes, if the classes of the two sets differ, or if a class has no readable picture; `.stopped`.
    /// - Complexity: O(bytes)
    static func read(
        _ path: String, name: String, size wanted: PictureSize?, _ monitor: Monitor
    ) throws(DataError) -> ReadDataset {
        let folder = path.hasSuffix("/") && path != "/" ? String(path.dropLast()) : path
        guard let entries = folders(in: folder) else {
            guard FileManager.default.fileExists(atPath: folder) else {
                throw .noImageFolder(folder)
            }
            throw .unreadableImageFolder(folder)
        }
        let training = ["train", "training"].first(where: entries.contains)
        let parts = training.map { entries.contains("test") ? [$0, "test"] : [""] } ?? [""]
        let roots = parts.map { $0.isEmpty ? folder : "\(folder)/\($0)" }
        let classes = inOrder(folders(in: roots[0]) ?? [])
        guard classes.count > 1 else {
            throw .tooFewClasses(in: roots[0], only: classes.first)
        }
        guard classes.count <= 1 << 16 else {
            throw .tooManyClasses(classes.count, in: roots[0])
        }
        var others = 0
        var files: [[PictureFile]] = []
        for (part, root) in zip(parts, roots) {
            if let strange = (folders(in: root) ?? []).first(where: { !classes.contains($0) }) {
                throw .otherClass("\(root)/\(strange)", known: classes)
            }
            files.append([])
            for (label, name) in classes.enumerated() {
                let found = PictureFile.all(
                    in: "\(root)/\(name)", below: part.isEmpty ? name : "\(part)/\(name)", label: UInt16(label))
                files[files.count - 1] += found.files
                others += found.others
            }
        }
        if let empty = classes.indices.first(where: { label in !files[0].contains { Int($0.label) == label } }) {
            throw .noImages(in: "\(roots[0])/\(classes[empty])")
        }
        let read = try unpacked(files.flatMap { $0 }, of: folder, wanted, monitor)
        let trainingPaths = Set(files[0].map(\.path))
        let trainingCount = read.pictures.files.count { trainingPaths.contains($0.path) }
        try checkClasses(read.pictures, trainingCount, classes, folder: roots[0])
        var remarks = others > 0 ? ["skipped \(others) file\(others == 1 ? "" : "s") of other kinds"] : []
        remarks += [read.pictures.damaged.remark, read.remark].compactMap { $0 }
        let dataset = try dataset(
            read.pictures, read.size, classes, testCount: read.pictures.files.count - trainingCount, name: name, folder)
        return ReadDataset(dataset: dataset, remarks: remarks)
    }

    // MARK: - Classes

    private static func folders(in path: String) -> [String]? {
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: path) else { return nil }
        return entries.filter { entry in
            var isFolder: ObjCBool = false
            return !SystemFiles.contain(entry)
                && FileManager.default.fileExists(atPath: "\(path)/\(entry)", isDirectory: &isFolder)
                && isFolder.boolValue
        }.sorted()
    }

    /// Returns the classes sorted by name, or by number if each name is a number.
    private static func inOrder(_ names: [String]) -> [String] {
        let numbers = names.compactMap { name -> Decimal? in
            name.wholeMatch(of: #/[+-]?[0-9]{1,30}(\.[0-9]{1,8})?/#) == nil ? nil : Decimal(string: name)
        }
        guard numbers.count == names.count else { return names }
        return zip(numbers, names).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
    }

    private static func checkClasses(
        _ pictures: UnpackedPictures, _ trainingCount: Int, _ classes: [String], folder: String
    ) throws(DataError) {
        let damaged = pictures.damaged
        guard !pictures.files.isEmpty else {
            throw .allDamaged(in: folder, count: damaged.count, list: damaged.list())
        }
        let known = Set(pictures.files.prefix(trainingCount).map(\.label))
        guard let label = classes.indices.map({ UInt16($0) }).first(where: { !known.contains($0) }) else { return }
        throw .classDamaged("\(folder)/\(classes[Int(label)])", list: damaged.list(of: label))
    }

    // MARK: - Pictures

    private typealias Read = (pictures: UnpackedPictures, size: PictureSize, remark: String?)

    private static func unpacked(
        _ all: [PictureFile], of folder: String, _ wanted: PictureSize?, _ monitor: Monitor
    ) throws(DataError) -> Read {
        if let wanted {
            try checkMemory(all.count, wanted, folder, monitor)
            return (try UnpackedPictures(all, wanted, of: folder, monitor), wanted, nil)
        }
        var sizes: [PictureSize] = []
        var files: [PictureFile] = []
        var damaged = DamagedPictures()
        try monitor.decoding.pictures(
            all, .size, monitor,
            progress: { (_) throws(DataError) in
                try monitor.report(.unpacking(folder: folder, done: 0, total: all.count))
            }
        ) { (file, reading) throws(DataError) in
            switch reading {
            case .read(let size):
                files.append(file)
                sizes.append(size)
            case .damaged(let reason): damaged.add(file, reason)
            }
        }
        let (size, _) = usualSize(of: Set(sizes))
        try checkMemory(files.count, size, folder, monitor)
        let pictures = try UnpackedPictures(files, size, of: folder, damaged: damaged, monitor)
        // A damaged picture must not influence the size of the others.
        let readable = Set(pictures.files.map(\.path))
        let (better, betterRemark) = usualSize(
            of: Set(zip(files, sizes).filter { readable.contains($0.0.path) }.map(\.1)))
        guard better != size else { return (pictures, size, betterRemark) }
        try checkMemory(pictures.files.count, better, folder, monitor)
        let again = try UnpackedPictures(
            pictures.files, better, of: folder, damaged: pictures.damaged, monitor)
        return (again, better, betterRemark)
    }

    private static func checkMemory(
        _ count: Int, _ size: PictureSize, _ folder: String, _ monitor: Monitor
    ) throws(DataError) {
        let bytes = count * size.width * size.height * 3
        guard bytes >= monitor.memory else { return }
        throw .tooManyImages(count, of: size, bytes: bytes, in: folder)
    }

    /// Returns the common size of the pictures if it is not too large, otherwise the default size with a remark.
    private static func usualSize(of sizes: Set<PictureSize>) -> (PictureSize, remark: String?) {
        guard !sizes.isEmpty else { return (usual, nil) }
        if let only = sizes.first, sizes.count == 1, max(only.width, only.height) <= greatestOwn { return (only, nil) }
        let words = sizes.sorted { ($0.width * $0.height, $0.width) < ($1.width * $1.height, $1.width) }.map {
            "\($0.width)×\($0.height)"
        }
        let found = words.count == 1 ? words[0] : "\(words[0]) to \(words[words.count - 1])"
        return (
            usual,
            "images of \(found) are scaled to \(usual.width)×\(usual.height); add `size 64x64` for another size"
        )
    }

    private static func dataset(
        _ pictures: UnpackedPictures, _ size: PictureSize, _ classes: [String], testCount: Int, name: String,
        _ folder: String
    ) throws(DataError) -> Dataset {
        let grey = grey(pictures.pixels)
        do {
            return try Dataset(
                name: name,
                layout: .image(height: size.height, width: size.width, channels: grey == nil ? 3 : 1),
                features: .bytes(grey ?? pictures.pixels),
                targets: .classes(labels: pictures.files.map(\.label), names: classes), officialTestCount: testCount)
        } catch {
            throw .dataset(path: folder, reason: error.description)
        }
    }

    /// Returns one byte per pixel if all pictures are grey; otherwise nil.
    private static func grey(_ pixels: [UInt8]) -> [UInt8]? {
        for start in stride(from: 0, to: pixels.count, by: 3)
        where pixels[start] != pixels[start + 1] || pixels[start] != pixels[start + 2] { return nil }
        return stride(from: 0, to: pixels.count, by: 3).map { pixels[$0] }
    }

    // MARK: - New pictures

    /// Reads a picture, or all pictures of a folder and its subfolders, sorted by path and scaled to one size. Skips
    /// and lists damaged ones.
    ///
    /// - Parameter channels: 1 for grey pictures, into which colours are converted by their luma (ITU-R BT.601),
    ///   otherwise 3.
    /// - Throws: `.foreign` for another number of channels; `.dataset` for a folder without readable pictures;
    ///   `.stopped`.
    static func unlabelled(
        _ path: String, isFolder: Bool, size: PictureSize, channels: Int, _ monitor: Monitor
    ) throws(DataError) -> (names: [String], pixels: [UInt8], remarks: [String]) {
        guard channels == 1 || channels == 3 else {
            throw .needsChannels(channels, path)
        }
        let files = isFolder ? PictureFile.all(in: path).files : [PictureFile(path: path, name: path, label: 0)]
        guard !files.isEmpty else { throw .noImages(in: path) }
        try checkMemory(files.count, size, path, monitor)
        let pictures = try UnpackedPictures(files, size, of: path, monitor)
        guard !pictures.files.isEmpty else {
            let damaged = pictures.damaged
            throw isFolder
                ? DataError.allDamaged(in: path, count: damaged.count, list: damaged.list())
                : .damagedImage(path, damaged.reasons.first?.reason ?? "damaged")
        }
        var pixels = pictures.pixels
        if channels == 1 {
            pixels = stride(from: 0, to: pixels.count, by: 3).map { index in
                let (red, green, blue) = (Int(pixels[index]), Int(pixels[index + 1]), Int(pixels[index + 2]))
                return UInt8((299 * red + 587 * green + 114 * blue + 500) / 1000)
            }
        }
        return (pictures.files.map(\.name), pixels, [pictures.damaged.remark].compactMap { $0 })
    }
}
