import DataFiles

/// The header of a NumPy array: the type of its elements and its shape
/// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
struct NumPyHeader {
    /// The size of each dimension, rows first.
    let shape: [Int]
    private let kind: Kind
    private let isBigEndian: Bool

    private enum Kind {
        case boolean
        case unsigned(bytes: Int)
        case signed(bytes: Int)
        case float(bytes: Int)
        /// 32-bit characters.
        case unicode(characters: Int)
        case characters(Int)

        /// The size of an element in the file, in bytes.
        var size: Int {
            switch self {
            case .boolean: 1
            case .unsigned(let bytes), .signed(let bytes), .float(let bytes): bytes
            case .unicode(let characters): characters * 4
            case .characters(let count): count
            }
        }

        /// The size of an element in memory, in bytes.
        var sizeInMemory: Int {
            switch self {
            case .boolean, .unsigned(bytes: 1): 1
            case .unsigned, .signed, .float(bytes: 8): 8
            case .float: 4
            case .unicode, .characters: MemoryLayout<String>.stride
            }
        }
    }

    /// The number of elements according to the shape.
    private var count: Int { shape.reduce(1, *) }

    /// The maximum number of elements; a header with more is invalid.
    private static let maximum = 1 << 34
    /// The maximum compression ratio of deflate, the compression of `.npz` files.
    private static let greatestCompression = 1032

    /// Reads a header, and compares the size according to it with the size of the file.
    ///
    /// - Parameter memory: The maximum number of bytes of the elements.
    /// - Throws: `.foreign` if the file is not an array of numbers or texts; `.size` if it has too few elements;
    ///   `.dataset` if they do not fit into memory.
    init(_ reader: borrowing Archive.Reader, location: String, memory: Int) throws(DataError) {
        let start = try reader.next(8)
        guard start.count == 8, start.starts(with: [0x93] + Array("NUMPY".utf8)) else {
            throw .noArray(location)
        }
        let lengths = try reader.next(start[6] == 1 ? 2 : 4)
        guard lengths.count == (start[6] == 1 ? 2 : 4) else {
            throw .truncatedArray(location)
        }
        let length = lengths.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length < 1 << 16 else { throw .noArray(location) }
        let text = String(decoding: try reader.next(length), as: UTF8.self)
        (shape, kind, isBigEndian) = try Self.parsed(text, location: location)
        try check(reader, location: location, headerSize: 8 + lengths.count + length, memory: memory)
    }

