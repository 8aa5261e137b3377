/// The heaps of an HDF5 file, in which its texts of any length are stored: section III.E of
/// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html.
///
/// libhdf5 copies a text with the size that the heap states, and walks from one text to the next by their sizes, without
/// checking that they are within the heap (1.10.8): a damaged size ends the process, or never ends.
enum HDF5Heaps {
    private static let signature = Array("GCOL".utf8)
    /// The bytes before the first text of a heap, and before each text.
    private static let header = 16

    /// True if the texts of all heaps are within them.
    ///
    /// - Complexity: O(bytes)
    static func areSound(in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var start = 0
            while let found = next(in: buffer, from: start) {
                guard isSound(buffer, at: found) else { return false }
                start = found + signature.count
            }
            return true
        }
    }

    /// Returns the position of the next heap; nil if there is none.
    private static func next(in buffer: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var position = start
        while position + header <= buffer.count {
            guard let first = buffer[position...].firstIndex(of: signature[0]), first + header <= buffer.count else {
                return nil
            }
            // The version follows, which has been 1 since there are heaps.
            if buffer[first..<first + 4].elementsEqual(signature), buffer[first + 4] == 1 { return first }
            position = first + 1
        }
        return nil
    }

    private static func isSound(_ buffer: UnsafeRawBufferPointer, at start: Int) -> Bool {
        guard let size = length(buffer, at: start + 8), size >= header, size <= buffer.count - start else {
            return false
        }
        var position = start + header
        let end = start + size
        // A rest without room for a text is free.
        while position + header <= end {
            guard let size = length(buffer, at: position + 8), size <= end - position else { return false }
            let isFree = buffer[position] == 0 && buffer[position + 1] == 0
            // The size of free space includes its header; texts are padded to 8 bytes.
            let step = isFree ? size : header + (size + 7) / 8 * 8
            guard step >= header, step <= end - position else { return false }
            position += step
        }
        return true
    }

    /// Returns a little-endian size; nil if it does not fit.
    private static func length(_ buffer: UnsafeRawBufferPointer, at position: Int) -> Int? {
        guard position + 8 <= buffer.count else { return nil }
        return Int(exactly: UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
    }
}
