import 'server-only';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { readExportLine, type ExportEnd, type ExportHead } from '@/lib/domain/ledger/export-line';
import type { Finding } from '@/lib/domain/ledger/finding';
import { StartError } from '@/lib/runtime/start-error';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';

const PAGE = 1000;

export interface OpenExport {
  head: ExportHead;
  pages: AsyncIterable<LedgerEntry[]>;
  /** Once all pages were read: what the file itself lacks. */
  findings(): Finding[];
}

const unreadable = (why: string): Finding => ({ kind: 'unreadable', from: null, to: null, why });

/** An exported ledger, oldest first, a page at a time. Throws StartError where it is none. */
export async function openExport(path: string): Promise<OpenExport> {
  const input = createReadStream(path, 'utf8');
  // Before the first line is asked for, nobody listens to the stream.
  const failed = new Promise<never>((_, reject) => void input.once('error', reject));
  const lines = createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]();
  const first = await Promise.race([lines.next(), failed]);
  const begun = first.done ? null : readExportLine(first.value);
  if (!begun || !('head' in begun))
    throw new StartError(`${path} is no exported ledger: its first line does not say so.`);
  const found: Finding[] = [];
  let [end, number, entries]: [ExportEnd | null, number, number] = [null, 1, 0];

  async function* readPages(): AsyncGenerator<LedgerEntry[]> {
    let page: LedgerEntry[] = [];
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      number += 1;
      const line = readExportLine(next.value);
      if (line && 'entry' in line) page.push(line.entry);
      else if (line && 'end' in line) end = line.end;
      else found.push(unreadable(`line ${number} is no entry`));
      if (page.length < PAGE) continue;
      entries += page.length;
      yield page;
      page = [];
    }
    entries += page.length;
    yield page;
  }

  return {
    head: begun.head,
    pages: readPages(),
    findings() {
      if (end === null) return [...found, unreadable('the file ends before its end: it was cut off')];
      if (end.entries === entries) return found;
      return [...found, unreadable(`the file holds ${entries} entries where it says ${end.entries}`)];
    },
  };
}
