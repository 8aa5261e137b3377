import CTerminal

/// What is drawn while a line is edited, by libedit and besides it: gathered, and written in one piece when nothing more is
/// to be drawn, so that no half-drawn line is ever on the screen.
final class Canvas {
    /// Where the terminal is.
    let stream: TerminalWindow.Stream
    /// Whether libedit drew something since this was last taken.
    private(set) var hasDrawing = false
    private var gathered: [UInt8] = []
    private var opened: UnsafeMutablePointer<FILE>?

    init(stream: TerminalWindow.Stream) {
        self.stream = stream
    }

    /// The file that libedit draws into. The canvas must live as long as whoever has the file.
    var file: UnsafeMutablePointer<FILE>? {
        if opened == nil {
            opened = terminal_drawing_file(Unmanaged.passUnretained(self).toOpaque()) { context, bytes, count in
                guard let context, let bytes else { return 0 }
                let canvas = Unmanaged<Canvas>.fromOpaque(context).takeUnretainedValue()
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
        // What libedit holds back was drawn before.
        if let opened { fflush(opened) }
        gathered += text.utf8
    }

    /// Shows everything.
    func flush() {
        if let opened { fflush(opened) }
        guard !gathered.isEmpty else { return }
        stream.write(String(decoding: gathered, as: UTF8.self))
        gathered = []
    }
}
