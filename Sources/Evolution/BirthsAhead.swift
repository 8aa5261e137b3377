/// The births of later generations, asked for while an earlier generation is still under way.
///
/// Where births follow one another singly, the next generation's first ones may depend on nothing that is still missing:
/// whoever evaluates them need not wait for the end of a generation. A generation's end is seen all the same as if nothing
/// had been asked for beyond it.
public struct BirthsAhead: Sendable {
    /// The search as far as it was asked.
    private var leading: Evolution
    /// The search as it was when the last birth of a generation was asked for, one a generation, and told since.
    private var ends: [Evolution] = []

    /// Goes on beyond a generation whose births were all asked for.
    public init(beyond evolution: Evolution) { leading = evolution }

    /// Births that can be asked for now, none of a generation after `last`.
    public mutating func ask(through last: Int) -> [Birth] {
        var births: [Birth] = []
        while case let generation = leading.asked / leading.settings.size + 1, generation <= last {
            births += leading.ask(.max, through: generation)
            guard leading.hasAsked(through: generation) else { break }
            ends.append(leading)
        }
        return births
    }

    /// The outcome of a birth, of whatever generation.
    public mutating func tell(_ id: Int, _ outcome: Outcome) {
        for place in ends.indices { ends[place].tell(id, outcome) }
        leading.tell(id, outcome)
    }

    /// The search as it goes into the next generation; nil for what lies beyond where nothing does.
    public consuming func next() -> (evolution: Evolution, ahead: BirthsAhead?) {
        guard !ends.isEmpty else { return (leading, nil) }
        let first = ends.removeFirst()
        return (first, self)
    }
}

extension Evolution {
    /// Whether all births of a generation and of those before it were asked for.
    public func hasAsked(through generation: Int) -> Bool { asked >= generation * settings.size }
}
