import type { DeliveryView } from '@/lib/contract/notifications';

/** What each occasion is called in a list. */
export const OCCASION_WORDS = {
  'rotation.failing': 'rotation failed',
  'rotation.stuck': 'rotation stuck',
  'rotation.overdue': 'rotation overdue',
  'rotation.off': 'rotation turned off',
  'rotation.adopted': 'new version adopted',
  'reminder.due': 'reminder due',
  'deletion.read': 'read of a secret pending deletion',
  'read.unusual': 'unusual read',
  'reveal.prod': 'reveal in production',
  'scope.failing': 'account and region failing',
  'ledger.broken': 'ledger does not verify',
  'ledger.unanchored': 'ledger not anchored',
  'grants.changed': 'grants changed',
  test: 'test',
} as const satisfies Record<DeliveryView['occasion'], string>;
