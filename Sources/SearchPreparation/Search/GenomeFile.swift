import CommandLanguage
import CommandParsing
import DataSources
import Evolution
import Messages
import Notation
import SessionState

/// Genomes in a CSV file with a column for each gene, as written by `export csv`.
enum GenomeFile {
    /// Reads the distinct genomes of a file; the fittest first if it has a column `fitness`. Empty fields and columns
    /// that are not genes are ignored.
    ///
    /// - Parameters:
    ///   - isMinimized: True if the lowest fitness is the best.
    ///   - readers: The processes that read the file; nil to read it in this process.
    /// - Throws: `.failed` if the file cannot be read or contains a value that a gene cannot take; `.unusable` if it
    ///   has no column of a gene or no genomes.
    static func read(
        _ path: String, of genus: Genus, isMinimized: Bool, readers: (any DecodingProcesses)?
    ) throws(SessionError) -> [[String: GeneValue]] {
        let table: TextTable
        do { table = try TextTable(path: path, .none(processes: readers)) } catch { throw .failed(error.description) }
        let genes = Set(genus.defined.map(\.name))
        let columns = table.header.indices.filter { genes.contains(table.header[$0]) }
        guard !columns.isEmpty else {
            let names = genus.defined.prefix(4).map(\.name).joined(separator: ", ")
            throw .noGeneColumns(path, genes: names, found: table.header)
        }
        var rows = table.rows
        if let column = table.header.firstIndex(of: "fitness") {
            func fitness(_ row: [String]) -> Double {
                Double(row[column]).map { isMinimized ? -$0 : $0 } ?? -.infinity
            }
            rows = rows.filter { fitness($0.fields) > -.infinity }
            // A stable sort: of equal rows the first stays first.
            rows = rows.enumerated().sorted { left, right in
                let (mine, theirs) = (fitness(left.element.fields), fitness(right.element.fields))
                return mine == theirs ? left.offset < right.offset : mine > theirs
            }.map(\.element)
        }
        var seen: Set<[String: GeneValue]> = []
        var genomes: [[String: GeneValue]] = []
        for row in rows {
            var values: [String: GeneValue] = [:]
            for column in columns where !row.fields[column].isEmpty {
                values[table.header[column]] = GeneValue(Literal(CSVText.unguarded(row.fields[column])))
            }
            do { _ = try genus.partialGenome(from: values) } catch {
                throw .unusableGenome(path, line: row.line, error)
            }
            if !values.isEmpty, seen.insert(values).inserted { genomes.append(values) }
        }
        guard !genomes.isEmpty else { throw .noGenomeRows(path) }
        return genomes
    }
}
