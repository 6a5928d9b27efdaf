import type { ScopeView } from '@/lib/contract/system';
import type { Tone } from '@/components/ui/badge';

type State = ScopeView['state'];

export const SCOPE_TONES = {
  failing: 'bad',
  limited: 'warn',
  waiting: 'off',
  fresh: 'ok',
  gone: 'off',
} as const satisfies Record<State, Tone>;

export const SCOPE_WORDS = {
  failing: 'failing',
  limited: 'limited',
  waiting: 'not looked at yet',
  fresh: 'fresh',
  gone: 'no longer read',
} as const satisfies Record<State, string>;
