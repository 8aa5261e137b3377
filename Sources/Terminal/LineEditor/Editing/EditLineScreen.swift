import CTerminal

/// The buffer for everything drawn while a line is edited.
///
/// It is written to the terminal in one piece, so that no half-drawn line is ever on the screen. libedit's own drawing is
/// dropped: it puts wide characters into wrong cells and knows neither colours nor flags. Only its beep is kept.
final class EditLineScreen {
    /// The stream of the terminal.
    let stream: TerminalWindow.Stream
    private var gathered = ""
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
                if UnsafeRawBufferPointer(start: bytes, count: count).contains(0x07) { canvas.beep() }
                return count
            }
        }
        return opened
    }

    package func write(_ text: String) {
        gathered += text
    }

    func beep() {
        // A held key beeps once for each drawing.
        if !gathered.hasSuffix("\u{07}") { gathered += "\u{07}" }
    }

    /// Writes everything to the terminal.
    func flush() {
        if let opened { fflush(opened) }
        guard !gathered.isEmpty else { return }
        stream.write(gathered)
        gathered = ""
    }
}
