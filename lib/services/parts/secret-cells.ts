import 'server-only';
import type { SecretItem } from '@/lib/contract/secret-item';

type Cell = string | number | null;

const yesOrNo = (value: boolean | null): Cell => (value === null ? null : value ? 'yes' : 'no');

/** A column of the file for each fact of an item; what holds several is JSON in its cell. */
const CELLS = {
  name: ({ name }) => name,
  environment: ({ environment }) => environment.value,
  environmentSource: ({ environment }) => environment.source,
  environmentDisagrees: ({ environment }) => toList(environment.disagrees),
  account: ({ account }) => account,
  accountName: ({ accountName }) => accountName,
  region: ({ region }) => region,
  service: ({ service }) => service,
  leaf: ({ leaf }) => leaf,
  rotation: ({ rotation }) => rotation.state,
  rotationReason: ({ rotation }) => rotation.reason,
  rotationEnabled: ({ rotation }) => yesOrNo(rotation.enabled),
  lastRotatedAt: ({ rotation }) => rotation.lastRotatedAt,
  nextRotationAt: ({ rotation }) => rotation.nextRotationAt,
  valueChangedNotBefore: ({ valueChangedAt }) => valueChangedAt.notBefore,
  valueChangedNotAfter: ({ valueChangedAt }) => valueChangedAt.notAfter,
  lastAccessedOn: ({ lastAccessedOn }) => lastAccessedOn,
  lastReadAt: ({ lastRead }) => lastRead?.at ?? null,
  lastReadBy: ({ lastRead }) => lastRead?.principal ?? null,
  lastReadActorKind: ({ lastRead }) => lastRead?.actorKind ?? null,
  readers30d: ({ readers30d }) => readers30d,
  reads30d: ({ reads30d }) => reads30d,
  owningService: ({ owningService }) => owningService,
  kmsKeyId: ({ kmsKeyId }) => kmsKeyId,
  primaryRegion: ({ primaryRegion }) => primaryRegion,
  replicas: ({ replicas }) => toList(replicas.map(({ region }) => region)),
  deletionRequestedAt: ({ deletion }) => deletion?.requestedAt ?? null,
  deletionEndsAt: ({ deletion }) => deletion?.endsAt ?? null,
  description: ({ description }) => description,
  owner: ({ owner }) => owner?.value ?? null,
  ownerFrom: ({ owner }) => toOrigin(owner),
  note: ({ note }) => note?.value ?? null,
  noteFrom: ({ note }) => toOrigin(note),
  runbook: ({ runbook }) => runbook?.value ?? null,
  runbookFrom: ({ runbook }) => toOrigin(runbook),
  tags: ({ tags }) => JSON.stringify(tags),
  arn: ({ arn }) => arn,
  id: ({ id }) => id,
} as const satisfies Record<string, (item: SecretItem) => Cell>;

/** `secret`, `prefix prod/payments/`, `tag team`. */
const toOrigin = (kept: SecretItem['owner']): Cell =>
  kept && (kept.of === null ? kept.from : `${kept.from} ${kept.of}`);

const toList = (values: readonly unknown[]): Cell => (values.length === 0 ? null : JSON.stringify(values));

export const SECRET_COLUMNS: readonly string[] = Object.keys(CELLS);
const readers: readonly ((item: SecretItem) => Cell)[] = Object.values(CELLS);
export const toSecretCells = (item: SecretItem): Cell[] => readers.map((read) => read(item));
