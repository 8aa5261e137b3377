package import SessionState

/// The importances of the columns for the current network, so that they are computed once. Derived, never saved.
package struct KnownImportances {
    package let trained: TrainedNetwork
    package let data: DataChoice
    package let seed: UInt64
    package let columns: ColumnImportances

    package init(trained: TrainedNetwork, data: DataChoice, seed: UInt64, columns: ColumnImportances) {
        self.trained = trained
        self.data = data
        self.seed = seed
        self.columns = columns
    }
}
