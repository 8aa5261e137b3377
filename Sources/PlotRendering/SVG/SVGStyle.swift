import Plots

extension SVGFigure {
    /// The style sheet of figures, with colours for light and dark pages and for print.
    ///
    /// `k0` to `k5` are the colours of layers, `h0` to `h8` a gradient from the lowest to the highest value.
    public static let style =
        """
        :root{color-scheme:light dark;\(variables(light, lightShades, text: "#1c1c1e", faint: "#5b5f66", ground: "#ffffff"))}
        @media (prefers-color-scheme:dark){:root{\(dark)}}
        @media print{:root{\(variables(light, lightShades, text: "#000000", faint: "#444444", ground: "#ffffff"))}}
        \(shapes)
        """

    /// The style sheet of figures on paper, for renderers without variables.
    static var printedStyle: String {
        let names = variables(light, lightShades, text: "#1c1c1e", faint: "#444444", ground: "#ffffff")
        return names.split(separator: ";").map { $0.split(separator: ":") }
            .reduce(shapes.replacing("system-ui,", with: "")) { style, variable in
                style.replacing("var(\(variable[0]))", with: variable[1])
            }
    }

    private static let shapes =
        """
        .figure{display:block;width:100%;height:auto;font:12px system-ui,sans-serif}
        .figure text{fill:var(--text);font-size:12px}.figure .title{font-size:15px;font-weight:600;text-anchor:middle}
        .figure .ground{fill:var(--ground)}.figure .axis{fill:none;stroke:var(--faint);stroke-width:1}
        .figure .grid{fill:none;stroke:var(--faint);stroke-width:1;opacity:.18}.figure .note{fill:var(--faint);font-size:11px}
        .figure .e{text-anchor:end}.figure .m{text-anchor:middle}.figure .frame{fill:none;stroke:none;pointer-events:none}
        .figure .l{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
        .figure .d{stroke-dasharray:5 4;stroke-linecap:butt}
        .figure .t{stroke-width:1;stroke-opacity:.6}.figure .b{opacity:.2}.figure .v{fill:none;stroke-width:1.5}
        .figure .p{fill:none;stroke-width:4;stroke-linecap:round;opacity:.45}.figure .x{fill:none;stroke-width:1.8}
        .figure .r{opacity:.85}.figure .halo{paint-order:stroke;stroke:var(--ground);stroke-width:3px;stroke-linejoin:round}
        \(rules)
        """

    /// Colours that colour-blind readers can distinguish (Okabe and Ito, 2008). Each has a contrast of at least 3 to 1
    /// to a white page (WCAG 2.1, 1.4.11).
    private static let light = ["#0072B2", "#C44E00", "#00805E", "#B3548C", "#A36A00", "#2E86B8"]
    /// The same colours on a dark page.
    private static let darkColors = ["#5CB3E6", "#FF8A3D", "#2FC79C", "#E39AC4", "#F0B73F", "#7CC8F2"]
    /// The gradient from the lowest to the highest value, on a white page from light to dark.
    private static let lightShades = [
        "#D9B640", "#B5BE4B", "#7ACB74", "#47B487", "#249C8E", "#287E8F", "#2E618F", "#39377B", "#440D54",
    ]
    /// The same gradient on a dark page, from dark to light.
    private static let darkShades = [
        "#5A4B8A", "#4A5E96", "#3D7396", "#35879A", "#2E9B94", "#46B283", "#7ECB68", "#BFDD4E", "#FDE725",
    ]
    private static let dark = variables(
        darkColors, darkShades, text: "#e8e8ea", faint: "#a0a4ab", ground: "#17181b")

    private static func variables(
        _ colors: [String], _ shades: [String], text: String, faint: String, ground: String
    ) -> String {
        let all =
            colors.enumerated().map { "--k\($0):\($1)" } + shades.enumerated().map { "--h\($0):\($1)" }
            + ["--text:\(text)", "--faint:\(faint)", "--ground:\(ground)"]
        return all.joined(separator: ";")
    }

    /// The dashes of each colour, for readers who do not see the colours.
    private static let dashes = ["5 4", "9 4", "2 3", "9 3 2 3", "5 3 1 3 1 3", "13 5"]

    private static let rules =
        dashes.enumerated().map { ".figure .d.k\($0){stroke-dasharray:\($1)}" }.joined()
        + (light.indices.map { "k\($0)" } + lightShades.indices.map { "h\($0)" }).map { name in
            ".figure .l.\(name),.figure .v.\(name),.figure .p.\(name),.figure .x.\(name){stroke:var(--\(name))}"
                + ".figure .b.\(name),.figure .r.\(name),.figure .c.\(name){fill:var(--\(name))}"
        }.joined()

    /// Returns the class of a layer's colour.
    static func color(of layer: Figure.Layer) -> String {
        guard let shade = layer.shade else { return "k\(layer.color % light.count)" }
        return "h\(Int((min(max(shade, 0), 1) * Double(lightShades.count - 1)).rounded()))"
    }
}
