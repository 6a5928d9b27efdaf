import { toGuardedEnvironment, type EnvironmentVerdict } from './environment-verdict';

/** What the reason of a reveal must hold, as RE2 writes patterns, and a text that does. */
export interface TicketRule {
  pattern: string;
  example: string;
}

/** What an environment asks of a person before an act. Keys: guarded environment; `*` for the rest. */
export interface ActRule {
  /** `never`: restricted; no grant is enough. */
  reveal: 'allowed' | 'never';
  revealNeedsReason: boolean;
  /** null: any reason will do. With one, a reason is needed whatever revealNeedsReason says. */
  revealTicket: TicketRule | null;
  /** null: however long ago. */
  revealNeedsFreshSignInMinutes: number | null;
  /** Of one person, in any 60 minutes, in this guarded environment; field names and each field count, too. */
  revealsPerHour: number;
  rotateNeedsReason: boolean;
  rotateNeedsTypedName: boolean;
}

export type ActRules = Record<string, ActRule>;

const LAX: ActRule = {
  reveal: 'allowed',
  revealNeedsReason: false,
  revealTicket: null,
  revealNeedsFreshSignInMinutes: null,
  revealsPerHour: 120,
  rotateNeedsReason: false,
  rotateNeedsTypedName: false,
};

/** What prod asks for, over whatever every other environment does. */
export const ASKED_IN_PROD = { revealNeedsReason: true, rotateNeedsReason: true, rotateNeedsTypedName: true };

export const DEFAULT_ACT_RULES: ActRules = { prod: { ...LAX, ...ASKED_IN_PROD }, '*': LAX };

const STRICTEST: ActRule = { ...LAX, ...ASKED_IN_PROD, reveal: 'never' };

/** The rule for a guarded environment; where none is stated, the strictest. */
export const findActRule = (rules: ActRules, guardedEnvironment: string): ActRule =>
  (Object.hasOwn(rules, guardedEnvironment) ? rules[guardedEnvironment] : rules['*']) ?? STRICTEST;

/**
 * The rule for a secret: its guarded environment's, and whatever is stricter in any environment that a rule counts it
 * to, since a tag that disagrees must not open what another one shuts. Of two tickets the guarded one's is asked for.
 */
export function actRuleOf(rules: ActRules, verdict: EnvironmentVerdict): ActRule {
  const named = [verdict.value, ...verdict.disagrees.map(({ value }) => value)];
  return named
    .map((environment) => findActRule(rules, environment))
    .reduce(toStricter, findActRule(rules, toGuardedEnvironment(verdict)));
}

const toStricter = (rule: ActRule, other: ActRule): ActRule => ({
  reveal: other.reveal === 'never' ? 'never' : rule.reveal,
  revealNeedsReason: rule.revealNeedsReason || other.revealNeedsReason,
  revealTicket: rule.revealTicket ?? other.revealTicket,
  revealNeedsFreshSignInMinutes: toLess(rule.revealNeedsFreshSignInMinutes, other.revealNeedsFreshSignInMinutes),
  revealsPerHour: Math.min(rule.revealsPerHour, other.revealsPerHour),
  rotateNeedsReason: rule.rotateNeedsReason || other.rotateNeedsReason,
  rotateNeedsTypedName: rule.rotateNeedsTypedName || other.rotateNeedsTypedName,
});

/** null: no bound. */
const toLess = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

/** A ticket stands in a reason. */
export const asksReason = (rule: ActRule): boolean => rule.revealNeedsReason || rule.revealTicket !== null;
