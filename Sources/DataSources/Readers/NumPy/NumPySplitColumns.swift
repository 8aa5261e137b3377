import DataFiles
import Datasets
import DelimitedText
import Suggestions
import Tables

/// Reads the arrays by which the samples of a NumPy file are split.
struct NumPySplitColumns {
    let path: String
    let rows: Int
    let arrays: [String: NumPy.NumericArray]

    /// Checks that a file has the named arrays.
    ///
    /// - Throws: `.dataset` for a name that it does not have.
    static func check(_ names: SplitColumnNames, among arrays: [String], path: String) throws(DataError) {
        for (_, name) in names.roles where !arrays.contains(name) {
            throw .noSplitArray(name, among: arrays, nearest: Suggestion.nearest(to: name, among: arrays), path)
        }
    }

    /// Returns the split columns.
    ///
    /// - Throws: `DataError` for an array without one value per row, and for groups or times that are missing or
    ///   unreadable.
    func columns(_ names: SplitColumnNames, _ remarks: inout [String]) throws(DataError) -> SplitColumns? {
        var groups: SplitColumns.Groups?
        var times: SplitColumns.Times?
        var stratified: SplitColumns.Values?
        for (role, name) in names.roles {
            let location = "\(path): \(name)"
            guard let array = arrays[name], array.shape.first == rows, array.shape.dropFirst().reduce(1, *) == 1 else {
                throw .splitArray(name, rows: rows, shape: arrays[name]?.shape ?? [], location)
            }
            let texts: [String]?
            let numbers: [Double]
            switch array.elements {
            case .texts(let values): (texts, numbers) = (values, [])
            case .bytes(let values): (texts, numbers) = (nil, values.map { Double($0) })
            case .integers(let values): (texts, numbers) = (nil, values.map { Double($0) })
            case .floats(let values): (texts, numbers) = (nil, values.map { Double($0) })
            case .doubles(let values): (texts, numbers) = (nil, values)
            }
            if role != .stratify { try check(texts, numbers, role, location) }
            switch role {
            case .group:
                groups = SplitValues.groups(name, texts ?? numbers.map { Int(exactly: $0).map(String.init) ?? "\($0)" })
            case .time:
                guard let texts else {
                    times = .init(name: name, values: numbers, clock: .number)
                    continue
                }
                guard let (values, clock) = SplitValues.dates(texts) else {
                    throw .noTimes(name, example: texts.first ?? "", path)
                }
                times = .init(name: name, values: values, clock: clock)
            case .stratify:
                stratified = texts.map { SplitValues.strata(name, $0) } ?? SplitValues.strata(name, numbers, &remarks)
            }
        }
        return SplitColumns(groups: groups, times: times, stratified: stratified)
    }

    private func check(
        _ texts: [String]?, _ numbers: [Double], _ role: SplitRole, _ location: String
    ) throws(DataError) {
        let lacking =
            texts.map { texts in texts.indices.filter { texts[$0].isEmpty } }
            ?? numbers.indices.filter { !numbers[$0].isFinite }
        guard let first = lacking.first else { return }
        throw .lackingArrayValues(lacking.count, row: first + 1, role: role, location)
    }
}
