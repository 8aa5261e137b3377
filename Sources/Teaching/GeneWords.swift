package import Evolution

/// Birth numbers as text: `20–39, 41`.
package struct Births: CustomStringConvertible {
    private let births: [Int]

    package init(_ births: [Int]) { self.births = births }

    package var description: String {
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
    package func words(for cut: Cut) -> String {
        guard orders.isEmpty || cut == .none else { return wordsWithOrders(for: cut) }
        let names = genes.map(\.name)
        switch cut {
        case .none: return "–"
        case .point(let index) where index == names.count - 1: return names[index]
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

    /// Returns the genes that a cut takes from the father, and the orders, which have a crossover of their own.
    private func wordsWithOrders(for cut: Cut) -> String {
        let fatherly = cut.fatherly(genes: genes.count)
        let others = genes.indices.filter { order(at: $0) == nil }
        let chosen = others.filter { fatherly[$0] }.map { genes[$0].name }
        let crossed = orders.map { defined[$0.gene].name }.joined(separator: ", ") + " from both"
        guard !others.isEmpty else { return crossed }
        let names =
            chosen.count <= 3
            ? (chosen.isEmpty ? "–" : chosen.joined(separator: ", ")) : "\(chosen.count) of \(others.count) genes"
        return "\(names); \(crossed)"
    }

    /// Returns the parent from which a child has the value of a gene or a position, before mutation.
    ///
    /// - Parameter isFatherly: true if the cut takes the gene from the father.
    package func origin(
        of column: Int, _ code: UInt32, mother: Genome, father: Genome?, isFatherly: Bool, cut: Cut
    ) -> String {
        guard let father else { return "mother" }
        let (hers, his) = (mother.codes[column], father.codes[column])
        guard order(at: column) != nil else {
            return hers == his ? "both" : cut.origin(of: code, mother: hers, father: his, isFatherly: isFatherly)
        }
        return code == hers ? (code == his ? "both" : "mother") : code == his ? "father" : "neither"
    }

    /// Returns changes with those of one order together.
    package func grouped(_ changes: [GeneChange]) -> [[GeneChange]] {
        guard !orders.isEmpty else { return changes.map { [$0] } }
        return changes.reduce(into: []) { groups, change in
            if let order = order(at: change.gene), let last = groups.last?.last, order.columns.contains(last.gene) {
                groups[groups.count - 1].append(change)
            } else {
                groups.append([change])
            }
        }
    }

    /// Returns a change as text: `neurons0 128 → 256`; changes of an order as `tour at 3–5: 7,1,4 → 4,1,7`.
    package func words(for changes: [GeneChange]) -> String {
        func values(_ code: (GeneChange) -> UInt32) -> String {
            changes.map { word(code($0), of: $0.gene) }.joined(separator: ",")
        }
        let ends = "\(values(\.from)) → \(values(\.to))"
        guard let first = changes.first?.gene, let order = order(at: first) else {
            return changes.first.map { "\(genes[$0.gene].name) \(ends)" } ?? ""
        }
        let positions = Births(changes.map { $0.gene - order.columns.lowerBound })
        return "\(defined[order.gene].name) at \(positions): \(ends)"
    }

    /// Returns the value of a code, as it is typed; a dash for an inactive gene.
    package func word(_ code: UInt32, of gene: Int) -> String {
        code == Genome.inactive ? "–" : "\(genes[gene].value(of: code))"
    }
}

extension Cut {
    /// Returns the origin of a gene that no mutation changed, as text: `mother`, `father` or `mixed`.
    package func origin(of code: UInt32, mother: UInt32, father: UInt32, isFatherly: Bool) -> String {
        if case .mixed = self, code != mother, code != father { return "mixed" }
        return isFatherly ? "father" : "mother"
    }
}
