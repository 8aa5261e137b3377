import CTerminal

/// The buffer for everything drawn while a line is edited, by libedit and besides it.
///
/// It is written to the terminal in one piece, so that no half-drawn line is ever on the screen.
final class EditLineScreen {
    /// The stream of the terminal.
    let stream: TerminalWindow.Stream
    /// True if libedit drew something since the last `takeDrawing()`.
    private(set) var hasDrawing = false
    private var gathered: [UInt8] = []
    private var opened: UnsafeMutablePointer<FILE>?

    init(stream: TerminalWindow.Stream) {
        self.stream = stream
    }

    /// The file that libedit draws into. The canvas must live as long as the file is used.
    var file: UnsafeMutablePointer<FILE>? {
        if opened == nil {
            opened = terminal_drawing_file(Unmanaged.passUnretained(self).toOpaque()) { context, bytes, count in
                guard let context, let bytes else { return 0 }
                let canvas = Unmanaged<EditLineScreen>.fromOpaque(context).takeUnretainedValue()
                canvas.hasDrawing = true
                canvas.gathered += UnsafeRawBufferPointer(start: bytes, count: count)
                return count
            }
        }
        return opened
    }

    func takeDrawing() {
        hasDrawing = false
    }

    func write(_ text: String) {
        // Buffered output of libedit was drawn before.
        if let opened { fflush(opened) }
        gathered += text.utf8
    }

    /// Writes everything to the terminal.
    func flush() {
        if let opened { fflush(opened) }
        guard !gathered.isEmpty else { return }
        stream.write(String(decoding: gathered, as: UTF8.self))
        gathered = []
    }
}
