import type { FoundAccountView } from '@/lib/contract/discovery';
import type { Tone } from '@/components/ui/badge';

type Verdict = FoundAccountView['verdict'];

/** What is done with an account that was found. */
export const VERDICT_WORDS = {
  read: 'read',
  configured: 'listed in keyledger.yaml',
  excluded: 'left out by keyledger.yaml',
  not_active: 'suspended or closed, not read',
  left: 'left the organization, not read',
} as const satisfies Record<Verdict, string>;

export const VERDICT_TONES = {
  read: 'ok',
  configured: 'off',
  excluded: 'off',
  not_active: 'warn',
  left: 'warn',
} as const satisfies Record<Verdict, Tone>;
