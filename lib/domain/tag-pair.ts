/** A tag as the `tag` parameter takes it: each side percent-encoded before joining (contract.md). */
export const toTagPair = (key: string, value: string): string =>
  // A lone surrogate cannot be encoded; AWS's tags hold none, other endpoints might.
  `${encodeURIComponent(key.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`;
