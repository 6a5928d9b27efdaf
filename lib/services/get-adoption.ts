import 'server-only';
import type { AdoptionView } from '@/lib/contract/adoption';
import { describeCadence } from '@/lib/domain/access/cadence';
import type { JudgedReader } from '@/lib/domain/adoption/judge-reader';
import type { Context } from '@/lib/domain/ports/context';
import { findVersionWithStage } from '@/lib/domain/secret';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { authorize, sightOf } from './parts/authorize';
import { findSinceOfCurrent } from './parts/find-since-of-current';
import { judgeReaders } from './parts/judge-readers';
import { getReadableSecret } from './parts/readable-secret';
import { findSecretCoverage } from './parts/secret-coverage';
import { toWire, toWireOrNull } from './parts/wire-time';

const MOST_GAPS = 20;

interface Input {
  id: string;
  /** Of a version that became current before, its readers are not looked up. */
  notBefore?: Date | undefined;
}

/** GET /api/secrets/{id}/adoption: who has read the version that is current since it is; by what is stored alone. */
export async function getAdoption(ctx: Context, input: Input): Promise<AdoptionView> {
  authorize(ctx, 'history.read');
  const row = await getReadableSecret(ctx, input.id);
  const now = ctx.now();
  const sight = sightOf(ctx);
  const [current, coverage] = await Promise.all([findSinceOfCurrent(ctx, sight, row), findSecretCoverage(ctx, row)]);
  if (!current || (input.notBefore && current.by < input.notBefore)) return { current: null, adoption: null };
  const { judged, more } = await judgeReaders(ctx, sight, row, { current, coverage, now });
  return {
    current: {
      versionId: current.versionId,
      previousVersionId: findVersionWithStage(row.versionStages, 'AWSPREVIOUS'),
      since: { after: toWireOrNull(current.after), by: toWire(current.by) },
    },
    adoption: {
      verdict: judged.verdict,
      sentence: judged.sentence,
      adopted: judged.adopted,
      of: judged.of,
      previousUnusedSince: toWireOrNull(judged.previousUnusedSince),
      expectedBy: toWireOrNull(judged.expectedBy),
      readersKnown: judged.history,
      knownUntil: toWire(judged.since.until),
      gaps: judged.since.gaps.slice(0, MOST_GAPS).map(({ from, to }) => ({ from: toWire(from), to: toWire(to) })),
      readers: judged.readers.map(toReaderView),
      more,
    },
  };
}

type ReaderView = NonNullable<AdoptionView['adoption']>['readers'][number];

const toReaderView = ({ reader, state, says, adoptedAt, oldAt, expectedBy }: JudgedReader): ReaderView => ({
  principal: toPrincipalKey(reader.principal.id),
  who: reader.who ?? reader.principal.label,
  actorKind: reader.actorKind,
  state,
  says,
  lastAt: toWire(reader.lastAt),
  adoptedAt: toWireOrNull(adoptedAt),
  oldAt: toWireOrNull(oldAt),
  expectedBy: toWireOrNull(expectedBy),
  cadence: describeCadence(reader),
});
