public import Compute

/// The fields of a layer, read by name.
public struct LayerFields: Sendable {
    /// The name of the layer's kind, for error messages.
    private let layer: String
    private let values: [String: LayerField.Value]

    /// Creates a reader of fields; of two fields with one name the last counts.
    ///
    /// - Parameter layer: The name of the layer's kind.
    public init(_ fields: [LayerField], of layer: String) {
        self.layer = layer
        values = Dictionary(fields.map { ($0.name, $0.value) }) { _, last in last }
    }

    /// True if there is a field of this name.
    public func has(_ name: String) -> Bool { values[name] != nil }

    /// Returns a size: an integer from 1 to `TensorShape.greatestCount`.
    ///
    /// - Throws: `.layer` if there is none.
    public func size(_ name: String) throws(NetworksError) -> Int {
        guard case .integer(let integer)? = values[name], (1...TensorShape.greatestCount).contains(integer) else {
            throw wrong(name)
        }
        return integer
    }

    /// Returns a finite number.
    ///
    /// - Throws: `.layer` if there is none.
    public func number(_ name: String) throws(NetworksError) -> Float {
        guard case .number(let number)? = values[name], number.isFinite else { throw wrong(name) }
        return number
    }

    /// Returns one of a type's words.
    ///
    /// - Throws: `.layer` if there is none.
    public func word<Word: RawRepresentable<String>>(
        _ name: String, as type: Word.Type
    ) throws(NetworksError) -> Word {
        guard case .word(let text)? = values[name], let word = Word(rawValue: text) else { throw wrong(name) }
        return word
    }

    /// Returns true or false.
    ///
    /// - Throws: `.layer` if there is neither.
    public func flag(_ name: String) throws(NetworksError) -> Bool {
        guard case .flag(let flag)? = values[name] else { throw wrong(name) }
        return flag
    }

    /// Returns layers.
    ///
    /// - Throws: `.layer` if there are none.
    public func layers(_ name: String) throws(NetworksError) -> [AnyLayer] {
        guard case .layers(let layers)? = values[name] else { throw wrong(name) }
        return layers
    }

    /// Returns a dropout rate.
    ///
    /// - Throws: `.layer` if there is none.
    public func rate(_ name: String) throws(NetworksError) -> DropoutRate {
        guard let rate = DropoutRate(try number(name)) else { throw wrong(name) }
        return rate
    }

    /// Returns a window on a sequence (`name`) or on an image (`name_height`, `name_width`).
    ///
    /// - Throws: `.layer` if there is neither.
    public func window(_ name: String) throws(NetworksError) -> Window {
        if has(name) { return .length(try size(name)) }
        return .area(height: try size("\(name)_height"), width: try size("\(name)_width"))
    }

    private func wrong(_ name: String) -> NetworksError {
        .layer(layer, reason: "the field \(name) is missing or has no valid value")
    }
}
