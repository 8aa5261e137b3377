package import Datasets
package import Reports

extension Examples {
    /// Returns some images of the training set: the first ones of each class.
    func pictures(atMost limit: Int) -> [Picture] {
        guard case .image = dataset.layout else { return [] }
        return rowsToDraw(atMost: limit).compactMap(picture)
    }

    /// Returns the image of a row; nil if the data are not images.
    package func picture(ofRow row: Int) -> Picture? {
        guard case .image(_, let width, let channels) = dataset.layout else { return nil }
        let size = dataset.layout.width
        let numbers: [Float] =
            switch dataset.features {
            case .bytes(let bytes): bytes[row * size..<(row + 1) * size].map { Float($0) / dataset.fullScale }
            case .floats(let values): Self.stretched(values[row * size..<(row + 1) * size])
            }
        // Two channels are grey and transparency, four have transparency last.
        let shown = channels >= 3 ? 3 : 1
        let pixels = stride(from: 0, to: numbers.count, by: channels).flatMap { numbers[$0..<$0 + shown] }
        return Picture(label: label(of: row), width: width, channels: shown, pixels: pixels)
    }

    private func rowsToDraw(atMost limit: Int) -> [Int] {
        guard case .classes(let labels, let names) = dataset.targets else {
            return split.training.prefix(limit).map { Int($0) }
        }
        let each = max(1, limit / max(1, names.count))
        var found = [[Int]](repeating: [], count: min(names.count, limit))
        var missing = found.count * each
        for row in split.training where missing > 0 {
            let label = Int(labels[Int(row)])
            guard label < found.count, found[label].count < each else { continue }
            found[label].append(Int(row))
            missing -= 1
        }
        return found.flatMap { $0 }
    }

    private func label(of row: Int) -> String {
        switch dataset.targets {
        case .classes(let labels, let names): names[Int(labels[row])]
        case .values(let values, let names): Numbers.score(Double(values[row * names.count]))
        }
    }

    /// Scales numbers of any range to 0–1.
    private static func stretched(_ numbers: ArraySlice<Float>) -> [Float] {
        let known = numbers.filter(\.isFinite)
        guard let least = known.min(), let greatest = known.max(), greatest > least else {
            return numbers.map { _ in 0 }
        }
        return numbers.map { $0.isFinite ? ($0 - least) / (greatest - least) : 0 }
    }
}
