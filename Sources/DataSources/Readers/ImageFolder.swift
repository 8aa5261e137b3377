import CImage
import Datasets
import Foundation
import Synchronization

/// The width and height that pictures are brought to.
public struct PictureSize: Codable, Hashable, Sendable {
    /// In pixels, 1 or more.
    public let width: Int
    /// In pixels, 1 or more.
    public let height: Int

    /// A size.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// Pictures in folders, one folder a class: `FOLDER/cat/1.png`. Where the folder holds `train` and `test` (or
/// `training` and `test`), each with the classes' folders, those of `test` are the official test part.
enum ImageFolder {
    /// Pictures that are all of one size stay so up to it; others become smaller.
    private static let greatestOwn = 128
    private static let usual = PictureSize(width: 32, height: 32)
    /// More pixels are refused before they are unpacked.
    private static let mostPixels = 200_000_000
    private static let endings = ["png", "jpg", "jpeg"]

    private struct Picture: Sendable {
        let path: String
        let label: UInt16
    }

    /// Reads all pictures, on all cores. O(bytes).
    ///
    /// - Throws: a folder without classes; the first file that is no picture; `.stopped`.
    static func read(
        _ path: String, name: String, size wanted: PictureSize?, _ monitor: Monitor
    ) throws(DataError) -> ReadDataset {
        let folder = path.hasSuffix("/") && path != "/" ? String(path.dropLast()) : path
        guard let entries = folders(in: folder) else { throw .missing(path: folder, expected: "a folder of pictures") }
        let training = ["train", "training"].first(where: entries.contains)
        let isParted = training != nil && entries.contains("test")
        let roots = isParted ? ["\(folder)/\(training ?? "")", "\(folder)/test"] : [folder]
        let names = folders(in: roots[0]) ?? []
        guard names.count > 1 else {
            throw .dataset(
                path: roots[0],
                reason: "expected a folder for each class, found \(names.first.map { "only \($0)" } ?? "none")")
        }
        var others = 0
        var parts: [[Picture]] = []
        for root in roots {
            if let strange = (folders(in: root) ?? []).first(where: { !names.contains($0) }) {
                throw .mismatch(
                    path: "\(root)/\(strange)", expected: "one of \(names.joined(separator: ", "))",
                    found: "another class")
            }
            parts.append(pictures(in: root, names, &others))
        }
        guard let empty = names.indices.first(where: { label in !parts[0].contains { Int($0.label) == label } }) else {
            return try read(parts, of: folder, name: name, classes: names, wanted, others: others, monitor)
        }
        throw .dataset(path: "\(roots[0])/\(names[empty])", reason: "the folder holds no PNG or JPEG")
    }

    private static func folders(in path: String) -> [String]? {
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: path) else { return nil }
        return entries.filter { entry in
            var isFolder: ObjCBool = false
            return !entry.hasPrefix(".")
                && FileManager.default.fileExists(atPath: "\(path)/\(entry)", isDirectory: &isFolder)
                && isFolder.boolValue
        }.sorted()
    }

