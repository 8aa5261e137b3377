/// The connection to a process that decodes files, which ends with it. Its answers are not trusted.
final class DecodingConnection {
    /// The process has ended, or sent something that is no answer.
    struct Ended: Error {
        /// Its end in words: `was killed by signal 11`.
        let reason: String
        /// False if it ended before it was ready, which no file can have caused.
        let wasReady: Bool
    }

    private let process: any DecodingProcess
    /// The number of answers to come.
    private(set) var pending = 0
    private var outgoing: ArraySlice<UInt8> = []
    private var incoming: [UInt8] = []
    /// The index of the first byte of the next message.
    private var start = 0
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)
    private var isReady = false
    /// The maximum number of bytes of an answer.
    private var maximum = DecodingAnswer.maximum

    init(_ process: any DecodingProcess) { self.process = process }

    deinit { process.end() }

    /// The process, and whether it has to accept more bytes, for `DecodingProcesses.wait`.
    var wish: (process: any DecodingProcess, isSending: Bool) { (process, !outgoing.isEmpty) }

    /// True if the process has ended, as far as is known.
    private(set) var isOver = false

    /// Ends the process; returns its end in words.
    @discardableResult func end() -> String {
        isOver = true
        return process.end()
    }

    /// Sends a request, or as much of it as is possible without waiting.
    func send(_ request: DecodingRequest, answers: Int = 1) {
        if case .pixels(_, let size) = request {
            maximum = max(DecodingAnswer.maximum, size.width * size.height * 3 + 1)
        }
        pending += answers
        outgoing += request.message
        flush()
    }

    private func flush() {
        while !outgoing.isEmpty, let sent = process.send(outgoing), sent > 0 { outgoing.removeFirst(sent) }
        if outgoing.isEmpty { outgoing = [] }
    }

    /// Returns the next answer; nil if none has arrived.
    ///
    /// - Throws: `Ended` if none will arrive. The process has then ended.
    func answer() throws(Ended) -> DecodingAnswer? {
        flush()
        while true {
            if let answer = try whole() {
                if answer == .ready, !isReady {
                    isReady = true
                    continue
                }
                guard isReady, answer != .ready, pending > 0 else { throw ended }
                pending -= 1
                return answer
            }
            guard let count = process.receive(into: &buffer) else { throw ended }
            guard count > 0 else { return nil }
            if start == incoming.count {
                incoming.removeAll(keepingCapacity: true)
                start = 0
            }
            incoming += buffer[..<count]
        }
    }

    /// Returns the first message if it has arrived as a whole.
    private func whole() throws(Ended) -> DecodingAnswer? {
        guard incoming.count - start >= 4 else { return nil }
        let length = incoming[start..<start + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= maximum else { throw ended }
        let end = start + 4 + length
        guard incoming.count >= end else {
            // Many messages must not push the buffer up for ever.
            if start > 1 << 20 {
                incoming.removeFirst(start)
                start = 0
            }
            return nil
        }
        guard let answer = DecodingAnswer(incoming[start + 4..<end]) else { throw ended }
        start = end
        return answer
    }

    private var ended: Ended { Ended(reason: end(), wasReady: isReady) }
}
