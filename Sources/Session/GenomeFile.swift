import CommandLanguage
import DataSources
import Evolution
import Notation

/// Genomes in a CSV file with a column for each gene, such as `export csv` writes.
enum GenomeFile {
    /// The genomes of a file, each once; where it has a column `fitness`, the fittest first. Columns that are no genes
    /// are passed over, empty fields too.
    ///
    /// - Parameter isMinimized: whether the least fitness is the fittest.
    /// - Throws: where the file cannot be read, has no column of a gene, or has a value that a gene has not.
    static func read(
        _ path: String, of genus: Genus, isMinimized: Bool
    ) throws(SessionError) -> [[String: GeneValue]] {
        let table: TextTable
        do { table = try TextTable(path: path) } catch { throw .failed(error.description) }
        let columns = table.header.indices.filter { genus.index(of: table.header[$0]) != nil }
        guard !columns.isEmpty else {
            let names = genus.genes.prefix(4).map(\.name).joined(separator: ", ")
            throw .unusable(
                "\(path): expected a column for each gene (\(names) …), found \(table.header.joined(separator: ", "))")
        }
        var rows = table.rows
        if let column = table.header.firstIndex(of: "fitness") {
            func fitness(_ row: [String]) -> Double {
                Double(row[column]).map { isMinimized ? -$0 : $0 } ?? -.infinity
            }
            rows = rows.filter { fitness($0.fields) > -.infinity }
            // Stable, so that of equals the first stays first.
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
            do { _ = try genus.partialGenome(from: values) } catch { throw .failed("\(path):\(row.line): \(error)") }
            if !values.isEmpty, seen.insert(values).inserted { genomes.append(values) }
        }
        guard !genomes.isEmpty else { throw .unusable("\(path): expected a row for each genome, found none") }
        return genomes
    }
}
