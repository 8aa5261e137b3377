import Evolution

/// Birth numbers as text: `20–39, 41`.
struct Births: CustomStringConvertible {
    private let births: [Int]

    init(_ births: [Int]) { self.births = births }

    var description: String {
        guard !births.isEmpty else { return "none" }
        var runs: [ClosedRange<Int>] = []
        for birth in births.sorted() {
            if let last = runs.last, birth == last.upperBound + 1 {
                runs[runs.count - 1] = last.lowerBound...birth
            } else {
                runs.append(birth...birth)
            }
        }
        let words = runs.prefix(12).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
        return words.joined(separator: ", ") + (runs.count > words.count ? ", … (\(births.count))" : "")
    }
}

extension Genus {
    /// Returns the genes that a cut takes from the father, as text.
    func words(for cut: Cut) -> String {
        let names = genes.map(\.name)
        switch cut {
        case .none: return "–"
        case .point(let index): return index < names.count ? "\(names[index]) and all genes after it" : "–"
        case .points(let first, let second):
            guard first < second, second <= names.count else { return "–" }
            return second - first == 1 ? names[first] : "\(names[first]) to \(names[second - 1])"
        case .scattered, .mixed:
            let chosen = zip(names, cut.fatherly(genes: names.count)).filter(\.1).map(\.0)
            if case .mixed = cut, genes.contains(where: { $0.domain.isContinuous }) { return "mixed" }
            return chosen.count <= 3
                ? (chosen.isEmpty ? "–" : chosen.joined(separator: ", "))
                : "\(chosen.count) of \(names.count) genes"
        }
    }

    /// Returns a change as text: `neurons0 128 → 256`.
    func words(for change: GeneChange) -> String {
        "\(genes[change.gene].name) \(word(change.from, of: change.gene)) → \(word(change.to, of: change.gene))"
    }

    /// Returns the value of a code, as it is typed; a dash for an inactive gene.
    func word(_ code: UInt32, of gene: Int) -> String {
        code == Genome.inactive ? "–" : "\(genes[gene].value(of: code))"
    }
}

extension Cut {
    /// Returns the origin of a gene that no mutation changed, as text: `mother`, `father` or `mixed`.
    func origin(of code: UInt32, mother: UInt32, father: UInt32, isFatherly: Bool) -> String {
        if case .mixed = self, code != mother, code != father { return "mixed" }
        return isFatherly ? "father" : "mother"
    }
}
