import ChildProcesses
import Foundation

/// A request to a program: to work on one genome.
struct ProgramRequest: Sendable {
    /// The command.
    let words: [String]
    /// The environment variables of a program that is started for the genome.
    let environment: [String: String]
    /// The line for a program that is kept running; nil for a program that is started for the genome.
    let line: [UInt8]?
    /// The rungs, whose first reports are never dropped.
    var rungs: [Int] = []
    /// The path of the genome's folder; nil without a budget.
    var folder: String?
}

/// The point at which a program's work on a genome pauses or ends.
enum ProgramGoal: Hashable, Sendable {
    /// The program's own end, or its answer.
    case end
    /// The first report of so many epochs.
    case epochs(Int)
    /// The first report of more than so many epochs, or the program's own end; then the work is over.
    case lastEpochs(Int)
}

/// The result of a program's work so far.
struct ProgramResult: Hashable, Sendable {
    /// The value.
    let value: Double
    /// The number of epochs after which the value was reported; nil if the program printed only a result.
    let epochs: Int?
    /// True if the program has ended or answered, so that it cannot continue.
    let isOver: Bool
    /// Reported values, evenly thinned if there are many.
    let curve: [ProgramReport]
}

/// A program's work on one genome, and what it has printed so far.
struct ProgramWork: Sendable {
    /// The number of reports of which every second one is dropped.
    private static let mostReports = 512

    let request: ProgramRequest
    let process: ChildProcess
    let begun = ContinuousClock.now
    /// True if the program was restarted for the same request.
    var isSecondAttempt = false
    /// The bytes of the request that were not sent yet.
    var unsent: ArraySlice<UInt8>
    var error: WrittenEnd
    /// True if the program has ended or answered.
    var isOver = false
    /// Called when the work was left because it does not continue.
    var whenLeft: (@Sendable () -> Void)?
    /// False if the work does not continue, but the program is still to be asked to answer.
    var isPromising = true
    /// False if the program has closed its output.
    var readsOutput = true
    /// False if the program has closed its standard error.
    var readsError = true
    /// True if the program's processes are stopped until the work continues.
    var isPaused = false
    /// The last line.
    private(set) var lastLine: String?
    /// The first line that begins like a report but lacks a number.
    private(set) var malformed: String?
    /// The last report before the current goal, and those from the goal on.
    private(set) var reports: [ProgramReport] = []
    private var reported: [(report: ProgramReport, isRung: Bool)] = []
    private var reportCount = 0
    private var lastEpochs = 0
    private var stride = 1
    private var lines = ProgramLines(limit: ProgramSeat.outputBytes)
    private var wanted = 0

    init(_ request: ProgramRequest, process: ChildProcess) {
        self.request = request
        self.process = process
        unsent = (request.line ?? [])[...]
        error = WrittenEnd(limit: ProgramSeat.errorBytes)
    }

    /// True if the program is kept running after its answer.
    var isKept: Bool { request.line != nil }

    // MARK: - Output

    /// Takes output of the program; returns false if a program that is kept running has printed more than its answer.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> Bool {
        var taken: [[UInt8]] = []
        lines.add(bytes) { taken.append($0) }
        var isSound = true
        for line in taken {
            if isKept, isOver { isSound = false }
            take(line: line)
        }
        return isSound
    }

    /// Takes the last line, which may have no newline.
    mutating func finishLines() {
        var last: [UInt8]?
        lines.finish { last = $0 }
        if let last { take(line: last) }
    }

    private mutating func take(line: [UInt8]) {
        let text = String(decoding: line, as: UTF8.self)
        lastLine = text
        switch ProgramReport.read(line) {
        case .report(let report): take(report)
        case .malformed: malformed = malformed ?? text
        case .other: if isKept { isOver = true }
        }
    }

    private mutating func take(_ report: ProgramReport) {
        // What precedes the goal only counts if nothing follows.
        if let last = reports.last, last.epochs < wanted {
            reports[reports.count - 1] = report
        } else {
            reports.append(report)
        }
        let isRung = request.rungs.contains { lastEpochs < $0 && $0 <= report.epochs }
        lastEpochs = max(lastEpochs, report.epochs)
        if isRung || reportCount.isMultiple(of: stride) { reported.append((report, isRung)) }
        reportCount += 1
        guard reported.count > Self.mostReports else { return }
        stride *= 2
        reported = reported.enumerated().filter { $0.element.isRung || $0.offset.isMultiple(of: 2) }.map(\.element)
    }

    /// The reports, evenly thinned if there are many. The first one of each rung is always there.
    var curve: [ProgramReport] { reported.map(\.report) }

    // MARK: - Goals

    /// Sets the epochs of the next goal.
    mutating func begin(_ goal: ProgramGoal) {
        switch goal {
        case .end: wanted = .max
        case .epochs(let epochs), .lastEpochs(let epochs): wanted = epochs
        }
        guard let first = reports.firstIndex(where: { $0.epochs >= wanted }) ?? reports.indices.last else { return }
        reports.removeFirst(first)
    }

    /// Returns true if the work is over or has reached a goal.
    func hasReached(_ goal: ProgramGoal) -> Bool {
        switch goal {
        case .end: isOver
        case .epochs(let epochs): isOver || (reports.last?.epochs ?? -1) >= epochs
        case .lastEpochs(let epochs): isOver || (reports.last?.epochs ?? -1) > epochs
        }
    }

    /// Returns true if no later goal has another result. A program that has ended may have reported values for later
    /// goals.
    func isFinished(at goal: ProgramGoal) -> Bool {
        guard case .epochs(let epochs) = goal else { return true }
        return isOver && (reports.last?.epochs ?? -1) < epochs
    }

    /// The report that is the result at the current goal: the first one from the goal on, otherwise the last one.
    var result: ProgramReport? { reports.first { $0.epochs >= wanted } ?? reports.last }
}
