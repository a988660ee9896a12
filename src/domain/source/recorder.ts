/**
 * The recorder: code that an instrumented source begins with. It runs beside the candidate's code inside the
 * sandbox, so it takes what it needs before the candidate can patch it, and what it writes is hostile until read.
 */

/** Events beyond these are counted, not kept. */
export const mostEvents = 20_000;
/** Characters of a reading, about. */
export const mostText = 260_000;
/** Elements of an array that its checksum covers. */
const mostElements = 64;

/** How a recorded value was stored: see `valueFrom` in the reader. */
export const valueTags = [
  'number',
  'undefined',
  'null',
  'boolean',
  'string',
  'bigint',
  'function',
  'object',
  'array',
] as const;

/** What looked odd while the code ran; most of it is harmless most of the time. */
export const oddities = [
  'read_outside',
  'read_absent',
  'write_outside',
  'write_changed',
  'made_nan',
  'made_infinite',
  'shift_lost_bits',
  'beyond_32_bits',
  'beyond_53_bits',
  'text_for_number',
  'absent_operand',
  'negative_remainder',
  'converted_changed',
  'argument_changed',
] as const;

export interface RecorderPlan {
  /** A word that does not occur in the source; all names of the recorder begin with it. */
  readonly prefix: string;
  readonly sites: number;
  /** Slots for the variables of all loops together. */
  readonly loopSlots: number;
  readonly loops: number;
  /** For a site: the values it gives instead of its own, in turn; the rest stays as it is. */
  readonly overrides: ReadonlyMap<number, readonly number[]>;
  /** For a site that reads elements: the values it gives for these indices. */
  readonly elements: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly mostSteps: number;
  readonly mostPerSite: number;
  /** Of other sites no events are kept; null for all. */
  readonly only: ReadonlySet<number> | null;
}

/** The recorder's source, on one line. */
export function recorder(plan: RecorderPlan): string {
  const overrides = [...plan.overrides].map(([site, values]) => `${site}:[${values.join()}]`);
  const elements = [...plan.elements].map(([site, values]) => {
    const pairs = [...values].map(([index, value]) => `${index}:${value}`);
    return `${site}:{__proto__:null,${pairs.join()}}`;
  });
  return template
    .replaceAll('@sites', `${plan.sites}`)
    .replaceAll('@loops', `${plan.loops}`)
    .replaceAll('@slots', `${plan.loopSlots}`)
    .replaceAll('@overrides', `{__proto__:null,${overrides.join()}}`)
    .replaceAll('@elementsGiven', `{__proto__:null,${elements.join()}}`)
    .replaceAll(
      '@only',
      plan.only ? `{__proto__:null,${[...plan.only].map((site) => `${site}:1`).join()}}` : 'null',
    )
    .replaceAll('@mostPerSite', `${plan.mostPerSite}`)
    .replaceAll('@mostSteps', `${plan.mostSteps}`)
    .replaceAll('@mostText', `${mostText}`)
    .replaceAll('@mostEvents', `${mostEvents}`)
    .replaceAll('@mostElements', `${mostElements}`)
    .replaceAll('@kinds', `${oddities.length}`)
    .replaceAll('$', plan.prefix)
    .replace(/\n\s*/g, ' ');
}

