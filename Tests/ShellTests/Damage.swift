import Randomness
import Support

/// Random damage to files, the same on every platform.
struct Damage {
    private var generator: Generator

    init(seed: Int) { generator = Generator(seed: UInt64(truncatingIfNeeded: seed)) }

    private static let extremes = [
        "-1", "0", "1", "255", "65536", "2147483647", "2147483648", "4294967296", "4611686018427387904",
        "9223372036854775807", "-9223372036854775808", "18446744073709551616", "1e300", "-1e300", "5e-324", "1e400",
        "nan", "inf", "99999999999999999999999999",
    ]

    /// Returns true in half of the cases.
    mutating func isChosen() -> Bool { generator.below(2) == 0 }

    mutating func below(_ count: Int) -> Int { generator.below(count) }

    /// Returns bytes that are changed, cut off or repeated at up to five places.
    mutating func bytes(_ whole: [UInt8]) -> [UInt8] {
        var bytes = whole
        for _ in 0...below(5) {
            guard !bytes.isEmpty else { return bytes }
            let place = below(bytes.count)
            let near = place..<min(place + [1, 2, 4, 8][below(4)], bytes.count)
            switch below(8) {
            case 0: bytes[place] = UInt8(below(256))
            case 1: bytes[place] ^= 1 << UInt8(below(8))
            case 2: bytes = Array(bytes.prefix(place))
            case 3: for index in near { bytes[index] = 0xFF }
            case 4: for index in near { bytes[index] = 0 }
            // The greatest positive number, in both byte orders.
            case 5: for index in near { bytes[index] = index == near.lowerBound ? 0x7F : 0xFF }
            case 6: for index in near { bytes[index] = index == near.upperBound - 1 ? 0x7F : 0xFF }
            default: bytes.insert(contentsOf: bytes[place..<min(place + 16, bytes.count)], at: place)
            }
        }
        return bytes
    }

    /// Returns a text in which a number is an extreme one.
    mutating func numbers(_ whole: [UInt8]) -> [UInt8] {
        var text = String(decoding: whole, as: UTF8.self)
        let numbers = text.matches(of: /-?[0-9]+(\.[0-9]+)?/).map(\.range)
        guard !numbers.isEmpty else { return bytes(whole) }
        text.replaceSubrange(numbers[below(numbers.count)], with: Self.extremes[below(Self.extremes.count)])
        return Array(text.utf8)
    }

    /// Returns an uncompressed zip file with a damaged entry and right checksums.
    mutating func zip(_ whole: [UInt8]) -> [UInt8] {
        var entries = ZipFile.entries(of: whole)
        guard !entries.isEmpty else { return bytes(whole) }
        let index = below(entries.count)
        entries[index].bytes = isChosen() ? numbers(entries[index].bytes) : bytes(entries[index].bytes)
        return ZipFile.bytes(entries)
    }
}