    private static func parsed(_ text: String, location: String) throws(DataError) -> ([Int], Kind, Bool) {
        guard let type = text.firstMatch(of: /'descr':\s*'([^']*)'/)?.1,
            let order = text.firstMatch(of: /'fortran_order':\s*(True|False)/)?.1,
            let sizes = text.firstMatch(of: /'shape':\s*\(([^)]*)\)/)?.1
        else { throw .wrongHeader(location, text) }
        let parts = sizes.split(separator: ",").map { $0.filter { !$0.isWhitespace && $0 != "L" } }
        let shape = parts.filter { !$0.isEmpty }.map { Int($0) ?? -1 }
        let (count, isTooMuch) = shape.reduce((1, false)) { total, size in
            let product = total.0.multipliedReportingOverflow(by: size)
            return (product.partialValue, total.1 || product.overflow || size < 0)
        }
        guard !isTooMuch, count <= maximum else { throw .wrongShape(location, String(sizes)) }
        guard order == "False" || shape.count < 2 else {
            throw .fortranOrder(location)
        }
        guard let kind = kind(type) else { throw .wrongType(location, String(type)) }
        return (shape, kind, type.first == ">")
    }

    private static func kind(_ type: Substring) -> Kind? {
        guard let order = type.first, "<>|=".contains(order), let letter = type.dropFirst().first,
            let size = Int(type.dropFirst(2)), size > 0
        else { return nil }
        switch (letter, size) {
        case ("b", 1): return .boolean
        case ("u", 1), ("u", 2), ("u", 4), ("u", 8): return .unsigned(bytes: size)
        case ("i", 1), ("i", 2), ("i", 4), ("i", 8): return .signed(bytes: size)
        case ("f", 2), ("f", 4), ("f", 8): return .float(bytes: size)
        case ("U", 1...1000): return .unicode(characters: size)
        case ("S", 1...4000): return .characters(size)
        default: return nil
        }
    }

    private func check(
        _ reader: borrowing Archive.Reader, location: String, headerSize: Int, memory: Int
    ) throws(DataError) {
        let expected = count * kind.size
        if let stated = reader.statedSize {
            guard stated - headerSize >= expected else {
                throw .size(path: location, expected: expected, found: max(0, stated - headerSize))
            }
            if let fileSize = reader.fileSize, stated / Self.greatestCompression > fileSize {
                throw .wrongSize(of: location, stated: stated, fileSize: fileSize)
            }
        }
        guard count <= memory / kind.sizeInMemory else {
            throw .tooLargeArray(location, shape: shape, bytes: count * kind.sizeInMemory, memory: memory)
        }
    }

    // MARK: - Elements

    /// The number of elements read at a time, so that they are not in memory twice.
    private static let piece = 1 << 18

    /// Reads the elements. Memory is reserved only if the file states its size.
    ///
    /// - Parameter progress: Receives the number of bytes of the file that were read so far.
    /// - Throws: `.size` if there are too few elements; `.foreign` for integers beyond 2⁶³ − 1; the errors of
    ///   `progress`.
    /// - Complexity: O(elements)
    func elements(
        _ reader: borrowing Archive.Reader, location: String, progress: (Int) throws(DataError) -> Void
    ) throws(DataError) -> NumPy.NumericArray.Elements {
        let count = self.count
        var done = 0
        func next() throws(DataError) -> [UInt8] {
            let wanted = min(Self.piece, count - done)
            let bytes = try reader.next(wanted * kind.size)
            guard bytes.count == wanted * kind.size else {
                throw .size(path: location, expected: count * kind.size, found: done * kind.size + bytes.count)
            }
            done += wanted
            try progress(reader.consumed)
            return bytes
        }
        // If the size is not stated, arrays grow while they are read.
        let reserved = reader.statedSize == nil ? 0 : count
        func all<Value>(_ values: ([UInt8]) throws(DataError) -> [Value]) throws(DataError) -> [Value] {
            var all: [Value] = []
            all.reserveCapacity(reserved)
            while done < count { all += try values(try next()) }
            return all
        }
        switch kind {
        case .unsigned(bytes: 1), .boolean: return .bytes(try all { $0 })
        case .unsigned(let size):
            return .integers(
                try all { (bytes) throws(DataError) in
                    try unsignedIntegers(patterns(bytes, size: size), location: location)
                })
        case .signed(let size):
            let shift = 64 - 8 * size
            return .integers(
                try all { patterns($0, size: size).map { Int(Int64(bitPattern: $0 << UInt64(shift)) >> Int64(shift)) } }
            )
        case .float(bytes: 2): return .floats(try all { patterns($0, size: 2).map { Self.half(UInt16($0)) } })
        case .float(bytes: 4):
            return .floats(try all { patterns($0, size: 4).map { Float(bitPattern: UInt32($0)) } })
        case .float: return .doubles(try all { patterns($0, size: 8).map { Double(bitPattern: $0) } })
        case .unicode(let characters):
            return .texts(try all { Self.texts(of: patterns($0, size: 4), characters: characters) })
        case .characters(let size): return .texts(try all { Self.texts(of: $0, size: size) })
        }
    }

    private func unsignedIntegers(_ patterns: [UInt64], location: String) throws(DataError) -> [Int] {
        if let greatest = patterns.max(), greatest > UInt64(Int.max) {
            throw .tooLargeInteger(location, "\(greatest)")
        }
        return patterns.map { Int($0) }
    }

    /// Returns texts of so many Unicode code points each, without the zeros that fill them up.
    private static func texts(of codes: [UInt64], characters: Int) -> [String] {
        stride(from: 0, to: codes.count, by: characters).map { start in
            var text = String.UnicodeScalarView()
            for code in codes[start..<start + characters] where code != 0 {
                if let scalar = Unicode.Scalar(UInt32(code)) { text.append(scalar) }
            }
            return String(text)
        }
    }

    /// Returns texts of so many bytes each, up to the first zero.
    private static func texts(of bytes: [UInt8], size: Int) -> [String] {
        stride(from: 0, to: bytes.count, by: size).map { start in
            String(decoding: bytes[start..<start + size].prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// Returns the bits of each element, in either byte order.
    private func patterns(_ bytes: [UInt8], size: Int) -> [UInt64] {
        let (first, step) = isBigEndian ? (0, 1) : (size - 1, -1)
        return stride(from: 0, to: bytes.count, by: size).map { start in
            var pattern: UInt64 = 0
            var offset = start + first
            for _ in 0..<size {
                pattern = pattern << 8 | UInt64(bytes[offset])
                offset += step
            }
            return pattern
        }
    }

    /// Converts 16-bit IEEE 754 numbers; Swift has this type only on some processors.
    private static func half(_ bits: UInt16) -> Float {
        let sign = UInt32(bits & 0x8000) << 16
        let (exponent, fraction) = (UInt32(bits >> 10 & 0x1F), UInt32(bits & 0x3FF))
        switch exponent {
        case 0: return Float(bitPattern: sign) + (sign == 0 ? 1 : -1) * Float(fraction) * 0x1p-24
        case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
        default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
        }
    }
}
