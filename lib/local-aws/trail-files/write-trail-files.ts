import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { dayOf } from '@/lib/local-aws/cloudtrail/trail';
import type { World } from '@/lib/local-aws/world/world';
import { trailBucketOf } from './bucket';
import { listKeys } from './list-keys';

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Writes what is published and not there yet, from a day on, under the keys of the bucket, file by file. A directory keeps
 * no metadata: a digest's signature lies beside it.
 */
async function writeNew(world: World, directory: string, since: number, signal: AbortSignal): Promise<void> {
  const bucket = trailBucketOf(world);
  if (bucket === undefined) return;
  for (const { key, make } of listKeys(world, bucket, { prefix: '', after: '', since }, Date.now())) {
    if (signal.aborted) return;
    const path = join(directory, key);
    if (await isThere(path)) continue;
    const { body, metadata } = make();
    await mkdir(dirname(path), { recursive: true });
    if (metadata.signature !== undefined) await writeFile(`${path}.signature`, metadata.signature);
    await writeFile(path, body);
  }
}

/** Writes the trail's files to a directory and goes on doing so; gives what stops it. Rejects where it cannot write. */
export function keepTrailFiles(world: World, directory: string): { written: Promise<void>; stop: () => Promise<void> } {
  const ending = new AbortController();
  const { signal } = ending;
  const written = writeNew(world, directory, 0, signal);
  const goOn = async () => {
    await written;
    for (;;) {
      await wait(60_000, undefined, { signal, ref: false });
      await writeNew(world, directory, dayOf(Date.now()) - 1, signal);
    }
  };
  const running = goOn().catch((error: unknown) => {
    if (signal.aborted) return;
    process.stderr.write(`local AWS: trail files: ${error instanceof Error ? error.message : 'not written'}\n`);
  });
  const stop = async () => {
    ending.abort();
    await running;
  };
  return { written, stop };
}
