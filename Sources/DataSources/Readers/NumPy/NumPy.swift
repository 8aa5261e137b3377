import DataFiles
import Foundation
import Tables

/// NumPy arrays, single (`.npy`) or several in a zip file (`.npz`), as described in NumPy enhancement proposal 1.
enum NumPy {
    /// An array as stored in the file.
    struct NumericArray {
        /// The elements, by type.
        enum Elements {
            case bytes([UInt8])
            case floats([Float])
            /// 64-bit numbers.
            case doubles([Double])
            case integers([Int])
            case texts([String])
        }

        let name: String
        /// The size of each dimension, rows first.
        let shape: [Int]
        let elements: Elements
    }

    /// Returns the names of the arrays in a file, without reading them.
    ///
    /// - Throws: `DataError` if the file cannot be read; `.stopped`.
    static func names(in path: String, _ monitor: Monitor) throws(DataError) -> [String] {
        var names: [String] = []
        try Archive.eachEntry(of: path, monitor) { (name, _) throws(DataError) in
            if name.hasSuffix(".npy"), !SystemFiles.contain(name) { names.append(String(name.dropLast(4))) }
            return true
        }
        return names
    }

    /// Reads the arrays whose names fulfil a condition.
    ///
    /// - Throws: `DataError` with the names of file and array if an array is invalid; `.stopped`.
    /// - Complexity: O(bytes)
    static func read(
        _ path: String, _ monitor: Monitor, where isWanted: (String) -> Bool
    ) throws(DataError) -> [NumericArray] {
        var arrays: [NumericArray] = []
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        try Archive.eachEntry(of: path, monitor) { (entry, reader) throws(DataError) in
            guard entry.hasSuffix(".npy"), !SystemFiles.contain(entry) else { return true }
            let name = String(entry.dropLast(4))
            guard isWanted(name) else { return true }
            let location = "\(path): \(name)"
            let header = try NumPyHeader(reader, location: location, memory: monitor.memory)
            let elements = try header.elements(reader, location: location) { (consumed) throws(DataError) in
                try monitor.report(.reading(path: path, done: consumed, total: size))
            }
            arrays.append(NumericArray(name: name, shape: header.shape, elements: elements))
            return true
        }
        return arrays
    }

    /// Reads the array of a `.npy` file.
    ///
    /// - Throws: `DataError` if the file is not a NumPy array; `.stopped`.
    static func array(_ path: String, _ monitor: Monitor) throws(DataError) -> NumericArray {
        var array: NumericArray?
        try Archive.open(path, monitor) { (reader) throws(DataError) in
            let header = try NumPyHeader(reader, location: path, memory: monitor.memory)
            let elements = try header.elements(reader, location: path) { (_) throws(DataError) in
                try monitor.report(.reading(path: path, done: reader.consumed, total: 0))
            }
            array = NumericArray(name: "x", shape: header.shape, elements: elements)
        }
        guard let array else { throw .emptyFile(path) }
        return array
    }
}
