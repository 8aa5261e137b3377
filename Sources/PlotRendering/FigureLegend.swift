import Plots

extension Figure {
    /// The layers that the legend names.
    ///
    /// If several solid lines have a band or a dashed line of the same colour, the lines stand for these too: the note of
    /// such a figure says what bands and dashes are.
    var legendLayers: [Layer] { legendLayers(joinsDashes: true) }

    /// Returns the layers that the legend names.
    ///
    /// - Parameter joinsDashes: False if dashed lines have marks of their own, as in a terminal.
    func legendLayers(joinsDashes: Bool) -> [Layer] {
        let named = layers.filter { !$0.name.isEmpty }
        let solid = Set(named.filter { if case .line = $0.shape { $0.shade == nil } else { false } }.map(\.color))
        let drawn = Set(named.filter { $0.shape.isLine && $0.shade == nil }.map(\.color))
        let bands = named.filter { if case .band = $0.shape { drawn.contains($0.color) } else { false } }
        let dashes = named.filter { if case .dashed = $0.shape { solid.contains($0.color) } else { false } }
        return named.filter { layer in
            if bands.count > 1, bands.contains(layer) { return false }
            return !joinsDashes || dashes.count < 2 || !dashes.contains(layer)
        }
    }
}
