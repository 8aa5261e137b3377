import ChildProcesses

/// Wakes a thread that waits for pipes.
final class WakePipe: Sendable {
    let end: PipeEnd
    private let other: PipeEnd

    init?() {
        guard let pipe = ChildPipe(keeping: .reading) else { return nil }
        end = pipe.kept
        other = PipeEnd(pipe.given)
    }

    func wake() { _ = other.write([0][...]) }

    func empty() {
        var buffer = [UInt8](repeating: 0, count: 64)
        while case .bytes = end.read(into: &buffer) {}
    }
}
