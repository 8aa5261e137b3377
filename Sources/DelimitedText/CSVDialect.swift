package import DataFiles
import Datasets

/// The dialect of a delimited text: its encoding, its delimiter, and the first line of the table.
package struct CSVDialect {
    package let delimiter: UInt8
    package let encoding: String
    /// The number of lines before the first record of the table.
    package let skip: Int
    package let hasHeader: Bool
    package let missing: MissingWords
    /// The column names: those of the header, or `column1` and so on.
    package let names: [String]
    /// The columns that have no name in the file.
    package let unnamed: Set<Int>
    /// The number of fields per record: one more than there are names if each record ends with a delimiter.
    package let width: Int
    /// The decisions that the user should know of, one sentence each.
    package let remarks: [String]

    private static let candidates: [UInt8] = [";", "\t", "|", ","].map { UInt8(ascii: $0) }

    /// Detects the dialect from the first records of a file.
    ///
    /// - Throws: `DataError` if the file cannot be read, or if the user's delimiter or encoding is invalid.
    package init(path: String, options: CSVOptions, _ monitor: Monitor) throws(DataError) {
        var remarks: [String] = []
        missing = MissingWords(options.missing)
        encoding = try Self.encoding(path: path, options, &remarks, monitor)
        var skip = options.skip ?? 0
        var wanted = try options.delimiter.map { name throws(DataError) in try Self.byte(named: name, path: path) }
        if let named = try Self.namedDelimiter(path: path, encoding: encoding, skip: skip, monitor) {
            skip += 1
            wanted = wanted ?? named
        }
        var samples: [DialectSample] = []
        for candidate in wanted.map({ [$0] }) ?? Self.candidates {
            samples.append(
                try DialectSample(
                    path: path, delimiter: candidate, encoding: encoding, skip: skip, missing: missing, monitor))
        }
        let sample = Self.best(samples)
        if sample.records.isEmpty, let error = sample.error { throw error }
        guard let first = sample.records.dropFirst(sample.prelude).first else {
            throw .noRows(path)
        }
        delimiter = sample.delimiter
        if sample.prelude > 0 {
            let count = first.line - 1 - skip
            remarks.append(
                ReadingRemark.linesBeforeHeader(
                    count, first: String(sample.records[0].fields.joined(separator: " ").prefix(60))))
            skip = first.line - 1
        }
        self.skip = skip
        let named = ([options.label].compactMap { $0 } + (options.features ?? []) + options.ignored)
        hasHeader =
            options.hasHeader
            ?? (named.contains { first.fields.contains($0) && Int($0) == nil } || !first.areNumbers.contains(true)
                || sample.hasNumbersInHeader)
        let layout = Self.names(of: sample, first, hasHeader: hasHeader, &remarks)
        let columns = layout.columns
        (names, unnamed, width) = (columns.names, columns.unnamed, layout.width)
        for (index, old) in columns.renamed {
            remarks.append(ReadingRemark.renamed(old, to: columns.names[index]))
        }
        self.remarks = remarks
    }

    // MARK: - Encoding

    private static func encoding(
        path: String, _ options: CSVOptions, _ remarks: inout [String], _ monitor: Monitor
    ) throws(DataError) -> String {
        var start: [UInt8] = []
        try Archive.open(path, monitor) { (reader) throws(DataError) in start = try reader.next(1 << 20) }
        let marked = TextBlocks.marked(start)
        if let wanted = options.encoding {
            // The encoding that the user named overrides a byte-order mark.
            return TextBlocks.name(of: wanted)
        }
        if let marked {
            if marked != TextBlocks.usual { remarks.append(ReadingRemark.marked(marked)) }
            return marked
        }
        guard !start.prefix(1 << 16).contains(0) else { return TextBlocks.usual }
        do throws(TextConversion.Failure) {
            _ = try TextConversion.incomplete(start)
            return TextBlocks.usual
        } catch {
            return TextBlocks.fallback
        }
    }

    // MARK: - Delimiter

    private static func byte(named wanted: String, path: String) throws(DataError) -> UInt8 {
        let names = ["tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|"]
        let character = names[wanted] ?? wanted
        guard let byte = character.utf8.first, character.utf8.count == 1, !"\"\r\n".utf8.contains(byte) else {
            throw .wrongDelimiter(wanted, path)
        }
        return byte
    }

    /// Returns the delimiter named by a first line `sep=;`, as Excel writes it.
    private static func namedDelimiter(
        path: String, encoding: String, skip: Int, _ monitor: Monitor
    ) throws(DataError) -> UInt8? {
        var found: UInt8?
        let reader = CSVRecords(path: path, delimiter: 0x1F, encoding: encoding, skip: skip)
        do throws(DataError) {
            try reader.forEach(monitor.silent) { (bytes, fields, line) throws(DataError) in
                guard line == skip + 1, let field = fields.first, field.end - field.start == 5 else { return false }
                let text = FieldText.text(bytes, field.start, field.end)
                if text.lowercased().hasPrefix("sep="), let byte = text.utf8.last { found = byte }
                return false
            }
        } catch {
            // The reader of the records will report an unclosed quote or text after a closing quote.
            guard case .mismatch = error else { throw error }
        }
        return found
    }

    /// Returns the sample whose delimiter gives records of equal width and the most numbers.
    private static func best(_ samples: [DialectSample]) -> DialectSample {
        func score(_ sample: DialectSample) -> (Int, Double, Int) {
            let fit = sample.error != nil ? -1 : sample.fit.rawValue
            return (fit, sample.numberFraction, sample.records.count)
        }
        let several = samples.filter { $0.width > 1 }
        // The first of several equally good ones is taken.
        let best = several.max { score($0) < score($1) }
        guard let best else { return samples[samples.count - 1] }
        // A single column of numbers with decimal commas looks like two columns, but its name does not.
        let hasNames = best.records.first.map { $0.isHeader && $0.fields.count == best.width } ?? false
        if !hasNames, best.fit < .even || best.error != nil,
            let single = samples.first(where: { $0.width == 1 && $0.error == nil && $0.fit == .even }),
            single.numberFraction > 0.9, single.records.count > 1
        {
            return single
        }
        return best
    }

    // MARK: - Names

    private static func names(
        of sample: DialectSample, _ first: DialectSample.Record, hasHeader: Bool, _ remarks: inout [String]
    ) -> (columns: ColumnNames, width: Int) {
        let rows = sample.records.dropFirst(sample.prelude + 1).filter {
            !$0.isComment || $0.fields.count == sample.width
        }
        let width = first.fields.count
        func endsEmpty(_ record: DialectSample.Record, of width: Int) -> Bool {
            record.fields.count == width && record.fields[width - 1].isEmpty
        }
        if hasHeader, !rows.isEmpty, rows.allSatisfy({ $0.fields.count == width + 1 }) {
            if rows.allSatisfy({ endsEmpty($0, of: width + 1) }) {
                remarks.append(ReadingRemark.emptyLastField)
                return (ColumnNames(first.fields), width + 1)
            }
            remarks.append(ReadingRemark.rowNames)
            return (ColumnNames([""] + first.fields), width + 1)
        }
        if width > 1, endsEmpty(first, of: width), !rows.isEmpty, rows.allSatisfy({ endsEmpty($0, of: width) }) {
            remarks.append(ReadingRemark.emptyLastField)
            let columns = hasHeader ? ColumnNames(Array(first.fields.dropLast())) : ColumnNames(count: width - 1)
            return (columns, width)
        }
        return (hasHeader ? ColumnNames(first.fields) : ColumnNames(count: width), width)
    }
}

