// Tries: deletes every global
// Expects: performance_rejection at compare, medium

const { ownKeys, deleteProperty } = Reflect;
const world = globalThis;
for (const name of ownKeys(world)) deleteProperty(world, name);

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
