import type { Report } from './verdict';

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

const HEADLINES = {
  whole: 'The ledger is whole',
  broken: 'The ledger is BROKEN',
  unchecked: 'The ledger could not be held against an anchor',
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
  for (const id of anchors.foreign) lines.push(`Anchors of another ledger (${id}) were left aside.`);
  return lines;
}

/** For people, a line each. */
export function describeReport(report: Report): string[] {
  const { entries, last, findings, unlisted, unanchored, verdict, ledger } = report;
  const end = last ? `, head ${last.hash}, the last of ${last.at}` : '';
  const lines = [`${HEADLINES[verdict]}: ${count(entries, 'entry', 'entries')}${end}.`];
  if (ledger !== null) lines.push(`Ledger ${ledger}.`);
  lines.push(...describeAnchors(report));
  if (unanchored.entries > 0 && report.anchors.given > 0)
    lines.push(`Not anchored yet: ${count(unanchored.entries, 'entry', 'entries')} since ${unanchored.oldestAt}.`);
  for (const { kind, why } of findings) lines.push(`  ${kind}: ${why}`);
  if (unlisted > 0) lines.push(`  … and ${count(unlisted, 'more finding')}.`);
  const unknown = findings.filter(({ kind }) => kind === 'restored').map(({ from }) => from);
  if (verdict === 'restored')
    lines.push(`If you know of ${unknown.length === 1 ? 'it' : 'them'}, say so: --accept ${unknown.join(',')}`);
  return lines;
}
