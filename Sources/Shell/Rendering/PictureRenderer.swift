import Foundation
import Reports
import Terminal
import VisibleText

/// A renderer of small pictures side by side, with labels. In colour, a character shows two pixels, one above the
/// other; otherwise there are five shades.
struct PictureRenderer {
    /// The width of the window in columns.
    let columns: Int
    let style: Style
    let hasUnicode: Bool

    /// The number of pictures that should fit side by side; larger ones are reduced to a half, a third and so on.
    private static let wanted = 4

    func lines(_ pictures: [Picture]) -> [String] {
        guard let first = pictures.first, hasUnicode, first.width > 0 else { return [] }
        let factor = (1...max(1, first.width)).first { factor in
            Self.wanted * (Self.divided(first.width, factor) + 2) <= columns
        }
        guard let factor else { return [] }
        let small = pictures.map { Small($0, factor: factor) }
        let perRow = max(1, columns / (small[0].width + 2))
        return stride(from: 0, to: small.count, by: perRow).flatMap { start in
            [""] + row(Array(small[start..<min(small.count, start + perRow)]))
        }
    }

    private func row(_ pictures: [Small]) -> [String] {
        let width = pictures[0].width
        let lines = stride(from: 0, to: pictures[0].height, by: 2).map { row in
            "  " + pictures.map { line(of: $0, row) }.joined(separator: "  ")
        }
        let labels = pictures.map { picture in
            let isLong = picture.label.count > width
            let label = isLong ? String(picture.label.prefix(max(0, width - 1))) + "…" : picture.label
            return label.padded(to: width, .left)
        }
        return lines + [style.dim("  " + labels.joined(separator: "  ").trimmingEnd)]
    }

    private func line(of picture: Small, _ row: Int) -> String {
        guard style.hasColor else {
            let shades = Array(" ░▒▓█")
            return String(
                (0..<picture.width).map { column in
                    let light = (picture.light(row, column) + picture.light(row + 1, column)) / 2
                    return shades[min(shades.count - 1, Int(light * Float(shades.count)))]
                })
        }
        var text = ""
        var last = ""
        for column in 0..<picture.width {
            let codes = "38;\(code(picture.color(row, column)));48;\(code(picture.color(row + 1, column)))"
            text += codes == last ? "▀" : StyleMark.sequence(codes) + "▀"
            last = codes
        }
        return text + StyleMark.reset
    }

    private static let hasTrueColor = ["truecolor", "24bit"].contains(
        ProcessInfo.processInfo.environment["COLORTERM"] ?? "")

    /// Returns the SGR parameters of a colour: true colour, or the nearest of 256.
    private func code(_ color: (Float, Float, Float)) -> String {
        let parts = [color.0, color.1, color.2].map { Int((min(1, max(0, $0)) * 255).rounded()) }
        if Self.hasTrueColor { return "2;\(parts[0]);\(parts[1]);\(parts[2])" }
        if parts[0] == parts[1], parts[1] == parts[2] {
            // 24 greys between black and white.
            let step = (parts[0] - 3) / 10
            return parts[0] < 4 ? "5;16" : parts[0] > 243 ? "5;231" : "5;\(232 + min(23, step))"
        }
        let levels = parts.map { $0 < 48 ? 0 : $0 < 115 ? 1 : ($0 - 35) / 40 }
        return "5;\(16 + 36 * levels[0] + 6 * levels[1] + levels[2])"
    }

    private static func divided(_ length: Int, _ factor: Int) -> Int { (length + factor - 1) / factor }

    /// A reduced picture: each pixel is the mean of a square.
    private struct Small {
        let label: String
        let width: Int
        let height: Int
        private let channels: Int
        private let pixels: [Float]

        init(_ picture: Picture, factor: Int) {
            let rows = picture.pixels.count / (picture.width * picture.channels)
            label = picture.label
            channels = picture.channels
            width = PictureRenderer.divided(picture.width, factor)
            height = PictureRenderer.divided(rows, factor)
            var pixels: [Float] = []
            for row in 0..<height {
                for column in 0..<width {
                    for channel in 0..<channels {
                        var (sum, count): (Float, Float) = (0, 0)
                        for y in row * factor..<min(rows, (row + 1) * factor) {
                            for x in column * factor..<min(picture.width, (column + 1) * factor) {
                                sum += picture.pixels[(y * picture.width + x) * channels + channel]
                                count += 1
                            }
                        }
                        pixels.append(sum / max(1, count))
                    }
                }
            }
            self.pixels = pixels
        }

        func color(_ row: Int, _ column: Int) -> (Float, Float, Float) {
            guard row < height else { return (0, 0, 0) }
            let index = (row * width + column) * channels
            return channels >= 3
                ? (pixels[index], pixels[index + 1], pixels[index + 2])
                : (pixels[index], pixels[index], pixels[index])
        }

        func light(_ row: Int, _ column: Int) -> Float {
            let (red, green, blue) = color(min(row, height - 1), column)
            return 0.3 * red + 0.59 * green + 0.11 * blue
        }
    }
}
