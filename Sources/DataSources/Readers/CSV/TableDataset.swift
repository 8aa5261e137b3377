import Datasets
import Foundation

/// Turns the columns of a table into a dataset: numbers stay numbers, texts become a column a value (one-hot), the label
/// becomes classes or numbers.
enum TableDataset {
    /// Whole numbers with no more different values are classes, unless the user says otherwise.
    private static let mostClasses = 20
    /// Makes the dataset, and says what was decided. O(rows × columns).
    ///
    /// - Throws: a label with nothing to learn, or of another kind than was asked for; more columns than memory.
    static func make(
        _ table: consuming CSVTable, name: String, options: CSVOptions, memory: Int
    ) throws(DataError) -> ReadDataset {
        var remarks: [String] = []
        if table.unlabelled > 0 {
            let rows = table.unlabelled == 1 ? "1 row" : "\(table.unlabelled) rows"
            remarks.append("\(rows) without a \"\(table.label.name)\" \(table.unlabelled == 1 ? "is" : "are") left out")
        }
        let targets = try targets(table, options.task, &remarks)
        let (features, columns, encodings) = try features(&table, memory: memory, &remarks)
        do {
            let dataset = try Dataset(
                name: name, layout: .table(columns: columns), features: .floats(features), targets: targets,
                encodings: encodings)
            return ReadDataset(dataset: dataset, remarks: remarks)
        } catch {
            throw .dataset(path: table.path, reason: error.description)
        }
    }

    // MARK: - The label

    private static func targets(
        _ table: CSVTable, _ task: CSVOptions.Task?, _ remarks: inout [String]
    ) throws(DataError) -> Targets {
        let label = table.label
        func unusable(_ reason: String) -> DataError {
            .dataset(path: table.path, reason: "the label \"\(label.name)\" \(reason)")
        }
        guard label.kind == .numbers else {
            if task == .regression, let (line, text) = table.labelText {
                throw .mismatch(
                    path: "\(table.path):\(line)", expected: "a number in \"\(label.name)\", for regression",
                    found: "\"\(text)\"")
            }
            guard label.kind == .texts, label.distinct * 2 <= table.rows || label.distinct <= 2 else {
                throw unusable("differs in over half of the rows: it names them, and cannot be learned")
            }
            let texts = (0..<label.distinct).map { label.texts.text($0) }
            let order = texts.indices.sorted { texts[$0] < texts[$1] }
            var ranks = [UInt16](repeating: 0, count: texts.count)
            for (rank, number) in order.enumerated() { ranks[number] = UInt16(rank) }
            guard order.count > 1 else { throw unusable("is \"\(texts[0])\" in every row: there is nothing to learn") }
            remarks.append("\"\(label.name)\" is text: \(order.count) classes")
            return .classes(labels: label.codes.map { ranks[Int($0)] }, names: order.map { texts[$0] })
        }
        return try Labels.targets(
            label.numbers, name: label.name, place: table.path, task: task, mostClasses: mostClasses, &remarks)
    }

    // MARK: - Features

    private static func features(
        _ table: inout CSVTable, memory: Int, _ remarks: inout [String]
    ) throws(DataError) -> ([Float], [String], [ColumnEncoding]) {
        let rows = table.rows
        var kept: [Int] = []
        var names: [String] = []
        var encodings: [ColumnEncoding] = []
        var identifiers: [String] = []
        var empty: [String] = []
        for (place, column) in table.features.enumerated() {
            if column.missing == rows {
                empty.append(column.name)
                continue
            }
            switch column.kind {
            case .numbers:
                kept.append(place)
                names.append(column.name)
                encodings.append(.number(name: column.name))
            case .texts where column.distinct * 2 <= rows:
                kept.append(place)
                let values = (0..<column.distinct).map { column.texts.text($0) }.sorted()
                names += values.map { "\(column.name)=\($0)" }
                let usual = column.texts.counts.indices.max {
                    (column.texts.counts[$0], column.texts.text($1)) < (column.texts.counts[$1], column.texts.text($0))
                }
                encodings.append(
                    .oneHot(name: column.name, values: values, usual: usual.map { column.texts.text($0) } ?? ""))
            default:
                guard column.distinct * 2 > rows else {
                    throw .dataset(
                        path: table.path,
                        reason: "\"\(column.name)\" has \(column.distinct) different texts, which would be as many "
                            + "columns; leave it out: ignore \(column.name)")
                }
                identifiers.append(column.name)
            }
        }
        tell(table, kept, identifiers: identifiers, empty: empty, &remarks)
        guard !names.isEmpty else {
            throw .dataset(
                path: table.path, reason: "no column is left to learn from: \(remarks.joined(separator: "; "))")
        }
        try check(table, encodings, width: names.count, memory: memory)
        return (matrix(&table, kept, encodings, width: names.count), names, encodings)
    }

