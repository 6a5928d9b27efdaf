import 'server-only';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { TrailFile } from '@/lib/domain/ports/trail-source';
import type { HandledFile, TrailFolder } from '@/lib/domain/ports/trail-store';
import { AppError } from '@/lib/domain/errors';
import type { Scope } from '@/lib/domain/scope';
import type { DigestReport } from '@/lib/domain/trail/digests/digest-report';
import { addTo, noneYet } from '@/lib/domain/trail/few';
import { toDelivered, waitsForDigest } from '@/lib/domain/trail/job/delivered';
import { describeTroubles } from '@/lib/domain/trail/job/describe-troubles';
import { isClosed } from '@/lib/domain/trail/job/plan-look';
import type { TrailSettings } from '@/lib/domain/trail/job/trail-settings';
import type { Problem } from '@/lib/sync/record-failure';
import { importFiles, type ImportedFile } from '@/lib/sync/trail-files/import-files';
import { createTrailImport } from '@/lib/sync/trail-files/import-records';
import { openFolderOf } from './folder-source';
import { isHandled, toListed } from './handled-file';
import { openCheck } from './open-check';
import { createRolesOf } from './roles-of';

export interface Look {
  scope: Scope;
  trail: TrailSettings;
  folder: TrailFolder;
  /** Something of the bucket could be read before. */
  hasAnswered: boolean;
  ownRoleArns: readonly string[];
  signal: AbortSignal;
  now: Date;
}

export interface LookedInto {
  /** What keeps files from being read that somebody may mend; null: nothing. */
  problem: Problem | null;
  newestAt: Date | null;
}

/** A long folder gives way to other scopes after this time. */
const SLICE_MILLISECONDS = 30_000;
/** After so many files it is kept that they are in: whoever goes on after a crash reads no more of them again. */
const BATCH = 100;
/** Of so many objects that are none of a trail's, which cost a listing alone, what lies behind them is not looked for. */
const MOST_STRANGE = 20_000;
/** Refused one after the other, with none that is not: then the others are, too. */
const ENOUGH_REFUSED = 20;

const UNREADABLE = 'its files could not be read to their end: see the worker’s log';

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * What is covered by now, which only an unbroken chain of signed digests and a person's word say; from the first day on whose
 * folders are looked into.
 */
async function addCovered(ctx: SystemContext, { scope, trail }: Look, report: DigestReport): Promise<void> {
  const first = new Date(trail.since);
  const own = report.covered.filter(({ scopeId }) => scopeId === scope.id).flatMap(({ intervals }) => intervals);
  for (const { from, ...interval } of own.filter(({ to }) => to > first)) {
    const covered = { ...interval, from: from < first ? first : from };
    await ctx.store.history.applyEvents({ scopeId: scope.id, records: [], covered, at: ctx.now() });
  }
}

async function readFolder(ctx: SystemContext, look: Look): Promise<LookedInto> {
  const { scope, trail, folder, signal, now } = look;
  const source = openFolderOf(ctx.aws.trail.bucket, { place: trail, scope, day: folder.day, now, signal });
  const check = await openCheck(ctx, source, look);
  const records = createTrailImport({
    history: ctx.store.history,
    ownRoles: await createRolesOf(ctx, look.ownRoleArns),
    now: ctx.now,
  });
  const strange = noneYet<string>();
  const withheld: { count: number; problem: Problem | null } = { count: 0, problem: null };
  const endsAt = performance.now() + SLICE_MILLISECONDS;
  let [handled, waiting, more]: [number, boolean, boolean] = [0, false, false];
  let newestAt: Date | null = null;
  let batch: HandledFile[] = [];

  async function* listNew(): AsyncGenerator<TrailFile> {
    for await (const page of source.pages()) {
      if (signal.aborted || strange.count > MOST_STRANGE) {
        [more, waiting] = [signal.aborted, true];
        return;
      }
      const names = page.flatMap(({ path, refused }) => (refused === undefined ? [nameOf(path)] : []));
      const known = await ctx.store.trail.handled(folder, names);
      for (const file of page) {
        if (file.refused !== undefined) addTo(strange, file.path);
        else if (isHandled(file, known.get(nameOf(file.path)), check)) continue;
        else if (check && !check.names(file.path) && waitsForDigest(file.path, check.until, now)) waiting = true;
        else {
          more = signal.aborted || performance.now() > endsAt;
          if (more || (handled === 0 && withheld.count >= ENOUGH_REFUSED)) return;
          yield file;
        }
      }
    }
  }

  async function keep(): Promise<void> {
    await records.end();
    await ctx.store.trail.noteFiles(folder, batch, ctx.now());
    batch = [];
  }

  async function note({ file, hash, reason, vouched, gone, withheld: problem }: ImportedFile): Promise<void> {
    if (problem !== null) {
      withheld.count += 1;
      withheld.problem ??= problem;
      return;
    }
    if (gone) {
      // Whether it comes back the next listing tells.
      waiting = true;
      return;
    }
    handled += 1;
    const at = toDelivered(file.path);
    if (reason === null && at && (newestAt === null || at > newestAt)) newestAt = at;
    // Only a digest asks for what it holds, which is needed while there are digests.
    batch.push({ name: nameOf(file.path), hash: check ? hash : null, reason, vouched, listed: toListed(file) });
    if (batch.length >= BATCH) await keep();
  }

  await importFiles({ files: listNew, read: source.read }, records, { digests: check, ownFormOnly: true, note });
  await keep();
  const digests = check && (await check.end());
  if (digests) await addCovered(ctx, look, digests);
  const isWhole = !more && withheld.count === 0;
  const hasNoTrail = check && trail.completeReads !== null && !check.trails.has(trail.completeReads);
  const troubles = describeTroubles({
    digests,
    hasNoTrail: hasNoTrail ? trail.completeReads : null,
    strange,
    withheld: { count: withheld.count, why: withheld.problem?.message ?? null },
    isWhole: isWhole && !waiting,
  });
  const done = isWhole && !waiting && isClosed(folder.day, now);
  await ctx.store.trail.endLook(folder, { done, more, troubles: [...troubles], problem: withheld.problem }, ctx.now());
  const { problem } = withheld;
  // Nothing could ever be read: that is no single file's fault.
  if (problem !== null && handled === 0 && !look.hasAnswered)
    throw new AppError('upstream', problem.message, { problem });
  return { problem, newestAt };
}

/**
 * Reads what is new in the folder of a day, and keeps which files that were: each is read once, however often a worker is cut
 * off. What CloudTrail signs for within the hour waits for its digest, where those are asked for.
 */
export async function lookIntoFolder(ctx: SystemContext, look: Look): Promise<LookedInto> {
  try {
    return await readFolder(ctx, look);
  } catch (error) {
    // What this folder alone brings about keeps no other day from being read: its turn comes again after theirs.
    if (!(error instanceof AppError) && !look.signal.aborted)
      await ctx.store.trail.endLook(
        look.folder,
        { done: false, more: false, troubles: [UNREADABLE], problem: null },
        ctx.now(),
      );
    throw error;
  }
}
