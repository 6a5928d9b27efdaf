import { listen } from './http/listen';
import { defaults, type Options } from './options';
import { keepSchedule } from './rotation/keep-schedule';
import { seedWorld } from './seed/seed-world';
import { keepTrailFiles } from './trail-files/write-trail-files';
import { createWorld, endWorld, type World } from './world/world';

export type LocalAws = {
  url: string;
  port: number;
  world: World;
  /** Done when all that was published at the start is in the directory that was asked for, if one was. */
  filesWritten: Promise<void>;
  close: () => Promise<void>;
};

/**
 * Starts a local AWS in this process: a world of its own on a port of its own (0: any free one). Options left out are
 * `defaults` in options.ts; rejects when the port is taken. Many may run beside one another.
 */
export async function startLocalAws(options: Partial<Options> = {}): Promise<LocalAws> {
  const world = createWorld({ ...defaults, ...options });
  const { server, port } = await listen(world);
  seedWorld(world);
  keepSchedule(world);
  const host = world.options.host.includes(':') ? `[${world.options.host}]` : world.options.host;
  const files = world.options.trailFiles === undefined ? undefined : keepTrailFiles(world, world.options.trailFiles);
  const close = async () => {
    endWorld(world);
    await files?.stop();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://${host}:${port}`, port, world, filesWritten: files?.written ?? Promise.resolve(), close };
}