    /// The pictures of a folder's classes, sorted by path; counts files of other kinds.
    private static func pictures(in root: String, _ names: [String], _ others: inout Int) -> [Picture] {
        var pictures: [Picture] = []
        for (label, name) in names.enumerated() {
            let files = FileManager.default.enumerator(atPath: "\(root)/\(name)")?.compactMap { $0 as? String } ?? []
            for file in files.sorted() where !file.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
                let path = "\(root)/\(name)/\(file)"
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                    continue
                }
                let ending = file.split(separator: ".").last?.lowercased() ?? ""
                if endings.contains(ending) {
                    pictures.append(Picture(path: path, label: UInt16(label)))
                } else {
                    others += 1
                }
            }
        }
        return pictures
    }

    private static func read(
        _ parts: [[Picture]], of folder: String, name: String, classes: [String], _ wanted: PictureSize?, others: Int,
        _ monitor: Monitor
    ) throws(DataError) -> ReadDataset {
        let pictures = parts.flatMap { $0 }
        var remarks: [String] = []
        if others > 0 { remarks.append("\(others) file\(others == 1 ? "" : "s") of other kinds passed over") }
        let size: PictureSize
        if let wanted { size = wanted } else { size = try usualSize(of: pictures, monitor, folder, &remarks) }
        let count = pictures.count * size.width * size.height * 3
        guard count < monitor.memory else {
            throw .dataset(
                path: folder,
                reason: "\(pictures.count) pictures of \(size.width)×\(size.height) would take "
                    + "\(count / 1_000_000_000) GB of memory; try `size 32x32`")
        }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(count)
        for start in stride(from: 0, to: pictures.count, by: 64) {
            try monitor.tell(.unpacking(folder: folder, done: start, total: pictures.count))
            pixels += try unpacked(Array(pictures[start..<min(pictures.count, start + 64)]), size)
        }
        var channels = 3
        if let grey = grey(pixels) { (pixels, channels) = (grey, 1) }
        do {
            let dataset = try Dataset(
                name: name, layout: .image(height: size.height, width: size.width, channels: channels),
                features: .bytes(pixels), targets: .classes(labels: pictures.map(\.label), names: classes),
                officialTestCount: parts.count > 1 ? parts[1].count : 0)
            return ReadDataset(dataset: dataset, remarks: remarks)
        } catch {
            throw .dataset(path: folder, reason: error.description)
        }
    }

    /// The size of the pictures where it is one and not too large.
    private static func usualSize(
        of pictures: [Picture], _ monitor: Monitor, _ folder: String, _ remarks: inout [String]
    ) throws(DataError) -> PictureSize {
        var sizes: Set<PictureSize> = []
        for (index, picture) in pictures.enumerated() {
            if index % 256 == 0 { try monitor.tell(.unpacking(folder: folder, done: 0, total: pictures.count)) }
            sizes.insert(try size(of: try bytes(of: picture.path), picture.path))
        }
        if let only = sizes.first, sizes.count == 1, max(only.width, only.height) <= greatestOwn { return only }
        let words = sizes.sorted { ($0.width * $0.height, $0.width) < ($1.width * $1.height, $1.width) }.map {
            "\($0.width)×\($0.height)"
        }
        let found = words.count == 1 ? words[0] : "\(words[0]) to \(words[words.count - 1])"
        remarks.append("pictures of \(found) become \(usual.width)×\(usual.height); `size 64x64` takes another size")
        return usual
    }

    private static func bytes(of path: String) throws(DataError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path, reason: "the file cannot be opened")
        }
        return [UInt8](data)
    }

    private static func size(of bytes: [UInt8], _ path: String) throws(DataError) -> PictureSize {
        var (width, height): (Int32, Int32) = (0, 0)
        let end = picture_size(bytes, bytes.count, &width, &height)
        guard end == PICTURE_READ else { throw error(end, path) }
        guard Int(width) * Int(height) <= mostPixels else {
            throw .unreadable(path: path, reason: "\(width)×\(height) pixels are too many")
        }
        return PictureSize(width: Int(width), height: Int(height))
    }

    private static func error(_ end: PictureEnd, _ path: String) -> DataError {
        switch end {
        case PICTURE_FOREIGN: .foreign(path: path, expected: "a PNG or JPEG picture", found: "other bytes")
        case PICTURE_NO_LIBRARY:
            .unreadable(path: path, reason: "reading pictures needs libgd (on Debian: apt-get install libgd3)")
        default: .unreadable(path: path, reason: "the picture is damaged or cut off")
        }
    }

    /// Some pictures, unpacked on all cores.
    private static func unpacked(_ pictures: [Picture], _ size: PictureSize) throws(DataError) -> [UInt8] {
        let results = Mutex([Result<[UInt8], DataError>?](repeating: nil, count: pictures.count))
        DispatchQueue.concurrentPerform(iterations: pictures.count) { index in
            let result: Result<[UInt8], DataError>
            do throws(DataError) {
                result = .success(try unpacked(pictures[index].path, size))
            } catch {
                result = .failure(error)
            }
            results.withLock { $0[index] = result }
        }
        var pixels: [UInt8] = []
        for result in results.withLock({ $0 }) { if let result { pixels += try result.get() } }
        return pixels
    }

    private static func unpacked(_ path: String, _ size: PictureSize) throws(DataError) -> [UInt8] {
        let bytes = try bytes(of: path)
        _ = try self.size(of: bytes, path)
        var end = PICTURE_BROKEN
        let pixels = [UInt8](unsafeUninitializedCapacity: size.width * size.height * 3) { buffer, count in
            end = picture_read(bytes, bytes.count, Int32(size.width), Int32(size.height), buffer.baseAddress)
            count = end == PICTURE_READ ? buffer.count : 0
        }
        guard end == PICTURE_READ else { throw error(end, path) }
        return pixels
    }

    /// A byte a pixel, where all pictures are grey.
    private static func grey(_ pixels: [UInt8]) -> [UInt8]? {
        for start in stride(from: 0, to: pixels.count, by: 3)
        where pixels[start] != pixels[start + 1] || pixels[start] != pixels[start + 2] { return nil }
        return stride(from: 0, to: pixels.count, by: 3).map { pixels[$0] }
    }

    /// A picture, or all pictures of a folder and those within it, sorted by path, brought to one size.
    ///
    /// - Parameter channels: 1 for shades of grey, which colours become by their brightness (ITU-R BT.601); else 3.
    static func unlabelled(
        _ path: String, isFolder: Bool, size: PictureSize, channels: Int, _ monitor: Monitor
    ) throws(DataError) -> (names: [String], pixels: [UInt8]) {
        guard channels == 1 || channels == 3 else {
            throw .foreign(path: path, expected: "arrays of \(channels) channels", found: "pictures")
        }
        var names = [path]
        if isFolder {
            let files = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
            names = files.filter { endings.contains($0.split(separator: ".").last?.lowercased() ?? "") }.sorted()
            guard !names.isEmpty else { throw .dataset(path: path, reason: "the folder holds no PNG or JPEG") }
        }
        let pictures = names.map { Picture(path: isFolder ? "\(path)/\($0)" : $0, label: 0) }
        var pixels: [UInt8] = []
        for start in stride(from: 0, to: pictures.count, by: 64) {
            try monitor.tell(.unpacking(folder: path, done: start, total: pictures.count))
            let colours = try unpacked(Array(pictures[start..<min(pictures.count, start + 64)]), size)
            pixels +=
                channels == 3
                ? colours
                : stride(from: 0, to: colours.count, by: 3).map { place in
                    let (red, green, blue) = (Int(colours[place]), Int(colours[place + 1]), Int(colours[place + 2]))
                    return UInt8((299 * red + 587 * green + 114 * blue + 500) / 1000)
                }
        }
        return (names, pixels)
    }
}
