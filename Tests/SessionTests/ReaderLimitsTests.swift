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

        /// The number of each system call in the kernel's headers; nil where they are not installed.
        private func callsInHeaders() -> [String: Int32]? {
            #if arch(x86_64)
                let paths = ["/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "/usr/include/asm/unistd_64.h"]
            #else
                let paths = ["/usr/include/asm-generic/unistd.h"]
            #endif
            guard let text = paths.lazy.compactMap({ try? String(contentsOfFile: $0, encoding: .utf8) }).first else {
                return nil
            }
            var calls: [String: Int32] = [:]
            for match in text.matches(of: #/#define __NR(?:3264)?_(\w+)\s+([0-9]+)/#) {
                calls[String(match.output.1)] = Int32(match.output.2)
            }
            return calls
        }

        @Test func `the sandbox forbids calls by the numbers that the kernel's headers give them`() throws {
            // EM_X86_64 and EM_AARCH64 of <linux/elf-em.h>, 64 bits, little-endian.
            #if arch(x86_64)
                #expect(sandbox_architecture() == 62 | 0xC000_0000)
            #elseif arch(arm64)
                #expect(sandbox_architecture() == 183 | 0xC000_0000)
            #endif
            guard let calls = callsInHeaders() else { return }
            for name in [
                "execve", "execveat", "ptrace", "kill", "socket", "connect", "bind", "sendto", "mkdirat", "unlinkat",
                "linkat", "renameat2", "fchmodat", "truncate", "ioctl", "bpf", "mount", "setns", "keyctl", "reboot",
            ] {
                #expect(sandbox_forbids(try #require(calls[name])), "\(name)")
            }
            for name in [
                "read", "write", "openat", "close", "fstat", "mmap", "munmap", "brk", "futex", "exit_group", "clone",
                "getrandom", "clock_gettime", "rt_sigreturn", "lseek",
            ] {
                #expect(!sandbox_forbids(try #require(calls[name])), "\(name)")
            }
        }
    #endif
}
