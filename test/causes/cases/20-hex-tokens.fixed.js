/*
 * Title: Residuals as text with repeat counts
 * Hypothesis: A textual token stream is easy to inspect, and repeats are what makes it short.
 */
// A token is a residual in hexadecimal, then, if it is repeated, its count in base 36 between "(" and ")".
const TOKEN = /([0-9a-f]{2})(?:\(([0-9a-z]+)\))?/g;

const area = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

const hex = (value) => value.toString(16).padStart(2, '0');

function guess(data, i, previous) {
  if (previous) return previous.data[i];
  return i === 0 ? 0x80 : data[i - 1];
}

function toText(residuals) {
  let text = '';
  for (let i = 0; i < residuals.length; ) {
    let count = 1;
    while (residuals[i + count] === residuals[i]) count++;
    if (count > 3) {
      text += `${hex(residuals[i])}(${count.toString(36)})`;
    } else {
      text += hex(residuals[i]).repeat(count);
    }
    i += count;
  }
  return text;
}

export function compressFrame(frame, context) {
  const residuals = frame.data.map((v, i) => v - guess(frame.data, i, context.previous));
  const text = `${toText(residuals)}.`;
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

export function decompressFrame(bytes, context) {
  let text = '';
  for (const code of bytes) text += String.fromCharCode(code);
  const data = new Uint8Array(area(context));
  let filled = 0;
  let match;
  TOKEN.lastIndex = 0;
  while ((match = TOKEN.exec(text)) !== null) {
    const residual = Number.parseInt(match[1], 16);
    const count = match[2] === undefined ? 1 : Number.parseInt(match[2], 36);
    for (let k = 0; k < count; k++) {
      data[filled] = residual + guess(data, filled, context.previous);
      filled++;
    }
    if (filled === data.length) break;
  }
  return data;
}