extension CSVDialect {
    /// Returns the records of a file in this dialect, including the header.
    package func records(_ path: String) -> CSVRecords {
        CSVRecords(path: path, delimiter: delimiter, encoding: encoding, skip: skip)
    }

    /// Returns true if a record is blank or a comment.
    ///
    /// - Parameter isFirst: True if no row was read before.
    /// - Throws: `.mismatch` for a record of another width, and for text behind a last delimiter that ends the rows
    ///   before, with its line.
    package func isNoRow(
        _ bytes: Span<UInt8>, _ fields: [CSVRecords.Field], _ line: Int, _ path: String, isFirst: Bool
    ) throws(DataError) -> Bool {
        guard fields.count != width else {
            try checkEnd(bytes, fields, line, path)
            return false
        }
        let (start, end) = FieldText.trimmed(bytes, fields[0])
        if fields.count == 1, start == end { return true }
        if start < end, bytes[start] == UInt8(ascii: "#"), !fields[0].isQuoted { return true }
        let count = names.count
        // A title above the table is shorter than its rows.
        let isTitle = isFirst && fields.count > count
        throw .wrongFieldCount(
            path, line: line, expected: count, hasHeader: hasHeader, found: fields.count, isTitle: isTitle)
    }

    /// Checks that nothing stands in a field that has no column, because the first rows end with a delimiter.
    private func checkEnd(
        _ bytes: Span<UInt8>, _ fields: [CSVRecords.Field], _ line: Int, _ path: String
    ) throws(DataError) {
        guard width > names.count else { return }
        let (start, end) = FieldText.trimmed(bytes, fields[width - 1])
        guard start < end else { return }
        throw .textAfterLastDelimiter(path, line: line, FieldText.text(bytes, start, end))
    }
}
