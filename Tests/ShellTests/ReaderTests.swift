import Foundation
import Support
import Testing

/// Images and archives are decoded in processes of their own.
@Suite struct ReaderTests {
    #if os(Linux)
        /// A picture that takes some time to decode, under many names.
        private func home(pictures: Int) throws -> Home {
            let home = try Home()
            let side = 400
            let pixels = (0..<side * side * 3).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
            let picture = "\(home.path)/picture.png"
            try Data(PNGFile.bytes(width: side, height: side, channels: 3, pixels)).write(to: URL(filePath: picture))
            for name in ["a", "b"] {
                let folder = "\(home.path)/pictures/\(name)"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                for number in 0..<pictures / 2 {
                    try FileManager.default.createSymbolicLink(
                        atPath: "\(folder)/\(number).png", withDestinationPath: picture)
                }
            }
            return home
        }

        /// Returns the processes `ns reader` with a home folder.
        private func readers(_ home: Home) throws -> [Int32] {
            try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(Int32.init).filter { process in
                guard let words = FileManager.default.contents(atPath: "/proc/\(process)/cmdline"),
                    words.split(separator: 0).dropFirst().first.map({ Array($0) }) == Array("reader".utf8),
                    let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ")
                else { return false }
                return environment.split(separator: 0).contains { $0.elementsEqual("HOME=\(home.path)".utf8) }
            }
        }

        /// Waits for a process that has answered for some pictures, and returns it.
        private func workingReader(_ home: Home) throws -> Int32 {
            struct NoReader: Error {}
            let end = Date(timeIntervalSinceNow: 60)
            while Date() < end {
                for reader in try readers(home) {
                    let counts = (try? String(contentsOfFile: "/proc/\(reader)/io", encoding: .utf8)) ?? ""
                    let written = counts.split(separator: "\n").first { $0.hasPrefix("wchar: ") }
                    if let written, (Int(written.dropFirst(7)) ?? 0) > 500 { return reader }
                }
                _ = poll(nil, 0, 2)
            }
            throw NoReader()
        }

        @Test func `a crash while a picture is decoded skips this picture and lists it`() throws {
            let home = try home(pictures: 400)
            let terminal = try Terminal.shell(home: home, columns: 220)
            let prompts = terminal.screen.promptCount
            terminal.type("load images pictures size 8x8")
            terminal.press(.enter)
            kill(try workingReader(home), SIGSEGV)
            try terminal.wait(for: "the next prompt") { $0.promptCount > prompts && $0.isAtPrompt && $0.typed == "" }
            let text = terminal.screen.transcript.joined(separator: " ")
            #expect(text.contains("399 images"), "\(text)")
            #expect(text.contains("1 damaged image skipped: "), "\(text)")
            #expect(text.contains("killed by signal 11"), "\(text)")
            #expect(try terminal.leave() == 0)
            #expect(try readers(home).filter(isRunning) == [])
        }

        @Test func `Ctrl-C stops the decoding, and no process stays behind`() throws {
            let home = try home(pictures: 4000)
            let terminal = try Terminal.shell(home: home, columns: 220)
            let prompts = terminal.screen.promptCount
            terminal.type("load images pictures size 8x8")
            terminal.press(.enter)
            _ = try workingReader(home)
            terminal.press(.controlC)
            try terminal.wait(for: "the next prompt") { $0.promptCount > prompts && $0.isAtPrompt && $0.typed == "" }
            #expect(terminal.screen.transcript.contains("error: stopped"))
            #expect(try readers(home).filter(isRunning) == [])
            #expect(try terminal.leave() == 0)
        }

        @Test func `the processes end with a shell that is killed`() throws {
            let home = try home(pictures: 4000)
            let terminal = try Terminal.shell(home: home, columns: 220)
            terminal.type("load images pictures size 8x8")
            terminal.press(.enter)
            _ = try workingReader(home)
            let readers = try readers(home)
            terminal.signal(SIGKILL)
            for reader in readers { try waitForEnd(of: reader) }
        }

        @Test func `the process can write no files, has few rights, and ends with its input`() throws {
            let home = try Home()
            // The shell of this line reads the rights while the process waits for a request.
            let result = try FinishedProgram.line(
                """
                mkfifo in out; $NS reader <in >out & exec 3>in 4<out; head -c 5 <&4 | wc -c
                grep -e NoNewPrivs -e Seccomp: /proc/$!/status; grep -e 'core file' -e 'open files' /proc/$!/limits
                exec 3>&-; wait $!; echo "status $?"
                """, home: home)
            let lines = result.output.split(separator: "\n").map { $0.split(whereSeparator: \.isWhitespace) }
            // The message that it is ready.
            #expect(lines.first == ["5"])
            #expect(lines.contains { $0.starts(with: ["Max", "core", "file", "size", "0", "0"]) }, "\(result.output)")
            #expect(lines.contains { $0.starts(with: ["Max", "open", "files", "64", "64"]) }, "\(result.output)")
            #expect(lines.last == ["status", "0"])
            // Some containers forbid the sandbox itself.
            if !lines.contains(["Seccomp:", "0"]) { #expect(lines.contains(["NoNewPrivs:", "1"])) }
        }
    #endif
}
