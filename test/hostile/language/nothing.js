// Tries: exports nothing
// Expects: validation_error at static, high

