import 'server-only';
import type { EventView } from '@/lib/contract/access';

type Cell = string | null;

/** A column of the file for each fact of an event. */
const CELLS = {
  at: ({ at }) => at,
  eventName: ({ eventName }) => eventName,
  action: ({ action }) => action,
  outcome: ({ outcome }) => outcome,
  errorCode: ({ errorCode }) => errorCode,
  errorMessage: ({ errorMessage }) => errorMessage,
  secret: ({ secret }) => secret?.name ?? null,
  environment: ({ secret }) => secret?.environment ?? null,
  versionId: ({ versionId }) => versionId,
  versionStage: ({ versionStage }) => versionStage,
  principal: ({ principal }) => principal.label,
  principalType: ({ principal }) => principal.type,
  principalArn: ({ principal }) => principal.arn,
  session: ({ session }) => session,
  actorKind: ({ actorKind }) => actorKind,
  person: ({ person }) => person,
  workload: ({ workload }) => workload,
  sourceAddress: ({ sourceAddress }) => sourceAddress,
  client: ({ client }) => client,
  userAgent: ({ userAgent }) => userAgent,
  account: ({ accountId }) => accountId,
  region: ({ region }) => region,
  secretId: ({ secret }) => secret?.id ?? null,
  principalId: ({ principal }) => principal.id,
  eventId: ({ eventId }) => eventId,
} as const satisfies Record<string, (event: EventView) => Cell>;

export const EVENT_COLUMNS: readonly string[] = Object.keys(CELLS);
const readers: readonly ((event: EventView) => Cell)[] = Object.values(CELLS);
export const toEventCells = (event: EventView): Cell[] => readers.map((read) => read(event));
