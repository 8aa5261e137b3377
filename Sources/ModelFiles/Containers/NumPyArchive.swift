/// Arrays in NumPy's `.npz` format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
enum NumPyArchive {
    struct NamedArray {
        let name: String
        /// The type of the elements in NumPy's notation: `<f4`, `|u1`, `<i8`.
        let type: String
        let shape: [Int]
        let bytes: [UInt8]
    }

    static func bytes(of arrays: [NamedArray]) throws(LibraryFailure) -> [UInt8] {
        try ZipArchive.bytes(of: arrays.map { ("\($0.name).npy", file($0)) })
    }

    private static func file(_ array: NamedArray) -> [UInt8] {
        let shape = array.shape.map { "\($0)," }.joined(separator: " ")
        var header = "{'descr': '\(array.type)', 'fortran_order': False, 'shape': (\(shape)), }"
        // The elements begin at a multiple of 64.
        header += String(repeating: " ", count: 63 - (header.utf8.count + 10) % 64) + "\n"
        let length = [UInt8(truncatingIfNeeded: header.utf8.count), UInt8(truncatingIfNeeded: header.utf8.count >> 8)]
        return [0x93] + "NUMPY".utf8 + [1, 0] + length + header.utf8 + array.bytes
    }
}
