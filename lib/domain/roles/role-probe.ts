import type { ScopeProblem } from '@/lib/domain/scope';
import type { RoleUse } from './role-use';

/**
 * What AWS said to one call. `answered`: it did what was asked, `missing`: it looked and found no such
 * secret, so that either way it let the caller. `refused`: AccessDenied, in AWS's words. `unclear`: it
 * said nothing of rights.
 */
export type ProbeAnswer =
  | { kind: 'answered' | 'missing' }
  | { kind: 'refused'; sentence: string }
  | { kind: 'unclear'; code: ScopeProblem['code']; message: string; remedy: string };

export interface ProbedCall {
  /** `secretsmanager:DescribeSecret`. */
  action: string;
  answer: ProbeAnswer;
}

/** What a role was seen to let and to refuse. `own`: the credentials that Keyledger itself runs with. */
export interface RoleProbe {
  use: RoleUse | 'own';
  /** null: no role; of `own`, no AssumeRole. */
  arn: string | null;
  /** AssumeRole as it is done in earnest; null: there is none to do. */
  opened: ProbeAnswer | null;
  /** AssumeRole without the source identity, without the external id; null: not tried. */
  withoutPerson: ProbeAnswer | null;
  withoutExternalId: ProbeAnswer | null;
  calls: ProbedCall[];
}

export const isLet = (answer: ProbeAnswer | null): boolean => answer?.kind === 'answered' || answer?.kind === 'missing';
