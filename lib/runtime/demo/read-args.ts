import 'server-only';
import { parseArgs } from 'node:util';
import { StartError } from '@/lib/runtime/start-error';

export interface DemoArgs {
  /** Forget this endpoint's store and begin anew. */
  fresh: boolean;
  dev: boolean;
}

export function readDemoArgs(args: readonly string[]): DemoArgs {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { fresh: { type: 'boolean' }, dev: { type: 'boolean' } },
    });
    return { fresh: values.fresh ?? false, dev: values.dev ?? false };
  } catch (cause) {
    throw new StartError('The demo knows --fresh (forget what it stored) and --dev; PORT chooses the port.', { cause });
  }
}
