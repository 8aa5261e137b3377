import Evolution
import Networks

/// The value of a gene that a network reads as one of its hyperparameters. Every method throws `.unusableValue` for a
/// value that the hyperparameter cannot have.
struct NetworkGeneValue {
    /// The gene's name.
    let name: String
    let value: GeneValue

    /// Returns the choice with the name that the value is.
    func word<Choice>(_ all: [Choice], _ named: KeyPath<Choice, String>) throws(ObjectiveError) -> Choice {
        guard let choice = all.first(where: { $0[keyPath: named] == value.description }) else {
            throw unusable("one of " + all.map { $0[keyPath: named] }.joined(separator: ", "))
        }
        return choice
    }

    func choice<Choice: RawRepresentable<String>>(_ all: [Choice]) throws(ObjectiveError) -> Choice {
        try word(all, \.rawValue)
    }

    func whole(from least: Int, to maximum: Int) throws(ObjectiveError) -> Int {
        guard let number = value.number, let whole = Int(exactly: number), (least...maximum).contains(whole) else {
            throw unusable("a whole number from \(least) to \(maximum)")
        }
        return whole
    }

    func rate() throws(ObjectiveError) -> DropoutRate {
        guard let number = value.number, let rate = DropoutRate(Float(number)) else {
            throw unusable("a fraction from 0 to below 1")
        }
        return rate
    }

    func fraction() throws(ObjectiveError) -> Float { try rate().value }

    func amount() throws(ObjectiveError) -> Float {
        guard let number = value.number, number >= 0, Float(number).isFinite else {
            throw unusable("a number from 0 to \(Float.greatestFiniteMagnitude)")
        }
        return Float(number)
    }

    func learningRate() throws(ObjectiveError) -> Float {
        // Networks compute with 32-bit numbers, which cannot represent anything smaller or larger.
        guard let number = value.number, Float(number) > 0, Float(number).isFinite else {
            throw unusable("a number from \(Float.leastNonzeroMagnitude) to \(Float.greatestFiniteMagnitude)")
        }
        return Float(number)
    }

    func isOn() throws(ObjectiveError) -> Bool {
        switch value.description {
        case "on", "yes", "true", "1": return true
        case "off", "no", "false", "0": return false
        default: throw unusable("on or off")
        }
    }

    func classWeights() throws(ObjectiveError) -> ClassWeights {
        switch value.description {
        case "equal": return .equal
        case "balanced": return .balanced
        default: throw unusable("equal or balanced")
        }
    }

    private func unusable(_ expected: String) -> ObjectiveError {
        .unusableValue(gene: name, value: value.description, expected: expected)
    }
}
