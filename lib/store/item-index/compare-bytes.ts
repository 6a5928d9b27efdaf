import 'server-only';

/** A unit of UTF-16 by the place of its UTF-8 bytes: surrogates stand for what comes after all others. */
const placeOf = (unit: number): number => (unit >= 0xd8_00 && unit <= 0xdf_ff ? unit + 0x1_00_00 : unit);

/** The order of `collate "C"`: by the bytes of UTF-8, which is that of code points, and not JavaScript's own. */
export function compareBytes(left: string, right: string): number {
  if (left === right) return 0;
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = placeOf(left.charCodeAt(at)) - placeOf(right.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
