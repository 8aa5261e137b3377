import Foundation
import ModelFiles
import Networks
import Support
import Testing

/// Files of Keras with layers that are not supported, and with descriptions that do not fit their weights.
@Suite struct KerasRefusalTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A part of the description, the same number of other characters in its place, and words of the error.
    struct Change: Sendable, CustomTestStringConvertible {
        let network: String
        let old: String
        let new: String
        let error: String

        init(_ network: String, _ old: String, _ new: String, _ error: String) {
            self.network = network
            self.old = old
            self.new = new
            self.error = error
        }

        var testDescription: String { "\(old) → \(new)" }
    }

    @Test(arguments: [
        Change(
            "image", "\"MaxPooling2D\"", "\"UpSampling2D\"",
            "the layer \"feature_5\" is a UpSampling2D, which is not supported; expected"),
        Change(
            "image", "\"dilation_rate\":[1,1]", "\"dilation_rate\":[2,1]",
            "the layer \"feature_1\" has dilated windows, which are not supported"),
        Change(
            "image", "\"groups\":1", "\"groups\":2",
            "the layer \"feature_1\" has groups of channels, which are not supported"),
        Change(
            "image", "\"depth_multiplier\":1", "\"depth_multiplier\":2",
            "the layer \"feature_7\" has several filters for each channel"),
        Change(
            "image", "\"padding\":\"valid\"", "\"padding\":\"never\"",
            "the layer \"feature_7\" has the padding \"never\"; expected same or valid"),
        Change("image", "\"axis\":-1", "\"axis\":+1", "does not contain a network"),
        Change(
            "image", "\"axis\":-1", "\"axis\": 1", "the layer \"feature_3\" normalizes other axes than the last"),
        Change(
            "image", "\"activation\":\"relu\"", "\"activation\":\"ruel\"",
            "the layer \"feature_1\" has the activation \"ruel\"; expected linear, relu"),
        Change(
            "image", "\"filters\":4", "\"filters\":9",
            "the layer \"feature_1\" has no kernel, or one of another shape than 3×2×2×9"),
        Change(
            "image", "\"filters\":4,\"groups\":1", "\"filters\":999999999999",
            "the layer \"feature_1\" has no valid number of filters"),
        Change(
            "image", "\"filters\":4,\"groups\":1", "\"filters\":16000000    ",
            "the layer \"feature_1\" 9 × 8 × 16000000 is not a shape"),
        Change(
            "image", "\"pool_size\":[2,2]", "\"pool_size\":[0,2]", "the layer \"feature_5\" has no valid pool_size"),
        Change(
            "image", "\"strides\":[2,1]", "\"strides\":[0,1]", "the layer \"feature_2\" has no valid strides"),
        Change(
            "sequence", "\"kernel_size\":[3]", "\"kernel_size\": 99",
            "the layer \"feature_1\" there is no room for the window in 12 × 2"),
        Change(
            "blocks", "\"class_name\":\"Add\"", "\"class_name\":\"Sub\"",
            "the layer \"feature_2_sum\" joins layers and is a Sub, which is not supported; expected an Add"),
        Change(
            "blocks", "\"strides\":[2,2]", "\"strides\":[2,1]", "the layer \"feature_3_sum\" adds"),
    ])
    func `the error for a layer that is not supported names it and the reason`(change: Change) throws {
        #expect(change.old.utf8.count == change.new.utf8.count)
        let saved = try #require(try LayeredNetworks.all()[change.network])
        let path = try NetworkFile.write(saved, to: "\(folder.path)/a.h5")[0]
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        // Without the description by `ns`, which is enough to read its own files.
        let own = try #require(bytes.firstRange(of: Array("\"architecture\"".utf8)))
        bytes[own.lowerBound + 1] = UInt8(ascii: "x")
        let range = try #require(bytes.firstRange(of: Array(change.old.utf8)))
        bytes.replaceSubrange(range, with: Array(change.new.utf8))
        try folder.write(bytes, to: "changed.h5")
        do {
            _ = try NetworkFile.read("\(folder.path)/changed.h5")
            Issue.record("it was read")
        } catch {
            #expect(error.description.contains(change.error), "\(error)")
        }
    }
}
