public import Compute

/// A layer as Keras describes it: one layer of Keras, or several that are connected with one another.
public struct KerasForm: Sendable {
    /// A layer of Keras.
    public struct Node: Sendable {
        /// The source of a node's inputs.
        public enum Source: Hashable, Sendable {
            /// The inputs of the whole form.
            case input
            /// The outputs of another node, by its index.
            case node(Int)
        }

        /// The name within the form, as in `shortcut`; empty if there is one node.
        public let part: String
        /// The class in Keras.
        public let className: String
        /// The arguments of the class, as Keras 3.15 writes them, without `name` and `dtype`.
        public let settings: KerasValue
        /// The weights in the order of Keras's files: their names in Keras, which are those of the tensors behind the
        /// last `/`.
        public let tensors: [TensorSpecification]
        /// The nodes whose outputs this one takes.
        public let sources: [Source]
        /// The shape of the outputs.
        public let output: TensorShape
    }

    /// The nodes in order of computation; the last one has the outputs.
    public private(set) var nodes: [Node]

    /// Creates a form of one layer of Keras.
    init(_ className: String, _ settings: KerasValue, tensors: [TensorSpecification] = [], output: TensorShape) {
        nodes = [
            Node(
                part: "", className: className, settings: settings, tensors: tensors, sources: [.input],
                output: output)
        ]
    }

    /// Creates a form without nodes, whose outputs are its inputs.
    init() { nodes = [] }

    /// Adds a layer's form.
    ///
    /// - Parameters:
    ///   - part: The name of the layer within this form; also the prefix of its tensors.
    ///   - source: The source of the layer's inputs.
    /// - Returns: The node with the layer's outputs.
    mutating func add(_ form: KerasForm, as part: String, after source: Node.Source) -> Node.Source {
        let first = nodes.count
        for node in form.nodes {
            add(
                Node(
                    part: node.part.isEmpty ? part : "\(part)_\(node.part)", className: node.className,
                    settings: node.settings, tensors: node.tensors.map { $0.inside(part) },
                    sources: node.sources.map { inner in
                        if case .node(let index) = inner { .node(first + index) } else { source }
                    }, output: node.output))
        }
        return nodes.isEmpty ? source : .node(nodes.count - 1)
    }

    /// Adds a node at the end.
    mutating func add(_ node: Node) { nodes.append(node) }
}

extension KerasForm {
    /// An initializer as Keras describes it.
    public static func initializer(_ className: String, _ settings: KerasValue) -> KerasValue {
        [
            "module": "keras.initializers", "class_name": .text(className), "config": settings,
            "registered_name": nil,
        ]
    }

    /// Biases of 0.
    public static var zeros: KerasValue { initializer("Zeros", [:]) }
}

extension Initializer {
    /// The class in Keras.
    public var kerasClass: String {
        switch self {
        case .lecunUniform: "LecunUniform"
        case .lecunNormal: "LecunNormal"
        case .glorotUniform: "GlorotUniform"
        case .glorotNormal: "GlorotNormal"
        case .heUniform: "HeUniform"
        case .heNormal: "HeNormal"
        case .orthogonal: "Orthogonal"
        }
    }

    /// The initializer as Keras describes it.
    public var keras: KerasValue { KerasForm.initializer(kerasClass, ["seed": nil]) }
}

extension Window {
    /// The sizes as Keras describes them.
    var keras: KerasValue { .list(sizes.map { .whole($0) }) }

    /// The end of the class names of layers with such windows: `2D`.
    var kerasDimensions: String { "\(sizes.count)D" }
}

extension TensorShape {
    /// The end of the class names of layers for this shape: `2D` for an image.
    var kerasDimensions: String { "\(dimensions.count - 1)D" }
}
