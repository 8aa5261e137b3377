import Foundation

/// NumPy's arrays, alone (`.npy`) or several in a zip file (`.npz`), as NumPy's enhancement proposal 1 describes them.
enum NumPy {
    /// An array as it lies in the file.
    struct Array {
        /// What its elements are.
        enum Elements {
            case bytes([UInt8])
            case floats([Float])
            /// Whole numbers, for labels.
            case integers([Int])
            case texts([String])
        }

        let name: String
        /// One number a dimension, rows first.
        let shape: [Int]
        let elements: Elements
    }

    /// The names of the arrays of a file, without reading them.
    static func names(in path: String) throws(DataError) -> [String] {
        var names: [String] = []
        try Archive.eachEntry(of: path) { (name, _) throws(DataError) in
            if name.hasSuffix(".npy") { names.append(String(name.dropLast(4))) }
            return true
        }
        return names
    }

    /// Reads the arrays whose names a closure wants. O(bytes).
    ///
    /// - Throws: what is no array, with the file's and the array's name.
    static func read(
        _ path: String, _ monitor: Monitor, where isWanted: (String) -> Bool
    ) throws(DataError) -> [Array] {
        var arrays: [Array] = []
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        try Archive.eachEntry(of: path) { (entry, reader) throws(DataError) in
            guard entry.hasSuffix(".npy") else { return true }
            let name = String(entry.dropLast(4))
            guard isWanted(name) else { return true }
            let place = "\(path): \(name)"
            let header = try Header(reader, place: place)
            let elements = try header.elements(reader, place: place) { (consumed) throws(DataError) in
                try monitor.tell(.reading(path: path, done: consumed, total: size))
            }
            arrays.append(Array(name: name, shape: header.shape, elements: elements))
            return true
        }
        return arrays
    }

    /// Reads the array of a `.npy` file.
    ///
    /// - Throws: what is no array.
    static func array(_ path: String, _ monitor: Monitor) throws(DataError) -> Array {
        var array: Array?
        try Archive.open(path) { (reader) throws(DataError) in
            let header = try Header(reader, place: path)
            let elements = try header.elements(reader, place: path) { (_) throws(DataError) in
                try monitor.tell(.reading(path: path, done: reader.consumed, total: 0))
            }
            array = Array(name: "x", shape: header.shape, elements: elements)
        }
        guard let array else { throw .foreign(path: path, expected: "a NumPy array", found: "an empty file") }
        return array
    }

    /// What stands before an array's elements.
    private struct Header {
        let shape: [Int]
        let kind: Kind

        enum Kind {
            case boolean
            case unsigned(bytes: Int)
            case signed(bytes: Int)
            case float(bytes: Int)
            /// 32-bit characters.
            case unicode(characters: Int)
            case characters(Int)

            var size: Int {
                switch self {
                case .boolean: 1
                case .unsigned(let bytes), .signed(let bytes), .float(let bytes): bytes
                case .unicode(let characters): characters * 4
                case .characters(let count): count
                }
            }
        }

        /// More elements than any array here has: a header that says more is none.
        private static let most = 1 << 34

