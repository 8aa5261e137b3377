import Foundation

/// The process `ns evaluator`.
public enum EvaluatorProcess {
    /// Evaluates for the shell at the other end of the standard input and output, until the input ends.
    public static func run() {
        // What a library prints must not come between the lines.
        let output = dup(STDOUT_FILENO)
        dup2(STDERR_FILENO, STDOUT_FILENO)
        // Ctrl-C is the shell's business, and what it cannot be told any more it has given up.
        signal(SIGINT, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        Evaluator(output: output).run {
            while true {
                let count = read(STDIN_FILENO, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                return Array(buffer.prefix(max(0, count)))
            }
        }
    }
}
