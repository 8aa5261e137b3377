import Datasets
import Networks

/// `NAME.columns.json`: the description of a table that no network's file contains, for programs that read further
/// rows: its columns in order, the values of texts, the replacements for missing values, and the names of the outputs.
/// `help networks` has a Python snippet that reads it.
enum ColumnsFile {
    /// Returns the path of a file beside that of a network: the same name with another ending.
    static func path(beside path: String, ending: String = "columns.json") -> String {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return "\(path).\(ending)" }
        return "\(path[..<dot]).\(ending)"
    }

    /// Returns the content of the file; nil for networks that do not take tables.
    ///
    /// - Throws: `LibraryFailure` if a fill value is NaN or infinite.
    static func text(of saved: SavedNetwork) throws(LibraryFailure) -> String? {
        guard case .table(let names) = saved.layout else { return nil }
        let encodings = saved.encodings.isEmpty ? names.map { ColumnEncoding.number(name: $0) } : saved.encodings
        var index = 0
        let columns = encodings.map { encoding -> JSON in
            defer { index += encoding.width }
            switch encoding {
            case .number(let name):
                let fill = saved.fills[index]
                return ["name": .text(name), "kind": "number", "missing": .real(Double("\(fill)") ?? Double(fill))]
            case .oneHot(let name, let values, let usual):
                return [
                    "name": .text(name), "kind": "text", "values": .list(values.map { .text($0) }),
                    "missing": .text(usual),
                ]
            case .difference(let name, let origin):
                let fill = saved.fills[index]
                return [
                    "name": .text(name), "kind": "difference", "origin": .real(origin),
                    "missing": .real(Double("\(fill)") ?? Double(fill)),
                ]
            case .date(let name, let parts, let origin):
                return [
                    "name": .text(name), "kind": "date", "origin": .real(origin),
                    "parts": .list(parts.map { .text($0.rawValue) }),
                    "missing": .list(saved.fills[index..<index + parts.count].map { .real(Double($0)) }),
                ]
            }
        }
        let outputs: (kind: String, names: [String]) =
            switch saved.outputs {
            case .classes(let names): ("classes", names)
            case .values(let names): ("values", names)
            }
        let description: JSON = [
            "columns": .list(columns), "inputs": .list(names.map { .text($0) }),
            "outputs": .object([outputs.kind: .list(outputs.names.map { .text($0) })]),
        ]
        return try description.line()
    }
}
