import Plots
import Reports
import Support
import Testing

/// Numbers at the limits of their types are accepted or refused with a message, and none ends the process.
@Suite struct ExtremeNumbersTests {
    @Test(arguments: [
        "-1e308..1e308", "0.0..1e-320", "1e-320..2e-320", "-1e308..1e308 by 1e-300", "0.0..1e308 by 5e-324",
        "1..1e308 log", "5e-324..1.7e308", "-9223372036854775808..9223372036854775807",
        "1..9223372036854775807 log", "-1.7e308..1.7e308 log", "0..1e400", "1.0..1.0000000000000002",
        "1e-300..1e300 log", "1e-200..1e200 log", "1e-320..2e-320 log",
        "1..9223372036854775807 by 9223372036854775806",
        "-9223372036854775808..9223372036854775807 by 9223372036854775807",
        "9223372036854775806..9223372036854775807", "0..<-9223372036854775808", "0.0..<1e-320 by 1e-320",
        "1e300, 2, -1e300", "1e15..1e16 by 0.1",
    ])
    func `extreme bounds of a gene are accepted or refused with a reason`(values: String) async throws {
        for expression in ["x", "1/x", "x*x", "-x", "if(x = 1e300, 1, x)"] {
            for strategy in ["evolution", "grid", "random", "steady", "differential", "cma", "relay"] {
                let talking = Talking(workers: 1)
                guard await talking.error("gene x in \(values)") == nil else { return }
                for command in [
                    "maximize \(expression)", "population size 5; strategy \(strategy)", "evolve 2", "step 2",
                    "show history", "show population", "show fittest", "genus", "genes", "plot", "plot genes",
                    "plot importance",
                    "plot values", "why 3", "population like x 1; evolve 1", "seed 9223372036854775807; evolve 1",
                ] {
                    _ = await talking.error(command)
                }
            }
        }
    }

    @Test(arguments: [
        "evolve 1 for 1e300s", "evolve 1 for 9223372036854775807h", "evolve 1 for 1e-300ms",
        "evolve goal 1e308 for 1ms",
        "evolve goal -1e308 for 1ms", "training time 1e19s", "training time 1e300s",
        "maximize output of 'echo {x}' timeout 1e300s; evolve 1", "maximize output of 'echo 1e308' ; evolve 1",
        "seed 18446744073709551615", "population size 1e6", "population litter 10000", "step 9223372036854775807",
        "maximize x * 1e308 * 10", "maximize x mod 0", "maximize 0 ^ -1", "minimize -1e308 - x * 1e308",
    ])
    func `an extreme number in a command is accepted or refused`(command: String) async throws {
        let talking = Talking(workers: 1)
        try await talking.say("gene x in 1..9; maximize x; population size 4")
        _ = await talking.error(command)
        _ = await talking.error("evolve 1")
        _ = await talking.error("settings; show history; plot")
        #expect(await talking.error("print alive") == nil)
    }

    @Test func `a range that cannot be divided is an error`() async {
        let wanted = "gene x: its bounds are too far apart or too close together for real numbers between them"
        #expect(await Talking().error("gene x in -1e308..1e308") == wanted)
        #expect(await Talking().error("gene x in 0.0..1e-320") == wanted)
    }

    @Test func `a session with values whose squares overflow is saved`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking(workers: 1)
        try await talking.say("gene x in -1e300, 1e300; maximize x; population size 4; evolve 2")
        try await talking.say("save session '\(folder.path)/huge.session'")
        try await talking.say("open session '\(folder.path)/huge.session' trust; expect fittest = 1e300")
    }

    @Test func `fitness near the largest number has an importance, and plots say that they leave it out`() async throws
    {
        let talking = Talking(workers: 1)
        try await talking.say(
            "gene x in -1.7e308, -1e308, 1e308, 1.7e308; gene y in 1..9; maximize x + y; population size 20; "
                + "strategy random; evolve 2; plot importance; plot importance by model; plot genes; show history")
        let left = "there is nothing to draw: all values are beyond ±1e300, which plots leave out"
        #expect(await talking.error("plot histogram") == left)
        #expect(await talking.error("plot parallel") == left)
        let several = Talking(workers: 1)
        try await several.say(
            "gene x in -1.7e308, 1, 1.7e308; gene y in 1..9; maximize x + y and minimize x; population size 20 litter 1; "
                + "strategy evolution; evolve 3; show front; plot importance; plot importance by model; plot")
        guard case .figure(let figure)? = try await several.say("plot front").last else {
            Issue.record("no figure")
            return
        }
        #expect(figure.note == "2 genomes beyond ±1e300 left out")
        #expect(try await several.table("show history").allSatisfy { !$0.joined().contains("nan") })
    }

    @Test func `a logarithmic range that begins too close to 0 is an error`() async throws {
        let wanted = "gene x: its lower bound is too close to 0 for a logarithmic scale, found 1e-320; try 1e-290"
        #expect(await Talking().error("gene x in 1e-320..1.0 log") == wanted)
        let talking = Talking(workers: 1)
        try await talking.say("gene x in 1e-290..1.0 log; maximize log(x); population size 4; evolve 2")
        try await talking.say("gene x in 1e-290..1.0000000001e-290 log; evolve 2")
    }

    @Test func `a logarithmic range of six hundred orders of magnitude is searched from end to end`() async throws {
        let talking = Talking(workers: 1)
        try await talking.say("gene x in 1e-300..1e300 log; maximize log(x); population size 20; evolve 30")
        try await talking.say("expect fittest > 600")
        try await talking.say("minimize log(x); evolve 30; expect fittest < -600")
    }

    @Test func `an integer range with huge steps has the right values`() async throws {
        let talking = Talking(workers: 1)
        try await talking.say(
            "gene x in -9223372036854775808..9223372036854775807 by 9223372036854775807; maximize x; "
                + "population size 3; strategy grid; evolve 1; expect fittest = 9223372036854775806")
    }

    @Test func `a long chain of conditions works, and a circle in it is an error`() async throws {
        let talking = Talking(workers: 1)
        var lines = ["gene x0 in 0..9"]
        for index in 1...400 { lines.append("gene x\(index) in 0..9 when x\(index - 1) >= 0") }
        try await talking.say(lines.joined(separator: "; "))
        try await talking.say("maximize x400; population size 5; evolve 2; expect fittest >= 0")
        let error = await talking.error("gene x0 in 0..9 when x400 > 1")
        #expect(error == "the condition of gene x0 depends on the gene itself")
    }

    @Test func `a hundred thousand genes can be set, and Ctrl-C stops that`() async throws {
        let talking = Talking(workers: 1)
        await #expect(throws: (any Error).self) {
            try await talking.say("gene x0..x99999 in 0..1") { true }
        }
        try await talking.say("gene x0..x99999 in 0..1; gene remove x0..x99999")
    }

    @Test func `the size of a variable is limited`() async throws {
        let error = await Talking().error("let a 0123456789; for i in 1..40; let a \"$a$a\"; end")
        #expect(error?.hasPrefix("the value of $a is too long: 1,310,720 bytes, the limit is 1,000,000;") == true)
    }

    @Test func `nested loops share one limit`() async throws {
        let error = await Talking().error("for a in 1..1001; for b in 1..1000; end; end")
        #expect(error == "loops may run their commands 1000000 times in total, and this limit is reached")
    }
}
