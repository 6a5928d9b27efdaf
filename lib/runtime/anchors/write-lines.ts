import 'server-only';
import type { AnchorSink } from '@/lib/domain/ports/anchor-sink';

/** Lines on standard output; resolves once the system has them. Logs go there too, each a JSON line with `level` and `process`. */
export const writeLines = (lines: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(lines.map((line) => `${line}\n`).join(''), (error) => (error ? reject(error) : resolve()));
  });

/** Anchors as lines of the log, whole and whatever its level: the verifier reads them out of a log file again. */
export const logSink: AnchorSink = {
  name: 'log',
  put: (anchors) =>
    writeLines(
      anchors.map((signed) =>
        JSON.stringify({ level: 30, time: signed.anchor.at, process: 'worker', msg: 'ledger anchor', ...signed }),
      ),
    ),
};
