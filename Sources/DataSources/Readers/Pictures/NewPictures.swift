import DataFiles
import Datasets
import Tables

/// Pictures and arrays without labels, converted to the size and scale of the training data.
struct NewPictures {
    private let layout: SampleLayout
    private let trained: TrainingNumbers?
    private let path: String

    /// Creates a reader.
    ///
    /// - Parameter trained: The numbers of the training data; nil if unknown.
    init(layout: SampleLayout, trained: TrainingNumbers?, path: String) {
        self.layout = layout
        self.trained = trained
        self.path = path
    }

    /// Reads a PNG or JPEG file, or a folder of them.
    ///
    /// - Throws: `.foreign` if the network does not take pictures; `.dataset` if black and white of the training data
    ///   are unknown; `.stopped`.
    /// - Complexity: O(pixels)
    func pictures(isFolder: Bool, _ monitor: Monitor) throws(DataError) -> NewSamples {
        guard case .image(let height, let width, let channels) = layout else {
            let isEmpty = isFolder && PictureFile.all(in: path).files.isEmpty
            throw .needsTable(path, isFolder: isFolder, isEmpty: isEmpty)
        }
        guard let trained else {
            throw .unknownBlackAndWhite(path)
        }
        let fit = trained.fit(pictures: .bytes)
        if case .refused(let reason) = fit { throw .dataset(path: path, reason: reason) }
        let pictures = try ImageFolder.unlabelled(
            path, isFolder: isFolder, size: PictureSize(width: width, height: height), channels: channels, monitor)
        let (numbers, remark) = try brought(.bytes(pictures.pixels), fit)
        return NewSamples(
            names: pictures.names, noun: "image", numbers: numbers,
            remarks: pictures.remarks + (trained.kind == .uint8 ? [] : [remark].compactMap { $0 }))
    }

    /// Reads a NumPy array.
    ///
    /// - Throws: `DataError` for an array of another shape or scale; `.stopped`.
    /// - Complexity: O(numbers)
    func arrays(_ monitor: Monitor) throws(DataError) -> NewSamples {
        let (count, features) = try NumPyDataset.unlabelled(path, width: layout.width, monitor)
        return try samples(count, features, noun: "row")
    }

    /// Reads images in MNIST's format.
    ///
    /// - Throws: `DataError` for images of another size or scale.
    /// - Complexity: O(pixels)
    func images(_ monitor: Monitor) throws(DataError) -> NewSamples {
        let images = try IDX.images(path: path, monitor)
        guard layout.width == images.height * images.width else {
            throw .otherImageSize(path, numbers: layout.width, found: "\(images.height)×\(images.width)")
        }
        return try samples(images.count, .bytes(images.pixels), noun: "image")
    }

    private func samples(_ count: Int, _ features: Features, noun: String) throws(DataError) -> NewSamples {
        var fit = TrainingNumbers.Fit.same
        if case .image = layout, let trained {
            fit = trained.fit(TrainingNumbers(pictures: features), isDataset: false)
        }
        let (numbers, remark) = try brought(features, fit)
        return NewSamples(
            names: (0..<count).map { "\($0 + 1)" }, noun: noun, numbers: numbers, remarks: [remark].compactMap { $0 })
    }

    private func brought(
        _ features: Features, _ fit: TrainingNumbers.Fit
    ) throws(DataError) -> (numbers: [Float], remark: String?) {
        let numbers =
            switch features {
            case .bytes(let bytes): bytes.map { Float($0) }
            case .floats(let floats): floats
            }
        switch fit {
        case .same: return (numbers, nil)
        case .refused(let reason): throw .dataset(path: path, reason: reason)
        case .converted(let factor, let shift, let from):
            let to = trained?.scale.map { "\($0)" } ?? ""
            return (
                numbers.map { $0 * factor + shift },
                "converted the numbers from \(from) to the scale of the training images, \(to)"
            )
        }
    }
}
