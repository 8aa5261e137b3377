// What readers take and give is public API of the library `DataSources`: whoever imports it sees the parts below it.

@_exported public import DataFiles
@_exported public import DelimitedText
@_exported public import Tables
