/// NumPy's `.npy` format, for tests.
public enum NumPyFile {
    /// Returns an array of a type (`<f4`), a shape (`10, 2`) and the bytes of its elements.
    public static func array(_ type: String, _ shape: String, _ bytes: [UInt8], order: String = "False") -> [UInt8] {
        var header = "{'descr': '\(type)', 'fortran_order': \(order), 'shape': (\(shape)), }"
        header += String(repeating: " ", count: 63 - (header.utf8.count + 10) % 64) + "\n"
        let length: [UInt8] = [UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8)]
        var file: [UInt8] = [0x93]
        file += Array("NUMPY".utf8) + [1, 0] + length
        file += Array(header.utf8)
        return file + bytes
    }

    /// Returns the bytes of 32-bit numbers.
    public static func floats(_ values: [Float]) -> [UInt8] {
        values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32($0))) } }
    }

    /// Returns the bytes of 64-bit integers.
    public static func integers(_ values: [Int]) -> [UInt8] {
        values.flatMap { value in (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    }
}
