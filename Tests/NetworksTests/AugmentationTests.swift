import Foundation
import Networks
import Testing

@Suite struct AugmentationTests {
    @Test func `an augmentation is written with the names of its settings and read again`() throws {
        let augmentation = try #require(Augmentation(flip: true, shift: 3, cutout: 8))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(augmentation)
        #expect(String(decoding: data, as: UTF8.self) == #"{"cutout":8,"flip":true,"shift":3}"#)
        #expect(try JSONDecoder().decode(Augmentation.self, from: data) == augmentation)
    }

    @Test(arguments: [-1, Int.min, 4097, .max]) func `numbers of pixels out of range are refused`(pixels: Int) {
        #expect(Augmentation(shift: pixels) == nil)
        #expect(Augmentation(cutout: pixels) == nil)
        for text in [
            #"{"cutout":0,"flip":true,"shift":\#(pixels)}"#, #"{"cutout":\#(pixels),"flip":true,"shift":0}"#,
        ] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(Augmentation.self, from: Data(text.utf8))
            }
        }
    }

    @Test func `only an augmentation without any change is the identity`() {
        #expect(Augmentation()?.isIdentity == true)
        #expect(Augmentation(flip: true)?.isIdentity == false)
        #expect(Augmentation(shift: 1)?.isIdentity == false)
        #expect(Augmentation(cutout: 1)?.isIdentity == false)
    }
}
