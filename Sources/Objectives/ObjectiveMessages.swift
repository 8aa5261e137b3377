import Networks

// The reasons why a genome has no fitness, apart from those of programs.

extension ObjectiveError {
    static func noNetwork(_ error: NetworksError) -> ObjectiveError {
        .failed(reason: "the genes describe no network: \(error.description)")
    }

    static var preparedElsewhere: ObjectiveError {
        .failed(reason: "the genome was prepared for another objective")
    }

    package static var emptyCommand: ObjectiveError {
        .failed(reason: "no word of the command is left for this genome")
    }
}
