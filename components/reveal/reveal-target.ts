import type { RevealInput } from '@/lib/contract/acts';

/** What one row of the dialog stands for: a field, or all of it. */
export type RevealTarget = { mode: 'field'; field: string } | { mode: 'whole' };

export const WHOLE: RevealTarget = { mode: 'whole' };

/** A field may be called anything, so the key of the whole must be one that no field has. */
export const targetKey = (target: RevealTarget): string =>
  target.mode === 'field' ? `field ${target.field}` : 'whole';
export const targetName = (target: RevealTarget): string => (target.mode === 'field' ? target.field : 'Whole value');

export const toRevealInput = (target: RevealTarget | { mode: 'fields' }, reason: string): RevealInput => ({
  ...target,
  ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
});
