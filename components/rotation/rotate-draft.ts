import type { PreflightView } from '@/lib/contract/rotation';

export interface RotateDraft {
  /** Of all that this form sends: pressed again after an answer that was lost, it asks for the same rotation. */
  key: string;
  reason: string;
  typedName: string;
  acknowledged: ReadonlySet<string>;
}

export const beginDraft = (): RotateDraft => ({
  key: crypto.randomUUID(),
  reason: '',
  typedName: '',
  acknowledged: new Set(),
});

const SHORTEST_REASON = 3;
export const isReason = (text: string): boolean => text.trim().length >= SHORTEST_REASON;

/** What the form asks for before it lets go; the server asks again. */
export function canRotate(preflight: PreflightView, draft: RotateDraft, name: string): boolean {
  if (!preflight.ready) return false;
  if (preflight.asks.typedName && draft.typedName !== name) return false;
  if (draft.reason.trim() === '' ? preflight.asks.reason : !isReason(draft.reason)) return false;
  return preflight.checks.every(({ id, level }) => level !== 'warning' || draft.acknowledged.has(id));
}

/** What is sent of it. */
export function toCall({ key, reason, typedName, acknowledged }: RotateDraft, { asks }: Pick<PreflightView, 'asks'>) {
  const body = {
    ...(reason.trim() ? { reason: reason.trim() } : {}),
    ...(asks.typedName ? { confirmName: typedName } : {}),
    acknowledged: [...acknowledged].toSorted(),
  };
  return { method: 'POST', key, body } as const;
}
