import DataFiles

/// Pictures scaled to one size, and those that could not be read.
struct UnpackedPictures {
    /// The readable pictures, in order.
    private(set) var files: [PictureFile] = []
    /// The pixels, one picture after another, three bytes per pixel.
    private(set) var pixels: [UInt8] = []
    /// The unreadable pictures.
    private(set) var damaged: DamagedPictures

    /// Decodes pictures on all cores.
    ///
    /// - Parameter damaged: The pictures that are already known to be unreadable.
    /// - Throws: `.unreadable` if a file cannot be opened or libgd is not installed; `.stopped`.
    /// - Complexity: O(pixels)
    init(
        _ all: [PictureFile], _ size: PictureSize, of folder: String, damaged: DamagedPictures = DamagedPictures(),
        _ monitor: Monitor
    ) throws(DataError) {
        self.damaged = damaged
        pixels.reserveCapacity(all.count * size.width * size.height * 3)
        try monitor.decoding.pictures(
            all, .pixels(size), monitor,
            progress: { (done) throws(DataError) in
                try monitor.report(.unpacking(folder: folder, done: done, total: all.count))
            }
        ) { (file, reading) throws(DataError) in
            switch reading {
            case .read(let bytes):
                files.append(file)
                pixels += bytes
            case .damaged(let reason): self.damaged.add(file, reason)
            }
        }
    }
}

/// Pictures that are empty, damaged, truncated or of another kind, with the reasons.
struct DamagedPictures {
    private(set) var reasons: [(name: String, label: UInt16, reason: String)] = []

    var count: Int { reasons.count }

    mutating func add(_ file: PictureFile, _ reason: String) {
        reasons.append((file.name, file.label, reason))
    }

    /// A sentence with their number and names; nil for none.
    var remark: String? {
        reasons.isEmpty ? nil : PictureDamage.skipped(count, list: list())
    }

    /// Returns the first names with their reasons, and the number of the others.
    ///
    /// - Parameter label: The class; nil for all.
    func list(of label: UInt16? = nil) -> String {
        let chosen = reasons.filter { label == nil || $0.label == label }.sorted { $0.name < $1.name }
        let shown = chosen.prefix(8).map { "\($0.name) (\($0.reason))" }.joined(separator: ", ")
        return chosen.count > 8 ? "\(shown) and \(chosen.count - 8) more" : shown
    }
}
