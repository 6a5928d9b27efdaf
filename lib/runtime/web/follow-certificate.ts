import 'server-only';
import { Server } from 'node:https';
import type { Server as PlainServer } from 'node:http';
import { readTextFile } from '@/lib/config/read-environment';
import { fits } from '@/lib/config/read-tls';
import type { WebConfig } from '@/lib/config/web-config';
import type { Log } from '@/lib/domain/ports/context';
import { toFileMark } from '@/lib/runtime/file-mark';

const LOOK_EVERY_MILLISECONDS = 10_000;

/**
 * Takes up a renewed certificate without a restart; connections that are open keep the old one. A pair
 * that does not fit, as between the writing of two files, changes nothing until it does.
 */
export function followCertificate(
  server: PlainServer,
  tls: WebConfig['tls'],
  log: Log,
  every = LOOK_EVERY_MILLISECONDS,
): void {
  if (!tls || !(server instanceof Server)) return;
  let mark = toMark(tls);
  const timer = setInterval(() => {
    const now = toMark(tls);
    if (now === mark) return;
    mark = now;
    try {
      const pair = { cert: readTextFile(tls.certFile) ?? '', key: readTextFile(tls.keyFile) ?? '' };
      if (!fits(pair)) throw new Error('the key is not that of the certificate');
      server.setSecureContext({ ...pair, minVersion: 'TLSv1.2' });
      log.info({ kind: 'tls' }, 'the changed certificate is in force');
    } catch (error) {
      log.error({ kind: 'tls', error }, 'the changed certificate cannot be used; the old one stays');
    }
  }, every);
  timer.unref();
  server.once('close', () => clearInterval(timer));
}

const toMark = ({ certFile, keyFile }: NonNullable<WebConfig['tls']>): string =>
  [certFile, keyFile].map(toFileMark).join(' ');
