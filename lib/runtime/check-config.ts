import 'server-only';
import type { Config } from '@/lib/config/config';
import type { Env } from '@/lib/config/environment';
import { loadConfig } from '@/lib/config/load-config';
import { toMistakeLine } from '@/lib/config/mistake';
import { readTextFile } from '@/lib/config/read-environment';
import { StartError } from './start-error';

/** The configuration, or every mistake in it as the reason why nothing is started. */
export function checkConfig(env: Env): { config: Config; digest: string } {
  const loaded = loadConfig(env, readTextFile);
  if (loaded.ok) return loaded;
  const { length } = loaded.mistakes;
  const lines = loaded.mistakes.map((mistake) => `  ${toMistakeLine(mistake)}`);
  throw new StartError(
    [`Keyledger cannot start: ${length} ${length === 1 ? 'mistake' : 'mistakes'} in its configuration.`, ...lines].join(
      '\n',
    ),
  );
}
