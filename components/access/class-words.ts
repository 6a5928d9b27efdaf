import type { ActionClass } from '@/lib/domain/event-record';

/** Events of a class, many of them. */
export const CLASS_WORDS = {
  read: 'reads',
  change: 'changes',
  rotation: 'rotations',
  policy: 'policy edits',
  delete: 'deletions',
  list: 'looks at metadata',
  other: 'other calls',
} as const satisfies Record<ActionClass, string>;
