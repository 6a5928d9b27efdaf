import 'server-only';

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** The same numbers with room for at least `length`, and a quarter more, so that growing stays cheap. */
export function grow<T extends Numbers>(numbers: T, length: number): T {
  if (length <= numbers.length) return numbers;
  const Kind = numbers.constructor as new (size: number) => T;
  const grown = new Kind(Math.max(1024, Math.ceil(length * 1.25)));
  grown.set(numbers);
  return grown;
}
