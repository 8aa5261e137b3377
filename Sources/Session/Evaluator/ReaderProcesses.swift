import ChildProcesses
package import DataSources
import Foundation
package import Messages
import Objectives
import Reports
import SessionState

/// The processes `ns reader` that decode images and archives for this one.
package struct ReaderProcesses: DecodingProcesses {
    /// The path of the program.
    let program: String

    package init(program: String) {
        self.program = program
    }

    package var count: Int { ProcessInfo.processInfo.activeProcessorCount }

    package func start(sharing count: Int) throws(DecodingFailure) -> any DecodingProcess {
        do {
            let process = try ChildProcess(
                [program, "reader"], environment: MemoryLimit.environment(sharing: count), group: 0, hasInput: true)
            process.expectLargeAnswers()
            return Reader(process)
        } catch {
            throw DecodingFailure(reason: error.description)
        }
    }

    package func wait(for processes: [(process: any DecodingProcess, isSending: Bool)], within limit: Duration) {
        ChildProcess.wait(
            for: processes.compactMap { process, isSending in
                (process as? Reader).map { ($0.process, isSending) }
            }, within: limit)
    }

    private final class Reader: DecodingProcess {
        let process: ChildProcess
        private var hasClosed = false

        init(_ process: ChildProcess) { self.process = process }

        func send(_ bytes: ArraySlice<UInt8>) -> Int? { process.send(bytes) }

        func receive(into buffer: inout [UInt8]) -> Int? {
            switch process.output.read(into: &buffer) {
            case .bytes(let count): return count
            case .nothing: return 0
            case .end:
                hasClosed = true
                return nil
            }
        }

        func end() -> String {
            // A process that crashes closes its pipes before it has ended; its own signal is the reason to report.
            if hasClosed { process.waitForEnd(within: .seconds(5)) }
            process.kill()
            return ReaderProcess.ending(process.end)
        }
    }
}

extension Session {
    /// The processes that decode images and archives; nil to decode them in this process.
    package var readers: (any DecodingProcesses)? { reader.map(ReaderProcesses.init) }

    /// Returns a monitor that reports the progress of reading to the shell.
    package func monitor(_ context: ExecutionContext) -> Monitor {
        Monitor(
            memory: MemoryLimit.chosen, processes: readers,
            report: { context.progress(.data(DataState($0))) }, isStopped: context.isInterrupted)
    }
}
