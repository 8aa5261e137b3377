import ChildProcesses
import DataSources
import Foundation
package import Messages
package import ModelFiles
import Objectives
import SessionState

/// The answer of `ns reader`: the network of a file, bit for bit, or the reason for failing.
private struct ReaderAnswer: Codable {
    var network: TrainedNetwork?
    var isForeign = false
    var failure: String?
}

/// The process `ns reader`, which reads files of other people for a shell: a network, or images and archives.
///
/// If a damaged or malicious file crashes a library, only this process ends. Its memory, time and number of open files
/// are limited. On Linux it can neither write files nor start programs nor use the network.
public enum ReaderProcess {
    /// Decodes images and archives: reads requests from standard input and writes answers to standard output.
    public static func run() {
        // What a library prints must not get between the answers.
        let answers = dup(STDOUT_FILENO)
        let nowhere = open("/dev/null", O_RDWR)
        guard answers >= 0, nowhere >= 0 else { return }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] { dup2(nowhere, descriptor) }
        close(nowhere)
        ReaderLimits.apply()
        DecodingService.run(requests: STDIN_FILENO, answers: answers, prepare: ReaderLimits.allowWork)
    }

    /// Reads a network and writes the answer to standard output.
    public static func run(path: String) {
        ReaderLimits.apply(memory: ReaderLimits.memory(forNetworkAt: path))
        ReaderLimits.allowWork(seconds: ReaderLimits.seconds(forNetworkAt: path))
        var answer = ReaderAnswer()
        do {
            let saved = try NetworkFile.read(path)
            (answer.network, answer.isForeign) = (TrainedNetwork(saved), saved.isForeign)
        } catch {
            answer.failure = "\(error)"
        }
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        guard let data = try? encoder.encode(answer) else { return }
        try? FileHandle.standardOutput.write(contentsOf: data)
    }

    /// Reads a file in another process.
    ///
    /// - Parameters:
    ///   - program: the path of this program.
    ///   - isInterrupted: returns true if the user wants to stop.
    /// - Throws: `SessionError.failed` with the error of that process, or if it crashed, which only the file can have
    ///   caused; `SessionError.interrupted` if the user stopped it.
    package static func network(
        in path: String, program: String, isInterrupted: () -> Bool
    ) throws(SessionError) -> SavedNetwork {
        let process: ChildProcess
        do { process = try ChildProcess([program, "reader", path], group: 0, hasInput: false) } catch {
            throw .failed(error.description)
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        reading: while true {
            switch process.output.read(into: &buffer) {
            case .bytes(let count): bytes += buffer.prefix(count)
            case .end: break reading
            case .nothing:
                guard !isInterrupted() else {
                    process.kill()
                    throw .interrupted
                }
                process.waitForOutput(within: .milliseconds(100))
            }
        }
        process.waitForEnd(within: .seconds(5))
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        guard process.end == .exited(0), let answer = try? decoder.decode(ReaderAnswer.self, from: Data(bytes)) else {
            throw .readerCrashed(path, memory: ReaderLimits.memory(forNetworkAt: path), ending(process.end))
        }
        guard let saved = answer.network?.saved else {
            throw answer.failure.map(SessionError.failed) ?? .unreadable(path)
        }
        return answer.isForeign ? saved.foreign : saved
    }

    /// Returns the end of a process in words.
    static func ending(_ end: ChildProcess.End?) -> String {
        switch end {
        case .exited(let status)?: "exited with status \(status)"
        case .signaled(let signal)?: "was killed by signal \(signal)"
        case nil: "is still running"
        }
    }
}
