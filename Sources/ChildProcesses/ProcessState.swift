import Platform

/// The state of a process, as reported by /proc.
struct ProcessState {
    /// True if it has ended and only its exit status is left.
    let isZombie: Bool
    /// The identifier of its parent.
    let parent: pid_t
    /// The identifier of its group.
    let group: pid_t
    /// The time at which it was started.
    let start: SystemTicks

    /// Reads the state; nil if there is no such process, or on systems without /proc.
    init?(of process: pid_t) {
        guard let text = ProcessFile.bytes(of: process, "stat"),
            // The name before these fields may contain anything, even parentheses.
            let nameEnd = text.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let fields = text[(nameEnd + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 20)
        guard fields.count > 19, let state = fields[0].first, let parent = Self.number(fields[1]),
            let group = Self.number(fields[2]), let start = Self.number(fields[19])
        else { return nil }
        isZombie = state == UInt8(ascii: "Z") || state == UInt8(ascii: "X")
        self.parent = pid_t(truncatingIfNeeded: parent)
        self.group = pid_t(truncatingIfNeeded: group)
        self.start = SystemTicks(count: start)
    }

    /// Returns the number in a field; nil for anything else.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        Int(String(decoding: digits, as: UTF8.self))
    }
}
