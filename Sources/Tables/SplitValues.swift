package import Datasets
import DelimitedText

/// Converts the values of split columns to groups, times and strata.
package enum SplitValues {
    /// The maximum number of different numbers that are strata themselves; more of them are divided into ranges.
    private static let maximumNumbers = 20
    /// The number of ranges with the same number of rows.
    private static let ranges = 10

    /// Returns the groups of codes that were given in the order of their first rows or not.
    package static func groups(_ name: String, _ texts: [String]) -> SplitColumns.Groups {
        var indices: [String: Int32] = [:]
        var names: [String] = []
        let ids = texts.map { text in
            if let index = indices[text] { return index }
            let index = Int32(names.count)
            indices[text] = index
            names.append(text)
            return index
        }
        return SplitColumns.Groups(name: name, ids: ids, names: names)
    }

    /// Returns the strata of numbers: each number, or ten ranges with about the same number of rows if there are many
    /// different ones. Missing numbers are a stratum of their own.
    ///
    /// - Complexity: O(n log n)
    package static func strata(_ name: String, _ numbers: [Double], _ remarks: inout [String]) -> SplitColumns.Values {
        let known = numbers.filter { !$0.isNaN }.sorted()
        var distinct: [Double] = []
        for number in known where distinct.last != number { distinct.append(number) }
        if distinct.count > maximumNumbers {
            remarks.append(ReadingRemark.stratifiedRanges(name, count: ranges))
            let ends = (1..<ranges).map { known[known.count * $0 / ranges] }
            distinct = []
            for end in [-Double.infinity] + ends where distinct.last != end { distinct.append(end) }
        }
        let ids = numbers.map { number -> Int32 in
            guard !number.isNaN else { return Int32(distinct.count) }
            // The last value that is not greater.
            var (low, high) = (0, distinct.count)
            while low < high {
                let middle = (low + high) / 2
                if distinct[middle] <= number { low = middle + 1 } else { high = middle }
            }
            return Int32(max(0, low - 1))
        }
        return SplitColumns.Values(name: name, ids: ids, count: distinct.count + 1)
    }

    /// Returns the strata of texts; missing texts are a stratum of their own.
    package static func strata(_ name: String, _ texts: [String?]) -> SplitColumns.Values {
        var indices: [String?: Int32] = [:]
        let ids = texts.map { text in
            if let index = indices[text] { return index }
            let index = Int32(indices.count)
            indices[text] = index
            return index
        }
        return SplitColumns.Values(name: name, ids: ids, count: indices.count)
    }

    /// Reads texts as dates, if all of them are in one order; nil otherwise, or if day and month cannot be distinguished.
    package static func dates(_ texts: [String]) -> (values: [Double], clock: SplitColumns.Clock)? {
        var found: [(order: DateOrder, values: [Double])] = []
        for order in DateOrder.allCases {
            let reader = DateText(order: order)
            var values: [Double] = []
            values.reserveCapacity(texts.count)
            for text in texts {
                let bytes = Array(text.utf8)
                guard let seconds = reader.seconds(bytes.span, 0, bytes.count) else { break }
                values.append(seconds)
            }
            if values.count == texts.count { found.append((order, values)) }
        }
        guard let first = found.first, found.allSatisfy({ $0.values == first.values }) else { return nil }
        return (first.values, first.order == .time ? .timeOfDay : .date)
    }
}
