import Platform

/// Unedited lines of standard input: from a file or pipe, or from a terminal without editing.
package struct PlainLines {
    private var bytes: [UInt8] = []
    private var hasEnded = false

    /// Creates a reader that has read nothing.
    package init() {}

    /// Writes the prompt, if any, and reads the next line without its line end. The last line needs no line end.
    package mutating func next(prompt: String?, on stream: TerminalWindow.Stream) -> LineEditor.Input {
        if let prompt { stream.write(prompt) }
        var searched = 0
        while true {
            if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                var line = bytes[..<end]
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                let text = String(decoding: line, as: UTF8.self)
                bytes.removeSubrange(...end)
                return .line(text)
            }
            searched = bytes.count
            if hasEnded {
                guard !bytes.isEmpty else { return .endOfInput }
                let text = String(decoding: bytes, as: UTF8.self)
                bytes = []
                return .line(text)
            }
            if SystemTerminal.isTerminateRequested { return .terminated }
            if SystemTerminal.interrupts > 0 {
                SystemTerminal.clearInterrupts()
                bytes = []
                if prompt != nil { stream.write("\n") }
                return .interrupted
            }
            switch KeyReader.poll(timeout: -1) {
            case .signal: SystemTerminal.drainSignals()
            case .nothing: break
            case .input:
                // What a person typed after `quit` is left for the program that started the shell.
                var block = [UInt8](repeating: 0, count: prompt == nil ? 65_536 : 1)
                let count = read(STDIN_FILENO, &block, block.count)
                if count > 0 { bytes += block[..<count] } else if count == 0 || errno != EINTR { hasEnded = true }
            }
        }
    }
}
