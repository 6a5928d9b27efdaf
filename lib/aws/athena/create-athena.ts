import 'server-only';
import { AthenaClient } from '@aws-sdk/client-athena';
import { AppError } from '@/lib/domain/errors';
import type { Athena } from '@/lib/domain/ports/athena';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { SDK_ATTEMPTS, toClientSettings } from '@/lib/aws/client-settings';
import { credentialsOf } from '@/lib/aws/read-credentials';
import { askAthena } from './ask-athena';

/** Made when it is first asked; one client and one session of its role for all queries. */
export function createAthena(options: AwsOptions): Athena {
  let client: AthenaClient | null = null;
  return {
    async *ask(question) {
      const { athena } = options;
      if (!athena) throw new AppError('internal', 'Athena is not configured.');
      const credentials = credentialsOf(options, athena, 'keyledger-athena');
      client ??= new AthenaClient({
        ...toClientSettings(options, athena.region, SDK_ATTEMPTS),
        ...(credentials ? { credentials } : {}),
      });
      yield* askAthena(client, athena, question);
    },
  };
}
