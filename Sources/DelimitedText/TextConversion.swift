import DataFiles
import Foundation

/// Converts the bytes of a character encoding to UTF-8, block by block: a wrapper of `iconv`.
final class TextConversion {
    /// Invalid bytes.
    struct Failure: Error {
        /// The first invalid byte.
        let byte: UInt8
        /// The number of line ends before it in the block.
        let lines: Int
    }

    private let handle: iconv_t
    /// The incomplete character at the end of the last block.
    private var rest: [UInt8] = []

    /// Creates a conversion from an encoding; nil if `iconv` does not know it.
    init?(from encoding: String) {
        // After a slash iconv expects options, such as one that drops invalid bytes.
        guard !encoding.contains("/"), let handle = iconv_open("UTF-8", encoding),
            handle != UnsafeMutableRawPointer(bitPattern: -1)
        else { return nil }
        self.handle = handle
    }

    deinit { iconv_close(handle) }

    /// True if a character is incomplete.
    var isIncomplete: Bool { !rest.isEmpty }

    /// Returns the characters of a block; an incomplete one at its end is kept for the next block.
    ///
    /// - Throws: `Failure` for an invalid byte.
    /// - Complexity: O(bytes)
    func utf8(_ block: [UInt8]) throws(Failure) -> [UInt8] {
        var source = rest + block
        rest = []
        var output: [UInt8] = []
        var left = source.count
        var problem: Int32 = 0
        source.withUnsafeMutableBytes { input in
            var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
            while left > 0, problem == 0 || problem == E2BIG {
                problem = 0
                let room = max(16, left * 2)
                output += [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                    var to = UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
                    var space = room
                    if iconv(handle, &from, &left, &to, &space) == -1 { problem = errno }
                    count = room - space
                }
            }
        }
        if problem == EILSEQ {
            throw Failure(byte: source[source.count - left], lines: output.count { $0 == UInt8(ascii: "\n") })
        }
        if left > 0 { rest = Array(source.suffix(left)) }
        return output
    }

    /// Returns the number of bytes of an incomplete character at the end of a block.
    ///
    /// - Throws: `Failure` with the first byte that is not UTF-8.
    static func incomplete(_ block: [UInt8]) throws(Failure) -> Int {
        let outcome = block.withUnsafeBytes { bytes -> (incomplete: Int, wrong: Int?) in
            var at = 0
            while at < bytes.count {
                // Eight ASCII characters at a time.
                while at + 8 <= bytes.count,
                    bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                { at += 8 }
                guard at < bytes.count else { break }
                guard bytes[at] >= 0x80 else {
                    at += 1
                    continue
                }
                guard let (length, second) = following(bytes[at]) else { return (0, at) }
                for offset in 1..<length {
                    guard at + offset < bytes.count else { return (bytes.count - at, nil) }
                    guard (offset == 1 ? second : 0x80...0xBF).contains(bytes[at + offset]) else { return (0, at) }
                }
                at += length
            }
            return (0, nil)
        }
        guard let wrong = outcome.wrong else { return outcome.incomplete }
        throw Failure(byte: block[wrong], lines: block[..<wrong].count { $0 == UInt8(ascii: "\n") })
    }

    /// Returns the length of a character by its first byte, and the valid second bytes (Unicode 15, table 3-7).
    private static func following(_ byte: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
        switch byte {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: nil
        }
    }
}
