import Datasets
import Networks

/// The random changes of training images in the exported program.
extension KerasProgram {
    /// The augmentation; nil if images stay as they are.
    var augmentation: Augmentation? { settings.augmentation.flatMap { $0.isIdentity ? nil : $0 } }

    /// The first arguments of the training.
    var trainingData: String {
        let (inputs, wanted) = ("data[\"x_train\"].astype(\"float32\")", smoothed("targets(data[\"y_train\"])"))
        return augmentation == nil ? "\(inputs), \(wanted)" : "Augmented(\(inputs), \(wanted))"
    }

    /// The height, width and channels of an image; a sequence is an image of height 1.
    private var imageShape: [Int] {
        switch (architecture.input, examples.dataset.layout) {
        case (.image(let height, let width, let channels), _): [height, width, channels]
        case (.sequence(let length, let channels), _): [1, length, channels]
        case (.vector, .image(let height, let width, let channels)): [height, width, channels]
        case (.vector(let count), .table): [1, count, 1]
        }
    }

    /// Returns the statements that change one image.
    private func statements(_ augmentation: Augmentation, rows: Int) -> [String] {
        var steps: [String] = []
        if augmentation.flip {
            steps.append(
                """
                if self.random.random() < 0.5:
                    image = image[:, ::-1]
                """)
        }
        if augmentation.shift > 0 {
            steps.append(
                """
                # The pixels that move in are 0.
                shift = \(augmentation.shift)
                top, left = self.random.integers(0, 2 * shift + 1, 2)\(rows == 1 ? "\ntop = shift  # a single row moves only sideways" : "")
                padded = numpy.pad(image, ((shift, shift), (shift, shift), (0, 0)))
                image = padded[top : top + height, left : left + width]
                """)
        }
        if augmentation.cutout > 0 {
            steps.append(
                """
                # The mean is an input of 0.
                top = self.random.integers(0, height) - \(augmentation.cutout / 2)
                left = self.random.integers(0, width) - \(augmentation.cutout / 2)
                rows = slice(max(0, top), max(0, top + \(augmentation.cutout)))
                columns = slice(max(0, left), max(0, left + \(augmentation.cutout)))
                image = image.copy()
                image[rows, columns] = data["mean"].reshape(image.shape)[rows, columns]
                """)
        }
        return steps
    }

    /// The class that changes the images; empty without augmentation.
    var augmentationText: String {
        guard let augmentation else { return "" }
        let sizes = imageShape
        let steps = statements(augmentation, rows: sizes[0])
        let changes = steps.joined(separator: "\n").split(separator: "\n").map { "        \($0)" }
        return """


            class Augmented(keras.utils.PyDataset):
                \"""Batches in random order, with random changes of each image in each epoch.\"""

                def __init__(self, inputs, wanted):
                    super().__init__()
                    self.inputs, self.wanted = inputs, wanted
                    self.random = numpy.random.default_rng(\(settings.seed))
                    self.on_epoch_end()

                def __len__(self):
                    return -(-len(self.inputs) // \(settings.batchSize))

                def __getitem__(self, index):
                    rows = self.order[index * \(settings.batchSize) : (index + 1) * \(settings.batchSize)]
                    return numpy.stack([self.changed(self.inputs[row]) for row in rows]), self.wanted[rows]

                def on_epoch_end(self):
                    self.order = self.random.permutation(len(self.inputs))

                def changed(self, sample):
                    height, width, channels = \(sizes.map(String.init).joined(separator: ", "))
                    image = sample.reshape(height, width, channels)
            \(changes.joined(separator: "\n"))
                    return image.reshape(sample.shape)



            """
    }
}
