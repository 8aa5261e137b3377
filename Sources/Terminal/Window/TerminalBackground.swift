import Platform

/// The background of a terminal, found by asking it.
///
/// The question OSC 11 is followed by one that every terminal answers, the device attributes (DA1). Their answer ends
/// the wait: a terminal that does not know OSC 11 delays nothing. Only one that answers neither costs the whole limit.
package struct TerminalBackground {
    /// True for a light background; nil if the terminal did not report one.
    package let isLight: Bool?
    /// The keys that were typed during the wait.
    package let typed: [UInt8]

    /// The limit of the wait, long enough for a connection to another continent.
    private static let limit = Duration.milliseconds(300)

    /// Asks the terminal of a stream. Standard input must be the same terminal.
    package static func ask(on stream: TerminalWindow.Stream) -> TerminalBackground {
        guard SystemTerminal.isInForeground else { return TerminalBackground(isLight: nil, typed: []) }
        // As during work, answers are not echoed and arrive without a line end.
        SystemTerminal.beginWork()
        defer { SystemTerminal.endWork() }
        stream.write("\u{1B}]11;?\u{07}\u{1B}[c")
        var answers = TerminalAnswers()
        let end = ContinuousClock.now + limit
        while !answers.isComplete {
            let left = (end - ContinuousClock.now).components
            let milliseconds = left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000
            guard milliseconds > 0 else { break }
            switch KeyReader.poll(timeout: Int32(clamping: milliseconds)) {
            case .nothing: continue
            case .signal:
                SystemTerminal.drainSignals()
                if SystemTerminal.interrupts > 0 || SystemTerminal.isTerminateRequested { return answers.background }
            case .input:
                var block = [UInt8](repeating: 0, count: 4_096)
                let count = read(STDIN_FILENO, &block, block.count)
                guard count > 0 else { return answers.background }
                answers.append(block[..<count])
            }
        }
        return answers.background
    }

    /// Returns true if the environment variable COLORFGBG (`15;0`) names a light background; nil if it names none.
    package static func isLight(colorFGBG text: String?) -> Bool? {
        guard let last = text?.split(separator: ";").last, let number = Int(last), (0...15).contains(number) else {
            return nil
        }
        return number == 7 || number > 8
    }
}

/// The bytes that a terminal sends after the questions, with keys typed in between.
struct TerminalAnswers {
    private var bytes: [UInt8] = []
    /// True if the last answer has arrived.
    private(set) var isComplete = false
    private var isLight: Bool?

    private static let escape = UInt8(0x1B)

    mutating func append(_ more: some Sequence<UInt8>) {
        bytes += more
        takeColor()
        takeAttributes()
    }

    /// The background, with all bytes that are no answers.
    var background: TerminalBackground { TerminalBackground(isLight: isLight, typed: bytes) }

    /// Takes `ESC ] 11 ; rgb:ffff/ffff/ffff` and its end, BEL or `ESC \`.
    private mutating func takeColor() {
        let beginning = Array("\u{1B}]11;".utf8)
        guard let start = bytes.firstRange(of: beginning),
            let end = bytes[start.upperBound...].firstIndex(where: { $0 == 0x07 || $0 == Self.escape })
        else { return }
        let isLong = bytes[end] == Self.escape
        guard !isLong || end + 1 < bytes.count else { return }
        isLight = Self.isLight(String(decoding: bytes[start.upperBound..<end], as: UTF8.self))
        bytes.removeSubrange(start.lowerBound...(isLong ? end + 1 : end))
    }

    /// Takes `ESC [ ? 62 ; 22 c`.
    private mutating func takeAttributes() {
        let beginning = Array("\u{1B}[?".utf8)
        guard let start = bytes.firstRange(of: beginning),
            let end = bytes[start.upperBound...].firstIndex(where: { !(0x30...0x3B).contains($0) }),
            bytes[end] == UInt8(ascii: "c")
        else { return }
        bytes.removeSubrange(start.lowerBound...end)
        isComplete = true
    }

    /// Returns true if black is more readable than white on a colour such as `rgb:ffff/ffff/ffff`; nil if it is none.
    private static func isLight(_ color: String) -> Bool? {
        guard color.hasPrefix("rgb") else { return nil }
        let parts = color.drop { $0 != ":" }.dropFirst().split(separator: "/").prefix(3).map { part -> Double? in
            // One to four hexadecimal digits, which all stand for the range from 0 to 1.
            guard (1...4).contains(part.count), let value = Int(part, radix: 16) else { return nil }
            return Double(value) / Double((1 << (4 * part.count)) - 1)
        }
        let linear = parts.compactMap { $0.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) } }
        guard linear.count == 3 else { return nil }
        let luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05)
    }
}
