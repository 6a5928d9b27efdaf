import type { Principal } from '@/lib/domain/event-record';
import type { UnusualRule } from './rule';
import { dayKey, type ReaderDay, type TraitName } from './traits';

/** A detail beside the reason. `value` may be text of others. */
export interface FindingFact {
  label: string;
  value: string;
}

/** What a rule says of a day. */
export interface Draft {
  rule: UnusualRule;
  firstAt: Date;
  lastAt: Date;
  /** In one sentence or two, with numbers; names nothing but the principal's own traits. */
  reason: string;
  facts: readonly FindingFact[];
  /** How many events it is about; null: those with this value of the trait are still to be counted. */
  count: number | null;
  of?: { trait: TraitName; values: readonly string[] };
}

/** Of one rule, principal, secret and day; `secretId` null: of several secrets at once. */
export interface Finding extends Omit<Draft, 'count' | 'of'>, Omit<ReaderDay, 'secretId'> {
  secretId: string | null;
  count: number;
}

/** The same for the same, however often it is found. */
export const findingKey = ({
  rule,
  secretId,
  ...of
}: Pick<Finding, 'rule' | 'secretId' | 'principalId' | 'actorKind' | 'day'>): string =>
  `${rule} ${dayKey({ ...of, secretId: secretId ?? '' })}`;

export type Who = Pick<Principal, 'id' | 'type' | 'label'>;
