import { toAge } from './freshness';
import { showControls } from './show-controls';
import type { Report } from './verdict';

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

const HEADLINES = {
  whole: 'The ledger is whole',
  broken: 'The ledger is BROKEN',
  unchecked: 'The ledger could not be checked',
  restored: 'The ledger is whole but for a backup that was put back',
} as const;

function describeAnchors({ anchors, held, lastHeld }: Report): string[] {
  if (anchors.given === 0)
    return ['No anchors were given: what somebody with rights in the database rewrote as a whole is not seen.'];
  const lines = [
    `${count(held, 'anchor')} of ${anchors.given} hold${lastHeld ? `, the last of entry ${lastHeld.seq} at ${lastHeld.at}` : ''}.`,
  ];
  if (anchors.keys.length > 0)
    lines.push(
      anchors.onFirstUse
        ? `No public key was given: the key of the oldest anchor was believed (${anchors.keys.join(', ')}).`
        : `Signed by ${anchors.keys.join(', ')}.`,
    );
  if (anchors.rivals.length > 0)
    lines.push(
      `${anchors.onFirstUse ? 'Anchors were signed' : 'The key that is believed has signed'} for other ledgers too (${anchors.rivals.join(', ')}): this one may have been begun in the place of one of them. Say which one is meant: --ledger ID.`,
    );
  const why = anchors.meant ? '--ledger says that this one is meant' : 'no key that is believed signed them';
  for (const id of anchors.foreign) lines.push(`Anchors of another ledger (${id}) were left aside: ${why}.`);
  return lines;
}

/** Always how old the newest is: it is as far as anybody outside can tell. */
function describeAge({ anchors, fresh }: Report): string[] {
  const { newest, ageSeconds, hours, stale } = fresh;
  if (anchors.given === 0 && hours === null) return [];
  const asked = stale
    ? `; --fresh asks for one of at most ${hours} h. See that the worker runs, and that what it signs arrives here`
    : '';
  if (newest === null || ageSeconds === null)
    return [`No anchor that holds says when the ledger was last seen${asked}.`];
  return [
    `The newest that holds is ${toAge(ageSeconds)} old${asked}. What was added after it and is gone again, nobody outside saw.`,
  ];
}

/** Marks that were accepted and accept nothing. */
const describeUnmatched = ({ unmatched, restores }: Report): string[] =>
  unmatched.map((mark) => {
    const [seq = ''] = mark.split('@');
    const other = restores.find((one) => one.startsWith(`${seq}@`));
    const what = other ? `the restore that entry ${seq} records is ${other}` : `entry ${seq} records no restore`;
    return `--accept ${mark} accepts nothing: ${what}. Either the mark is another ledger's, or this ledger is not the one that it was taken from.`;
  });

/** For people, a line each. */
export function describeReport(report: Report): string[] {
  const { entries, last, findings, unlisted, unanchored, verdict, ledger, partial } = report;
  const end = last ? `, head ${last.hash}, the last of ${last.at}` : '';
  const lines = [`${HEADLINES[verdict]}: ${count(entries, 'entry', 'entries')}${end}.`];
  lines.push(`Ledger ${ledger}${report.anchors.meant ? ', which is the one that is meant' : ''}.`);
  if (partial) lines.push('The file holds some of its entries: whether others were taken out of it cannot be told.');
  lines.push(...describeAnchors(report), ...describeAge(report));
  if (unanchored.entries > 0 && report.anchors.given > 0)
    lines.push(`Not anchored yet: ${count(unanchored.entries, 'entry', 'entries')} since ${unanchored.oldestAt}.`);
  for (const { kind, why, mark } of findings) lines.push(`  ${kind}: ${why}${mark ? ` [${mark}]` : ''}`);
  if (unlisted > 0) lines.push(`  … and ${count(unlisted, 'more finding')}.`);
  lines.push(...describeUnmatched(report));
  const marks = findings.flatMap(({ mark }) => mark ?? []);
  if (verdict === 'restored')
    lines.push(`If you know of ${marks.length === 1 ? 'it' : 'them'}, say so: --accept ${marks.join(',')}`);
  return lines.map(showControls);
}
