/*
 * Title: Horizontal or vertical differences, whichever is smaller
 * Hypothesis: Text has vertical strokes and landscapes have horizontal ones, so the direction is worth a byte.
 */
const HORIZONTAL = 0;
const VERTICAL = 1;

var BitSink = function () {
  this.text = [];
};
BitSink.prototype.bit = function (b) {
  this.text.push(b);
};
BitSink.prototype.golomb = function (n, k) {
  for (var q = n >> k; q > 0; q--) this.bit(1);
  this.bit(0);
  for (var i = k - 1; i >= 0; i--) this.bit((n >> i) & 1);
};
BitSink.prototype.toBytes = function () {
  var out = new Uint8Array((this.text.length + 7) >> 3);
  this.text.forEach(function (b, i) {
    if (b) out[i >> 3] |= 128 >> (i & 7);
  });
  return out;
};

var BitSource = function (bytes) {
  this.bytes = bytes;
  this.at = 0;
};
BitSource.prototype.bit = function () {
  var b = (this.bytes[this.at >> 3] & (128 >> (this.at & 7))) !== 0 ? 1 : 0;
  this.at += 1;
  return b;
};
BitSource.prototype.golomb = function (k) {
  var n = 0;
  while (this.bit()) n += 1;
  for (var i = 0; i < k; i++) n = n * 2 + this.bit();
  return n;
};

function signed(v) {
  var s = v & 255;
  return s > 127 ? s - 256 : s;
}

function residual(plane, w, i, direction) {
  var step = direction === VERTICAL ? w : 1;
  return signed(plane[i] - (i >= step ? plane[i - step] : 0));
}

function total(plane, w, direction) {
  var sum = 0;
  for (var i = 0; i < plane.length; i++) sum += Math.abs(residual(plane, w, i, direction));
  return sum;
}

export function compressFrame(frame, context) {
  var sink = new BitSink();
  var cw = (context.width + 1) >> 1;
  [[frame.y, context.width], [frame.u, cw], [frame.v, cw]].forEach(function (entry) {
    var plane = entry[0], w = entry[1];
    var direction = total(plane, w, VERTICAL) < total(plane, w, HORIZONTAL) ? VERTICAL : HORIZONTAL;
    sink.bit(direction);
    for (var i = 0; i < plane.length; i++) {
      var r = residual(plane, w, i, direction);
      sink.golomb(r < 0 ? -2 * r - 1 : 2 * r, 2);
    }
  });
  return sink.toBytes();
}

export function decompressFrame(bytes, context) {
  var w = context.width, h = context.height;
  var cw = (w + 1) >> 1, ch = (h + 1) >> 1;
  var data = new Uint8Array(w * h + 2 * cw * ch);
  var source = new BitSource(bytes);
  var start = 0;
  [[w, h], [cw, ch], [cw, ch]].forEach(function (shape) {
    var plane = data.subarray(start, start + shape[0] * shape[1]);
    var direction = source.bit();
    start += plane.length;
    for (var i = 0; i < plane.length; i++) {
      var step = 1;
      if (direction = VERTICAL) step = shape[0];
      var code = source.golomb(2);
      plane[i] = (code & 1 ? -(code + 1) >> 1 : code >> 1) + (i >= step ? plane[i - step] : 0);
    }
  });
  return data;
}
