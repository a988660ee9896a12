/*
 * Title: Rows as numbers in their own base
 * Hypothesis: A row with n different values is a number in base n. BigInt does the arithmetic, so the row takes
 *   log2(n) bits for each sample, without rounding up to whole bits.
 */
const widths = ({ width, height }) => {
  const cw = Math.ceil(width / 2), ch = Math.ceil(height / 2);
  return [...Array(height).fill(width), ...Array(2 * ch).fill(cw)];
};

const toBytes = (number) => {
  let hex = number.toString(16);
  if (hex.length % 2 === 1) hex = '0' + hex;
  const bytes = [];
  for (let i = 0; i < hex.length; i += 2) bytes.push(Number.parseInt(hex.slice(i, i + 2), 16));
  return bytes;
};

const fromBytes = (bytes) => bytes.reduce((number, b) => number * 256n + BigInt(b), 0n);

function packRow(row) {
  const values = [...new Set(row)].sort((a, b) => a - b);
  const base = BigInt(values.length);
  let number = 0n;
  for (const v of row) number = number * base + BigInt(values.indexOf(v));
  const body = toBytes(number);
  return [values.length - 1, ...values, body.length >> 8, body.length & 255, ...body];
}

function unpackRow(bytes, cursor, width) {
  const count = bytes[cursor.at++] + 1;
  const values = bytes.subarray(cursor.at, cursor.at + count);
  cursor.at += count;
  const length = bytes[cursor.at] * 256 + bytes[cursor.at + 1];
  cursor.at += 2;
  let number = fromBytes(Array.from(bytes.subarray(cursor.at, cursor.at + length)));
  cursor.at += length;
  const row = new Uint8Array(width);
  const base = BigInt(count);
  for (let x = width - 1; x >= 0; x--) {
    row[x] = values[Number(number % base)];
    number /= base;
  }
  return row;
}

export function compressFrame(frame, context) {
  const bytes = [];
  let start = 0;
  for (const w of widths(context)) {
    bytes.push(...packRow(frame.data.subarray(start, start + w)));
    start += w;
  }
  return Uint8Array.from(bytes);
}

export function decompressFrame(bytes, context) {
  const rows = widths(context);
  const out = new Uint8Array(rows.reduce((a, b) => a + b, 0));
  const cursor = { at: 0 };
  let start = 0;
  for (const w of rows) {
    out.set(unpackRow(bytes, cursor, w), start);
    start += w;
  }
  return out;
}
