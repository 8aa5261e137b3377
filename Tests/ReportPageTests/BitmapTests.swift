import Foundation
import ReportPage
import Testing

@Suite struct BitmapTests {
    @Test func `picture has the bytes of other programs`() throws {
        // python3 -c "from PIL import Image; import io, base64; b = io.BytesIO(); i = Image.new('RGB', (2, 1));
        //   i.putdata([(255, 0, 0), (1, 2, 3)]); i.save(b, 'BMP'); print(b.getvalue()[54:].hex())"
        let picture = try #require(Bitmap(width: 2, height: 1, bytes: [255, 0, 0, 1, 2, 3]))
        let prefix = "data:image/bmp;base64,"
        #expect(picture.address.hasPrefix(prefix))
        let file = try #require(Data(base64Encoded: String(picture.address.dropFirst(prefix.count))))
        #expect(file.count == 62)
        #expect(Array(file.suffix(8)) == [0, 0, 255, 3, 2, 1, 0, 0])
    }

    @Test func `wrong number of bytes is no picture`() {
        #expect(Bitmap(width: 2, height: 2, bytes: [1, 2, 3]) == nil)
        #expect(Bitmap(width: 0, height: 2, bytes: []) == nil)
    }
}
