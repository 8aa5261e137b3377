import FileWriting
import Foundation
import Objectives
import Programs
import SessionState

/// The process `ns evaluator`.
public enum EvaluatorProcess {
    /// Evaluates for the shell at the other end of the standard input and output, until the input ends.
    ///
    /// - Parameter reader: The path of the program that reads files of other people, started as `reader`.
    public static func run(reader: String) {
        // Output of libraries must not mix with the replies.
        let output = dup(STDOUT_FILENO)
        dup2(STDERR_FILENO, STDOUT_FILENO)
        // The shell handles Ctrl-C. A shell that no longer reads replies has given them up.
        signal(SIGINT, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        // Evaluators are often killed while they store the data they were sent.
        UnfinishedFiles.shared.keep(in: UserFolders.unfinished)
        CheckpointFolders(in: UserFolders.checkpoints).removeAbandoned()
        defer { UnfinishedFiles.shared.end() }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        Evaluator(output: output, reader: reader).run {
            while true {
                let count = read(STDIN_FILENO, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                return Array(buffer.prefix(max(0, count)))
            }
        }
    }
}
