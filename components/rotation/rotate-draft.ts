import type { PreflightView } from '@/lib/contract/rotation';

export interface RotateDraft {
  reason: string;
  typedName: string;
  acknowledged: ReadonlySet<string>;
}

const SHORTEST_REASON = 3;
export const isReason = (text: string): boolean => text.trim().length >= SHORTEST_REASON;

/** What the form asks for before it lets go; the server asks again. */
export function canRotate(preflight: PreflightView, draft: RotateDraft, name: string): boolean {
  if (!preflight.ready) return false;
  if (preflight.asks.typedName && draft.typedName !== name) return false;
  if (draft.reason.trim() === '' ? preflight.asks.reason : !isReason(draft.reason)) return false;
  return preflight.checks.every(({ id, level }) => level !== 'warning' || draft.acknowledged.has(id));
}
