import Platform

extension Double {
    var naturalLogarithm: Double { log(self) }
}
