import Foundation
import Kernels
import Platform
import Synchronization

/// Threads that share the pieces of a piece of work, thousands of times a second: each waits for the next round
/// without sleeping while one is likely to come soon.
///
/// The assignment of pieces to threads is random, so pieces must not depend on one another, nor on the thread.
package final class ThreadTeam: @unchecked Sendable {
    /// One piece of the work, called with its number and the number of the thread, both from 0.
    package typealias Body = (_ piece: Int, _ member: Int) throws(NetworksError) -> Void

    /// The number of threads, the caller's included.
    package let count: Int
    private let round = Atomic<Int>(0)
    private let next = Atomic<Int>(0)
    private let atWork = Atomic<Int>(0)
    private let isOver = Atomic<Bool>(false)
    private let failure = Mutex<NetworksError?>(nil)
    private let members: [Member]
    // Written only by the caller between two rounds, while no other thread reads.
    private var pieces = 0
    private var body: Body?

    private final class Member: Sendable {
        let isAsleep = Atomic<Bool>(false)
        let wakes = DispatchSemaphore(value: 0)
    }

    /// Rounds of waiting before a thread yields its core, and before it sleeps.
    private static let (spins, yields) = (4_000, 200)

    /// Starts the threads, except for the first one, which is the caller of `run`.
    package init(count: Int) {
        self.count = max(1, count)
        members = (1..<max(1, count)).map { _ in Member() }
        for (index, member) in members.enumerated() {
            let thread = Thread { [self] in serve(member, index + 1) }
            thread.name = "team \(index + 1)"
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Ends the threads.
    package func finish() {
        isOver.store(true, ordering: .releasing)
        begin(0)
    }

    /// Runs all pieces of the work in parallel, and returns when they are done.
    ///
    /// - Throws: The first error that a piece threw.
    package func run(_ pieces: Int, _ body: Body) throws(NetworksError) {
        guard pieces > 1, count > 1 else {
            for piece in 0..<pieces { try body(piece, 0) }
            return
        }
        withoutActuallyEscaping(body) { body in
            self.body = body
            begin(pieces)
            work(0)
            var waited = 0
            while atWork.load(ordering: .acquiring) > 0 { Self.wait(&waited) }
            self.body = nil
        }
        let failure = failure.withLock { failure in
            defer { failure = nil }
            return failure
        }
        if let failure { throw failure }
    }

    private func begin(_ pieces: Int) {
        self.pieces = pieces
        next.store(0, ordering: .relaxed)
        atWork.store(count - 1, ordering: .relaxed)
        round.add(1, ordering: .sequentiallyConsistent)
        for member in members where member.isAsleep.exchange(false, ordering: .sequentiallyConsistent) {
            member.wakes.signal()
        }
    }

    private func work(_ member: Int) {
        guard let body else { return }
        while true {
            let piece = next.add(1, ordering: .relaxed).oldValue
            guard piece < pieces else { return }
            do throws(NetworksError) {
                try body(piece, member)
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
    }

    private func serve(_ member: Member, _ number: Int) {
        MatrixProducts.useOneThread()
        _ = flush_subnormal_numbers()
        var seen = 0
        while true {
            awaitRound(after: seen, member)
            seen += 1
            if isOver.load(ordering: .acquiring) { return }
            work(number)
            atWork.subtract(1, ordering: .releasing)
        }
    }

    private func awaitRound(after seen: Int, _ member: Member) {
        var waited = 0
        while round.load(ordering: .sequentiallyConsistent) == seen {
            guard waited >= Self.spins + Self.yields else {
                Self.wait(&waited)
                continue
            }
            member.isAsleep.store(true, ordering: .sequentiallyConsistent)
            // A round that began meanwhile may not have seen the sleeping thread; if it did, it has signalled.
            let hasBegun = round.load(ordering: .sequentiallyConsistent) != seen
            if hasBegun, member.isAsleep.exchange(false, ordering: .sequentiallyConsistent) { return }
            member.wakes.wait()
        }
    }

    private static func wait(_ waited: inout Int) {
        waited += 1
        if waited >= spins { sched_yield() }
    }
}

extension ThreadTeam? {
    /// The number of threads; 1, the caller's, without a team.
    package var count: Int { self?.count ?? 1 }

    /// Runs all pieces of the work; without a team, on the caller's thread.
    ///
    /// - Throws: The first error that a piece threw.
    package func run(_ pieces: Int, _ body: ThreadTeam.Body) throws(NetworksError) {
        guard let self else {
            for piece in 0..<pieces { try body(piece, 0) }
            return
        }
        try self.run(pieces, body)
    }
}
