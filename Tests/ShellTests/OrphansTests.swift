#if os(Linux)
    import Foundation
    import Support
    import Testing

    /// Processes that leave the group of their program and clear their environment, in the real shell.
    @Suite("Orphans of programs end with their evaluation")
    struct OrphansTests {
        /// A script that becomes a process of a session of its own with an empty environment, `sleep`. It writes its
        /// identifier to the file $1.
        private static let sleeper = "echo $$ > $1.new; mv $1.new $1; exec sleep 1000\n"

        /// A home with this script.
        private func home() throws -> Home {
            let home = try Home()
            try home.write(Self.sleeper, to: "sleeper.sh")
            try home.write("(setsid sh sleeper.sh $1 &)\n", to: "daemon.sh")
            return home
        }

        private static let detached = "</dev/null >/dev/null 2>&1"
        /// Lines that start the script as the file of a word, and wait until it runs.
        private static func start(_ name: String) -> String {
            "env -i setsid -f sh sleeper.sh \(name) \(detached)\nuntil [ -s \(name) ]; do sleep 0.01; done\n"
        }

        /// A command that writes the number of the shell's children that have ended and were not reaped.
        private static let countZombies =
            "!cat /proc/[0-9]*/stat 2>/dev/null | awk -v parent=$PPID "
            + #"'{ sub(/^.*\) /, "") } $1 == "Z" && $2 == parent { count++ } END { print count + 0 > "zombies" }'"#

        private func identifier(_ name: String, _ home: Home) throws -> Int32 {
            try #require(Int32(try home.read(name).trimmingCharacters(in: .whitespacesAndNewlines)))
        }

        private static let population = "population size 4 litter 1; workers 2"
        private static let search = "\(population); maximize output of 'sh program.sh {x}'"

        @Test(
            "an orphan without a marker ends with its evaluation",
            arguments: ["env -i setsid -f sh sleeper.sh", "env -i sh daemon.sh", "env -i setsid sh daemon.sh"])
        func endsOrphan(how: String) throws {
            let home = try home()
            try home.write(
                "\(how) left$1 \(Self.detached)\nuntil [ -s left$1 ]; do sleep 0.01; done\necho 1\n", to: "program.sh")
            try home.write(
                "gene x in 1..4; strategy grid\n\(Self.search)\nevolve 1\n!?for p in $(cat left*); do kill -0 $p && echo alive; done\n",
                to: "tune.ns")
            let run = try FinishedProgram.shell(["tune.ns"], home: home)
            #expect(!run.output.contains("alive"))
            let left = try (1...4).compactMap { home.has("left\($0)") ? try identifier("left\($0)", home) : nil }
            #expect(!left.isEmpty)
            for process in left { try waitForEnd(of: process) }
        }

        @Test("of two programs at once, the orphan of the one that ends goes, the orphan of the other stays")
        func endsTheRightOrphan() throws {
            let home = try home()
            // The third program starts after the orphan of the first, and ends after the first.
            try home.write(
                """
                if mkdir first 2>/dev/null; then
                \(Self.start("early"))until [ -s late ]; do sleep 0.01; done
                elif mkdir second 2>/dev/null; then
                until [ -s early ]; do sleep 0.01; done; sleep 0.2
                else
                \(Self.start("late"))
                for i in $(seq 1000); do kill -0 $(cat early) 2>/dev/null || break; sleep 0.02; done
                kill -0 $(cat early) 2>/dev/null && echo early >> alive
                kill -0 $(cat late) && echo late >> alive
                fi
                echo $1

                """, to: "program.sh")
            let run = try FinishedProgram.shell(
                ["-c", "gene x in 1..3; strategy grid; \(Self.search); population size 3; evolve 1"], home: home)
            #expect(run.status == 0)
            #expect(try home.read("alive") == "late\n")
            for name in ["early", "late"] { try waitForEnd(of: try identifier(name, home)) }
        }

        @Test("orphans that end by themselves leave no zombies")
        func leavesNoZombies() throws {
            let home = try home()
            try home.write(
                "env -i setsid -f sleep 0.0$(($1 % 4)) \(Self.detached)\nsetsid -f true\necho 1\n", to: "program.sh")
            try home.write(
                """
                gene x in 1..300; strategy grid; \(Self.search); population size 300; evolve 1
                \(Self.countZombies)

                """, to: "tune.ns")
            #expect(try FinishedProgram.shell(["tune.ns"], home: home).status == 0)
            #expect(try home.read("zombies") == "0\n")
        }

        @Test("a program that is kept running leaves neither zombies nor orphans")
        func endsOrphansOfKeptProgram() throws {
            let home = try home()
            try home.write(
                "while read -r line; do n=$((n + 1)); env -i setsid -f sh sleeper.sh left$$.$n \(Self.detached)\n"
                    + "setsid -f true; until [ -s left$$.$n ]; do sleep 0.01; done; echo 1; done\n", to: "program.sh")
            try home.write(
                """
                gene x in 1..20; \(Self.population); maximize output of 'sh program.sh' kept running; evolve 2
                !?for p in $(cat left*); do kill -0 $p && echo alive; done
                \(Self.countZombies)

                """, to: "tune.ns")
            let run = try FinishedProgram.shell(["tune.ns"], home: home)
            #expect(run.status == 0)
            #expect(!run.output.contains("alive"))
            #expect(try home.read("zombies") == "0\n")
        }

        @Test("a program that leaves the group itself ends with the time limit")
        func endsProgram() throws {
            let home = try home()
            let run = try FinishedProgram.shell(
                [
                    "-c",
                    "gene x in 1..4; population size 1; maximize output of 'env -i setsid sh sleeper.sh left' timeout 2; evolve 1",
                ], home: home)
            #expect((run.output + run.error).contains("it gave no answer within 2 s"))
            try waitForEnd(of: try identifier("left", home))
        }

        @Test("orphans end with the shell", arguments: [SIGINT, SIGTERM, SIGHUP])
        func endsWithShell(signal: Int32) throws {
            let home = try home()
            try home.write("\(Self.start("left$1"))echo $1 running >&2; sleep 1000\n", to: "program.sh")
            let shell = try WatchedProgram(
                ["-c", "gene x in 1..4; strategy grid; \(Self.search); evolve 1"], home: home)
            let end = ContinuousClock.now + .seconds(60)
            // Any two of the four run at first.
            func left() -> [String] { (1...4).map { "left\($0)" }.filter(home.has) }
            while left().count < 2, ContinuousClock.now < end { usleep(10_000) }
            #expect(left().count == 2)
            shell.send(signal)
            #expect(!shell.end().isHang)
            for name in left() { try waitForEnd(of: try identifier(name, home)) }
        }

        @Test("what the user's own commands leave in the background survives evaluations", arguments: [[], ["--json"]])
        func sparesCommands(options: [String]) throws {
            let home = try home()
            try home.write("setsid -f sleep 0.1 \(Self.detached)\nsleep 0.2\necho 1\n", to: "program.sh")
            let names = (0..<8).map { "own\($0)" }
            // Before the first evaluation, and when orphans are adopted.
            let commands = [0, 4].map { first in
                """
                !nohup sh sleeper.sh own\(first) \(Self.detached) &
                !env -i setsid -f sh sleeper.sh own\(first + 1) \(Self.detached)
                !setsid -f sh sleeper.sh own\(first + 2) \(Self.detached)
                !env -i sh daemon.sh own\(first + 3) \(Self.detached)
                evolve 1
                """
            }
            let check = names.map { "!kill -0 $(cat \($0)) && echo \($0) >> survivors" }.joined(separator: "\n")
            try home.write(
                "gene x in 1..4\n\(Self.search)\n\(commands.joined(separator: "\n"))\nevolve 1\n\(check)\n",
                to: "tune.ns")
            // Foundation's processes end only when those in the background end, too: they inherit a descriptor.
            let end = try WatchedProgram(options + ["tune.ns"], home: home).end()
            for name in names where home.has(name) { kill(try identifier(name, home), SIGKILL) }
            #expect(end.status == 0 && !end.isHang, "\(end.error)")
            #expect(try home.read("survivors").split(separator: "\n").map(String.init) == names)
        }
    }

    extension Home {
        /// Returns true if the folder contains a file.
        fileprivate func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }
    }
#endif
