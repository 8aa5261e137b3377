import Networks

/// The pages about scores and losses, whose tables are made from the lists themselves.
extension HelpPage {
    /// `help scores`: every metric.
    package static let scores: HelpPage = {
        func rows(_ task: MetricTask) -> String {
            MetricDefinition.all.filter { $0.task == task || $0.task == .any }.map {
                "| \($0.synopsis) | \($0.summary)\($0.isHigherBetter ? "" : " (lower is better)") |"
            }.joined(separator: "\n")
        }
        return HelpPage(
            name: "scores",
            markdown: """
                # scores: every score of a network, and the mean that it is
                <!-- search: metric, metrics, AUC, ROC, balanced accuracy, F1, precision, recall, sensitivity, MCC, Cohen's kappa, log loss, cross-entropy, Brier score, top-k accuracy, PR AUC, RMSE, MAE, MAPE, median absolute error, explained variance, pinball loss, imbalanced classes, macro, micro, weighted, class imbalance, scikit-learn -->

                Scores are measured on the validation set. They are names in `maximize`, `minimize`, `require`, `expect` and \
                `$NAME`; with folds or `training repeat`, an objective is the mean over all trainings. `score` and \
                `show fittest` show the main ones.

                Scores of classes; with `of CLASS`, they are those of one class against all others:

                | score | meaning |
                | --- | --- |
                \(rows(.classes))

                Scores of numeric targets; with several targets, the mean over them:

                | score | meaning |
                | --- | --- |
                \(rows(.numbers))

                - A macro mean counts every class the same, a weighted one by its rows, and micro counts all rows together. \
                Classes without validation rows are left out.
                - The values are those of scikit-learn. With two classes, `auc` and `average_precision` are those of the second \
                class. A class that is never predicted has the precision 0. `matthews` is 0 if all predictions are one class. \
                Probabilities of 0 cost `log_loss` at most 15.9.
                - Where a score cannot be measured, the search does not begin: `auc` without rows of two classes in a validation \
                set, `recall of x` without rows of x, `rmse` of classes. The error says what to change.
                - CLASS is a name, a number or a quoted text: `f1 of setosa`, `recall of 2`, `auc of 'a b'`. A goal needs quotes \
                around all of it: `evolve 5 goal 'recall of 2' 0.9 and parameters 5000`.
                - Only the first scores of each list, up to `loss` and `r2`, are measured in each epoch. Another score is measured, and \
                remembered apart, while an objective or a condition reads it; early stopping observes the first objective if it is \
                a single score.

                ```ns
                load iris
                training epochs 2
                population size 4
                maximize f1 of virginica and minimize parameters
                require recall of setosa >= 0.1
                evolve 1
                maximize auc
                require none
                evolve 1
                minimize log_loss
                ```

                """)
    }()

    /// `help losses`: every loss, and the weights of classes.
    package static let losses: HelpPage = {
        let rows = Loss.all.map { "| \($0.name) | \($0.summary) |" }.joined(separator: "\n")
        return HelpPage(
            name: "losses",
            markdown: """
                # losses: every loss that training minimises, and class weights
                <!-- search: loss function, focal loss, Huber, Poisson, quantile regression, pinball, class weights, class_weight, imbalanced classes, class imbalance, cost-sensitive, rare classes, cross-entropy, MSE, MAE -->

                `training loss NAME` sets what training minimises; what the search maximises is another choice (`help scores`). By \
                default it is categorical_crossentropy for classes and mean_squared_error for numeric targets.

                | `training loss` | for |
                | --- | --- |
                \(rows)

                - `focal` is `focal 2`; the number is γ, and `focal 0` is the cross-entropy (Lin et al., 2017). It needs softmax or sigmoid \
                outputs. `quantile 0.9` needs a number between 0 and 1; `minimize pinball 0.9` is the score for it. A loss that is \
                meaningless for the targets is an error: `focal` of numbers, `quantile` of classes.
                - `training weights balanced` weighs each training sample by n / (k nᶜ), with nᶜ of n samples in its class and k classes, \
                so that all classes count the same. `training weights setosa 5 virginica 2` sets the weights of some classes; the \
                others have 1. `training weights equal` is the default. The gene `class_weights in equal, balanced` lets the search \
                choose.
                - Weights change the loss of training samples alone: scores, also `loss`, count all rows the same. With folds, balanced \
                weights follow the training rows of each fold. An exported Keras program contains them.

                ```ns
                load iris
                training epochs 2 weights balanced loss focal
                population size 4
                maximize balanced_accuracy
                evolve 1
                training weights setosa 5 virginica 2
                evolve 1
                training default
                gene class_weights in equal, balanced
                ```

                """)
    }()
}
