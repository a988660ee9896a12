/*
 * Title: Key frame as left differences, then only what changed
 * Hypothesis: After the first frame a list of positions and values is shorter than any full picture.
 */
const CHANGES = 1;
const WHOLE = 2;
const MAX_GAP = 254;

function keyFrame(data) {
  const out = new Uint8Array(data.length + 1);
  out[0] = WHOLE;
  data.forEach((v, i) => { out[i + 1] = v - (i === 0 ? 0 : data[i - 1]); });
  return out;
}

// Each change: the gap to the one before, then the difference. 255 skips 254 samples without a change.
function temporal(data, old) {
  const out = [CHANGES];
  let gap = 0;
  data.forEach((v, i) => {
    if (v === old[i]) {
      gap += 1;
      return;
    }
    while (gap > MAX_GAP) {
      out.push(255);
      gap -= MAX_GAP;
    }
    out.push(gap, (v - old[i]) & 255);
    gap = 0;
  });
  return out;
}

function applyChanges(bytes, old) {
  const data = old.slice();
  let at = 0;
  for (let i = 1; i < bytes.length; ) {
    if (bytes[i] === 255) {
      at += MAX_GAP;
      i += 1;
      continue;
    }
    at += bytes[i];
    data[at] += bytes[i + 1];
    at += 1;
    i += 2;
  }
  return data;
}

function readKeyFrame(bytes) {
  const data = bytes.slice(1);
  for (let i = 1; i < data.length; i++) data[i] += data[i - 1];
  return data;
}

export function compressFrame(frame, { previous }) {
  if (previous === null) return keyFrame(frame.data);
  const changes = temporal(frame.data, previous.data);
  if (changes.length > frame.data.length) return keyFrame(frame.data);
  return Uint8Array.from(changes);
}

export function decompressFrame(bytes, { previous }) {
  if (bytes[0] === WHOLE) return readKeyFrame(bytes);
  return applyChanges(bytes, previous.data);
}
