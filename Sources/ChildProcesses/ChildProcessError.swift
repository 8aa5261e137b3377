/// The reason why a program cannot be started.
package struct ChildProcessError: Error, Equatable, CustomStringConvertible {
    /// The reason, as a person reads it.
    package let description: String

    private init(_ description: String) { self.description = description }

    package static let noPipe = ChildProcessError("no pipe could be created: this process has too many open files")

    package static func notFound(_ program: String) -> ChildProcessError { .init("there is no program \(program)") }

    package static func notStarted(_ program: String) -> ChildProcessError { .init("\(program) cannot be started") }

    package static func notStarted(_ program: String, _ reason: String) -> ChildProcessError {
        .init("\(program) cannot be started: \(reason)")
    }
}
