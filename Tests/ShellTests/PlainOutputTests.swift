import Foundation
import Support
import Testing

@Suite struct PlainOutputTests {
    @Test(arguments: [
        ("load iris", "5 folds of 25 or 26 for training and validation, 23 test"),
        ("load iris test 20%", "5 folds of 24 for training and validation, 30 test"),
    ])
    func `the size of folds is a range if the rows cannot be divided equally`(command: String, parts: String) throws {
        let run = try FinishedProgram.shell(["--memory", "none", "-c", command], home: try Home())
        #expect(run.status == 0)
        #expect(run.output.contains(parts), "\(run.output)")
    }

    @Test func `the version names the numerics as the help does`() throws {
        let run = try FinishedProgram.shell(["--memory", "none", "-c", "version; help version"], home: try Home())
        #expect(run.output.contains(", numerics "))
        #expect(run.output.contains("show the versions of the program and its numerics"))
    }
}
