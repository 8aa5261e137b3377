extension HTMLBlock {
    /// The number of classes up to which a matrix is shown whole; with more, only the most confused pairs are.
    private static let maximumClasses = 20

    /// Returns a confusion matrix with precision and recall; the more samples, the darker the cell.
    static func matrix(_ matrix: ReportBlock.ConfusionMatrix) -> String {
        let caption = "\(matrix.set) samples by actual class (rows) and predicted class (columns)"
        guard matrix.classes.count <= maximumClasses else { return table(matrix.pairs(caption: caption)) }
        let heads = matrix.classes.map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }
        let rows = matrix.classes.indices.map { row in
            let sum = max(1, matrix.counts[row].reduce(0, +))
            let cells = matrix.classes.indices.map { column in
                let count = matrix.counts[row][column]
                let shade = count == 0 ? 0 : max(1, Int((Double(count) / Double(sum) * 5).rounded()))
                let name = (shade == 0 ? "" : "s\(shade)") + (row == column ? " hit" : "")
                return "<td\(name.isEmpty ? "" : " class=\"\(name)\"")>\(count == 0 ? "·" : "\(count)")</td>"
            }
            let scores = [matrix.precision(of: row), matrix.recall(of: row)].map { "<td>\($0)</td>" }
            return "<tr><th scope=\"row\">\(HTMLText.escaped(matrix.classes[row]))</th>\(cells.joined())"
                + "\(scores.joined())</tr>"
        }
        return scrolling(
            "<table class=\"matrix\"><caption>\(HTMLText.escaped(caption))</caption><thead><tr>"
                + "<th scope=\"col\">class</th>\(heads.joined())<th scope=\"col\">precision</th>"
                + "<th scope=\"col\">recall</th></tr></thead><tbody>\(rows.joined())</tbody></table>",
            label: "confusion matrix")
    }

    static func samples(_ samples: [ReportBlock.Sample]) -> String {
        let items = samples.map { sample in
            let picture = sample.picture.map { picture in
                let words = sample.facts.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
                return "<img src=\"\(picture.address)\" alt=\"\(HTMLText.escaped(words))\" "
                    + "width=\"\(picture.width)\" height=\"\(picture.height)\">"
            }
            let lines = sample.facts.map { "\(HTMLText.escaped($0.name)): \(HTMLText.escaped($0.value))" }
            return "<li>\(picture ?? "")\(lines.joined(separator: "<br>"))</li>"
        }
        return "<ul class=\"samples\">\(items.joined())</ul>"
    }

    static func counts(_ counts: [ReportBlock.Count]) -> String {
        let greatest = Double(max(1, counts.map(\.count).max() ?? 1))
        let items = counts.map { count in
            let width = Int((Double(count.count) / greatest * 100).rounded())
            return "<li><span>\(HTMLText.escaped(count.name)): \(count.count)</span>"
                + "<svg aria-hidden=\"true\" preserveAspectRatio=\"none\" viewBox=\"0 0 100 10\">"
                + "<rect width=\"\(width)\" height=\"10\" rx=\"1\"/></svg></li>"
        }
        return "<ul class=\"bars\">\(items.joined())</ul>"
    }
}

extension ReportBlock.ConfusionMatrix {
    /// Returns the precision of a class as text: the fraction of its predictions that are correct.
    func precision(of index: Int) -> String { Self.fraction(counts[index][index], counts.reduce(0) { $0 + $1[index] }) }

    /// Returns the recall of a class as text: the fraction of its samples that were found.
    func recall(of index: Int) -> String { Self.fraction(counts[index][index], counts[index].reduce(0, +)) }

    private static func fraction(_ count: Int, _ total: Int) -> String {
        guard total > 0 else { return "–" }
        let hundredths = Int((Double(count) / Double(total) * 1000).rounded())
        return hundredths == 1000
            ? "1" : "0." + String(repeating: "0", count: 3 - "\(hundredths)".count) + "\(hundredths)"
    }

    /// Returns a table of the most confused pairs of classes.
    func pairs(caption: String) -> ReportTable {
        let pairs = classes.indices.flatMap { row in classes.indices.map { (row, $0, counts[row][$0]) } }
            .filter { $0.0 != $0.1 && $0.2 > 0 }.sorted { ($1.2, $0.0, $0.1) < ($0.2, $1.0, $1.1) }
        return ReportTable(
            caption: caption + ": the most confused pairs",
            columns: [
                .init("actual", isNumeric: false), .init("predicted", isNumeric: false),
                .init("samples", isNumeric: true),
            ], rows: pairs.prefix(20).map { [classes[$0.0], classes[$0.1], "\($0.2)"] })
    }
}
