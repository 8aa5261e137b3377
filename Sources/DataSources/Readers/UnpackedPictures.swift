import Foundation
import Synchronization

/// Pictures that were brought to one size, and those that could not be used.
struct UnpackedPictures {
    /// The pictures that could be read, in order.
    private(set) var files: [PictureFile] = []
    /// Their pixels, one picture behind the other, three bytes a pixel.
    private(set) var pixels: [UInt8] = []
    /// The others.
    private(set) var damaged: DamagedPictures

    /// Unpacks pictures on all cores. O(pixels).
    ///
    /// - Parameter damaged: pictures that are known not to be readable.
    /// - Throws: a file that cannot be opened; a library that is not installed; `.stopped`.
    init(
        _ all: [PictureFile], _ size: PictureSize, of folder: String, damaged: DamagedPictures = DamagedPictures(),
        _ monitor: Monitor
    ) throws(DataError) {
        self.damaged = damaged
        pixels.reserveCapacity(all.count * size.width * size.height * 3)
        for start in stride(from: 0, to: all.count, by: 64) {
            try monitor.tell(.unpacking(folder: folder, done: start, total: all.count))
            let some = Array(all[start..<min(all.count, start + 64)])
            for (file, result) in zip(some, Self.unpacked(some, size)) {
                switch try result.get() {
                case .read(let bytes):
                    files.append(file)
                    pixels += bytes
                case .damaged(let reason): self.damaged.add(file, reason)
                }
            }
        }
    }

    private static func unpacked(
        _ files: [PictureFile], _ size: PictureSize
    ) -> [Result<PictureFile.Reading<[UInt8]>, DataError>] {
        let results = Mutex([Result<PictureFile.Reading<[UInt8]>, DataError>?](repeating: nil, count: files.count))
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
            let result: Result<PictureFile.Reading<[UInt8]>, DataError>
            do throws(DataError) {
                result = .success(try files[index].pixels(size))
            } catch {
                result = .failure(error)
            }
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0 }.compactMap { $0 }
    }
}

/// Pictures that are empty, damaged, cut off or of another kind, with the reason of each.
struct DamagedPictures {
    private(set) var reasons: [(name: String, label: UInt16, reason: String)] = []

    var count: Int { reasons.count }

    mutating func add(_ file: PictureFile, _ reason: String) {
        reasons.append((file.name, file.label, reason))
    }

    /// The sentence that counts and lists them; nil where there are none.
    var remark: String? {
        reasons.isEmpty ? nil : "\(count) damaged \(count == 1 ? "image" : "images") skipped: \(list())"
    }

    /// The first names with their reasons, and the number of the others.
    ///
    /// - Parameter label: the class; nil for all.
    func list(of label: UInt16? = nil) -> String {
        let chosen = reasons.filter { label == nil || $0.label == label }.sorted { $0.name < $1.name }
        let shown = chosen.prefix(8).map { "\($0.name) (\($0.reason))" }.joined(separator: ", ")
        return chosen.count > 8 ? "\(shown) and \(chosen.count - 8) more" : shown
    }
}
