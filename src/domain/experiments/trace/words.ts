/** What looked odd, in a sentence. */

import type { SideOddity } from './oddities.ts';

export function oddityWords(odd: SideOddity): string {
  const { site, kind, values } = odd;
  const at = `line ${site.location.line}`;
  const name = site.name ?? 'an array';
  const [x, y, z] = values;
  switch (kind) {
    case 'read_outside':
      return `At ${at} index ${x} of ${name} is read, which has ${y} elements.`;
    case 'read_absent':
      return `At ${at} index ${x} of ${name} has no value.`;
    case 'write_outside':
      return `At ${at} index ${x} of ${name} is written, which has ${y} elements.`;
    case 'write_changed':
      return `At ${at} ${x} is written into ${name} and becomes ${y}.`;
    case 'converted_changed':
      return `At ${at} element ${y} is ${x}, which ${name} cannot hold.`;
    case 'argument_changed':
      return `At ${at} ${name} is given ${x}, which it cannot hold.`;
    case 'made_nan':
      return `At ${at} ${x} ${name} ${y} is NaN.`;
    case 'made_infinite':
      return `At ${at} ${x} ${name} ${y} is ${z}.`;
    case 'shift_lost_bits':
      return `At ${at} ${x} << ${y} leaves 32 bits and becomes ${z}.`;
    case 'beyond_32_bits':
      return `At ${at} ${name} takes ${x} and ${y}, of which one has more than 32 bits.`;
    case 'beyond_53_bits':
      return `At ${at} ${x} ${name} ${y} is more than 53 bits hold.`;
    case 'text_for_number':
      return `At ${at} a text stands where a number belongs.`;
    case 'absent_operand':
      return `At ${at} an operand of ${name} is undefined.`;
    case 'negative_remainder':
      return `At ${at} ${x} % ${y} is ${z}.`;
  }
}
