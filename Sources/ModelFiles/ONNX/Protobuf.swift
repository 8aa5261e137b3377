/// A message in the wire format of protocol buffers, for writing: https://protobuf.dev/programming-guides/encoding.
///
/// ONNX needs nine small messages, which are written here field by field. The code that swift-protobuf generates for
/// them is over ten times as large as this and doubles the time of a first build. `Scripts/test --interop` checks the
/// result with ONNX's own checker and with onnxruntime.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    private enum Kind { static let (varint, bytes, fixed32) = (0, 2, 5) }

    private mutating func put(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func key(_ field: Int, _ kind: Int) { put(UInt64(field << 3 | kind)) }

    mutating func add(_ field: Int, _ value: Int) {
        key(field, Kind.varint)
        put(UInt64(bitPattern: Int64(value)))
    }

    mutating func add(_ field: Int, _ value: Float) {
        key(field, Kind.fixed32)
        bytes += LittleEndian.bytes([value])
    }

    mutating func add(_ field: Int, _ content: some Collection<UInt8>) {
        key(field, Kind.bytes)
        put(UInt64(content.count))
        bytes += content
    }

    mutating func add(_ field: Int, _ text: String) { add(field, Array(text.utf8)) }

    mutating func add(_ field: Int, _ message: ProtobufMessage) { add(field, message.bytes) }
}

/// The fields of a message in order, for reading.
struct ProtobufFields {
    enum Value {
        case number(UInt64)
        case bytes(ArraySlice<UInt8>)
        case other
    }

    let fields: [(number: Int, value: Value)]

    /// Parses bytes; nil if they are not a message.
    init?(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        var fields: [(number: Int, value: Value)] = []
        func varint() -> UInt64? {
            var value: UInt64 = 0
            for shift in stride(from: 0, to: 70, by: 7) {
                guard let byte = rest.popFirst() else { return nil }
                value |= shift < 64 ? UInt64(byte & 0x7F) << UInt64(shift) : 0
                if byte < 0x80 { return value }
            }
            return nil
        }
        while !rest.isEmpty {
            guard let key = varint(), key >> 3 > 0, key >> 3 < 1 << 29 else { return nil }
            let value: Value
            switch key & 7 {
            case 0:
                guard let number = varint() else { return nil }
                value = .number(number)
            case 2:
                guard let count = varint(), count <= UInt64(rest.count) else { return nil }
                value = .bytes(rest.prefix(Int(count)))
                rest = rest.dropFirst(Int(count))
            case 1, 5:
                let count = key & 7 == 1 ? 8 : 4
                guard rest.count >= count else { return nil }
                rest = rest.dropFirst(count)
                value = .other
            default: return nil
            }
            fields.append((Int(key >> 3), value))
        }
        self.fields = fields
    }

    /// Returns the contents of all fields with a number.
    func all(_ number: Int) -> [ArraySlice<UInt8>] {
        fields.compactMap { field in
            if field.number == number, case .bytes(let bytes) = field.value { bytes } else { nil }
        }
    }

    /// Returns the text of the last field with a number; nil if there is none.
    func text(_ number: Int) -> String? { all(number).last.map { String(decoding: $0, as: UTF8.self) } }
}
