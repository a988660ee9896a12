// Tries: exports the functions of another file
// Expects: import_error at static, high

export { compressFrame, decompressFrame } from './honest.js';
