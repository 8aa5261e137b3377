package import Evolution
import Reports

// The errors about data and networks.

extension SessionError {
    package static func noData(for purpose: String) -> SessionError {
        .missing("`\(purpose)` needs data, and none are loaded", try: "load digits")
    }

    /// - Parameter rows: The number of rows outside the test set.
    package static func tooFewRows(_ rows: Int, forDefaultFolds count: Int, in dataset: String) -> SessionError {
        .failed(
            "\(dataset) has \(Numbers.counted(rows, "row")) outside the test set, too few for the default of "
                + "\(count) folds (cross-validation); use more rows" + (rows < 2 ? "" : " or `folds \(rows)`"))
    }

    package static func noColumns(of dataset: String) -> SessionError {
        .unusable("\(dataset) holds images, which have no columns")
    }

    package static func convolutionOfTable(_ dataset: String, columns count: Int) -> SessionError {
        .unusable(
            "convolutions need images, and \(dataset) is a table of \(Numbers.counted(count, "column")); try `network dense 5`"
        )
    }

    package static func rungsOfSeveralObjectives(_ rungs: Rungs) -> SessionError {
        .unusable(
            "a range of epochs needs one objective, which decides who is promising; use one number of epochs, such as "
                + "`training epochs \(rungs.highest)`")
    }

    package static func augmentationOfTable(_ dataset: String) -> SessionError {
        .unusable(
            "flip, shift and cutout need images, and \(dataset) is a table; try `training flip off shift 0 cutout 0`")
    }

    package static func noNetwork(for purpose: String, hasFittest: Bool) -> SessionError {
        .missing(
            "`\(purpose)` needs a network, and none was trained or opened",
            try: hasFittest ? "train fittest" : "open network NAME")
    }

    /// The current network has learned the validation set, so that it says nothing about the network.
    package static func validationLearned(for purpose: String) -> SessionError {
        .unusable(
            "`\(purpose)` reads the validation set, which the current network has learned (`refit`); `train fittest` "
                + "without `refit` first")
    }

    package static func noEnsemble(hasFittest: Bool) -> SessionError {
        .missing(
            "`predict … ensemble` needs the networks of `ensemble`, which are kept as long as the shell runs",
            try: hasFittest ? "ensemble 5" : "evolve 5")
    }

    package static var noNetworkTrained: SessionError { .failed("no network was trained") }
    package static var trainsNoNetworks: SessionError { .unusable("this objective trains no networks") }

    package static var trainsNoNetwork: SessionError {
        .unusable("this objective trains no network; `show fittest` shows the genome")
    }

    package static func tooFewNetworks(_ found: Int, expected: Int) -> SessionError {
        .unusable("expected \(expected) different networks, found \(found); `evolve` more, or `ensemble` fewer")
    }
}
