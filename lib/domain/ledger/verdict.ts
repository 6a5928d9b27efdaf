import { isBreak, type Finding } from './finding';
import type { TrustedAnchors } from './trust-anchors';
import type { Walked } from './walk-ledger';

/** What the verifier ends with; the exit code of the command is the verdict's place here. */
export const VERDICTS = ['whole', 'broken', 'unchecked', 'restored'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Report extends Omit<Walked, 'findings'> {
  verdict: Verdict;
  exitCode: number;
  ledger: string | null;
  findings: Finding[];
  anchors: { given: number; believed: number; keys: string[]; onFirstUse: boolean; foreign: string[] };
}

interface Parts {
  ledger: string | null;
  walked: Walked;
  trust: TrustedAnchors;
  /** Anchors that were found where one was asked to look. */
  given: number;
  /** Whether one was asked to look for any. */
  anchored: boolean;
  /** Entries of restores that whoever verifies knows of. */
  accepted: readonly number[];
  more: readonly Finding[];
}

/** A restore that lost something known is whole only to whoever says that they know of it: anybody could have written its entry. */
export function toReport({ ledger, walked, trust, given, anchored, accepted, more }: Parts): Report {
  const findings = [...more, ...trust.findings, ...walked.findings];
  const breaks = findings.filter(isBreak);
  const unknownRestores = findings.filter(({ kind, from }) => kind === 'restored' && !accepted.includes(from ?? 0));
  const verdict = ((): Verdict => {
    if (breaks.length > 0 || walked.unlisted > 0) return 'broken';
    if (anchored && trust.anchors.length === 0) return 'unchecked';
    return unknownRestores.length > 0 ? 'restored' : 'whole';
  })();
  const { anchors, keys, onFirstUse, foreign } = trust;
  return {
    ...walked,
    verdict,
    exitCode: VERDICTS.indexOf(verdict),
    ledger,
    findings,
    anchors: { given, believed: anchors.length, keys: keys.map(({ id }) => id), onFirstUse, foreign },
  };
}
