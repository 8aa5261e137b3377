extension Optimizer.Rule {
    /// Adam with decoupled weight decay (Loshchilov and Hutter, 2019)
    public static let adamw = Self(adam: "adamw", keras: "AdamW", weightDecay: 0.004)
}
