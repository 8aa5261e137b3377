import Arithmetic
import CommandLanguage
import CommandParsing
import DataSources
import Datasets
import Evolution
import Foundation
import Messages
import Networks
import Objectives
import Programs
import RemoteEvaluation
import SearchRunner
import Session
import SessionState
import Settings
import Synchronization
import Time

/// An evaluator of `workers … through` and `workers … on`: evaluates genomes for a shell elsewhere, one at a time.
///
/// It reads orders from standard input and replies on standard output, one JSON object per line. It ends with its
/// input and has no memory of its own.
public final class Evaluator: Sendable {
    typealias Order = EvaluatorOrder<SearchDescription>

    private struct State {
        var orders: [Order] = []
        var cancellation = Cancellation()
        var isOver = false
    }

    private let state = Mutex(State())
    private let ordersAvailable = DispatchSemaphore(value: 0)
    private let output: ReplyOutput
    private let programs = Mutex<ProgramObjective?>(nil)

    /// The path of the program that reads files of other people; nil to read them in this process.
    private let reader: String?

    /// Creates an evaluator that replies through a file descriptor.
    ///
    /// - Parameter reader: The path of the program that reads files of other people, started as `reader`; nil to read
    ///   them in this process.
    public init(output descriptor: Int32, reader: String? = nil) {
        output = ReplyOutput(descriptor)
        self.reader = reader
    }

