import Networks

/// The names of scores in scikit-learn, Keras and papers, for "did you mean".
package enum ForeignScores {
    /// Returns the score that another program calls so, in any case: `auc` for `roc_auc` and for `AUC`.
    package static func standardName(of name: String) -> String? {
        let folded = name.lowercased()
        // scikit-learn turns errors into scores by their sign: `neg_log_loss`.
        let plain = folded.hasPrefix("neg_") ? String(folded.dropFirst(4)) : folded
        if plain != name, Metric(named: plain) != nil { return plain }
        return names.first { $0.others.contains(plain) }?.standard
    }

    private static let names: [(standard: String, others: Set<String>)] = [
        ("accuracy", ["acc", "accuracy_score", "categorical_accuracy"]),
        ("balanced_accuracy", ["bal_acc", "bac", "balanced_accuracy_score"]),
        ("auc", ["roc_auc", "auroc", "roc", "roc_auc_ovr", "roc_auc_score"]),
        ("auc_weighted", ["roc_auc_ovr_weighted"]),
        ("average_precision", ["ap", "auprc", "aucpr", "pr_auc", "average_precision_score"]),
        ("log_loss", ["logloss", "cross_entropy", "crossentropy", "log_likelihood"]),
        ("brier", ["brier_score", "brier_score_loss"]),
        ("matthews", ["mcc", "matthews_corrcoef"]),
        ("kappa", ["cohen_kappa", "cohens_kappa", "cohen_kappa_score"]),
        ("f1", ["f1_macro", "f1_score", "fscore", "f_score"]),
        ("precision", ["precision_macro", "precision_score"]),
        ("recall", ["recall_macro", "recall_score", "sensitivity"]),
        ("top_3_accuracy", ["top_k_accuracy", "top_k_categorical_accuracy", "top3_accuracy"]),
        ("r2", ["r2_score", "r_squared"]),
        ("rmse", ["mse", "mean_squared_error", "root_mean_squared_error"]),
        ("mae", ["mean_absolute_error"]),
        ("median_absolute_error", ["medae"]),
        ("mape", ["mean_absolute_percentage_error"]),
        ("explained_variance", ["explained_variance_score"]),
        ("pinball 0.5", ["mean_pinball_loss", "pinball_loss", "quantile_loss"]),
    ]
}