        init(_ reader: borrowing Archive.Reader, place: String) throws(DataError) {
            let start = try reader.next(8)
            guard start.count == 8, start.starts(with: [0x93] + Swift.Array("NUMPY".utf8)) else {
                throw .foreign(path: place, expected: "a NumPy array", found: "other bytes")
            }
            let lengths = try reader.next(start[6] == 1 ? 2 : 4)
            guard lengths.count == (start[6] == 1 ? 2 : 4) else {
                throw .foreign(path: place, expected: "a NumPy array", found: "the end of the file")
            }
            let length = lengths.reversed().reduce(0) { $0 << 8 | Int($1) }
            guard length < 1 << 16 else { throw .foreign(path: place, expected: "a NumPy array", found: "other bytes") }
            let text = String(decoding: try reader.next(length), as: UTF8.self)
            func unsuitable(_ found: String) -> DataError {
                .foreign(path: place, expected: "an array of numbers or texts in C order", found: found)
            }
            guard let type = text.firstMatch(of: /'descr':\s*'([^']*)'/)?.1,
                let order = text.firstMatch(of: /'fortran_order':\s*(True|False)/)?.1,
                let sizes = text.firstMatch(of: /'shape':\s*\(([^)]*)\)/)?.1
            else { throw unsuitable(text.isEmpty ? "an empty header" : String(text.prefix(80))) }
            let shape = sizes.split(separator: ",").compactMap {
                Int($0.filter { !$0.isWhitespace && $0 != "L" })
            }
            let (count, isTooMuch) = shape.reduce((1, false)) { total, size in
                let product = total.0.multipliedReportingOverflow(by: size)
                return (product.partialValue, total.1 || product.overflow || size < 0)
            }
            guard !isTooMuch, count <= Self.most else { throw unsuitable("the shape (\(sizes))") }
            guard order == "False" || shape.count < 2 else {
                throw unsuitable("Fortran order; numpy.ascontiguousarray changes it")
            }
            guard let kind = Self.kind(type) else { throw unsuitable("elements of the type \(type)") }
            self.shape = shape
            self.kind = kind
        }

        private static func kind(_ type: Substring) -> Kind? {
            guard let order = type.first, order != ">", let letter = type.dropFirst().first,
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

        /// Elements at a time: what is read is never in memory twice.
        private static let piece = 1 << 18

        func elements(
            _ reader: borrowing Archive.Reader, place: String, progress: (Int) throws(DataError) -> Void
        ) throws(DataError) -> Array.Elements {
            let count = shape.reduce(1, *)
            var done = 0
            func next() throws(DataError) -> [UInt8] {
                let wanted = min(Self.piece, count - done)
                let bytes = try reader.next(wanted * kind.size)
                guard bytes.count == wanted * kind.size else {
                    throw .size(path: place, expected: count * kind.size, found: done * kind.size + bytes.count)
                }
                done += wanted
                try progress(reader.consumed)
                return bytes
            }
            switch kind {
            case .unsigned(bytes: 1), .boolean:
                var values: [UInt8] = []
                values.reserveCapacity(count)
                while done < count { values += try next() }
                return .bytes(values)
            case .unsigned(let size), .signed(let size):
                let isSigned = if case .signed = kind { true } else { false }
                var values: [Int] = []
                values.reserveCapacity(count)
                while done < count { values += Self.integers(try next(), size: size, isSigned: isSigned) }
                return .integers(values)
            case .float(let size):
                var values: [Float] = []
                values.reserveCapacity(count)
                while done < count { values += Self.floats(try next(), size: size) }
                return .floats(values)
            case .unicode(let characters):
                var values: [String] = []
                while done < count {
                    let bytes = try next()
                    values += stride(from: 0, to: bytes.count, by: characters * 4).map { start in
                        var text = String.UnicodeScalarView()
                        for place in stride(from: start, to: start + characters * 4, by: 4) {
                            let code = bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
                            if code != 0, let scalar = Unicode.Scalar(code) { text.append(scalar) }
                        }
                        return String(text)
                    }
                }
                return .texts(values)
            case .characters(let size):
                var values: [String] = []
                while done < count {
                    let bytes = try next()
                    values += stride(from: 0, to: bytes.count, by: size).map { start in
                        String(decoding: bytes[start..<start + size].prefix { $0 != 0 }, as: UTF8.self)
                    }
                }
                return .texts(values)
            }
        }

        private static func pattern(_ bytes: [UInt8], at place: Int, size: Int) -> UInt64 {
            var pattern: UInt64 = 0
            for index in (0..<size).reversed() { pattern = pattern << 8 | UInt64(bytes[place + index]) }
            return pattern
        }

        private static func integers(_ bytes: [UInt8], size: Int, isSigned: Bool) -> [Int] {
            stride(from: 0, to: bytes.count, by: size).map { place in
                let pattern = pattern(bytes, at: place, size: size)
                guard isSigned else { return Int(clamping: pattern) }
                let shift = 64 - 8 * UInt64(size)
                return Int(Int64(bitPattern: pattern << shift) >> Int64(shift))
            }
        }

        private static func floats(_ bytes: [UInt8], size: Int) -> [Float] {
            stride(from: 0, to: bytes.count, by: size).map { place in
                let pattern = pattern(bytes, at: place, size: size)
                switch size {
                case 2: return half(UInt16(pattern))
                case 4: return Float(bitPattern: UInt32(pattern))
                default: return Float(Double(bitPattern: pattern))
                }
            }
        }

        /// IEEE 754 of 16 bits; Swift has the type on some processors only.
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
}
