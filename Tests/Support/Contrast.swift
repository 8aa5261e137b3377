import Foundation

/// Colours and their contrast, by the definitions of the Web Content Accessibility Guidelines (WCAG 2.2).
package struct Contrast {
    package let red: Int
    package let green: Int
    package let blue: Int

    package init(_ red: Int, _ green: Int, _ blue: Int) { (self.red, self.green, self.blue) = (red, green, blue) }

    /// Creates a colour of xterm's palette of 256, from 16 on: a cube of 6 × 6 × 6 colours and 24 greys.
    package init(palette index: Int) {
        precondition((16...255).contains(index))
        guard index < 232 else {
            self.init(8 + 10 * (index - 232), 8 + 10 * (index - 232), 8 + 10 * (index - 232))
            return
        }
        let levels = [0, 95, 135, 175, 215, 255]
        let place = index - 16
        self.init(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
    }

    /// The usual light backgrounds: white and Solarized Light.
    package static let light = [Contrast(255, 255, 255), Contrast(0xFD, 0xF6, 0xE3)]
    /// The usual dark backgrounds: black, Solarized Dark and Dracula.
    package static let dark = [Contrast(0, 0, 0), Contrast(0x00, 0x2B, 0x36), Contrast(0x28, 0x2A, 0x36)]

    /// The relative luminance.
    private var luminance: Double {
        func linear(_ part: Int) -> Double {
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Returns the contrast ratio of two colours, from 1 to 21.
    package func ratio(to other: Contrast) -> Double {
        let (lighter, darker) = (max(luminance, other.luminance), min(luminance, other.luminance))
        return (lighter + 0.05) / (darker + 0.05)
    }
}
