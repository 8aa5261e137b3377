import Synchronization

/// A long column in the format of `PackedIntegers` or `PackedReals`, encoded in pieces: the text of a large search
/// need not exist as a whole.
package struct PackedStream: Encodable, Sendable {
    /// The column.
    package enum Source: Sendable {
        case integers(SharedColumn<UInt32>)
        case codes(CodeMatrix)
        case reals(SharedColumn<Double>)
    }

    private let source: Source

    package init(_ source: Source) { self.source = source }

    /// The length of a piece, in letters.
    private static let pieceLength = 49_152

    /// Calls a function with each piece of the text, in order.
    package func forEachPiece(_ body: ([UInt8]) throws -> Void) rethrows {
        var writer = PackedWriter()
        func passOn() throws {
            if writer.length >= Self.pieceLength { try body(writer.take()) }
        }
        switch source {
        case .integers(let values):
            for block in values.blocks {
                for value in block { writer.append(value) }
                try passOn()
            }
        case .codes(let matrix):
            try matrix.forEachBlock { codes in
                for code in codes { writer.append(code) }
                try passOn()
            }
        case .reals(let values):
            for block in values.blocks {
                for value in block {
                    for index in 0..<8 {
                        writer.append(byte: UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * index)))
                    }
                }
                try passOn()
            }
        }
        writer.finish()
        try body(writer.take())
    }

    /// Encodes the whole text, or a mark in its place if the encoder collects streams.
    ///
    /// - Throws: The error of the encoder.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let streams = encoder.userInfo[PackedStreams.key] as? PackedStreams {
            return try container.encode(streams.add(self))
        }
        var text: [UInt8] = []
        forEachPiece { text += $0 }
        try container.encode(String(decoding: text, as: UTF8.self))
    }
}

/// The streams of an encoded search, whose texts are put in place of their marks while the search is written.
package final class PackedStreams: Sendable {
    /// The key of the collection in the encoder's `userInfo`.
    package static let key: CodingUserInfoKey = {
        guard let key = CodingUserInfoKey(rawValue: "streams") else { preconditionFailure("a key of any text exists") }
        return key
    }()

    private let mark: String
    private let streams = Mutex<[PackedStream]>([])

    /// Creates an empty collection.
    ///
    /// - Parameter mark: a text of ASCII letters, digits and hyphens that nothing else in the search contains.
    package init(mark: String) { self.mark = mark }

    /// Adds a stream and returns its mark.
    fileprivate func add(_ stream: PackedStream) -> String {
        streams.withLock { streams in
            streams.append(stream)
            return "\(mark)-\(streams.count - 1)."
        }
    }

    /// Calls a function with each piece of an encoded search, in which the texts of the streams replace their marks.
    ///
    /// - Complexity: O(bytes)
    package func forEachPiece(of encoded: [UInt8], _ body: ([UInt8]) throws -> Void) rethrows {
        let streams = streams.withLock { $0 }
        let opening = Array("\(mark)-".utf8)
        var written = 0
        var position = 0
        while position + opening.count <= encoded.count {
            guard encoded[position] == opening[0], encoded[position..<position + opening.count].elementsEqual(opening),
                let end = encoded[(position + opening.count)...].firstIndex(of: UInt8(ascii: ".")),
                let number = Int(String(decoding: encoded[(position + opening.count)..<end], as: UTF8.self)),
                streams.indices.contains(number)
            else {
                position += 1
                continue
            }
            try body(Array(encoded[written..<position]))
            try streams[number].forEachPiece(body)
            position = end + 1
            written = position
        }
        try body(Array(encoded[written...]))
    }
}
