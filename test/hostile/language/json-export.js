// Tries: is not JavaScript but JSON
// Expects: syntax_error at static, high

{ "compressFrame": "return frame.data" }
