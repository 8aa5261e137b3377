/// The names of a table's columns, each different from all others.
struct ColumnNames {
    let names: [String]
    /// The columns that have no name in the file.
    let unnamed: Set<Int>
    /// The columns that had the name of another one, with that name.
    let renamed: [(index: Int, old: String)]

    /// Names of a header; what is empty or there already gets a name that no column of the file has.
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

    /// Names of columns that are only counted.
    init(count: Int) {
        names = (0..<count).map { "column\($0 + 1)" }
        unnamed = []
        renamed = []
    }
}
