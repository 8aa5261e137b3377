import Synchronization

/// The number of the running command, from 1, which tells a program what a line of JSON belongs to.
final class CommandNumber: Sendable {
    private let number = Mutex(0)

    /// The number; nil before the first command.
    var current: Int? {
        let number = number.withLock { $0 }
        return number > 0 ? number : nil
    }

    /// Moves to the next command.
    func advance() { number.withLock { $0 += 1 } }
}
