/// The names of a table's columns, all of them different.
struct ColumnNames {
    let names: [String]
    /// The columns that have no name in the file.
    let unnamed: Set<Int>
    /// The columns that had the same name as another one, with that name.
    let renamed: [(index: Int, old: String)]

    /// Creates names from a header. Empty and duplicate names are replaced by names that no other column has.
    init(_ header: [String]) {
        let given = Set(header)
        var taken: Set<String> = []
        var (names, unnamed, renamed): ([String], Set<Int>, [(index: Int, old: String)]) = ([], [], [])
        for (index, name) in header.enumerated() {
            var unique = name.isEmpty ? "column\(index + 1)" : name
            var number = 2
            let base = unique
            if name.isEmpty { unnamed.insert(index) }
            while taken.contains(unique) || unique != name && given.contains(unique) {
                unique = "\(base)_\(number)"
                number += 1
            }
            if !name.isEmpty, unique != name { renamed.append((index, name)) }
            taken.insert(unique)
            names.append(unique)
        }
        (self.names, self.unnamed, self.renamed) = (names, unnamed, renamed)
    }

    /// Creates names of numbered columns.
    init(count: Int) {
        names = (0..<count).map { "column\($0 + 1)" }
        unnamed = []
        renamed = []
    }
}
