import Foundation

/// A part of a saved session that is too large to be held in memory as a whole: it is written piece by piece.
public struct SavedPart: Sendable {
    /// A function that calls another one with each piece, in order. It gives the same bytes every time.
    public typealias Pieces = @Sendable (_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Void

    /// The number of bytes.
    let count: Int
    private let pieces: Pieces

    /// Creates a part, and counts its bytes.
    ///
    /// - Parameters:
    ///   - isStopped: Returns true to give up, now or while the part is written; called for each piece.
    ///   - pieces: The function that gives the pieces.
    /// - Throws: The error of the function, or `CancellationError`.
    /// - Complexity: O(bytes)
    public init(isStopped: @escaping @Sendable () -> Bool = { false }, pieces: @escaping Pieces) throws {
        let stoppable: Pieces = { body in
            try pieces { piece in
                guard !isStopped() else { throw CancellationError() }
                try body(piece)
            }
        }
        var count = 0
        try stoppable { count += $0.count }
        (self.count, self.pieces) = (count, stoppable)
    }

    /// Creates a part from bytes that are in memory.
    init(_ data: Data) {
        count = data.count
        pieces = { body in try data.withUnsafeBytes { try body($0) } }
    }

    /// Calls a function with each piece, in order.
    func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws { try pieces(body) }
}