    private static func tell(
        _ table: CSVTable, _ kept: [Int], identifiers: [String], empty: [String], _ remarks: inout [String]
    ) {
        func quoted(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
        if !identifiers.isEmpty {
            remarks.append("left out, as the text differs in over half of the rows: \(quoted(identifiers))")
        }
        if !empty.isEmpty { remarks.append("left out, as no row has a value: \(quoted(empty))") }
        for (what, isText) in [("the median of the training part", false), ("the most frequent value", true)] {
            let columns = kept.map { table.features[$0] }.filter {
                $0.missing > 0 && ($0.kind == .texts) == isText
            }
            guard !columns.isEmpty else { continue }
            let counts = columns.prefix(8).map { "\"\($0.name)\" (\($0.missing))" }.joined(separator: ", ")
            let more = columns.count > 8 ? " and \(columns.count - 8) more columns" : ""
            remarks.append("missing values become \(what): \(counts)\(more)")
        }
    }

    /// More than memory holds is told before it is asked for.
    private static func check(
        _ table: CSVTable, _ encodings: [ColumnEncoding], width: Int, memory: Int
    ) throws(DataError) {
        let (bytes, isTooMuch) = (table.rows * 4).multipliedReportingOverflow(by: width)
        guard isTooMuch || bytes > memory else { return }
        func amount(_ bytes: Int) -> String { "\((Double(bytes) / 1e8).rounded() / 10) GB" }
        var message =
            "\(table.rows) rows of \(width) columns would take \(amount(bytes)) of memory, and there are "
            + "\(amount(memory)) for them"
        let widest = encodings.max { $0.width < $1.width }
        if let widest, widest.width > 1 {
            message += "; \"\(widest.name)\" alone is \(widest.width) columns: ignore \(widest.name)"
        }
        throw .dataset(path: table.path, reason: message)
    }

    /// Rows behind one another. Some rows at a time, so that what is written stays in the cache.
    private static func matrix(
        _ table: inout CSVTable, _ kept: [Int], _ encodings: [ColumnEncoding], width: Int
    ) -> [Float] {
        enum Source {
            case numbers([Float])
            /// The place of each text among the sorted ones; of what is missing, that of the usual one.
            case codes([Int32], places: [Int], usual: Int)
        }
        var sources: [(source: Source, first: Int)] = []
        var first = 0
        for (place, encoding) in zip(kept, encodings) {
            let column = table.features[place]
            switch encoding {
            case .number: sources.append((.numbers(column.numbers), first))
            case .oneHot(_, let values, let usual):
                let places = (0..<column.distinct).map { values.partition(point: column.texts.text($0)) }
                sources.append((.codes(column.codes, places: places, usual: values.partition(point: usual)), first))
            case .difference, .date: break
            }
            first += encoding.width
        }
        let rows = table.rows
        var matrix = [Float](repeating: 0, count: rows * width)
        for start in stride(from: 0, to: rows, by: 1024) {
            let end = min(rows, start + 1024)
            for (source, first) in sources {
                switch source {
                case .numbers(let numbers):
                    for row in start..<end { matrix[row * width + first] = numbers[row] }
                case .codes(let codes, let places, let usual):
                    for row in start..<end {
                        let code = Int(codes[row])
                        matrix[row * width + first + (code < 0 ? usual : places[code])] = 1
                    }
                }
            }
        }
        return matrix
    }
}

extension [String] {
    /// Where a text lies among sorted ones. O(log n).
    fileprivate func partition(point text: String) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < text { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
