import CCrypto

/// A SHA-256 checksum, of datasets and for fingerprints.
public struct Digest: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// Creates the checksum of the given bytes.
    public init(of bytes: [UInt8]) {
        var builder = Builder()
        builder.add(bytes)
        self = builder.finish()
    }

    /// Creates the checksum of a split, from the rows of its three sets.
    public init(of split: Split) {
        var builder = Builder()
        for rows in [split.training, split.validation, split.test] {
            builder.add("\(rows.count)")
            rows.withUnsafeBytes { builder.add($0) }
        }
        self = builder.finish()
    }

    init(finished bytes: [UInt8]) { self.bytes = bytes }

    /// 64 hexadecimal digits.
    public var description: String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// Returns the text that represents a layout in every digest, independent of the names of cases and labels in the
    /// code.
    private static func text(of layout: SampleLayout) -> String {
        switch layout {
        case .image(let height, let width, let channels):
            "image(height: \(height), width: \(width), channels: \(channels))"
        case .table(let columns): "table(columns: \(columns))"
        }
    }

    static func of(
        layout: SampleLayout, features: Features, targets: Targets, splitting: SplitColumns?
    ) -> Digest {
        var builder = Builder()
        builder.add(text(of: layout))
        switch features {
        case .bytes(let values):
            builder.add("bytes \(values.count)")
            builder.add(values)
        case .floats(let values):
            builder.add("floats \(values.count)")
            values.withUnsafeBytes { builder.add($0) }
        }
        switch targets {
        case .classes(let labels, let names):
            builder.add("classes \(names)")
            labels.withUnsafeBytes { builder.add($0) }
        case .values(let values, let names):
            builder.add("values \(names)")
            values.withUnsafeBytes { builder.add($0) }
        }
        splitting?.add(to: &builder)
        return builder.finish()
    }

    /// Computes a checksum of data that arrives in parts.
    public struct Builder: ~Copyable {
        private let context: OpaquePointer?

        /// Creates an empty builder.
        public init() {
            context = EVP_MD_CTX_new()
            EVP_DigestInit_ex(context, EVP_sha256(), nil)
        }

        deinit { EVP_MD_CTX_free(context) }

        /// Adds bytes.
        public mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

        /// Adds a text and a terminator, so that "ab" "c" differs from "a" "bc".
        public mutating func add(_ text: String) { add(Array(text.utf8) + [0]) }

        mutating func add(_ bytes: UnsafeRawBufferPointer) { EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) }

        /// Returns the checksum of everything that was added.
        public consuming func finish() -> Digest {
            var bytes = [UInt8](repeating: 0, count: 32)
            EVP_DigestFinal_ex(context, &bytes, nil)
            return Digest(finished: bytes)
        }
    }
}