/** `$` stands for the prefix. Numbers in `$odd(...)` are places in `oddities`, in `$tag` places in `valueTags`. */
const template = `
const $array = Array.isArray, $view = ArrayBuffer.isView, $imul = Math.imul, $floor = Math.floor, $Number = Number;
const $log = new Float64Array(4 * @mostEvents), $slot = new Int32Array(@sites * @kinds);
const $turns = new Int32Array(@sites), $overrides = @overrides, $given = @elementsGiven, $only = @only;
const $rounds = new Float64Array(@loops), $last = new Float64Array(@loops);
const $held = new Float64Array(@slots), $moved = new Float64Array(@slots);
const $kept = new Int32Array(@sites), $Error = Error;
let $count = 0, $clock = 0, $all = 0, $odd = '', $oddities = 0;
const $sum = (v) => { let h = 17; const n = v.length < @mostElements ? v.length : @mostElements;
  for (let i = 0; i < n; i++) { const x = v[i]; h = $imul(h, 31) + (typeof x === 'number' ? x * 1024 | 0 : x === undefined ? 7 : 5) | 0; }
  return h; };
const $put = (s, v, x) => { $clock += 1; if ($only !== null && $only[s] !== 1) return;
  if ($count >= @mostEvents || ($kept[s] += 1) > @mostPerSite) return;
  const at = 4 * $count; $count += 1;
  $log[at] = s; $log[at + 3] = x;
  if (typeof v === 'number') { $log[at + 2] = v; return; }
  let tag = 7, n = 0;
  if (v === undefined) tag = 1; else if (v === null) tag = 2;
  else if (typeof v === 'boolean') { tag = 3; n = v ? 1 : 0; }
  else if (typeof v === 'string') { tag = 4; n = $Number(v); }
  else if (typeof v === 'bigint') { tag = 5; n = $Number(v); }
  else if (typeof v === 'function') tag = 6;
  else if (typeof v === 'object' && ($array(v) || ($view(v) && v.length >= 0))) { tag = 8; n = $sum(v); $log[at + 3] = v.length; }
  $log[at + 1] = tag; $log[at + 2] = n; };
const $note = (kind, s, x, y, z) => { const at = s * @kinds + kind; $slot[at] += 1;
  if ($slot[at] === 1 && $oddities < 400) { $oddities += 1;
    $odd += kind + ',' + s + ',' + $count + ',' + $plain(x) + ',' + $plain(y) + ',' + $plain(z) + ';'; } };
const $plain = (x) => typeof x === 'number' ? x : typeof x === 'boolean' ? (x ? 1 : 0) : 'NaN';
const $a = (s, v) => { const own = $overrides[s];
  if (own !== undefined) { const turn = $turns[s]; $turns[s] = turn + 1; if (turn < own.length) v = own[turn]; }
  $put(s, v, 0); return v; };
const $step = () => { if (($all += 1) > @mostSteps) throw new $Error('too many steps'); };
const $e = (s) => { $put(s, 0, 0); $step(); };
const $x = (s) => { $put(s, 0, 0); };
const $g = (s, o, k) => { const r = o[k];
  if (r === undefined && typeof o === 'object' && typeof k === 'number' && ($array(o) || $view(o))) {
    $note(k >= 0 && k < o.length && $floor(k) === k ? 1 : 0, s, k, o.length, 0); }
  else if (r === undefined && typeof k === 'number') $note(1, s, k, 0, 0);
  $put(s, r, typeof k === 'number' ? k : NaN);
  const own = $given[s];
  if (own !== undefined && own[k] !== undefined) return own[k];
  return r; };
const $written = (s, o, k, v) => {
  if (typeof k !== 'number') { if (typeof k === 'string' && $Number(k) === $Number(k) && typeof o === 'object' && ($array(o) || $view(o))) $note(9, s, $Number(k), o.length, v); }
  else if (typeof o === 'object' && $view(o)) { const r = o[k];
    if (r === undefined) $note(2, s, k, o.length, v);
    else if (r !== v && (typeof v === 'number' || v === undefined) && !(r - v < 1e-3 && v - r < 1e-3)) $note(3, s, v, r, k); }
  else if (typeof o === 'object' && $array(o) && !(k >= 0 && $floor(k) === k)) $note(2, s, k, o.length, v);
  $put(s, v, typeof k === 'number' ? k : NaN); };
const $w = (s, o, k, v) => { o[k] = v; $written(s, o, k, v); return v; };
const $c = (s, o, k) => ({ get v() { return $g(s, o, k); }, set v(v) { o[k] = v; $written(s, o, k, v); } });
const $check = (s, a, b, r) => {
  if (typeof r === 'number') {
    if (r !== r) { if (typeof a === 'number' && typeof b === 'number') { if (a === a && b === b) $note(4, s, a, b, r); }
      else if (a === undefined || b === undefined) $note(10, s, a, b, r); }
    else if (r - r !== 0) { if (a - a === 0 && b - b === 0) $note(5, s, a, b, r); }
    else if (r > 9007199254740992 || r < -9007199254740992) { if (a < 9007199254740992 && a > -9007199254740992) $note(8, s, a, b, r); } }
  else if (typeof r === 'string' && ((typeof a === 'number') !== (typeof b === 'number'))) $note(9, s, a, b, 0);
  return r; };
const $wide = (s, a, b, r) => { if (typeof r === 'number' && !(a > -2147483649 && a < 4294967296 && b > -2147483649 && b < 4294967296)) {
    if (a === undefined || b === undefined) $note(10, s, a, b, r); else if (a === a && b === b && typeof a === 'number' && typeof b === 'number') $note(7, s, a, b, r); }
  return r; };
const $add = (s, a, b) => $check(s, a, b, a + b), $sub = (s, a, b) => $check(s, a, b, a - b), $mul = (s, a, b) => $check(s, a, b, a * b);
const $div = (s, a, b) => $check(s, a, b, a / b), $pow = (s, a, b) => $check(s, a, b, a ** b);
const $rem = (s, a, b) => { const r = a % b; if (typeof r === 'number' && r < 0) $note(11, s, a, b, r); return $check(s, a, b, r); };
const $shl = (s, a, b) => { const r = a << b; if (typeof r === 'number' && r !== a * 2 ** (b & 31) && !(r === 0 && a * 2 ** (b & 31) === 0)) { if (typeof a === 'number' && a === a && b === b) $note(6, s, a, b, r); }
  return $wide(s, a, 0, r); };
const $shr = (s, a, b) => $wide(s, a, b, a >> b), $ushr = (s, a, b) => $wide(s, a, b, a >>> b);
const $and = (s, a, b) => $wide(s, a, b, a & b), $or = (s, a, b) => $wide(s, a, b, a | b), $xor = (s, a, b) => $wide(s, a, b, a ^ b);
const $fits = (s, v, low, high) => { if (typeof v === 'number' ? !(v >= low && v <= high && $floor(v) === v) : v === undefined) $note(13, s, v, low, high); return $a(s, v); };
const $list = (s, v, low, high) => { if (typeof v === 'object' && v !== null && ($array(v) || $view(v))) {
    const n = v.length; for (let i = 0; i < n && i < 4096; i++) { const x = v[i];
      if (typeof x === 'number' ? !(x >= low && x <= high && $floor(x) === x) : x === undefined) { $note(12, s, x, i, n); break; } } }
  $put(s, v, 0); return v; };
const $l = (s, at, ...held) => { const round = $rounds[s] += 1; $last[s] = $clock; 
  for (let i = 0; i < held.length; i++) { let v = held[i]; if (typeof v === 'boolean') v = v ? 1 : 0; if (typeof v !== 'number') v = NaN;
    const h = $held[at + i]; if (h !== v && (h === h || v === v)) { $held[at + i] = v; $moved[at + i] = round; } }
  $step(); };
export function readProbe() {
  const n = $count;
  let text = '1|' + $clock + '|' + $odd + '|';
  for (let i = 0; i < @loops; i++) if ($rounds[i] > 0) text += i + ',' + $rounds[i] + ',' + $last[i] + ';';
  text += '|';
  for (let i = 0; i < @slots; i++) if ($moved[i] > 0) text += i + ',' + $held[i] + ',' + $moved[i] + ';';
  text += '|';
  for (let i = 0; i < @sites * @kinds; i++) if ($slot[i] > 1) text += i + ',' + $slot[i] + ';';
  text += '|';
  for (let i = 0; i < n && text.length < @mostText; i++) { const at = 4 * i;
    text += $log[at] + ',' + $log[at + 1] + ',' + $log[at + 2] + ($log[at + 3] === 0 ? ';' : ',' + $log[at + 3] + ';'); $log[at + 1] = 0; }
  for (let i = 0; i < n; i++) $log[4 * i + 1] = 0;
  for (let i = 0; i < @sites * @kinds; i++) $slot[i] = 0;
  for (let i = 0; i < @loops; i++) $rounds[i] = 0;
  for (let i = 0; i < @slots; i++) { $held[i] = 0; $moved[i] = 0; }
  for (let i = 0; i < @sites; i++) $kept[i] = 0;
  $count = 0; $clock = 0; $all = 0; $odd = ''; $oddities = 0;
  return text; }
`;
