import Foundation
import Session

/// The system shell, which runs the lines after `!`.
enum OtherShell {
    /// Runs a line, which reads from and writes to the terminal directly.
    static func run(_ line: String) { _ = SystemTerminal.run(line) }

    /// Runs a line and returns its output, for programs that read JSON.
    static func output(of line: String) -> Report {
        guard let stream = popen(line, "r") else { return .warning("cannot run \(line)") }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&block, 1, block.count, stream), count > 0 { bytes += block[..<count] }
        let status = pclose(stream)
        return .ran(line: line, output: String(decoding: bytes, as: UTF8.self), status: Int(status >> 8 & 255))
    }
}