    /// Evaluates until the input ends.
    ///
    /// - Parameter read: waits for the next bytes of the input and returns them; empty at the end.
    public func run(reading read: () -> [UInt8]) {
        output.write(.hello(Self.hello))
        let thread = Thread { [self] in work() }
        thread.name = "evaluator"
        thread.stackSize = 8 << 20
        thread.start()
        var line: [UInt8] = []
        while case let bytes = read(), !bytes.isEmpty {
            var rest = bytes[...]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                line += rest[..<end]
                rest = rest[(end + 1)...]
                take(line)
                line.removeAll(keepingCapacity: line.capacity < 1 << 16)
            }
            line += rest
        }
        state.withLock { state in
            state.isOver = true
            state.cancellation.cancel()
        }
        ordersAvailable.signal()
        programs.withLock { $0 }?.close()
        programs.withLock { $0 }?.removeCheckpoints()
    }

    private static var hello: EvaluatorHello {
        EvaluatorHello(
            protocol: EvaluatorProtocol.version, program: Version.number, numbers: NetworksNumerics.version,
            instructions: NetworksNumerics.instructionSet, host: Machine.name,
            process: ProcessInfo.processInfo.processIdentifier)
    }

    private func take(_ line: [UInt8]) {
        let order: Order
        do {
            order = try Order(line: line)
        } catch {
            // Standard error may be closed, which is no reason to end.
            try? FileHandle.standardError.write(
                contentsOf: Data("ns evaluator: invalid order: \(error)\n".utf8))
            return
        }
        switch order {
        case .welcome(let heartbeat): output.beat(every: .limited(seconds: heartbeat))
        case .stop:
            state.withLock { state in
                state.cancellation.cancel()
                // An evaluator that waits for data receives it too.
                state.orders.append(order)
            }
            ordersAvailable.signal()
            programs.withLock { $0 }?.close()
        default:
            state.withLock { $0.orders.append(order) }
            ordersAvailable.signal()
        }
    }

    /// Waits for the next order and returns it; nil at the end of the input.
    private func next() -> Order? {
        ordersAvailable.wait()
        return state.withLock { $0.isOver || $0.orders.isEmpty ? nil : $0.orders.removeFirst() }
    }

    // MARK: - On its own thread

    private func work() {
        var search: PreparedSearch?
        var dataset: Dataset?
        var waiting: Order?
        while let order = waiting ?? next() {
            waiting = nil
            switch order {
            case .search(let id, let description, let folder):
                programs.withLock { $0 }?.close()
                state.withLock { $0.cancellation = Cancellation() }
                // Releases the last search before reading the next one, except for the same data.
                search = nil
                if description.data.map({ $0.digest != dataset?.digest.description }) ?? true { dataset = nil }
                (search, waiting) = prepare(id, description, folder, &dataset)
                programs.withLock { $0 = search?.search.program }
            case .evaluate(let number, let id, let part, let span, let genes):
                output.write(evaluate(number, part, span, genes, of: search?.id == id ? search : nil))
            case .data, .welcome, .stop: break
            }
        }
    }

    private struct PreparedSearch {
        let id: Int
        let search: SearchSetup
        let genus: Genus
    }

    /// Prepares a search.
    ///
    /// - Returns: the search, and an order that arrived instead of awaited data.
    private func prepare(
        _ id: Int, _ description: SearchDescription, _ folder: String, _ dataset: inout Dataset?
    ) -> (PreparedSearch?, Order?) {
        do {
            // Without this folder, programs and data with absolute paths may still be found.
            _ = FileManager.default.changeCurrentDirectoryPath(folder)
            if let data = description.data, dataset == nil {
                let store = EvaluatorData(
                    digest: data.digest, source: data.choice.source, processes: reader.map(ReaderProcesses.init))
                var other: Order?
                let cancellation = state.withLock { $0.cancellation }
                dataset = try store.dataset(isOver: { cancellation.isCancelled }) { isFirst in
                    if isFirst { output.write(.missing(search: id, digest: data.digest)) }
                    other = next()
                    guard case .data(data.digest, let offset, let size, let bytes)? = other else { return nil }
                    return .init(offset: offset, size: size, bytes: bytes)
                }
                guard dataset != nil else { return (nil, other) }
            }
            let session = try Session(evaluating: description, dataset: dataset)
            let prepared = PreparedSearch(
                id: id, search: try session.currentSearch(), genus: try Genus(description.genes))
            output.write(.ready(search: id))
            return (prepared, nil)
        } catch {
            output.write(.unable(search: id, reason: "\(error)"))
            return (nil, nil)
        }
    }

    private func evaluate(
        _ number: Int, _ part: Int, _ span: RungSpan?, _ genes: [String: GeneValue], of search: PreparedSearch?
    ) -> EvaluatorReply {
        let start = ContinuousClock.now
        guard let search, let objective = search.search.measured else {
            return .failed(number, reason: "it was not prepared for this search", seconds: 0, fingerprint: nil)
        }
        let cancellation = state.withLock { $0.cancellation }
        var fingerprint: String?
        do {
            let genome = try search.genus.genome(from: genes)
            let prepared = try objective.prepare(genome)
            if objective.isRemembered { fingerprint = prepared.fingerprint(part: part, span: span)?.hexadecimal }
            let evaluation = try objective.measure(prepared, part: part, span: span, cancellation: cancellation) {
                [output] in output.report(.progress(number, $0))
            }
            return .evaluated(number, evaluation, fingerprint: fingerprint)
        } catch ObjectiveError.cancelled {
            return .stopped(number)
        } catch {
            return .failed(
                number, reason: "\(error)", seconds: TimeSource.machine.seconds(since: start), fingerprint: fingerprint)
        }
    }
}

extension Session {
    /// Creates a session in the state that a description gives.
    fileprivate convenience init(evaluating description: SearchDescription, dataset: Dataset?) throws(SessionError) {
        // It gets no commands, but a search.
        self.init(commands: CommandTable([], vocabulary: Vocabulary([:])), processors: 1, isEvaluator: true)
        state.genes = .custom(description.genes)
        state.spellings = description.spellings
        state.objective = description.objective
        state.training = description.training
        state.samples = description.samples
        state.requirements = description.requirements
        guard let choice = description.data?.choice, let dataset else { return }
        state.data = choice
        examples = try prepared(
            ReadDataset(dataset: dataset, remarks: []), choice,
            scalesTargets: state.training.outputActivation(for: .values([], names: [])) == .linear)
    }
}
