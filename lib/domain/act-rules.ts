/** What an environment asks of a person before an act. Keys: guarded environment; `*` for the rest. */
export interface ActRule {
  revealNeedsReason: boolean;
  rotateNeedsReason: boolean;
  rotateNeedsTypedName: boolean;
}

export type ActRules = Record<string, ActRule>;

export const DEFAULT_ACT_RULES: ActRules = {
  prod: { revealNeedsReason: true, rotateNeedsReason: true, rotateNeedsTypedName: true },
  '*': { revealNeedsReason: false, rotateNeedsReason: false, rotateNeedsTypedName: false },
};

const STRICTEST: ActRule = { revealNeedsReason: true, rotateNeedsReason: true, rotateNeedsTypedName: true };

/** The rule for a guarded environment; where none is stated, the strictest. */
export const findActRule = (rules: ActRules, guardedEnvironment: string): ActRule =>
  (Object.hasOwn(rules, guardedEnvironment) ? rules[guardedEnvironment] : rules['*']) ?? STRICTEST;
