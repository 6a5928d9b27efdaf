import 'server-only';
import type { Config } from '@/lib/config/config';
import type { Env } from '@/lib/config/environment';
import { findUnwritable } from '@/lib/config/find-unwritable';
import { loadConfig, type LoadedFile } from '@/lib/config/load-config';
import { toMistakeLine } from '@/lib/config/mistake';
import { readTextFile } from '@/lib/config/read-environment';
import { StartError } from './start-error';

/** The configuration, or every mistake in it as the reason why nothing is started. */
export function checkConfig(env: Env): { config: Config; digest: string; file: LoadedFile } {
  const loaded = loadConfig(env, readTextFile);
  const mistakes = loaded.ok ? findUnwritable(loaded.config) : loaded.mistakes;
  if (loaded.ok && mistakes.length === 0) return loaded;
  const { length } = mistakes;
  const lines = mistakes.map((mistake) => `  ${toMistakeLine(mistake)}`);
  throw new StartError(
    [`Keyledger cannot start: ${length} ${length === 1 ? 'mistake' : 'mistakes'} in its configuration.`, ...lines].join(
      '\n',
    ),
  );
}
