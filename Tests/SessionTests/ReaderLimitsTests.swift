import CSandbox
import Foundation
import Synchronization
import Testing

/// The rights of a process that reads files of other people.
@Suite struct ReaderLimitsTests {
    #if os(Linux)
        /// The errors of system calls in a sandbox; 0 for success, nil if the system has no sandbox.
        private struct Errors {
            var reading: Int32?
            var writing: Int32?
            var creating: Int32?
            var deleting: Int32?
            var network: Int32?
            var program: Int32?
            var signal: Int32?
            var thread: Int32?
        }

        /// Returns the results of system calls in a thread that gives up its rights for good.
        private func errors() -> Errors {
            let errors = Mutex(Errors())
            let isOver = DispatchSemaphore(value: 0)
            let folder = FileManager.default.temporaryDirectory.path
            Thread.detachNewThread {
                defer { isOver.signal() }
                guard sandbox_enter(false) else { return }
                func error(_ result: Int32) -> Int32 { result < 0 ? errno : 0 }
                func opened(_ path: String, _ flags: Int32) -> Int32 {
                    let descriptor = open(path, flags | O_CLOEXEC, 0o600)
                    let result = error(descriptor)
                    if descriptor >= 0 { close(descriptor) }
                    return result
                }
                var found = Errors()
                found.reading = opened("/proc/self/status", O_RDONLY)
                found.writing = opened("/dev/null", O_WRONLY)
                found.creating = opened("\(folder)/ns-sandbox-\(UUID().uuidString)", O_RDONLY | O_CREAT | O_EXCL)
                found.deleting = error(unlink("\(folder)/ns-sandbox-\(UUID().uuidString)"))
                found.network = error(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
                var process: pid_t = 0
                var words: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
                found.program = posix_spawn(&process, "/bin/true", nil, nil, &words, nil)
                free(words[0])
                found.signal = error(kill(getppid(), 0))
                var thread = pthread_t()
                found.thread = pthread_create(&thread, nil, { $0 }, nil)
                if found.thread == 0 { pthread_join(thread, nil) }
                errors.withLock { [found] in $0 = found }
            }
            isOver.wait()
            return errors.withLock { $0 }
        }

        @Test func `in the sandbox, files can be read but not written, and there are no programs and no network`() {
            let errors = errors()
            // Some containers forbid the sandbox itself.
            guard errors.reading != nil else { return }
            #expect(errors.reading == 0 && errors.thread == 0)
            #expect(errors.writing == EPERM && errors.creating == EPERM && errors.deleting == EPERM)
            #expect(errors.network == EPERM && errors.program == EPERM && errors.signal == EPERM)
        }
    #endif
}
