const REDACTED = '[redacted]';
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * Holds a secret's value between AWS's answer and the one response that may carry it. Printing,
 * logging, serialising or interpolating it yields `[redacted]`; only `.reveal()` lets it out, and a
 * test holds the list of places that may call that.
 */
export class SecretValue {
  readonly #value: string | Uint8Array;

  constructor(value: string | Uint8Array) {
    this.#value = value;
  }

  reveal(): string | Uint8Array {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [INSPECT](): string {
    return REDACTED;
  }
}
