extension LauncherKind {
    static let kubernetes = LauncherKind(
        "kubernetes", "pods of a container image that holds ns, placed by Kubernetes",
        command: "kubectl run ns-evaluator-{unique} --quiet --rm --stdin --restart=Never --image={image} "
            + "-- ns evaluator")
}
