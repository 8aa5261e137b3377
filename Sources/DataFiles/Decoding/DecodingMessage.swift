/// A request to a process that decodes files.
///
/// Each message is its number of bytes (32 bits, little-endian), a byte for its kind, and its content.
enum DecodingRequest: Equatable {
    /// The sizes of pictures; one answer for each.
    case sizes([String])
    /// The pixels of pictures, scaled to a size; one answer for each.
    case pixels([String], PictureSize)
    /// Opens an archive and closes the one that was open.
    case open(String, Archive.Formats)
    /// The next entry of the open archive.
    case entry
    /// The next bytes of the current entry, at most so many.
    case content(Int)

    /// The maximum number of bytes of a request.
    static let maximum = 1 << 24

    var message: [UInt8] {
        switch self {
        case .sizes(let paths): Message(kind: 1) { $0.add(paths) }.bytes
        case .pixels(let paths, let size):
            Message(kind: 2) {
                $0.add(size)
                $0.add(paths)
            }.bytes
        case .open(let path, let formats):
            Message(kind: 3) {
                $0.add(Int(formats.rawValue))
                $0.add(path)
            }.bytes
        case .entry: Message(kind: 4) { _ in }.bytes
        case .content(let count): Message(kind: 5) { $0.add(count) }.bytes
        }
    }

    /// Reads the kind and the content of a message; nil if it is no request.
    init?(_ bytes: ArraySlice<UInt8>) {
        var parts = MessageParts(bytes)
        switch parts.byte() {
        case 1:
            guard let paths = parts.texts() else { return nil }
            self = .sizes(paths)
        case 2:
            guard let size = parts.size(), let paths = parts.texts() else { return nil }
            self = .pixels(paths, size)
        case 3:
            guard let formats = parts.number().flatMap({ UInt8(exactly: $0) }).flatMap(Archive.Formats.init(rawValue:)),
                let path = parts.text()
            else { return nil }
            self = .open(path, formats)
        case 4: self = .entry
        case 5:
            guard let count = parts.number(), (1...DecodingAnswer.maximumContent).contains(count) else { return nil }
            self = .content(count)
        default: return nil
        }
        guard parts.isEmpty else { return nil }
    }
}

/// An answer of a process that decodes files. It may come from a process that a file has taken over.
enum DecodingAnswer: Equatable {
    /// The first message: the process is ready, and its rights are limited.
    case ready
    case size(PictureSize)
    case pixels([UInt8])
    case opened
    /// An entry with its name and its size; nil if the size is unknown.
    case entry(name: String, size: Int?)
    /// Bytes of the current entry, and the number of bytes of the archive that were read so far.
    case content([UInt8], consumed: Int)
    /// There are no more entries, or no more bytes of the entry.
    case end
    /// The picture is damaged.
    case damaged(reason: String)
    /// The file cannot be read.
    case failed(reason: String)

    /// The maximum number of bytes of an entry that are read at once.
    static let maximumContent = 1 << 20
    /// The maximum number of bytes of an answer without pixels.
    static let maximum = maximumContent + 1 << 16

    var message: [UInt8] {
        switch self {
        case .ready: Message(kind: 1) { _ in }.bytes
        case .size(let size): Message(kind: 2) { $0.add(size) }.bytes
        case .pixels(let pixels): Message(kind: 3) { $0.bytes += pixels }.bytes
        case .opened: Message(kind: 4) { _ in }.bytes
        case .entry(let name, let size):
            Message(kind: 5) {
                $0.add(size ?? -1)
                $0.add(name)
            }.bytes
        case .content(let content, let consumed): Self.start(ofContent: content.count, consumed: consumed) + content
        case .end: Message(kind: 7) { _ in }.bytes
        case .damaged(let reason): Message(kind: 8) { $0.add(reason) }.bytes
        case .failed(let reason): Message(kind: 9) { $0.add(reason) }.bytes
        }
    }

    /// Returns the beginning of a message, which the bytes of an entry follow.
    static func start(ofContent count: Int, consumed: Int) -> [UInt8] {
        Message(kind: 6, following: count) { $0.add(consumed) }.bytes
    }

    /// Reads the kind and the content of a message; nil if it is no answer.
    init?(_ bytes: ArraySlice<UInt8>) {
        var parts = MessageParts(bytes)
        switch parts.byte() {
        case 1: self = .ready
        case 2:
            guard let size = parts.size() else { return nil }
            self = .size(size)
        case 3: self = .pixels(parts.rest())
        case 4: self = .opened
        case 5:
            guard let size = parts.number(), size >= -1, let name = parts.text() else { return nil }
            self = .entry(name: name, size: size < 0 ? nil : size)
        case 6:
            guard let consumed = parts.number(), consumed >= 0 else { return nil }
            self = .content(parts.rest(), consumed: consumed)
        case 7: self = .end
        case 8, 9:
            guard let reason = parts.text() else { return nil }
            self = bytes.first == 8 ? .damaged(reason: reason) : .failed(reason: reason)
        default: return nil
        }
        guard parts.isEmpty else { return nil }
    }
}

/// A message while it is put together.
private struct Message {
    var bytes: [UInt8] = [0, 0, 0, 0]

    /// Creates a message.
    ///
    /// - Parameter following: The number of further bytes that are sent after it.
    init(kind: UInt8, following: Int = 0, _ fill: (inout Message) -> Void) {
        bytes.append(kind)
        fill(&self)
        let length = UInt32(clamping: bytes.count - 4 + following)
        for index in 0..<4 { bytes[index] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(index))) }
    }

    mutating func add(_ number: Int) { withUnsafeBytes(of: Int64(number).littleEndian) { bytes += $0 } }

    mutating func add(_ size: PictureSize) {
        add(size.width)
        add(size.height)
    }

    mutating func add(_ text: String) {
        add(text.utf8.count)
        bytes += text.utf8
    }

    mutating func add(_ texts: [String]) {
        add(texts.count)
        for text in texts { add(text) }
    }
}

/// The content of a message, read without trusting it.
private struct MessageParts {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    var isEmpty: Bool { bytes.isEmpty }

    mutating func byte() -> UInt8? { bytes.popFirst() }

    mutating func number() -> Int? {
        guard bytes.count >= 8 else { return nil }
        defer { bytes.removeFirst(8) }
        return Int(truncatingIfNeeded: bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    mutating func size() -> PictureSize? {
        guard let width = number(), let height = number(), (1...1 << 31).contains(width), (1...1 << 31).contains(height)
        else { return nil }
        return PictureSize(width: width, height: height)
    }

    mutating func text() -> String? {
        guard let count = number(), count >= 0, count <= bytes.count else { return nil }
        defer { bytes.removeFirst(count) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    mutating func texts() -> [String]? {
        guard let count = number(), count >= 0, count <= bytes.count else { return nil }
        var texts: [String] = []
        for _ in 0..<count {
            guard let text = text() else { return nil }
            texts.append(text)
        }
        return texts
    }

    mutating func rest() -> [UInt8] {
        defer { bytes = [] }
        return Array(bytes)
    }
}
