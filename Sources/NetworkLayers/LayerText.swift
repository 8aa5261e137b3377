import Compute

/// The words of a layer in a table: what is usual is left out.
struct LayerText {
    private(set) var text: String

    init(_ name: String, _ size: String) { text = "\(name) \(size)" }

    func adding(_ window: Window) -> LayerText { adding(", \(window)") }

    func adding(strides: Window) -> LayerText {
        strides.sizes.allSatisfy { $0 == 1 } ? self : adding(", strides \(strides)")
    }

    func adding(_ padding: Padding, usual: Padding) -> LayerText {
        padding == usual ? self : adding(", \(padding.name)")
    }

    func adding(_ activation: Activation) -> LayerText {
        activation == .linear ? self : adding(", \(activation.name)")
    }

    private func adding(_ words: String) -> LayerText {
        var text = self
        text.text += words
        return text
    }
}
