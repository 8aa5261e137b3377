import Foundation
import ModelFiles
import Objectives

/// The answer of `ns reader`: the network of a file, bit for bit, or the reason for failing.
private struct ReaderAnswer: Codable {
    var network: TrainedNetwork?
    var isForeign = false
    var failure: String?
}

/// The process `ns reader`, which reads a network for a shell.
///
/// If a damaged or malicious file crashes a library, only this process ends. It writes no files; its memory, time and
/// number of open files are limited.
public enum ReaderProcess {
    /// The CPU time that a file may take, in seconds.
    private static let maximumSeconds: rlim_t = 120
    private static let maximumFiles: rlim_t = 64

    /// Reads a file and writes the answer to standard output.
    public static func run(path: String) {
        limit()
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

    private static func limit() {
        let memory = rlim_t(max(MemoryLimit.bytes, 1 << 30))
        for (kind, maximum) in [
            (RLIMIT_AS, memory), (RLIMIT_CPU, maximumSeconds), (RLIMIT_NOFILE, maximumFiles), (RLIMIT_FSIZE, 0),
            (RLIMIT_CORE, 0),
        ] {
            var limit = rlimit(rlim_cur: maximum, rlim_max: maximum)
            #if canImport(Glibc)
                _ = setrlimit(__rlimit_resource_t(kind.rawValue), &limit)
            #else
                _ = setrlimit(kind, &limit)
            #endif
        }
    }

    /// Reads a file in another process.
    ///
    /// - Parameters:
    ///   - program: the path of this program.
    ///   - isInterrupted: returns true if the user wants to stop.
    /// - Throws: `SessionError.failed` with the error of that process, or if it crashed, which only the file can have
    ///   caused; `SessionError.interrupted` if the user stopped it.
    static func network(
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
                    kill(process.identifier, SIGKILL)
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
            throw .readerCrashed(path, ending(process.end))
        }
        guard let saved = answer.network?.saved else {
            throw answer.failure.map(SessionError.failed) ?? .unreadable(path)
        }
        return answer.isForeign ? saved.foreign : saved
    }

    private static func ending(_ end: ChildProcess.End?) -> String {
        switch end {
        case .exited(let status)?: "exited with status \(status)"
        case .signaled(let signal)?: "was killed by signal \(signal)"
        case nil: "is still running"
        }
    }
}
