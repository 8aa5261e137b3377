public import Datasets

/// The targets that a loss fits.
extension Loss {
    /// Returns the reason for which the loss does not fit some targets, with losses that do; nil if it fits.
    ///
    /// Only losses that are meaningless for the targets are refused; others, such as a squared error of classes, are a
    /// matter of taste.
    public func objection(to targets: Targets) -> String? {
        switch (self, targets) {
        case (.focal, .values(let values, _)):
            guard !values.allSatisfy({ $0 == 0 || $0 == 1 }) else { return nil }
            return "\(name) is a loss for classes, but the targets are numbers; losses for numbers are "
                + "mean_squared_error, mean_absolute_error, huber, log_cosh and quantile, and poisson for counts"
        case (.quantile, .classes):
            return "\(name) is a loss for numeric targets, but the targets are classes; losses for classes are "
                + "categorical_crossentropy, binary_crossentropy, focal and categorical_hinge"
        default: return nil
        }
    }
}
