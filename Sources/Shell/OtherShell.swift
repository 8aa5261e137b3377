import ChildProcesses
import Foundation
import Reports
import Terminal

/// The system shell, which runs the lines after `!`.
enum OtherShell {
    /// Runs a line, which reads from and writes to the terminal directly, and returns its exit status.
    static func run(_ line: String) -> Int32 { Orphans.sparing { SystemTerminal.run(line) } }

    /// Runs a line and returns its output, for programs that read JSON.
    static func output(of line: String) -> Report { Orphans.sparing { collectedOutput(of: line) } }

    private static func collectedOutput(of line: String) -> Report {
        guard let stream = popen(line, "r") else { return .warning("cannot run \(line)") }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&block, 1, block.count, stream), count > 0 { bytes += block[..<count] }
        let status = pclose(stream)
        // A command killed by a signal has the status that shells report: 128 and the signal.
        let code = status & 127 == 0 ? status >> 8 & 255 : 128 + (status & 127)
        return .ran(line: line, output: String(decoding: bytes, as: UTF8.self), status: Int(code))
    }
}
