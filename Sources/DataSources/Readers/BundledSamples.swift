import CSamples
import DataFiles
import Datasets
import Foundation
import Tables

/// The built-in datasets.
enum BundledSamples {
    /// Returns the decompressed file of a dataset.
    private static func text(of name: String) throws(DataError) -> String {
        for index in 0..<samples_count() {
            let sample = samples_at(index)
            guard String(cString: sample.name) == name else { continue }
            let bytes = [UInt8](UnsafeBufferPointer(start: sample.bytes, count: sample.count))
            return String(decoding: try Archive.unpacked(bytes, name: name), as: UTF8.self)
        }
        throw .unknownDataset(name: name, suggestion: nil)
    }

    /// Returns 1,797 images of 8×8 counts from 0 to 16.
    static func digits() throws(DataError) -> Dataset {
        var pixels: [UInt8] = []
        var labels: [UInt16] = []
        for line in try text(of: "digits").split(separator: "\n") {
            let numbers = line.split(separator: ",").compactMap { Double($0) }
            guard numbers.count == 65 else {
                throw .wrongRow(of: "digits", numbers: numbers.count, expected: 65)
            }
            pixels += numbers.prefix(64).map { UInt8($0) }
            labels.append(UInt16(numbers[64]))
        }
        let names = (0..<10).map { "\($0)" }
        return try dataset("digits") { () throws(DatasetError) in
            try Dataset(
                name: "digits", layout: .image(height: 8, width: 8, channels: 1), features: .bytes(pixels),
                targets: .classes(labels: labels, names: names), fullScale: 16)
        }
    }

    /// Returns a table. The first line of its file contains the numbers of rows and columns and the names of the
    /// classes.
    static func table(_ name: String, columns: [String]) throws(DataError) -> Dataset {
        let lines = try text(of: name).split(whereSeparator: \.isNewline)
        let classes = lines[0].split(separator: ",").dropFirst(2).map(String.init)
        var numbers: [Float] = []
        var labels: [UInt16] = []
        for line in lines.dropFirst() {
            let row = line.split(separator: ",").compactMap { Float($0) }
            guard row.count == columns.count + 1 else {
                throw .wrongRow(of: name, numbers: row.count, expected: columns.count + 1)
            }
            numbers += row.dropLast()
            labels.append(UInt16(row[columns.count]))
        }
        return try dataset(name) { () throws(DatasetError) in
            try Dataset(
                name: name, layout: .table(columns: columns), features: .floats(numbers),
                targets: .classes(labels: labels, names: classes))
        }
    }

    private static func dataset(
        _ name: String, _ make: () throws(DatasetError) -> Dataset
    ) throws(DataError) -> Dataset {
        do { return try make() } catch { throw .dataset(path: name, reason: error.description) }
    }
}
