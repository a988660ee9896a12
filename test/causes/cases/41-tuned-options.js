/*
 * Title: Rice codes whose parameter follows the frame before
 * Hypothesis: The activity of the previous frame tells the parameter of this one, so none has to be sent.
 */
const DEFAULTS = { shift: 3, start: 128 };

function activity(data) {
  let sum = 0;
  for (let i = 1; i < data.length; i++) sum += Math.abs(data[i] - data[i - 1]);
  return sum / data.length;
}

function shiftAfter(previous) {
  return previous ? Math.max(0, Math.min(6, Math.round(Math.log2(activity(previous.data) + 1)))) : undefined;
}

function encoderOptions(overrides) {
  return { ...DEFAULTS, ...overrides };
}

function decoderOptions({ shift, start }) {
  return { shift: shift ?? DEFAULTS.shift, start: start ?? DEFAULTS.start };
}

const pushBits = (bits, value, n) => {
  for (let b = n - 1; b >= 0; b--) bits.push((value >> b) & 1);
};

// From 24 on the quotient is replaced by the residual itself in 8 bits.
const LONGEST = 24;

export function compressFrame(frame, context) {
  const { data } = frame;
  const { shift, start } = encoderOptions({ shift: shiftAfter(context.previous) });
  const bits = [];
  for (let i = 0; i < data.length; i++) {
    const residual = ((data[i] - (i > 0 ? data[i - 1] : start)) << 24) >> 24;
    const code = residual < 0 ? -2 * residual - 1 : 2 * residual;
    const quotient = Math.min(LONGEST, code >> shift);
    for (let q = 0; q < quotient; q++) bits.push(1);
    if (quotient === LONGEST) pushBits(bits, code, 8);
    else {
      bits.push(0);
      pushBits(bits, code, shift);
    }
  }
  const out = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => { if (bit) out[i >> 3] |= 0x80 >> i % 8; });
  return out;
}

export function decompressFrame(bytes, context) {
  const { width, height, previous } = context;
  const { shift, start } = decoderOptions({ shift: shiftAfter(previous) });
  const data = new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1));
  let at = 0;
  const bit = () => {
    const value = (bytes[at >> 3] ?? 0) & (0x80 >> at % 8) ? 1 : 0;
    at += 1;
    return value;
  };
  for (let i = 0; i < data.length; i++) {
    let quotient = 0;
    while (quotient < LONGEST && bit() === 1) quotient++;
    let code = quotient === LONGEST ? 0 : quotient;
    for (let b = quotient === LONGEST ? 8 : shift; b > 0; b--) code = code * 2 + bit();
    data[i] = (i > 0 ? data[i - 1] : start) + (code % 2 === 1 ? -(code + 1) / 2 : code / 2);
  }
  return data;
}
