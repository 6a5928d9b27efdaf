import 'server-only';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { createAnchorBucket } from '@/lib/aws/anchors/anchor-bucket';
import type { Config } from '@/lib/config/config';
import type { AnchorSink, LedgerDuties } from '@/lib/domain/ports/anchor-sink';
import { createFileSink } from './file-sink';
import { readKeys } from './keep-anchor-key';
import { logSink, writeLines } from './write-lines';

/** What the worker does for the ledger, as it is configured. */
export function toLedgerDuties(config: Pick<Config, 'ledger' | 'aws'>, aws: AwsOptions): LedgerDuties {
  const { anchors, keyFile, verifyHours, stdout } = config.ledger;
  const { everyMinutes, everyEntries, log, file, s3 } = anchors;
  const sinks: AnchorSink[] = [];
  if (log) sinks.push(logSink);
  if (file !== null) sinks.push(createFileSink(file));
  if (s3 !== null) {
    const bucket = createAnchorBucket({ ...s3, pathStyle: hasEndpoint(config.aws) }, aws);
    sinks.push({ name: 's3', put: async (signed) => bucket.put(signed) });
  }
  return {
    pace: { everyMinutes, everyEntries },
    signers: readKeys(keyFile.path),
    sinks,
    checkHours: verifyHours,
    tell: stdout ? writeLines : null,
  };
}

const hasEndpoint = ({ endpoints }: Config['aws']): boolean => endpoints.all !== null;
