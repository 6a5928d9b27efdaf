/** Makes each thing once and then hands out the same: what hundreds of thousands of secrets say alike, they share. */
export function keepOne<K, T>(make: (key: K) => T): (key: K) => T {
  const kept = new Map<K, T>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    kept.set(key, made);
    return made;
  };
}

/** The same text in one piece: V8 keeps what was put together as a tree of its parts. ASCII only. */
export const flatten = (text: string): string => Buffer.from(text, 'latin1').toString('latin1');
