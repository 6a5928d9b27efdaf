import 'server-only';
import { CloudWatchLogsClient, FilterLogEventsCommand, type FilterLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs'; // prettier-ignore
import type { LogLine, LogLook } from '@/lib/domain/diagnosis/function-facts';
import { LONGEST_LINE } from '@/lib/domain/diagnosis/mask-text';
import type { ActingPerson, ActTrace } from '@/lib/domain/ports/aws';
import type { Scope } from '@/lib/domain/scope';
import { withClientSession } from '@/lib/aws/act-session';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { SDK_ATTEMPTS } from '@/lib/aws/client-settings';
import { toLook } from './to-look';

const PAGE = 1_000;
const MOST_LINES = 2_000;
/** A page may be empty and go on, as the model says. */
const MOST_PAGES = 10;

const toLine = ({ timestamp, logStreamName, message }: NonNullable<FilterLogEventsCommandOutput['events']>[number]): LogLine[] =>
  timestamp === undefined ? [] : [{ at: new Date(timestamp), stream: logStreamName ?? '', message: (message ?? '').slice(0, 4 * LONGEST_LINE) }]; // prettier-ignore

interface What {
  logGroup: string;
  from: Date;
  to: Date;
}

/**
 * What one log group holds between two moments, by no other pattern: a line that tells of a failure need not name the
 * secret. The lines go no further than to whoever masks them.
 */
export async function readFunctionLog(
  options: AwsOptions,
  scope: Scope,
  person: ActingPerson,
  { logGroup, from, to }: What,
): Promise<{ log: LogLook; trace: ActTrace }> {
  const what = { act: 'readLog', logGroup, attempts: SDK_ATTEMPTS } as const;
  return withClientSession(
    options,
    scope,
    person,
    what,
    (settings) => new CloudWatchLogsClient(settings),
    async ({ client, trace }) => {
      const read = async () => {
        const lines: LogLine[] = [];
        let first: FilterLogEventsCommandOutput['$metadata'] | undefined;
        let nextToken: string | undefined;
        for (let page = 0; page < MOST_PAGES && lines.length < MOST_LINES; page += 1) {
          const range = { startTime: from.getTime(), endTime: to.getTime(), limit: PAGE };
          const answer = await client.send(new FilterLogEventsCommand({ logGroupName: logGroup, ...range, nextToken }));
          first ??= answer.$metadata;
          lines.push(...(answer.events ?? []).flatMap(toLine));
          nextToken = answer.nextToken;
          if (nextToken === undefined) break;
        }
        return { $metadata: first ?? {}, lines, more: nextToken !== undefined };
      };
      const call = { action: 'logs:FilterLogEvents', scopeId: scope.id };
      const { look, awsRequestId } = await toLook(call, read(), ({ lines, more }) => ({ lines, more }));
      return { log: look, trace: { ...trace, awsRequestId } };
    },
  );
}
