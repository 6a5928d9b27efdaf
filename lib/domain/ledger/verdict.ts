import { isBreak, type Finding } from './finding';
import { noteTimes, toFreshness, type Freshness } from './freshness';
import type { TrustedAnchors } from './trust-anchors';
import type { Walked } from './walk-ledger';

/** What the verifier ends with; the exit code of the command is the verdict's place here. */
export const VERDICTS = ['whole', 'broken', 'unchecked', 'restored'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Report extends Omit<Walked, 'findings' | 'newestHeld'> {
  verdict: Verdict;
  exitCode: number;
  ledger: string;
  findings: Finding[];
  anchors: { given: number; believed: number; keys: string[] } & Pick<
    TrustedAnchors,
    'onFirstUse' | 'rivals' | 'foreign' | 'meant'
  >;
  fresh: Freshness;
  /** Whether only some of the entries were there to see. */
  partial: boolean;
  /** Marks that were accepted and that no restore of this ledger bears. */
  unmatched: string[];
}

interface Parts {
  ledger: string;
  walked: Walked;
  trust: TrustedAnchors;
  /** Anchors that were found where one was asked to look. */
  given: number;
  /** Whether one was asked to look for any. */
  anchored: boolean;
  partial?: boolean;
  /** Marks of restores that whoever verifies knows of. */
  accepted: readonly string[];
  more: readonly Finding[];
  now: Date;
  /** So many hours old the newest anchor may be; absent: as old as it is. */
  freshHours?: number | null;
}

/**
 * A restore that lost something known is whole only to whoever says that they know of it: anybody could have written
 * its entry. Where a believed key signed for other ledgers too, this one may have been begun in the place of theirs.
 * Behind the newest anchor anything may have been erased: how old that may be is for whoever verifies to say.
 */
export function toReport(parts: Parts): Report {
  const { ledger, trust, given, anchored, partial = false, accepted, more, now, freshHours = null } = parts;
  const { newestHeld, ...walked } = parts.walked;
  const fresh = toFreshness(newestHeld, now, freshHours);
  const findings = [...more, ...trust.findings, ...noteTimes(trust.anchors, now), ...walked.findings];
  const breaks = findings.filter(isBreak);
  const unknownRestores = findings.filter(({ kind, mark }) => kind === 'restored' && !accepted.includes(mark ?? ''));
  const unmatched = accepted.filter((mark) => !walked.restores.includes(mark));
  const verdict = ((): Verdict => {
    if (breaks.length > 0 || walked.unlisted > 0) return 'broken';
    if (partial || fresh.stale || trust.rivals.length > 0 || (anchored && trust.anchors.length === 0))
      return 'unchecked';
    if (unknownRestores.length > 0) return 'restored';
    return unmatched.length > 0 ? 'unchecked' : 'whole';
  })();
  const { anchors, keys, onFirstUse, rivals, foreign, meant } = trust;
  return {
    ...walked,
    verdict,
    exitCode: VERDICTS.indexOf(verdict),
    ledger,
    findings,
    anchors: { given, believed: anchors.length, keys: keys.map(({ id }) => id), onFirstUse, rivals, foreign, meant },
    fresh,
    partial,
    unmatched,
  };
}
