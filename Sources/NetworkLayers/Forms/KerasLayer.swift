public import Compute

/// A layer in a file of Keras, for reading.
public struct KerasLayer: Sendable {
    /// The class in Keras.
    public let className: String
    /// The arguments of the class.
    public let settings: KerasValue

    /// Creates a layer from its description.
    public init(className: String, settings: KerasValue) {
        self.className = className
        self.settings = settings
    }

    /// True unless a setting is false.
    public func has(_ setting: String) -> Bool { settings[setting]?.truth ?? true }

    /// The name of the class without `1D` or `2D` at its end.
    var kind: String {
        className.hasSuffix("1D") || className.hasSuffix("2D") ? String(className.dropLast(2)) : className
    }

    /// Returns the activation function in the settings; linear if there is none.
    ///
    /// - Throws: `KerasRefusal` for another function.
    public func activation() throws(KerasRefusal) -> Activation {
        guard let described = settings["activation"], !described.isNull else { return .linear }
        let name = described.text ?? described["config"]?.text ?? described["class_name"]?.text ?? ""
        guard let activation = Activation(named: name == "swish" ? "silu" : name) else {
            throw KerasRefusal(
                "has the activation \"\(name)\"; expected \(Activation.all.map(\.name).joined(separator: ", "))")
        }
        return activation
    }

    /// Returns a size.
    ///
    /// - Throws: `KerasRefusal` if it is not in `1...TensorShape.greatestCount`.
    func size(_ setting: String, _ what: String) throws(KerasRefusal) -> Int {
        guard let size = settings[setting]?.whole, (1...TensorShape.greatestCount).contains(size) else {
            throw KerasRefusal("has no valid number of \(what)")
        }
        return size
    }

    /// Returns a window, or its steps; nil if there is none.
    ///
    /// - Throws: `KerasRefusal` for other sizes than the class takes.
    func window(_ setting: String) throws(KerasRefusal) -> Window? {
        guard let described = settings[setting], !described.isNull else { return nil }
        let dimensions = className.hasSuffix("1D") ? 1 : 2
        // Older versions wrote one number for all dimensions.
        let sizes = described.whole.map { [Int](repeating: $0, count: dimensions) } ?? described.wholes ?? []
        guard sizes.count == dimensions, sizes.allSatisfy({ (1...TensorShape.greatestCount).contains($0) }) else {
            throw KerasRefusal("has no valid \(setting)")
        }
        return dimensions == 1 ? .length(sizes[0]) : .area(height: sizes[0], width: sizes[1])
    }

    /// Returns the padding.
    ///
    /// - Throws: `KerasRefusal` for other paddings than same and valid.
    func padding() throws(KerasRefusal) -> Padding {
        let name = settings["padding"]?.text ?? Padding.valid.name
        guard let padding = Padding(rawValue: name) else {
            throw KerasRefusal("has the padding \"\(name)\"; expected same or valid")
        }
        return padding
    }

    /// Checks that the numbers of a position stand side by side.
    ///
    /// - Throws: `KerasRefusal` if the channels are the first dimension.
    func checkChannelsLast() throws(KerasRefusal) {
        guard settings["data_format"]?.text != "channels_first" else {
            throw KerasRefusal("has its channels first; expected channels_last")
        }
    }

    /// Checks that windows have no gaps and see all channels.
    ///
    /// - Throws: `KerasRefusal` for dilated windows and for groups of channels.
    func checkPlainWindows() throws(KerasRefusal) {
        let rate = settings["dilation_rate"]
        guard (rate?.whole.map { [$0] } ?? rate?.wholes ?? [1]).allSatisfy({ $0 == 1 }) else {
            throw KerasRefusal("has dilated windows, which are not supported")
        }
        guard (settings["groups"]?.whole ?? 1) == 1 else {
            throw KerasRefusal("has groups of channels, which are not supported")
        }
    }

    /// Checks that a normalization is over the channels.
    ///
    /// - Throws: `KerasRefusal` for other axes.
    public func checkAxis(of input: TensorShape) throws(KerasRefusal) {
        let axis = settings["axis"]
        let axes = axis?.whole.map { [$0] } ?? axis?.wholes ?? [-1]
        guard axes == [-1] || axes == [input.dimensions.count] else {
            throw KerasRefusal("normalizes other axes than the last")
        }
    }
}

/// A layer that was found in a file of Keras.
public struct KerasMatch: Sendable {
    /// The layer.
    public let layer: AnyLayer
    /// The names of its weights, in the order of Keras's files. Weights that the layer has, but not the file, have
    /// their initial values.
    public let weights: [String]

    init(_ layer: some Layer, weights: [String] = []) {
        self.layer = AnyLayer(layer)
        self.weights = weights
    }
}

/// The reason why a layer of Keras cannot be read, as the end of a sentence about the layer.
public struct KerasRefusal: Error {
    /// The reason, as in `has dilated windows, which are not supported`.
    public let reason: String

    /// Creates a refusal.
    public init(_ reason: String) { self.reason = reason }
}
