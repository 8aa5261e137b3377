import CommandLanguage
import CommandParsing
import Foundation
import Messages
import Reports
import Session
import Support
import Testing

@Suite struct ScriptTests {
    private func printed(_ reports: [Report]) -> [String] {
        reports.compactMap { if case .printed(let text) = $0 { text } else { nil } }
    }

    /// Returns the lines that a script in a file prints.
    private func run(
        _ files: [String: String], _ line: String = "run main.ns", _ talking: Talking = Talking()
    ) async throws -> [String] {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(Array(text.utf8), to: name) }
        return printed(try await talking.say(line.replacing("run ", with: "run \(folder.path)/")))
    }

    @Test func `scripts read their arguments, the number of arguments, and defaults for missing ones`() async throws {
        let text = "print $# $1 ${2:-none} \"<$1>\"; if $1 is 'a b'; print same; end; if $# = 1; print one; end"
        #expect(try await run(["main.ns": text], "run main.ns 'a b'") == ["1 a b none <a b>", "same", "one"])
        let missing = await #expect(throws: SessionError.self) { try await run(["main.ns": text]) }
        #expect(
            missing?.description
                == "$1 has no value, because the script was given 0 arguments; `${1:-VALUE}` sets a default")
    }

    @Test func `variables that a script sets remain, but its arguments do not`() async throws {
        let talking = Talking()
        talking.session.use(arguments: ["mine"])
        let files = ["main.ns": "let a $1; run inner.ns x; print $1 $a", "inner.ns": "print $1; let a inner"]
        let lines = try await run(files, "run main.ns outer", talking)
        #expect(lines == ["x", "outer inner"])
        #expect(printed(try await talking.say("print $1 $a")) == ["mine inner"])
    }

    @Test func `several words after let are an expression, and one word is a text`() async throws {
        let talking = Talking()
        let lines = printed(
            try await talking.say(
                """
                let a 3; let b 1 + $a; print $b; let b $b * $b - 1; print $b; let c $a / 2; print $c
                let d 2024-01-02; print $d; let e '1 + 2'; print $e; let f $a; print $f; let g if($a > 2, 10, 20); print $g
                """))
        #expect(lines == ["4", "15", "1.5", "2024-01-02", "1 + 2", "3", "10"])
        #expect(await talking.error("let h 1 / 0") == "1 / 0 is not a finite number")
        #expect(await talking.error("let h $d + 1")?.contains("2024-01-02") == true)
        #expect(await talking.error("let h 1 + nothing")?.hasPrefix("unknown name \"nothing\"") == true)
    }

    @Test func `every fact is a variable as soon as it has a value`() async throws {
        let talking = Talking()
        #expect(
            await talking.error("print $fittest")
                == "$fittest has no value yet; `${fittest:-none}` is \"none\" until then")
        #expect(printed(try await talking.say("print \"$generation $seed ${test:-none}\"")) == ["0 1 none"])
        try await talking.say(
            "gene x in 2, 4; gene how in good, bad; maximize x + (how is good); population size 8; strategy grid; evolve 1"
        )
        let lines = printed(
            try await talking.say(
                "print \"$generation $evaluations $x $how $leader $average\"; let half $fittest / 2; print $half"))
        #expect(lines == ["1 8 4 good 5 3.5", "2.5"])
        #expect(Double(printed(try await talking.say("print $seconds")).first ?? "") != nil)
        // A variable of the user comes first.
        #expect(printed(try await talking.say("let generation mine; print $generation")) == ["mine"])
    }

    @Test func `the numbers of a list are repeated as they were written`() async throws {
        #expect(printed(try await Talking().say("for n in 007, 1E5, 2; print $n; end")) == ["007", "1E5", "2"])
    }

    @Test func `if and for choose and repeat commands`() async throws {
        let text = """
            for n in 1..3
              if $n = 2; print two
              else; print "not two: $n"; end
            end
            for share in 0..0.2 by 0.1; print $share; end
            for word in a, 'b c', a; print "<$word>"; end
            """
        #expect(
            try await run(["main.ns": text]) == [
                "not two: 1", "two", "not two: 3", "0.0", "0.1", "0.2", "<a>", "<b c>", "<a>",
            ])
        for (values, reason) in [
            ("5..1", "its range is empty: 5 is above 1"), ("5.0..1.0 by 0.5", "its range is empty: 5.0 is above 1.0"),
            ("1..5 by 0.5 log", "a logarithmic range has no step; leave out `by` or `log`"),
            ("0..5 log", "a logarithmic range must begin above 0, found 0"),
        ] {
            #expect(
                await Talking().error("for x in \(values); print $x; end")?.contains("`for`: \(reason)")
                    == true)
        }
        let error = await Talking().error("for x in 0.0..1.0; print $x; end")
        #expect(error?.contains("an interval has infinitely many values") == true)
    }

    @Test func `a condition reads the genes and scores of the fittest`() async throws {
        let talking = Talking()
        try await talking.say(
            "gene x in 3, 4; gene how in good, bad; maximize x + 0 * (how is good); population size 4; evolve 6")
        try await talking.say("expect fittest = 4 and x = 4 and generation = 6; expect how is good or how is bad")
        #expect(await talking.error("expect fittest > 4") == "expected fittest > 4, found fittest = 4")
        #expect(await talking.error("expect fitest > 4") == "unknown name \"fitest\"; did you mean \"fittest\"?")
        #expect(await talking.error("expect how is ugly")?.contains("\"ugly\" is not a value of how") == true)
        // A missing value is neither above nor below.
        #expect(await Talking().error("expect fittest > 0")?.contains("fittest = no value yet") == true)
    }

    @Test func `an expected error changes nothing`() async throws {
        let talking = Talking()
        try await talking.say(
            "gene x in 1..9; expect error 'did you mean \"population\"' popuation size 3; expect error 'empty' gene y in 3..1"
        )
        #expect(
            await talking.error("expect error 'nothing' gene y in 3..1")?.contains("expected an error that contains")
                == true)
        let succeeded = await talking.error("expect error 'x' gene z in 1, 2")
        #expect(succeeded == "expected an error that contains \"x\", found no error: the command succeeded")
        #expect(try await talking.table("genes").map { $0[0] } == ["x"])
    }

    @Test func `scripts that run in a circle are an error, and scripts nest at maximum 16 deep`() async throws {
        let circle = await #expect(throws: SessionError.self) {
            try await run(["main.ns": "run b.ns", "b.ns": "run c.ns", "c.ns": "run b.ns"])
        }
        #expect(circle?.description.contains("b.ns → ") == true)
        #expect(circle?.description.contains("the scripts run in a circle") == true)
        var files = ["main.ns": "run 2.ns"]
        for number in 2...17 { files["\(number).ns"] = number == 17 ? "print deep" : "run \(number + 1).ns" }
        let deep = await #expect(throws: SessionError.self) { try await run(files) }
        #expect(deep?.description == "scripts can run one another at most 16 levels deep")
        files["16.ns"] = "print deep"
        #expect(try await run(files) == ["deep"])
    }

    @Test func `all mistakes of a script are reported together, and none of its commands runs`() async throws {
        let error = await #expect(throws: SessionError.self) {
            try await run(["main.ns": "print 1\nrun b.ns", "b.ns": "print 2\nprnt 3\npopulation size\nend\n"])
        }
        guard case .script(let failure)? = error, case .malformed(let mistakes) = failure.cause else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(mistakes.map { $0.source.position(of: $0.range.lowerBound).line } == [2, 3, 4])
        #expect(failure.reachedThrough.map { $0.split(separator: "/").last } == ["main.ns:2"])
    }
}
