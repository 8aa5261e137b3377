import Datasets
import Foundation
import Networks

/// Hugging Face's safetensors format: the length of the header, the header as JSON, and the numbers.
/// https://github.com/huggingface/safetensors#format
enum SafeTensors {
    /// Returns the weights by name (`hidden_1.kernel`: inputs × neurons), and `preprocessing.factors` and `.shifts`.
    ///
    /// - Throws: `LibraryFailure` if a setting is NaN or infinite.
    static func bytes(of saved: SavedNetwork) throws(LibraryFailure) -> [UInt8] {
        let inputs = [saved.network.architecture.inputs]
        var tensors = NamedWeights(saved.plain).entries.map { ($0.fullName, $0.shape, $0.numbers) }
        tensors.append(("preprocessing.factors", inputs, saved.preprocessing.factors))
        tensors.append(("preprocessing.shifts", inputs, saved.preprocessing.shifts))
        tensors.append(("preprocessing.missing", inputs, saved.fills))
        // The format allows only texts here.
        let about = [(Description.key, try Description(saved).text())] + (try PublicFacts.fields(of: saved))
        var header: [String: JSON] = ["__metadata__": .object(Dictionary(about.map { ($0, .text($1)) }) { $1 })]
        var numbers: [Float] = []
        for (name, shape, values) in tensors {
            let start = numbers.count * 4
            numbers += values
            header[name] = [
                "dtype": "F32", "shape": .list(shape.map { .whole($0) }),
                "data_offsets": [.whole(start), .whole(numbers.count * 4)],
            ]
        }
        var text = Array(try JSON.object(header).line().utf8)
        // Numbers are aligned so that they can be read in place.
        text += [UInt8](repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
        return littleEndian(UInt64(text.count)) + text + LittleEndian.bytes(numbers)
    }

    static func read(_ bytes: [UInt8], path: String) throws(ModelFileError) -> SavedNetwork {
        let length = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard bytes.count >= 8, length <= UInt64(bytes.count - 8) else {
            throw .truncatedHeader(path)
        }
        let end = 8 + Int(length)
        guard case .object(let header)? = JSON(text: bytes[8..<end]) else {
            throw .noHeader(path)
        }
        guard case .object(let metadata)? = header["__metadata__"], case .text(let text)? = metadata[Description.key],
            let description = Description(text)
        else { throw .noDescription(path) }
        // Tensors in the same place would make a network out of a small file that does not fit into memory.
        var rest = bytes.count - end
        let network = NamedWeights.network(description.architecture) { name in
            guard let tensor = header[name], tensor["dtype"]?.text == "F32",
                let offsets = tensor["data_offsets"]?.wholes, offsets.count == 2, offsets[0] >= 0,
                offsets[0] <= offsets[1], offsets[1] <= bytes.count - end
            else { return nil }
            rest -= offsets[1] - offsets[0]
            guard rest >= 0 else { return nil }
            return LittleEndian.floats(bytes[end + offsets[0]..<end + offsets[1]])
        }
        guard let network else { throw .truncatedWeights(path) }
        return description.saved(network)
    }

    private static func littleEndian(_ value: UInt64) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}

/// 32-bit numbers as little-endian bytes.
enum LittleEndian {
    static func bytes(_ numbers: [Float]) -> [UInt8] {
        numbers.map(\.bitPattern.littleEndian).withUnsafeBytes { Array($0) }
    }

    static func floats(_ bytes: some Collection<UInt8>) -> [Float] {
        Array(bytes).withUnsafeBytes { buffer in
            (0..<buffer.count / 4).map {
                Float(bitPattern: UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
            }
        }
    }
}
