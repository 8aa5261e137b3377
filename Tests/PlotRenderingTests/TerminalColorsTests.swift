import PlotRendering
import Support
import Testing

@Suite struct TerminalColorsTests {
    @Test func `every colour of a figure is readable on the usual backgrounds`() {
        // The contrast of black and white is 21 by definition.
        #expect(abs(Contrast(0, 0, 0).ratio(to: Contrast(255, 255, 255)) - 21) < 1e-9)
        for (isLight, backgrounds) in [(true, Contrast.light), (false, Contrast.dark)] {
            for index in TerminalFigure.colors(isLight: isLight) {
                for background in backgrounds {
                    let ratio = Contrast(palette: index).ratio(to: background)
                    #expect(ratio >= 4.5, "colour \(index) on \(background): \(ratio)")
                }
            }
        }
    }
}
