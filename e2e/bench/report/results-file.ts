import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isRate, type Result } from './result';

const path = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
const HEAD = ['metric', 'value', 'goal', 'beside', 'ratio'];

/** Puts a bench's table in place of its last one; what people wrote around the tables stays. */
export function keepResults(bench: string, results: readonly Result[], about: string): void {
  const [begin, end] = [`<!-- ${bench} -->`, `<!-- /${bench} -->`];
  const text = readFileSync(path, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path} has no place for ${bench}: write ${begin} and ${end} into it`);
  const table = toTable(results.map(toRow));
  writeFileSync(path, `${text.slice(0, from)}${begin}\n\n${about}\n\n${table}\n\n${text.slice(to)}`);
}

function toRow({ metric, value, unit, goal, met, baseline }: Result): string[] {
  const verdict = goal === null ? '–' : `${met ? '✓' : '**missed**'} ${isRate(unit) ? '≥' : '≤'} ${goal} ${unit}`;
  const beside = baseline ? `${baseline.value} ${unit} ${baseline.of}` : '–';
  const ratio = baseline && baseline.value > 0 ? `${(value / baseline.value).toFixed(2)} ×` : '–';
  return [metric, `${value} ${unit}`, verdict, beside, ratio];
}

/** Padded as the formatter would, so that the check stays quiet. */
function toTable(rows: readonly string[][]): string {
  const widths = HEAD.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(HEAD), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
