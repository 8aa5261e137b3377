import Randomness

/// Chooses of each litter the child that is born.
struct Litter: Codable, Equatable, Sendable {
    mutating func choose(
        _ births: Int, from brood: inout Brood, of genus: Genus, history: History, known: Int,
        _ generator: inout Generator
    ) {
        let litter = brood.young.count / births
        brood.keep((0..<births).map { $0 * litter })
    }
}
